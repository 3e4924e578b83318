use super::time;

#[test]
fn durations() {
    assert_eq!(time::duration("90s"), Some((90, 0)));
    assert_eq!(time::duration("0.5s"), Some((0, 500_000_000)));
    assert_eq!(time::duration("-1.000000001s"), Some((-1, -1)));
    assert_eq!(time::duration("315576000000s"), Some((315_576_000_000, 0)));
    for bad in [
        "",
        "s",
        "1",
        "1m",
        ".5s",
        "1.s",
        "1s ",
        "--1s",
        "+1s",
        "1.0000000001s",
        "315576000001s",
    ] {
        assert_eq!(time::duration(bad), None, "{bad}");
    }
}

#[test]
fn times() {
    assert_eq!(time::timestamp("1970-01-01T00:00:00Z"), Some((0, 0)));
    assert_eq!(
        time::timestamp("2000-02-29T12:30:15.25Z"),
        Some((951_827_415, 250_000_000))
    );
    assert_eq!(time::timestamp("1970-01-01T01:00:00+01:00"), Some((0, 0)));
    assert_eq!(time::timestamp("1969-12-31T22:30:00-01:30"), Some((0, 0)));
    assert_eq!(
        time::timestamp("0001-01-01T00:00:00Z"),
        Some((-62_135_596_800, 0))
    );
    assert_eq!(
        time::timestamp("9999-12-31T23:59:59.999999999Z"),
        Some((253_402_300_799, 999_999_999))
    );
    for bad in [
        "",
        "1970-01-01",
        "1970-01-01T00:00:00",
        "1970-13-01T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z",
        "1970-01-01 00:00:00Z",
        "1970-01-01T00:00:00+1:00",
        "1970-01-01T00:00:00Zz",
        "0000-01-01T00:00:00Z",
        "197-001-01T00:00:00Z",
    ] {
        assert_eq!(time::timestamp(bad), None, "{bad}");
    }
}
