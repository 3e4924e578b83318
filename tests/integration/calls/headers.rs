//! What travels beside the messages.

use super::*;

#[tokio::test]
async fn headers_that_were_set_come_as_headers_though_the_call_fails() {
    let scripted = || Scripted {
        one: script(|ctx: Context, _| async move {
            ctx.set_header("x-head", "h");
            ctx.set_trailer("x-tail", "t");
            Err(Status::aborted("no"))
        }),
        ..Scripted::default()
    };
    for client in [local(scripted()), remote(scripted()).await.0] {
        let ctx = Context::new();
        let status = client.one(&ctx, note("")).await.expect_err("aborted");
        assert_eq!(status.code(), Code::Aborted);
        assert_eq!(status.message(), "no");
        assert_eq!(ctx.header("x-head").as_deref(), Some("h"));
        assert_eq!(ctx.trailer("x-tail").as_deref(), Some("t"));
        assert_eq!(ctx.trailer("x-head"), None);
        assert_eq!(ctx.header("content-length"), None);
    }
}

#[tokio::test]
async fn pairs_that_are_no_headers_fail_the_call_by_name() {
    let client = local(Scripted::default());
    for (key, value) in [
        ("grpc-status", "0"),
        ("a b", "x"),
        ("X-Data-BIN", "x"),
        ("x", "ü"),
    ] {
        let status = client
            .one(&Context::new().with_metadata(key, value), note(""))
            .await
            .expect_err(key);
        assert_eq!(status.code(), Code::Internal, "{key}");
        assert!(status.message().contains(key), "{}", status.message());
        let status = client
            .with_metadata(key, value)
            .one(&Context::new(), note(""))
            .await;
        assert!(status.expect_err(key).message().contains(key));
    }
}

#[tokio::test]
async fn binary_pairs_go_both_ways_whatever_their_case() {
    let scripted = Scripted {
        one: script(|ctx: Context, note| async move {
            let bytes = ctx.metadata().get_bin("x-bytes-bin").unwrap_or_default();
            ctx.set_header_bin("x-head-bin", &bytes);
            ctx.set_trailer_bin("X-Tail-Bin", &bytes);
            Ok(note)
        }),
        ..Scripted::default()
    };
    let client = remote(scripted).await.0;
    let ctx = Context::new().with_metadata_bin("X-Bytes-Bin", [0, 255, 7]);
    client.one(&ctx, note("")).await.expect("answers");
    assert_eq!(ctx.header_bin("x-head-bin").as_deref(), Some(&[0, 255, 7][..]));
    assert_eq!(ctx.trailer_bin("x-tail-bin").as_deref(), Some(&[0, 255, 7][..]));
}

/// When to come back is the application's to say (gRFC A6).
#[tokio::test]
async fn a_pushback_reaches_the_caller() {
    const KEY: &str = "grpc-retry-pushback-ms";
    let scripted = Scripted {
        one: script(|ctx: Context, note: Note| async move {
            if note.text == "set" {
                ctx.set_trailer(KEY, "7");
                return Err(Status::unavailable("later"));
            }
            let mut status = Status::unavailable("later");
            status.metadata_mut().insert(KEY, "7".parse().expect("a value"));
            Err(status)
        }),
        ..Scripted::default()
    };
    let client = remote(scripted).await.0;
    for how in ["set", "in the status"] {
        let status = client.one(&Context::new(), note(how)).await.expect_err(how);
        assert_eq!(status.metadata().get(KEY).expect(how), "7");
    }
}

/// Most callers accept 8 KiB of headers, and lose the code with the rest.
#[tokio::test]
async fn a_message_in_any_alphabet_is_cut_to_what_callers_accept() {
    let scripted = Scripted {
        one: script(|_, note: Note| async move { Err(Status::aborted(note.text.repeat(4000))) }),
        ..Scripted::default()
    };
    let client = remote(scripted).await.0;
    for (letter, kept) in [("x", 4000), ("\u{448}", 1024), ("\u{6f22}", 682), (" ", 2048)] {
        let status = client.one(&Context::new(), note(letter)).await.expect_err(letter);
        assert_eq!(status.code(), Code::Aborted);
        assert_eq!(status.message(), letter.repeat(kept));
    }
}

#[tokio::test]
async fn a_status_passed_on_leaves_the_transport_headers_of_its_own_call_behind() {
    let scripted = Scripted {
        one: script(|_, _| async move {
            let mut status = Status::aborted("below");
            let pairs = [
                ("content-length", "77"),
                ("grpc-encoding", "zip"),
                ("x-mine", "1"),
            ];
            for (key, value) in pairs {
                status.metadata_mut().insert(key, value.parse().expect("a value"));
            }
            Err(status)
        }),
        ..Scripted::default()
    };
    let client = remote(scripted).await.0;
    let ctx = Context::new();
    let status = client.one(&ctx, note("")).await.expect_err("aborted");
    assert_eq!((status.code(), status.message()), (Code::Aborted, "below"));
    assert_eq!(ctx.trailer("x-mine").as_deref(), Some("1"));
    assert_eq!(ctx.trailer("grpc-encoding"), None);
    assert_ne!(ctx.trailer("content-length").as_deref(), Some("77"));
}
