//! Two things of one name in protobuf, from two modules: the server does not start and the contract does not hold, and
//! both say where in Rust the two are.

use traitwire::Server;
use traitwire::contract::check;

mod messages {
    pub(crate) mod left {
        use traitwire::prelude::*;

        traitwire::package!("twice.messages");

        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct One {
            #[field(1)]
            pub text: String,
        }

        #[service]
        pub trait Left {
            async fn send_left(&self, one: One) -> Result<One, Status>;
        }

        pub struct Nobody;

        impl Left for Nobody {
            async fn send_left(&self, one: One) -> Result<One, Status> {
                Ok(one)
            }
        }
    }

    pub(crate) mod right {
        use traitwire::prelude::*;

        traitwire::package!("twice.messages");

        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct One {
            #[field(1)]
            pub note: String,
        }

        #[service]
        pub trait Right {
            async fn send_right(&self, one: One) -> Result<One, Status>;
        }

        pub struct Nobody;

        impl Right for Nobody {
            async fn send_right(&self, one: One) -> Result<One, Status> {
                Ok(one)
            }
        }
    }
}

mod enums {
    pub(crate) mod left {
        use traitwire::prelude::*;

        traitwire::package!("twice.enums");

        #[enumeration]
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub enum Level {
            #[default]
            Unspecified,
        }

        #[service]
        pub trait Left {
            #[returns(level = 1)]
            async fn level_left(&self) -> Result<Level, Status>;
        }

        pub struct Nobody;

        impl Left for Nobody {
            async fn level_left(&self) -> Result<Level, Status> {
                Ok(Level::Unspecified)
            }
        }
    }

    pub(crate) mod right {
        use traitwire::prelude::*;

        traitwire::package!("twice.enums");

        #[enumeration]
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub enum Level {
            #[default]
            Unspecified,
        }

        #[service]
        pub trait Right {
            #[returns(level = 1)]
            async fn level_right(&self) -> Result<Level, Status>;
        }

        pub struct Nobody;

        impl Right for Nobody {
            async fn level_right(&self) -> Result<Level, Status> {
                Ok(Level::Unspecified)
            }
        }
    }
}

mod services {
    pub(crate) mod left {
        use traitwire::prelude::*;

        traitwire::package!("twice.services");

        #[service]
        pub trait Users {
            async fn send_left(&self, it: Empty) -> Result<Empty, Status>;
        }

        pub struct Nobody;

        impl Users for Nobody {
            async fn send_left(&self, it: Empty) -> Result<Empty, Status> {
                Ok(it)
            }
        }
    }

    pub(crate) mod right {
        use traitwire::prelude::*;

        traitwire::package!("twice.services");

        #[service]
        pub trait Users {
            async fn send_right(&self, it: Empty) -> Result<Empty, Status>;
        }

        pub struct Nobody;

        impl Users for Nobody {
            async fn send_right(&self, it: Empty) -> Result<Empty, Status> {
                Ok(it)
            }
        }
    }
}

mod requests {
    pub(crate) mod left {
        use traitwire::prelude::*;

        traitwire::package!("twice.requests");

        #[service]
        pub trait Left {
            async fn find(&self, #[field(1)] text: String) -> Result<Empty, Status>;
        }

        pub struct Nobody;

        impl Left for Nobody {
            async fn find(&self, _: String) -> Result<Empty, Status> {
                Ok(Empty {})
            }
        }
    }

    pub(crate) mod right {
        use traitwire::prelude::*;

        traitwire::package!("twice.requests");

        #[service]
        pub trait Right {
            async fn find(&self, #[field(1)] note: String) -> Result<Empty, Status>;
        }

        pub struct Nobody;

        impl Right for Nobody {
            async fn find(&self, _: String) -> Result<Empty, Status> {
                Ok(Empty {})
            }
        }
    }
}

mod replies {
    pub(crate) mod left {
        use traitwire::prelude::*;

        traitwire::package!("twice.replies");

        #[service]
        pub trait Left {
            #[returns(text = 1)]
            async fn count(&self, it: Empty) -> Result<u32, Status>;
        }

        pub struct Nobody;

        impl Left for Nobody {
            async fn count(&self, _: Empty) -> Result<u32, Status> {
                Ok(1)
            }
        }
    }

    pub(crate) mod right {
        use traitwire::prelude::*;

        traitwire::package!("twice.replies");

        #[service]
        pub trait Right {
            #[returns(note = 1)]
            async fn count(&self, it: Empty) -> Result<u32, Status>;
        }

        pub struct Nobody;

        impl Right for Nobody {
            async fn count(&self, _: Empty) -> Result<u32, Status> {
                Ok(1)
            }
        }
    }
}

mod empty_replies {
    pub(crate) mod left {
        use traitwire::prelude::*;

        traitwire::package!("twice.empty_replies");

        #[service]
        pub trait Left {
            async fn end(&self, it: Empty) -> Result<(), Status>;
        }

        pub struct Nobody;

        impl Left for Nobody {
            async fn end(&self, _: Empty) -> Result<(), Status> {
                Ok(())
            }
        }
    }

    pub(crate) mod right {
        use traitwire::prelude::*;

        traitwire::package!("twice.empty_replies");

        #[service]
        pub trait Right {
            async fn end(&self, it: Empty) -> Result<(), Status>;
        }

        pub struct Nobody;

        impl Right for Nobody {
            async fn end(&self, _: Empty) -> Result<(), Status> {
                Ok(())
            }
        }
    }
}

/// The services of a module of this file, on a server and as a contract: what each says.
macro_rules! said {
    ($kind:ident, $left:ident, $right:ident) => {{
        let server = Server::new()
            .add($kind::left::$left::new($kind::left::Nobody))
            .add($kind::right::$right::new($kind::right::Nobody));
        let start = server
            .bind("127.0.0.1:0")
            .await
            .map(drop)
            .expect_err("two of a name");
        let mut services = traitwire::registry::services();
        services.retain(|service| {
            service
                .source
                .module
                .contains(concat!("::twice::", stringify!($kind)))
        });
        assert_eq!(services.len(), 2);
        // What `contract!` does.
        let contract = check(&std::env::temp_dir(), &services).expect_err("two of a name");
        [start.to_string(), contract.to_string()]
    }};
}

fn names(said: [String; 2], parts: &[&str]) {
    for text in said {
        for part in parts {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}

#[tokio::test]
async fn messages_of_one_name_are_named_with_their_rust_paths() {
    names(
        said!(messages, LeftServer, RightServer),
        &[
            "`twice.messages.One`",
            "`emission::twice::messages::left::One` (line ",
            "`emission::twice::messages::right::One` (line ",
            "#[message(name = ",
        ],
    );
}

#[tokio::test]
async fn enumerations_too() {
    names(
        said!(enums, LeftServer, RightServer),
        &[
            "`twice.enums.Level`",
            "twice::enums::left::Level`",
            "twice::enums::right::Level`",
            "#[enumeration(name = ",
        ],
    );
}

#[tokio::test]
async fn services_too() {
    names(
        said!(services, UsersServer, UsersServer),
        &[
            "twice.services.Users",
            "twice::services::left::Users`",
            "twice::services::right::Users`",
            "#[service(name = ",
        ],
    );
}

#[tokio::test]
async fn so_are_the_messages_that_methods_make() {
    names(
        said!(requests, LeftServer, RightServer),
        &[
            "`twice.requests.FindRequest`",
            "twice::requests::left::Left::find` (line ",
            "twice::requests::right::Right::find` (line ",
            "#[rpc(request = ",
        ],
    );
    names(
        said!(replies, LeftServer, RightServer),
        &[
            "`twice.replies.CountResponse`",
            "twice::replies::left::Left::count`",
            "twice::replies::right::Right::count`",
            "#[rpc(response = ",
        ],
    );
    names(
        said!(empty_replies, LeftServer, RightServer),
        &[
            "`twice.empty_replies.EndResponse`",
            "twice::empty_replies::left::Left::end`",
            "twice::empty_replies::right::Right::end`",
            "#[rpc(response = ",
        ],
    );
}
