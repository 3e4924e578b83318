traitwire::package!("one");

mod inner {
    traitwire::package!("two");

    #[traitwire::message]
    pub struct User {
        #[field(1)]
        pub id: String,
    }
}

fn main() {}
