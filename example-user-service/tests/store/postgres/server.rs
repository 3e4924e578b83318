use std::fmt::Write as _;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;

/// A PostgreSQL server in a folder of its own, on a loopback port of its own. Dropped, it stops, and its folder is gone.
pub(crate) struct Server {
    programs: Programs,
    folder: TempDir,
    port: u16,
}

impl Server {
    /// Makes a new server and waits until it answers. `Err` says what this machine lacks for that.
    ///
    /// # Panics
    /// When the programs are there and do not work.
    pub(crate) fn start() -> Result<Server, String> {
        let programs = Programs::find()?;
        let folder = tempfile::Builder::new()
            .prefix("store-postgres-")
            .tempdir()
            .unwrap();
        if let Some((user, group)) = programs.run_as {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let mut server = Server {
            programs,
            folder,
            port: 0,
        };
        let data = server.data();
        server.run(
            "initdb",
            &[
                "--username=tester",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-sync",
                "-D",
                &data,
            ],
        );
        // The port is free when we ask, and may be taken when the server does.
        for _ in 0..5 {
            server.port = free_port();
            if server.pg_ctl(&[
                "start",
                "-w",
                "-t",
                "60",
                "-l",
                &server.log(),
                "-o",
                &server.settings(),
            ]) {
                return Ok(server);
            }
        }
        panic!(
            "PostgreSQL does not start:\n{}",
            std::fs::read_to_string(server.log()).unwrap_or_default()
        );
    }

    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://tester@127.0.0.1:{}/{database}", self.port)
    }

    pub(crate) async fn create_database(&self, name: &str) {
        let mut connection = PgConnection::connect(&self.url("postgres")).await.unwrap();
        connection
            .execute(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .await
            .unwrap();
        connection.close().await.unwrap();
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    fn log(&self) -> String {
        self.folder.path().join("log").display().to_string()
    }

    /// Reachable from this machine only, and careless about power cuts.
    fn settings(&self) -> String {
        let (port, sockets) = (self.port.to_string(), self.folder.path().display().to_string());
        let settings = [
            ("port", &*port),
            ("listen_addresses", "127.0.0.1"),
            ("unix_socket_directories", &*sockets),
            ("fsync", "off"),
        ];
        settings.iter().fold(String::new(), |mut line, (name, value)| {
            let _ = write!(line, "-c {name}='{value}' ");
            line
        })
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let output = self
            .programs
            .command(program, self.folder.path())
            .args(arguments)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    fn pg_ctl(&self, arguments: &[&str]) -> bool {
        let mut command = self.programs.command("pg_ctl", self.folder.path());
        command.args(["-s", "-D", &self.data()]).args(arguments);
        // No pipes: the server would inherit them and hold them open.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // `pg_ctl` finds the process by the file in this folder, so it stops no other server.
        let stopped = self.pg_ctl(&["stop", "-w", "-m", "immediate"]);
        if !stopped && self.port != 0 && !std::thread::panicking() {
            panic!("PostgreSQL in {} did not stop", self.data());
        }
    }
}

/// Where PostgreSQL is installed, and as whom it can run.
struct Programs {
    folder: PathBuf,
    /// User and group, when they are not our own: the server refuses to run as root.
    run_as: Option<(u32, u32)>,
}

impl Programs {
    fn find() -> Result<Programs, String> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let installed = std::fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .flatten();
        let mut folders: Vec<_> = installed.map(|version| version.path().join("bin")).collect();
        folders.sort();
        let folder = std::env::split_paths(&path)
            .chain(folders.into_iter().rev())
            .find(|folder| {
                ["initdb", "pg_ctl", "postgres"]
                    .iter()
                    .all(|program| folder.join(program).is_file())
            })
            .ok_or("no initdb, pg_ctl and postgres in PATH or /usr/lib/postgresql/*/bin")?;
        let run_as = match number(&["-u"])? {
            0 => Some((number(&["-u", "postgres"])?, number(&["-g", "postgres"])?)),
            _ => None,
        };
        Ok(Programs { folder, run_as })
    }

    fn command(&self, program: &str, folder: &Path) -> Command {
        let mut command = Command::new(self.folder.join(program));
        // Our own folder may be closed to that user, and variables such as PGDATA are about some other server.
        command.current_dir(folder).stdin(Stdio::null());
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PG")) {
            command.env_remove(name);
        }
        if let Some((user, group)) = self.run_as {
            command.uid(user).gid(group);
        }
        command
    }
}

/// What `id` prints.
fn number(arguments: &[&str]) -> Result<u32, String> {
    let output = Command::new("id")
        .args(arguments)
        .output()
        .map_err(|error| format!("id: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim()
        .parse()
        .map_err(|_| format!("`id {}` knows no such user", arguments.join(" ")))
}

/// A port that nobody has just now.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}
