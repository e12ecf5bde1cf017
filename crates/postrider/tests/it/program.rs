//! The real `postrider` with a home of its own, and a real `waystation`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use testkit::Folder;

/// A home for one test: workspace, state and secrets in a temporary folder.
pub(crate) struct Home {
    pub(crate) folder: Folder,
    variables: Vec<(String, String)>,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) bytes: Vec<u8>,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { folder: Folder::new(), variables: Vec::new() }
    }

    /// The same home with a variable in the environment of its commands.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A command in this home; nothing of the environment around the tests reaches it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postrider"));
        command.env_clear().env("POSTRIDER_HOME", self.folder.path("home")).envs(self.variables.iter().cloned());
        command.current_dir(self.folder.root()).args(arguments).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::of(child.wait_with_output().unwrap())
    }

    /// Runs what must succeed and gives its standard output.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}\n{}{}", run.out, run.err);
        run.out
    }

    /// Runs what must succeed and prints JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    /// Exit code and standard error.
    pub(crate) fn fails(&self, arguments: &[&str]) -> (i32, String) {
        let run = self.run(arguments);
        assert_ne!(run.code, 0, "{arguments:?} succeeded: {}{}", run.out, run.err);
        (run.code, run.err)
    }
}

impl Run {
    fn of(output: std::process::Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            bytes: output.stdout,
        }
    }
}

/// A running `waystation serve` with sample data, on a free port; killed when dropped.
pub(crate) struct Waystation {
    child: Child,
    /// Data, credentials and log; removed with the server.
    _folder: Folder,
    /// `http://127.0.0.1:PORT`.
    pub(crate) address: String,
    pub(crate) key: String,
    pub(crate) secret: String,
}

impl Waystation {
    pub(crate) fn start(token_lifetime: &str) -> Self {
        let folder = Folder::new();
        let mut child = Command::new(waystation())
            .env_clear()
            .args(["serve", "--listen", "127.0.0.1:0", "--sample-data", "--token-lifetime", token_lifetime])
            .args(["--data".as_ref(), folder.path("data").as_os_str()])
            .args(["--credentials-file".as_ref(), folder.path("credentials.json").as_os_str()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.path("log")).unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.split_once("http://")?.1.trim_end_matches('/').to_owned()));
        // The rest of what it says has to be read, or the pipe fills up.
        std::thread::spawn(move || lines.for_each(drop));
        let credentials: Value = serde_json::from_slice(&folder.read("credentials.json")).unwrap();
        let text = |name: &str| credentials[name].as_str().unwrap().to_owned();
        let address = format!("http://{}", address.unwrap());
        Self { child, address, key: text("key"), secret: text("secret"), _folder: folder }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for Waystation {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The server's binary beside ours; built now where only this package was. The selection is the one of `make test`: another
/// one has other features, and would compile nearly every crate a second time.
fn waystation() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            let own = PathBuf::from(env!("CARGO_BIN_EXE_postrider"));
            let status = Command::new(env!("CARGO"))
                .args(["build", "--quiet", "--locked", "--workspace", "--lib", "--bins", "--tests"])
                .args(own.to_string_lossy().contains("/release/").then_some("--release"))
                .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
                .status();
            assert!(status.is_ok_and(|status| status.success()), "waystation did not build");
            own.with_file_name(format!("waystation{}", std::env::consts::EXE_SUFFIX))
        })
        .clone()
}
