//! Types of other crates as fields, each behind a feature of its own.
//!
//! | feature | Rust | protobuf | absent is |
//! |---|---|---|---|
//! | `uuid` | `uuid::Uuid` | `string`, hyphenated: `67e55044-10b1-426f-9247-bb680e5fe0c8` | the nil UUID, which is not sent |
//! | `uuid` | `uuid::Uuid` with `with = traitwire::message::third_party::uuid_bytes` | `bytes`, 16 of them | the nil UUID, which is not sent |
//! | `chrono` | `chrono::DateTime<Utc>` | `google.protobuf.Timestamp` | the epoch |
//! | `chrono` | `chrono::TimeDelta` | `google.protobuf.Duration` | zero |
//! | `time` | `time::OffsetDateTime`, `time::UtcDateTime` | `google.protobuf.Timestamp` | the epoch |
//! | `time` | `time::Duration` | `google.protobuf.Duration` | zero |
//! | `rust_decimal` | `rust_decimal::Decimal` | `string`: `-12.50` | zero |
//! | `url` | `Option<url::Url>`, lists and maps of `url::Url` | `string`: `https://example.com/a` | `None` |
//!
//! They are values like any other: one, an `Option`, a `Vec`, a map's value, a oneof's member, an argument, borrowed too. A
//! `Uuid` may be a map's key. What does not parse, and what the Rust type cannot hold, is an error that names the
//! field.
//!
//! * **UUIDs** are read in every form that the crate knows (hyphenated or not, in braces, as URN), and the empty string, which in
//!   protobuf is the same as an absent one, as nil.
//! * **Times** come back in UTC, whatever their offset was: a `Timestamp` is a point in time. Those beyond the calendar of protobuf
//!   (the years 1 to 9999) and durations of more than 10,000 years are sent as its ends. The nanoseconds of a leap
//!   second, which `chrono` counts beyond 999,999,999, are sent as the last one of the second.
//! * **Decimals** keep their scale: `1.50` is not `1.5`, and `0.00` is sent where `0` is not. What has more digits than a `Decimal` holds
//!   is refused, never rounded.
//! * **URLs** have no zero: no `Url` stands for one that was not sent. So `Option<Url>`, `Vec<Url>` and maps of it are fields, and a
//!   bare `Url` is none; it does not compile, nor does it as a oneof's member, which is made before it is read. A map's
//!   entry without a URL is an error.
//!
#![cfg_attr(
    feature = "url",
    doc = r#"
```
use url::Url;

traitwire::package!("library");

#[traitwire::message]
struct Book {
    #[field(1)]
    page: Option<Url>,
}
```

```compile_fail,E0277
use url::Url;

traitwire::package!("library");

#[traitwire::message]
struct Book {
    #[field(1)]
    page: Url,
}
```
"#
)]
//! Dates and times of day without a zone (`chrono::NaiveDate`, `time::Date`, …) have no type in protobuf: give them one with
//! `#[field(1, with = module)]`.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "rust_decimal")]
mod decimal;
#[cfg(all(
    test,
    feature = "chrono",
    feature = "client",
    feature = "rust_decimal",
    feature = "server",
    feature = "time",
    feature = "url",
    feature = "uuid"
))]
mod tests;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;
#[cfg(feature = "uuid")]
pub mod uuid_bytes;
