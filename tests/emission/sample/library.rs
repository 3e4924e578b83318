//! The versioned package.

use std::collections::{BTreeMap, HashMap};

use traitwire::UnknownFields;
use traitwire::prelude::*;
use traitwire::well_known::{Any, Duration, FieldMask, ListValue, StringValue, Struct, Timestamp, Value};

use super::shared::{Certainty, Money, Page};

traitwire::package!(
    "acme.library.v1",
    cc_enable_arenas = true,
    csharp_namespace = "Acme.Library.V1",
    go_package = "acme.example/library/v1;libraryv1",
    java_multiple_files = true,
    java_outer_classname = "LibraryProto",
    java_package = "com.acme.library.v1",
    objc_class_prefix = "ALX",
    optimize_for = CODE_SIZE,
    php_namespace = "Acme\\Library\\V1",
    ruby_package = "Acme::Library::V1",
);

/// What identifies a book: in protobuf a `string`.
#[message(transparent)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BookId(pub String);

/// Something to read.
///
///     let it = "indented";
///
/// With a second paragraph, "quotes" and a back\slash.
#[message(reserved(7, 90..=99, 1000..=536_870_911, "isbn", "old_title"))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Never empty.
    #[field(1)]
    pub id: BookId,
    #[field(2, json_name = "heading")]
    pub title: String,
    /// In order.
    #[field(3)]
    pub authors: Vec<Author>,
    #[field(4)]
    pub subtitle: Option<String>,
    #[field(5)]
    pub format: Open<Format>,
    #[field(6)]
    pub certainty: Certainty,
    /// Where it stands.
    #[field(oneof)]
    pub place: Option<Place>,
    #[field(10)]
    pub price: Option<Money>,
    /// The book that this one continues.
    #[field(11)]
    pub prequel: Option<Box<Book>>,
    #[field(12)]
    pub published: Option<Timestamp>,
    #[field(13)]
    pub reading_time: Option<Duration>,
    #[deprecated]
    #[field(14)]
    pub shelf_mark: String,
    /// Gone as well.
    #[deprecated]
    #[field(15, name = "marc_record", json_name = "marc")]
    pub marc: Vec<u8>,
    #[field(unknown)]
    pub rest: UnknownFields,
}

/// Who wrote it.
#[message(within = Book)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Author {
    #[field(1)]
    pub name: String,
    #[field(2)]
    pub born: Option<Born>,
}

/// Nested twice.
#[message(within = Author)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Born {
    #[field(1)]
    pub year: i32,
    #[field(2)]
    pub exact: bool,
}

/// What it is made of.
#[enumeration(within = Book, reserved(3, 10..=20, -5, "FORMAT_SCROLL"))]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Format {
    #[default]
    Unspecified,
    /// Bound.
    Paper = 1,
    #[deprecated]
    Tape = 2,
    Lost = -1,
}

/// Each of these is a field.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// By its number.
    #[field(20)]
    Shelf(u32),
    #[field(21)]
    Lent(Money),
    #[field(22, json_name = "away")]
    Abroad(()),
    #[field(23)]
    Kind(Format),
}

/// Every scalar and every encoding.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scalars {
    #[field(1)]
    pub a_bool: bool,
    #[field(2)]
    pub an_i32: i32,
    #[field(3)]
    pub an_i64: i64,
    #[field(4)]
    pub a_u32: u32,
    #[field(5)]
    pub a_u64: u64,
    #[field(6)]
    pub an_f32: f32,
    #[field(7)]
    pub an_f64: f64,
    #[field(8)]
    pub a_string: String,
    #[field(9)]
    pub some_bytes: Vec<u8>,
    #[field(10, sint32)]
    pub a_sint32: i32,
    #[field(11, sint64)]
    pub a_sint64: i64,
    #[field(12, fixed32)]
    pub a_fixed32: u32,
    #[field(13, fixed64)]
    pub a_fixed64: u64,
    #[field(14, sfixed32)]
    pub a_sfixed32: i32,
    #[field(15, sfixed64)]
    pub a_sfixed64: i64,
    #[field(16)]
    pub an_i8: i8,
    #[field(17)]
    pub a_u16: u16,
    #[field(18)]
    pub shared: bytes::Bytes,
    #[field(19)]
    pub digest: [u8; 32],
    #[field(20)]
    pub maybe: Option<f64>,
    #[field(21, sint32)]
    pub maybe_signed: Option<i32>,
    #[field(22)]
    pub maybe_format: Option<Format>,
}

/// Lists and maps.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Many {
    #[field(1)]
    pub packed: Vec<i32>,
    /// One by one.
    #[field(2, packed = false)]
    pub unpacked: Vec<i32>,
    #[deprecated]
    #[field(3, packed = false, json_name = "signed")]
    pub zigzag: Vec<i64>,
    #[field(4)]
    pub names: Vec<String>,
    #[field(5)]
    pub formats: Vec<Format>,
    #[field(6)]
    pub by_name: HashMap<String, Money>,
    #[field(7, map(sint32, sfixed64))]
    pub by_number: BTreeMap<i32, i64>,
    #[field(8)]
    pub by_bool: BTreeMap<bool, Format>,
    #[field(9, map(fixed64, _))]
    pub by_key: BTreeMap<u64, Vec<u8>>,
}

/// What protobuf brings itself.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WellKnown {
    #[field(1)]
    pub any: Option<Any>,
    #[field(2)]
    pub mask: Option<FieldMask>,
    #[field(3)]
    pub object: Option<Struct>,
    #[field(4)]
    pub value: Option<Value>,
    #[field(5)]
    pub list: Option<ListValue>,
    #[field(6)]
    pub nothing: (),
    #[field(7, wrapper)]
    pub count: Option<u64>,
    #[field(8)]
    pub texts: Vec<StringValue>,
    #[field(9)]
    pub times: HashMap<String, Timestamp>,
}

/// What `ImportBooks` reads.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportBooksRequest {
    #[field(1)]
    pub book: Book,
}

/// What `WatchBooks` sends.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WatchBooksResponse {
    #[field(1)]
    pub book: Book,
}

/// What the readers say.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DiscussRequest {
    #[field(1)]
    pub text: String,
}

/// What they hear.
#[message]
#[deprecated]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DiscussResponse {
    #[field(1)]
    pub text: String,
}

/// Lends books.
///
/// To everyone.
#[service]
pub trait LibraryService {
    /// Looks one up.
    #[no_side_effects]
    #[rpc(reserved(2, "isbn"))]
    #[returns(book = 1, reserved(2..=3, "error"))]
    async fn get_book(
        &self,
        /// Which one.
        #[field(1)]
        id: &str,
    ) -> Result<Book, Status>;

    #[returns(page = 1, total = 2)]
    async fn list_books(
        &self,
        #[field(1)] after: String,
        #[field(2)] limit: Option<u32>,
    ) -> Result<(Page<Book>, u64), Status>;

    /// Forgets one.
    #[idempotent]
    #[deprecated]
    async fn drop_book(&self, ctx: &Context, #[field(1)] id: String) -> Result<(), Status>;

    /// Server streaming.
    async fn watch_books(&self) -> Result<Streaming<WatchBooksResponse>, Status>;

    #[returns(count = 1)]
    async fn import_books(&self, books: Streaming<ImportBooksRequest>) -> Result<u32, Status>;

    async fn discuss(&self, notes: Streaming<DiscussRequest>) -> Result<Streaming<DiscussResponse>, Status>;

    /// Everything there is.
    #[returns(scalars = 1, many = 2, well_known = 3)]
    async fn show(&self) -> Result<(Scalars, Many, WellKnown), Status>;
}
