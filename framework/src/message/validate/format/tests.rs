use super::{fqn, header, host, ids, ip, uri};

#[track_caller]
fn all(is: impl Fn(&str) -> bool, good: &[&str], bad: &[&str]) {
    for text in good {
        assert!(is(text), "{text:?} is one");
    }
    for text in bad {
        assert!(!is(text), "{text:?} is none");
    }
}

#[test]
fn emails() {
    let long = format!("a@{}.com", "d".repeat(63));
    let longer = format!("a@{}.com", "d".repeat(64));
    all(
        host::is_email,
        &[
            "alice@example.com",
            ".a..b.@x",
            "a+b@x-y.example",
            "root@localhost",
            "!#$%&'*+/=?^_`{|}~-@a",
            &long,
        ],
        &[
            "",
            "a",
            "@a",
            "a@",
            "a@b@c",
            "a b@c",
            "a@-b",
            "a@b-",
            "a@b..c",
            "a@b.",
            "ö@a",
            "a@ö",
            "\"a\"@b",
            "a@b\n",
            "a@[127.0.0.1]",
            &longer,
        ],
    );
}

#[test]
fn hosts() {
    let long = ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61)].join(".");
    all(
        host::is_hostname,
        &["a", "a.b", "1a", "a.b.", "0.0.a", "xn--a", &long, "a-b"],
        &[
            "",
            ".",
            "a..b",
            "-a",
            "a-",
            "1",
            "a.1",
            "a_b",
            "ä",
            "a.b..",
            " a",
            &format!("{long}d"),
        ],
    );
    all(
        host::is_host_and_port,
        &["a:0", "a:65535", "127.0.0.1:1", "[::1]:80", "[fe80::1%en0]:1"],
        &[
            "",
            "a",
            "a:",
            ":1",
            "a:01",
            "a:65536",
            "a:-1",
            "a:+1",
            "::1:80",
            "[::1]",
            "[::1]80",
            "[127.0.0.1]:1",
            "[a]:1",
            "a:1 ",
        ],
    );
}

#[test]
fn addresses() {
    all(
        |text| ip::is_ip(text, 4),
        &["0.0.0.0", "255.255.255.255"],
        &[
            "",
            "1.2.3",
            "1.2.3.4.5",
            "256.0.0.0",
            "01.2.3.4",
            "1.2.3.4 ",
            "::1",
            "1.2.3.4/8",
        ],
    );
    all(
        |text| ip::is_ip(text, 6),
        &[
            "::",
            "::1",
            "1:2:3:4:5:6:7:8",
            "1::8",
            "::ffff:1.2.3.4",
            "fe80::1%eth0",
            "::1%%",
        ],
        &[
            "",
            ":",
            ":::",
            "1:2:3:4:5:6:7",
            "1::2::3",
            "12345::",
            "::1%",
            "[::1]",
            "1.2.3.4",
            "::g",
            "1:2:3:4:5:6:7:8:9",
        ],
    );
    assert!(ip::is_ip("::1", 0) && ip::is_ip("1.2.3.4", 0));
    all(
        |text| ip::is_prefix(text, 0, false),
        &["1.2.3.4/0", "1.2.3.4/32", "::1/128", "::/0"],
        &[
            "1.2.3.4",
            "1.2.3.4/33",
            "1.2.3.4/",
            "1.2.3.4/08",
            "::1/129",
            "::1%a/64",
            "1.2.3.4/+8",
            "/8",
        ],
    );
    all(
        |text| ip::is_prefix(text, 0, true),
        &["10.0.0.0/8", "0.0.0.0/0", "1.2.3.4/32", "fe80::/10", "::/0"],
        &["10.0.0.1/8", "1.2.3.4/31x", "1.2.3.5/31", "fe80::1/64"],
    );
}

#[test]
fn uris() {
    let uris = [
        "a:",
        "http://a",
        "http://a/b?c#d",
        "http://u:p@h:1/",
        "urn:isbn:0",
        "mailto:a@b",
        "http://[::1]:80/",
        "http://[fe80::1%25en0]",
        "http://[v1.x]",
        "file:///a",
        "a:/b",
        "http://%C3%B6",
        "http://a:",
        "a:b:c",
        "http:?#",
    ];
    all(
        uri::is_uri,
        &uris,
        &[
            "",
            "a",
            "//a",
            "1a:",
            "http://a b",
            "http://a\n",
            "http://%",
            "http://%zz",
            "http://%ff",
            "http://[::1",
            "http://[1.2.3.4]",
            "http://a:b",
            "http://a@b@c",
            "http://ö",
            "a:^",
            "http://[::1%en0]",
            "http://[::1%25]",
            "http://a?^",
            "a:#b#c",
        ],
    );
    all(
        uri::is_uri_ref,
        &uris,
        &["a b", "1a:", "./a\\", ":a", "#a#b", "//a b", "[::1]"],
    );
    all(
        uri::is_uri_ref,
        &["", "a", "//a", "./a:b", "?q", "#f", "/a", "../a?b#c", "@"],
        &[],
    );
}

#[test]
fn ids_and_names() {
    all(
        ids::is_uuid,
        &[
            "00000000-0000-0000-0000-000000000000",
            "8a6e0804-2BD0-4672-b79d-d97027f9071a",
        ],
        &[
            "",
            "8a6e08042bd04672b79dd97027f9071a",
            "8a6e0804-2bd0-4672-b79d-d97027f9071",
            "8a6e0804-2bd0-4672-b79d-d97027f9071g",
            "-8a6e080-2bd0-4672-b79d-d97027f9071a",
        ],
    );
    all(
        ids::is_tuuid,
        &["8a6e08042bd04672b79dd97027f9071a"],
        &[
            "",
            "8a6e08042bd04672b79dd97027f9071",
            "8a6e08042bd04672b79dd97027f9071g",
        ],
    );
    all(
        ids::is_ulid,
        &["01ARZ3NDEKTSV4RRFFQ69G5FAV", "7zzzzzzzzzzzzzzzzzzzzzzzzz"],
        &[
            "",
            "81ARZ3NDEKTSV4RRFFQ69G5FAV",
            "01ARZ3NDEKTSV4RRFFQ69G5FAI",
            "01ARZ3NDEKTSV4RRFFQ69G5FA",
        ],
    );
    all(
        fqn::is_fqn,
        &["a", "a.b_1.C", "_"],
        &["", ".a", "a.", "a..b", "1a", "a.1", "a-b", "ä"],
    );
    all(fqn::is_dot_fqn, &[".a", ".a.b"], &["", ".", "a", "..a"]);
}

#[test]
fn headers() {
    all(
        |text| header::is_name(text, true),
        &["a", ":path", "x-Y_1", "a,b"],
        &[":", "a b", "a:b", "a\n", "ä", "a(b"],
    );
    all(
        |text| header::is_name(text, false),
        &["a b", "ä", "a:b"],
        &["a\n", "a\r", "\0"],
    );
    all(
        |text| header::is_value(text, true),
        &["", "a b", "\t", "ä"],
        &["\n", "\0", "\u{7f}", "\u{1f}", "\u{8}"],
    );
    all(
        |text| header::is_value(text, false),
        &["", "\u{7f}", "\u{1f}"],
        &["\n", "\0", "a\rb"],
    );
}
