use traitwire::{Server, Status, package, service};
package!("greet");

#[service]
pub trait Greeter {
    #[returns(text = 1)]
    async fn hello(&self, #[field(1)] name: String) -> Result<String, Status>;
}

struct English;
impl Greeter for English {
    async fn hello(&self, name: String) -> Result<String, Status> {
        Ok(format!("Hello, {name}!"))
    }
}

#[tokio::main]
async fn main() -> Result<(), traitwire::Error> {
    let server = Server::new().add(GreeterServer::new(English));
    let bound = server.bind("127.0.0.1:0").await?;
    let client = GreeterClient::connect(bound.local_addr().url()).await?;
    tokio::spawn(bound.serve());
    println!("{}", client.hello("world".into()).await?);
    Ok(())
}
