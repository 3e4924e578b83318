//! Handlers that run elsewhere (`#[spawn]`).

use std::sync::Mutex;
use std::sync::mpsc as blocking;
use std::time::{Duration, Instant};

use super::*;

/// What takes long, and what does not.
#[service]
trait Heavy {
    /// Computes, on a task of its own.
    #[spawn]
    async fn compute(&self, note: Note) -> Result<Note, Status>;
    /// Blocks its thread.
    #[spawn(blocking)]
    async fn block(&self, ctx: &Context, note: Note) -> Result<Note, Status>;
    /// Computes until its call is over, on a task of its own.
    #[spawn]
    async fn grind(&self, ctx: &Context) -> Result<Note, Status>;
    /// The same, where it arrives.
    async fn toil(&self, ctx: &Context) -> Result<Note, Status>;
    /// Does neither.
    async fn pass(&self, note: Note) -> Result<Note, Status>;
}

struct Mill {
    come: mpsc::UnboundedSender<()>,
    gone: mpsc::UnboundedSender<()>,
    go: Mutex<blocking::Receiver<()>>,
}

impl Mill {
    fn wait(&self) -> Result<(), Status> {
        let _ = self.come.send(());
        let go = self.go.lock().map_err(|_| Status::internal("poisoned"))?;
        let _dropped = Dropped(self.gone.clone());
        go.recv_timeout(Duration::from_secs(20))
            .map_err(|_| Status::aborted("nobody let go"))
    }
}

impl Mill {
    fn compute_until_over(&self, ctx: &Context) -> Result<Note, Status> {
        let _dropped = Dropped(self.gone.clone());
        let _ = self.come.send(());
        let begun = Instant::now();
        while !ctx.is_cancelled() {
            if begun.elapsed() > Duration::from_secs(20) {
                return Err(Status::aborted("nobody said that it is over"));
            }
            std::thread::yield_now();
        }
        Err(Status::cancelled("there is no use in going on"))
    }
}

impl Heavy for Mill {
    async fn grind(&self, ctx: &Context) -> Result<Note, Status> {
        self.compute_until_over(ctx)
    }

    async fn toil(&self, ctx: &Context) -> Result<Note, Status> {
        self.compute_until_over(ctx)
    }

    async fn compute(&self, note: Note) -> Result<Note, Status> {
        self.wait()?;
        Ok(note)
    }

    async fn block(&self, ctx: &Context, mut note: Note) -> Result<Note, Status> {
        match &*note.text {
            "panic" => panic!("on purpose"),
            "await" => {
                let _dropped = Dropped(self.gone.clone());
                let _ = self.come.send(());
                std::future::pending().await
            }
            _ => self.wait()?,
        }
        let path = |ctx: &Context| ctx.method().map(|method| method.path);
        assert_eq!(path(&Context::current().expect("a call")), path(ctx));
        ctx.set_trailer("x-from", "there");
        note.text.push('!');
        Ok(note)
    }

    async fn pass(&self, note: Note) -> Result<Note, Status> {
        Ok(note)
    }
}

struct Milled {
    client: HeavyClient,
    come: mpsc::UnboundedReceiver<()>,
    gone: mpsc::UnboundedReceiver<()>,
    go: blocking::Sender<()>,
}

async fn milled() -> Milled {
    let (come, arrived) = mpsc::unbounded_channel();
    let (gone, left) = mpsc::unbounded_channel();
    let (go, waits) = blocking::channel();
    let mill = Mill {
        come,
        gone,
        go: Mutex::new(waits),
    };
    let bound = Server::new()
        .add(HeavyServer::new(mill))
        .bind("127.0.0.1:0")
        .await;
    let bound = bound.expect("binds");
    let url = bound.local_addr().url();
    tokio::spawn(bound.serve());
    Milled {
        client: HeavyClient::connect(url).await.expect("connects"),
        come: arrived,
        gone: left,
        go,
    }
}

/// The handler lets go of its thread when another call of the same connection has been answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_handler_that_computes_holds_up_no_other_call_of_its_connection() {
    let mut milled = milled().await;
    let client = milled.client.clone();
    let computing = tokio::spawn(async move { client.compute(note("a")).await });
    first(&mut milled.come).await;
    for _ in 0..50 {
        soon(milled.client.pass(note("b"))).await.expect("answers");
    }
    milled.go.send(()).expect("waits");
    assert_eq!(
        soon(computing).await.expect("no panic").expect("answers"),
        note("a")
    );
}

/// Nobody can stop it but itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_handler_that_computes_hears_that_its_call_is_over() {
    let mut milled = milled().await;
    let ctx = Context::new();
    let begun = Instant::now();
    {
        let call = milled.client.grind(&ctx);
        tokio::select! {
            _ = call => panic!("it should not end"),
            () = first(&mut milled.come) => {}
        }
    }
    first(&mut milled.gone).await;
    let late = ctx.with_timeout(Duration::from_secs(1));
    for place in ["grind", "toil"] {
        let status = match place {
            "grind" => soon(milled.client.grind(&late)).await,
            _ => soon(milled.client.toil(&late)).await,
        };
        assert_eq!(
            status.expect_err("late").code(),
            Code::DeadlineExceeded,
            "{place}"
        );
        first(&mut milled.gone).await;
    }
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "it heard, and did not give up"
    );
}

/// With one thread for everything that does not block.
#[tokio::test]
async fn a_handler_that_blocks_holds_up_nobody() {
    let mut milled = milled().await;
    let client = milled.client.clone();
    let ctx = Context::new();
    let mine = ctx.clone();
    let blocked = tokio::spawn(async move { client.block(&mine, note("a")).await });
    first(&mut milled.come).await;
    soon(milled.client.pass(note("b"))).await.expect("answers");
    milled.go.send(()).expect("waits");
    assert_eq!(
        soon(blocked).await.expect("no panic").expect("answers"),
        note("a!")
    );
    assert_eq!(ctx.trailer("x-from").as_deref(), Some("there"));
}

/// With one thread for all that block.
#[test]
fn a_handler_whose_call_is_over_before_it_has_a_thread_does_not_begin() {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime
        .enable_all()
        .max_blocking_threads(1)
        .build()
        .expect("runs");
    runtime.block_on(async {
        let mut milled = milled().await;
        let client = milled.client.clone();
        let first_one = tokio::spawn(async move { client.block(&Context::new(), note("a")).await });
        first(&mut milled.come).await;
        let late = Context::new().with_timeout(Duration::from_millis(50));
        let status = soon(milled.client.block(&late, note("b")))
            .await
            .expect_err("late");
        assert_eq!(status.code(), Code::DeadlineExceeded);
        // The server has heard so before it hears of these.
        for _ in 0..2 {
            milled.client.pass(note("b")).await.expect("answers");
        }
        for _ in 0..2 {
            milled.go.send(()).expect("waits");
        }
        soon(first_one).await.expect("no panic").expect("answers");
        // Its turn comes after the late one's.
        soon(milled.client.block(&Context::new(), note("c")))
            .await
            .expect("answers");
        first(&mut milled.come).await;
        assert!(milled.come.try_recv().is_err());
    });
}

#[tokio::test]
async fn a_handler_that_may_block_is_cancelled_where_it_waits_and_may_panic() {
    let mut milled = milled().await;
    let ctx = Context::new();
    let status = milled
        .client
        .block(&ctx, note("panic"))
        .await
        .expect_err("panics");
    assert_eq!(status.code(), Code::Internal);
    {
        let call = milled.client.block(&ctx, note("await"));
        tokio::select! {
            _ = call => panic!("it should not end"),
            () = first(&mut milled.come) => {}
        }
    }
    first(&mut milled.gone).await;
    // Long enough for the handler to begin.
    let late = ctx.with_timeout(Duration::from_secs(1));
    let status = soon(milled.client.block(&late, note("await")))
        .await
        .expect_err("late");
    assert_eq!(status.code(), Code::DeadlineExceeded);
    first(&mut milled.gone).await;
}
