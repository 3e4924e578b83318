//! `#[message]`.

use std::collections::HashMap;
use traitwire::message;

traitwire::package!("messages");

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    #[field(1)]
    pub id: String,
    #[field(3, sint32, name = "years")]
    pub age: i32,
    #[field(2)]
    pub r#type: Option<i64>,
    #[field(4)]
    children: Vec<User>,
    #[field(5)]
    by_name: HashMap<String, Self>,
    #[field(6)]
    next: Option<Box<Self>>,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
struct Page<T> {
    #[field(1)]
    items: Vec<T>,
    #[field(2)]
    token: String,
}

#[message]
struct Empty;

#[message(transparent)]
#[derive(Debug, PartialEq, Eq, Hash)]
struct UserId(String);

#[test]
fn smoke() {
    use prost::Message;
    let user = User {
        id: "x".into(),
        age: -3,
        ..Default::default()
    };
    let bytes = user.encode_to_vec();
    assert_eq!(User::decode(&bytes[..]).expect("decodes"), user);
    assert_eq!(<Page<User> as prost::Name>::full_name(), "messages.UserPage");
    let _ = Page::<User> {
        items: vec![],
        token: String::new(),
    };
    let _ = Empty;
    let _ = UserId(String::new());
}
