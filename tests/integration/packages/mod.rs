//! `package!`.

use prost::Name;
use traitwire::message;
use traitwire::schema::spec::PackageSpec;

fn package<M: traitwire::__private::Message>() -> &'static PackageSpec {
    M::SPEC.package
}

mod tree {
    traitwire::package!(
        "acme.tree.v1",
        file = "acme/tree.proto",
        go_package = "example.com/tree;tree",
        java_package = "com.example.tree"
    );

    pub(super) mod child;

    #[traitwire::message]
    pub(super) struct Root;
}

mod sibling {
    traitwire::package!("sibling");

    #[traitwire::message]
    pub(super) struct Root;
}

mod none {
    traitwire::package!("");

    #[traitwire::message]
    pub(super) struct Root;
}

mod alone {
    #[traitwire::message(package = "named")]
    pub(super) struct Root;
}

#[test]
fn what_follows_and_children_are_in_it() {
    assert_eq!(tree::Root::full_name(), "acme.tree.v1.Root");
    assert_eq!(tree::child::Leaf::full_name(), "acme.tree.v1.Leaf");
    let package = package::<tree::child::Leaf>();
    assert_eq!(package.file, Some("acme/tree.proto"));
    assert_eq!(
        package.options,
        [
            ("go_package", "example.com/tree;tree"),
            ("java_package", "com.example.tree")
        ]
    );
    let _ = (tree::Root, tree::child::Leaf);
}

#[test]
fn siblings_differ() {
    assert_eq!(sibling::Root::full_name(), "sibling.Root");
    assert_eq!(none::Root::full_name(), "Root");
    assert_eq!(alone::Root::full_name(), "named.Root");
    let _ = (sibling::Root, none::Root, alone::Root);
}

#[test]
fn inside_functions() {
    traitwire::package!("local");

    #[message]
    struct Local {
        #[field(1)]
        id: u32,
    }

    mod deeper {
        #[traitwire::message]
        pub(super) struct Local;
    }

    assert_eq!(Local::full_name(), "local.Local");
    assert_eq!(deeper::Local::full_name(), "local.Local");
    let _ = (Local { id: 1 }, deeper::Local);
}

mod by_macros {
    /// Declares in one expansion what another uses.
    macro_rules! declare {
        ($package:literal) => {
            traitwire::package!($package);
        };
    }

    macro_rules! define {
        ($name:ident { $($number:literal $field:ident: $ty:ty),* }) => {
            #[traitwire::message]
            #[derive(Debug, Default, PartialEq)]
            pub(super) struct $name {
                $(#[field($number)] $field: $ty,)*
            }
        };
    }

    declare!("generated");
    define!(Made { 1 id: String, 2 tags: Vec<String> });

    mod both {
        macro_rules! all {
            ($package:literal $name:ident) => {
                pub(in super::super) mod inner {
                    #[traitwire::message(package = $package)]
                    pub(in super::super::super) struct $name;
                }
            };
        }
        all!("whole" Whole);
    }
    pub(super) use both::inner::Whole;
}

#[test]
fn in_code_that_macros_write() {
    assert_eq!(by_macros::Made::full_name(), "generated.Made");
    assert_eq!(by_macros::Whole::full_name(), "whole.Whole");
    let _ = (by_macros::Made::default(), by_macros::Whole);
}

mod renamed {
    /// What a user's crate may re-export.
    pub(super) mod facade {
        pub(crate) use traitwire::__private;
    }

    traitwire::package!("renamed", crate = crate::packages::renamed::facade);

    #[traitwire::message(crate = crate::packages::renamed::facade)]
    pub(super) struct Root {
        #[field(1)]
        list: Vec<u32>,
    }
}

#[test]
fn the_crate_may_have_another_name() {
    assert_eq!(renamed::Root::full_name(), "renamed.Root");
}
