//! A drain with calls of all four shapes open: each is half way when the server is asked to leave, and each finishes.

use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc};
use traitwire::server::Server;
use traitwire::{Status, Streaming, message, service};

use super::{Running, soon};

/// What is sent.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Letter {
    #[field(1)]
    number: u32,
}

/// Four ways to send letters.
#[service]
trait Post {
    async fn deliver(&self, letter: Letter) -> Result<Letter, Status>;
    async fn read(&self, letter: Letter) -> Result<Streaming<Letter>, Status>;
    async fn send(&self, letters: Streaming<Letter>) -> Result<Letter, Status>;
    async fn talk(&self, letters: Streaming<Letter>) -> Result<Streaming<Letter>, Status>;
}

/// An office that says when a call is half way, and then waits.
struct Office {
    half_way: mpsc::UnboundedSender<()>,
    open: Arc<Semaphore>,
}

impl Office {
    async fn wait(&self) {
        let _ = self.half_way.send(());
        self.open.acquire().await.expect("open").forget();
    }
}

/// How many letters a stream has.
const LETTERS: u32 = 20;

impl Post for Office {
    async fn deliver(&self, letter: Letter) -> Result<Letter, Status> {
        self.wait().await;
        Ok(letter)
    }

    async fn read(&self, letter: Letter) -> Result<Streaming<Letter>, Status> {
        let (half_way, open) = (self.half_way.clone(), self.open.clone());
        let office = Self { half_way, open };
        Ok(Streaming::spawn(1, |tx| async move {
            for number in 0..LETTERS {
                if number == LETTERS / 2 {
                    office.wait().await;
                }
                let number = letter.number + number;
                tx.send(Letter { number }).await?;
            }
            Ok(())
        }))
    }

    async fn send(&self, mut letters: Streaming<Letter>) -> Result<Letter, Status> {
        let mut sum = Letter::default();
        let mut count = 0;
        while let Some(letter) = letters.next().await {
            sum.number += letter?.number;
            count += 1;
            if count == LETTERS / 2 {
                self.wait().await;
            }
        }
        Ok(sum)
    }

    async fn talk(&self, mut letters: Streaming<Letter>) -> Result<Streaming<Letter>, Status> {
        let (half_way, open) = (self.half_way.clone(), self.open.clone());
        let office = Self { half_way, open };
        Ok(Streaming::spawn(1, |tx| async move {
            let mut count = 0;
            while let Some(letter) = letters.next().await {
                tx.send(letter?).await?;
                count += 1;
                if count == LETTERS / 2 {
                    office.wait().await;
                }
            }
            Ok(())
        }))
    }
}

fn letters(first: u32) -> Vec<Letter> {
    (first..first + LETTERS).map(|number| Letter { number }).collect()
}

fn sum(first: u32) -> u32 {
    letters(first).iter().map(|letter| letter.number).sum()
}

/// Sends half of the letters, and the rest once it may.
fn sent(first: u32, rest: Arc<Semaphore>) -> Streaming<Letter> {
    Streaming::spawn(1, move |tx| async move {
        for (n, letter) in letters(first).into_iter().enumerate() {
            if n == LETTERS as usize / 2 {
                rest.acquire().await.expect("open").forget();
            }
            tx.send(letter).await?;
        }
        Ok(())
    })
}

async fn all(mut stream: Streaming<Letter>) -> Result<Vec<Letter>, Status> {
    let mut all = Vec::new();
    while let Some(letter) = stream.next().await {
        all.push(letter?);
    }
    Ok(all)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_four_shapes_finish() {
    let (half_way, mut waiting) = mpsc::unbounded_channel();
    let (open, rest) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let office = Office {
        half_way,
        open: open.clone(),
    };
    let bound = Server::new()
        .add(PostServer::new(office))
        .bind("127.0.0.1:0")
        .await;
    let server = Running::new(bound.expect("binds"));
    let mut calls = tokio::task::JoinSet::new();
    let callers = 8;
    for caller in 0..callers {
        let client = PostClient::connect(&server.url).await.expect("connects");
        let first = caller * 1000;
        let letter = Letter { number: first };
        let (one, asked) = (client.clone(), letter.clone());
        calls.spawn(async move {
            assert_eq!(one.deliver(asked.clone()).await.expect("answered"), asked);
        });
        let (one, asked) = (client.clone(), letter.clone());
        calls.spawn(async move {
            let read = one.read(asked).await.expect("begun");
            assert_eq!(all(read).await.expect("whole"), letters(first));
        });
        let (one, stream) = (client.clone(), sent(first, rest.clone()));
        calls.spawn(async move {
            assert_eq!(one.send(stream).await.expect("answered").number, sum(first));
        });
        let stream = sent(first, rest.clone());
        calls.spawn(async move {
            let talk = client.talk(stream).await.expect("begun");
            assert_eq!(all(talk).await.expect("whole"), letters(first));
        });
    }
    for _ in 0..callers * 4 {
        soon(waiting.recv()).await.expect("a call");
    }
    server.handle.shutdown();
    soon(async { while tokio::net::TcpStream::connect(server.addr()).await.is_ok() {} }).await;
    open.add_permits(callers as usize * 4);
    rest.add_permits(callers as usize * 2);
    while let Some(call) = soon(calls.join_next()).await {
        call.expect("nothing is lost");
    }
    server.left().await;
}
