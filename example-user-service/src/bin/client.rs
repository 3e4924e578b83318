//! A tour of every method, over the wire: what is called, and what comes back.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Parser;
use example_user_service::api::{
    ChatMessage, CreateUserRequest, User, UserError, UserService, UserServiceClient,
};
use traitwire::{Code, Context, Error, RpcError as _, Streaming};

/// Calls every method of a user service
#[derive(Debug, Parser)]
struct Line {
    /// Where the service is
    #[arg(default_value = "http://127.0.0.1:50051")]
    address: String,
    /// An administrator's token: without one, deleting is refused, and what the tour has created stays
    #[arg(long, env = "USERS_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Line::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(line: Line) -> Result<(), Error> {
    let client = UserServiceClient::connect(&line.address).await.map_err(|error| {
        Error::new(format!(
            "{error}: is it running? `cargo run -p example-user-service`"
        ))
    })?;
    let client = match &line.token {
        Some(token) => client.with_metadata("authorization", format!("Bearer {token}")),
        None => client,
    };
    tour(&client, line.token.is_some())
        .await
        .map_err(|error| Error::from(error.into_status()))
}

/// Written against the trait: it would run on the implementation as well.
async fn tour(users: &impl UserService, is_admin: bool) -> Result<(), UserError> {
    let ctx = &Context::new();
    let run = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_nanos();
    let email = |name: &str| format!("{name}-{run}@example.com");

    say("GetUser", users.get_user("1").await?);
    match users.get_user("nobody").await {
        Err(UserError::NotFound { id }) => say("GetUser", format_args!("there is no user {id:?}")),
        other => return Err(unexpected("NOT_FOUND", other)),
    }

    let carol = users.create_user(ctx, "Carol", &email("carol")).await?;
    say("CreateUser", &carol);
    match users.create_user(ctx, "Carla", &carol.email).await {
        Err(UserError::EmailTaken { email }) => say("CreateUser", format_args!("{email} is taken")),
        other => return Err(unexpected("ALREADY_EXISTS", other)),
    }
    match users.create_user(ctx, "", "nobody").await {
        Err(UserError::Rpc(status)) if status.code() == Code::InvalidArgument => {
            say("CreateUser", format_args!("refused, {}", status.message()));
        }
        other => return Err(unexpected("INVALID_ARGUMENT", other)),
    }
    let carol = users
        .update_user(ctx, &carol.id, "Caroline", &email("caroline"))
        .await?;
    say("UpdateUser", &carol);

    let requests = ["dan", "eve"].map(|name| CreateUserRequest {
        name: name.into(),
        email: email(name),
    });
    let created = users.create_users(Streaming::from_iter(requests)).await?;
    say("CreateUsers", &created);

    say(
        "ListUsers",
        format_args!("{} users", users.list_users().await?.len()),
    );
    let mut stream = users.list_users_stream().await?;
    let mut count = 0;
    while let Some(user) = stream.next().await {
        user?;
        count += 1;
    }
    say("ListUsersStream", format_args!("{count} users, one by one"));

    let words = ["hello", "goodbye"].map(|text| ChatMessage {
        from: "the tour".into(),
        text: text.into(),
        sent_at: None,
    });
    let mut room = users.chat(Streaming::from_iter(words)).await?;
    while let Some(message) = room.next().await {
        let ChatMessage { from, text, .. } = message?;
        say("Chat", format_args!("{from}: {text}"));
    }

    for User { id, .. } in created.into_iter().chain([carol]) {
        match users.delete_user(ctx, &id).await {
            Err(UserError::Rpc(status)) if !is_admin && status.code() == Code::Unauthenticated => {
                say("DeleteUser", format_args!("refused, {}", status.message()));
            }
            deleted => {
                deleted?;
                say("DeleteUser", format_args!("user {id} is gone"));
            }
        }
    }
    Ok(())
}

fn say(method: &str, what: impl std::fmt::Debug) {
    // Whether anybody reads it is not what the tour is about.
    let _ = writeln!(std::io::stdout(), "{method:16} {what:?}");
}

fn unexpected(wanted: &str, got: Result<User, UserError>) -> UserError {
    match got {
        Ok(user) => traitwire::Status::unknown(format!("{wanted} was to be expected, not {user:?}")).into(),
        Err(error) => error,
    }
}
