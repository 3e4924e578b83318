//! What arguments and returns of a service become: fields, messages, records.
#![allow(
    clippy::too_many_arguments,
    clippy::ptr_arg,
    reason = "every kind of argument is in one method"
)]

use std::collections::{BTreeMap, HashMap};

use traitwire::schema::spec::{FieldSpec, MemberSpec, MessageSpec, MethodSpec, PayloadMessage, ServiceSpec};
use traitwire::{Context, RpcError, Status, Streaming};

traitwire::package!("arguments");

fn service(full_name: &str) -> &'static ServiceSpec {
    let services = traitwire::registry::services();
    let found = services
        .into_iter()
        .find(|service| service.full_name == full_name);
    found.expect("the service is in the registry")
}

fn method(service: &ServiceSpec, name: &str) -> &'static MethodSpec {
    let mut methods = service.methods.iter();
    methods.find(|method| method.name == name).expect("a method")
}

fn message(of: PayloadMessage) -> &'static MessageSpec {
    match of {
        PayloadMessage::Message(spec) => spec(),
        PayloadMessage::Unit => panic!("no message"),
    }
}

fn field<'a>(of: &'a MessageSpec, name: &str) -> &'a FieldSpec {
    let found = of.members.iter().find_map(|member| match member {
        MemberSpec::Field(field) if field.name == name => Some(field),
        _ => None,
    });
    found.expect("a field")
}

#[traitwire::message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Note {
    #[field(1)]
    pub text: String,
}

fn note(text: &str) -> Note {
    Note {
        text: text.to_owned(),
    }
}

// Borrowed arguments.

type Text = str;
type Ctx = Context;

#[traitwire::service]
trait Borrow {
    #[returns(all = 1)]
    async fn borrow(
        &self,
        #[field(7)] text: &Text,
        #[field(2)] bytes: &[u8],
        ctx: &Ctx,
        #[field(3)] notes: &[Note],
        #[field(4)] note: &Note,
        #[field(5, sint32)] numbers: &[i32],
        #[field(6, fixed64, packed = false)] unpacked: &[u64],
        #[field(1)] words: &[String],
        #[field(8, sfixed64)] number: &i64,
        #[field(9, map(sint32, _))] map: &BTreeMap<i32, String>,
        #[field(10)] maybe: &Option<String>,
        #[field(11)] owned: String,
        #[field(12)] list: &Vec<bool>,
    ) -> Result<Vec<String>, Status>;
}

struct Borrowed;

impl Borrow for Borrowed {
    async fn borrow(
        &self,
        text: &str,
        bytes: &[u8],
        ctx: &Context,
        notes: &[Note],
        note: &Note,
        numbers: &[i32],
        unpacked: &[u64],
        words: &[String],
        number: &i64,
        map: &BTreeMap<i32, String>,
        maybe: &Option<String>,
        owned: String,
        list: &Vec<bool>,
    ) -> Result<Vec<String>, Status> {
        ctx.set_header("x-seen", "yes");
        Ok(vec![format!(
            "{text} {bytes:?} {notes:?} {note:?} {numbers:?} {unpacked:?} {words:?} {number} {map:?} {maybe:?} {owned} {list:?}"
        )])
    }
}

#[tokio::test]
async fn borrowed_arguments_of_every_kind_arrive() {
    let map = BTreeMap::from([(-1, "m".to_owned()), (2, String::new())]);
    let client = BorrowClient::local(BorrowServer::new(Borrowed));
    for empty in [false, true] {
        let text = if empty { "" } else { "a" };
        let bytes: &[u8] = if empty { b"" } else { b"\x00\xff" };
        let notes = if empty { vec![] } else { vec![note("b"), note("")] };
        let numbers: &[i32] = if empty { &[] } else { &[-1, 0, i32::MIN] };
        let unpacked: &[u64] = if empty { &[] } else { &[0, u64::MAX] };
        let words = if empty {
            vec![]
        } else {
            vec!["w".to_owned(), String::new()]
        };
        let map = if empty { BTreeMap::new() } else { map.clone() };
        let maybe = (!empty).then(String::new);
        let (ctx, single, list) = (Context::new(), note(text), vec![!empty]);
        let [here, there] = [
            Borrowed
                .borrow(
                    text,
                    bytes,
                    &Context::test(),
                    &notes,
                    &single,
                    numbers,
                    unpacked,
                    &words,
                    &-3,
                    &map,
                    &maybe,
                    "o".to_owned(),
                    &list,
                )
                .await,
            client
                .borrow(
                    text,
                    bytes,
                    &ctx,
                    &notes,
                    &single,
                    numbers,
                    unpacked,
                    &words,
                    &-3,
                    &map,
                    &maybe,
                    "o".to_owned(),
                    &list,
                )
                .await,
        ];
        assert_eq!(here.expect("a reply"), there.expect("a reply"));
        assert_eq!(ctx.header("x-seen").as_deref(), Some("yes"));
    }
}

/// What the client writes from borrowed arguments is what the message that owns them writes.
#[test]
fn a_borrowed_field_is_owned_by_the_message() {
    let request = BorrowRequest {
        text: "t".to_owned(),
        bytes: vec![1],
        notes: vec![note("n")],
        note: note("o"),
        numbers: vec![-1],
        unpacked: vec![1, 2],
        words: vec!["w".to_owned()],
        number: -1,
        map: BTreeMap::new(),
        maybe: None,
        owned: String::new(),
        list: vec![],
    };
    let again: BorrowRequest =
        traitwire::message::decode(&traitwire::message::encode(&request)).expect("a message");
    assert_eq!(request, again);
    let spec = message(service("arguments.Borrow").methods[0].request.message);
    let numbers: Vec<_> = spec
        .members
        .iter()
        .map(|member| match member {
            MemberSpec::Field(field) => field.number,
            MemberSpec::Oneof { .. } => 0,
        })
        .collect();
    assert_eq!(
        numbers,
        [7, 2, 3, 4, 5, 6, 1, 8, 9, 10, 11, 12],
        "in the order of the trait"
    );
}

// Aliases, everywhere.

#[derive(Debug, RpcError)]
pub(crate) enum Failure {
    #[status(NOT_FOUND)]
    Missing { id: u32 },
    #[status(transparent)]
    Other(Status),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

type Answer<T> = std::result::Result<T, Failure>;
type Nothing = Answer<()>;
type Pair = (Vec<Note>, u64);
type PairAnswer = Answer<Pair>;
type Notes = Streaming<Note>;
type NotesAnswer = Answer<Notes>;
type Id = u32;

#[traitwire::service]
trait Aliased {
    async fn nothing(&self) -> Nothing;
    #[returns(notes = 1, total = 5)]
    async fn pair(&self, #[field(1)] id: Id) -> PairAnswer;
    #[returns(notes = 1, total = 2)]
    async fn half(&self) -> Answer<Pair>;
    #[returns(notes = 1, total = 2)]
    async fn literal(&self) -> Answer<(Vec<Note>, u64)>;
    #[returns(notes = 1, total = 2)]
    async fn long(&self) -> Result<Pair, Failure>;
    #[returns(id = 1)]
    async fn single(&self, #[field(1)] id: Id) -> Answer<Id>;
    async fn stream(&self, notes: Notes) -> NotesAnswer;
    #[returns(a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8)]
    async fn eight(&self) -> Answer<Eight>;
    #[returns(empty = 1)]
    async fn unit(&self) -> Answer<()>;
    #[returns(empty = 1)]
    async fn literal_unit(&self) -> Result<(), Failure>;
}

type Eight = (
    u8,
    String,
    bool,
    Vec<u8>,
    Option<u32>,
    Note,
    Vec<Note>,
    HashMap<String, u32>,
);

struct Aliases;

fn eight() -> Eight {
    let map = HashMap::from([("k".to_owned(), 2)]);
    (
        1,
        "b".to_owned(),
        true,
        vec![2],
        Some(0),
        note("f"),
        vec![note("g")],
        map,
    )
}

impl Aliased for Aliases {
    async fn nothing(&self) -> Nothing {
        Ok(())
    }

    async fn pair(&self, id: u32) -> PairAnswer {
        match id {
            0 => Err(Failure::Missing { id }),
            n => Ok((vec![note("p")], n.into())),
        }
    }

    async fn half(&self) -> Answer<Pair> {
        Ok((vec![], 1))
    }

    async fn literal(&self) -> Answer<Pair> {
        Ok((vec![], 2))
    }

    async fn long(&self) -> Answer<Pair> {
        Ok((vec![], 3))
    }

    async fn single(&self, id: u32) -> Answer<u32> {
        Ok(id)
    }

    async fn stream(&self, notes: Notes) -> NotesAnswer {
        Ok(notes)
    }

    async fn eight(&self) -> Answer<Eight> {
        Ok(eight())
    }

    async fn unit(&self) -> Nothing {
        Ok(())
    }

    async fn literal_unit(&self) -> Nothing {
        Ok(())
    }
}

async fn aliases(service: &impl Aliased) -> Answer<()> {
    service.nothing().await?;
    assert_eq!(service.pair(4).await?, (vec![note("p")], 4));
    let missing = service.pair(0).await;
    assert!(matches!(missing, Err(Failure::Missing { id: 0 })), "{missing:?}");
    assert_eq!(service.half().await?.1, 1);
    assert_eq!(service.literal().await?.1, 2);
    assert_eq!(service.long().await?.1, 3);
    assert_eq!(service.single(9).await?, 9);
    let mut stream = service.stream(Streaming::from_iter([note("s")])).await?;
    let first = stream
        .next()
        .await
        .expect("an item")
        .map_err(Failure::from_status)?;
    assert_eq!(first, note("s"));
    assert_eq!(service.eight().await?, eight());
    service.unit().await?;
    service.literal_unit().await
}

#[tokio::test]
async fn aliases_are_what_they_stand_for() {
    aliases(&Aliases).await.expect("the implementation");
    let client = AliasedClient::local(AliasedServer::new(Aliases));
    aliases(&client).await.expect("in process");
    let made = PairResponse {
        notes: vec![note("x")],
        total: 2,
    };
    assert_eq!(
        traitwire::message::encode(&made).to_vec(),
        b"\x0a\x03\x0a\x01x\x28\x02"
    );
}

#[test]
fn nothing_is_an_empty_message_of_the_method() {
    let service = service("arguments.Aliased");
    assert!(matches!(
        method(service, "Nothing").reply.message,
        PayloadMessage::Unit
    ));
    let unit = message(method(service, "Unit").reply.message);
    assert_eq!(field(unit, "empty").number, 1);
    let stream = method(service, "Stream");
    assert!(stream.request.streaming && stream.reply.streaming);
    assert_eq!(message(stream.request.message).name, "Note");
}

// Documentation and deprecation.

/// Keeps books.
///
/// Two paragraphs.
#[deprecated = "use another"]
#[traitwire::service]
pub(crate) trait Library {
    /// Lends one.
    #[deprecated(since = "1.0.0", note = "buy it")]
    #[no_side_effects]
    #[returns(title = 1)]
    async fn lend(
        &self,
        /// Which one.
        #[field(1)]
        title: &str,
        #[deprecated]
        #[field(2)]
        days: u32,
        #[allow(unused_variables)]
        #[field(3, name = "reader_name", json_name = "who")]
        reader: String,
    ) -> Result<String, Status>;
    #[idempotent]
    async fn close(&self) -> Result<(), Status>;
}

#[test]
fn documentation_and_deprecation_reach_the_record() {
    use traitwire::schema::spec::Idempotency;
    let library = service("arguments.Library");
    assert_eq!(library.docs, "Keeps books.\n\nTwo paragraphs.");
    assert!(library.deprecated);
    let lend = method(library, "Lend");
    assert_eq!(lend.docs, "Lends one.");
    assert!(lend.deprecated);
    assert_eq!(lend.idempotency, Idempotency::NoSideEffects);
    assert_eq!(method(library, "Close").idempotency, Idempotency::Idempotent);
    assert!(!method(library, "Close").deprecated);
    let request = message(lend.request.message);
    assert_eq!((request.name, request.docs), ("LendRequest", ""));
    let [title, days, reader] = ["title", "days", "reader_name"].map(|name| field(request, name));
    assert_eq!((title.docs, title.deprecated), ("Which one.", false));
    assert_eq!((days.docs, days.deprecated), ("", true));
    assert_eq!(reader.json_name, Some("who"));
    assert_eq!(message(lend.reply.message).docs, "");
}

// What the messages can do depends on their fields.

/// Neither `Clone` nor any of the others.
#[traitwire::message]
pub(crate) struct Bare {
    #[field(1)]
    pub id: u32,
}

#[traitwire::service]
trait Conditional {
    async fn bare(&self, #[field(1)] bare: Bare, #[field(2)] other: String) -> Result<Note, Status>;
    async fn full(&self, #[field(1)] note: Note, #[field(2)] other: String) -> Result<Note, Status>;
    async fn empty(&self) -> Result<Note, Status>;
}

/// Whether a type implements a trait.
macro_rules! implements {
    ($ty:ty: $bound:path) => {{
        #[allow(dead_code, reason = "unused where the type does")]
        trait No {
            const DOES: bool = false;
        }
        impl<T> No for T {}
        struct Probe<T>(std::marker::PhantomData<T>);
        #[allow(dead_code, reason = "unused where the type does not")]
        impl<T: $bound> Probe<T> {
            const DOES: bool = true;
        }
        <Probe<$ty>>::DOES
    }};
}

#[test]
fn messages_are_clone_debug_default_and_eq_where_their_fields_are() {
    assert!(!implements!(BareRequest: Clone));
    assert!(!implements!(BareRequest: std::fmt::Debug));
    assert!(!implements!(BareRequest: Default));
    assert!(!implements!(BareRequest: PartialEq));
    assert!(implements!(FullRequest: Clone));
    assert!(implements!(FullRequest: std::fmt::Debug));
    assert!(implements!(FullRequest: Default));
    assert!(implements!(FullRequest: PartialEq));
    let full = FullRequest {
        note: note("a"),
        other: String::new(),
    };
    assert_eq!(full.clone(), full);
    assert_ne!(full, FullRequest::default());
    assert_eq!(
        format!("{full:?}"),
        r#"FullRequest { note: Note { text: "a" }, other: "" }"#
    );
    assert_eq!(format!("{:?}", EmptyRequest::default()), "EmptyRequest");
    let bare = BareRequest {
        bare: Bare { id: 1 },
        other: String::new(),
    };
    assert_eq!(traitwire::message::encode(&bare).to_vec(), b"\x0a\x02\x08\x01");
}
