//! The real binary on a folder of its own, and a small client for it.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;

use serde_json::Value;
use tempfile::TempDir;

use crate::site::basic;

/// A folder for data, credentials and log of one server, started once or several times.
pub(crate) struct Place {
    folder: TempDir,
}

/// A running `waystation serve`; killed when dropped.
pub(crate) struct Process {
    child: Mutex<Child>,
    /// Host and port.
    pub(crate) host: String,
    /// All it has said on standard output until it was ready.
    pub(crate) said: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `waystation serve` on this place, on any free port, with an environment of its own.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_waystation"));
        command.env_clear().arg("serve").args(["--listen", "127.0.0.1:0", "--data"]).arg(self.path("data"));
        command.arg("--credentials-file").arg(self.path("credentials.json")).args(arguments);
        command
    }

    /// Starts and waits until it says its addresses.
    pub(crate) fn start(&self, arguments: &[&str]) -> Process {
        let log = File::options().create(true).append(true).open(self.path("log")).unwrap();
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = String::new();
        let mut host = None;
        // The last line names the credentials; until it has come there is more to read.
        while let Some(Ok(line)) = lines.next() {
            host = host
                .or_else(|| Some(line.strip_prefix("Server address     http://")?.trim_end_matches('/').to_owned()));
            let is_last = line.contains("credentials.json") || line.contains("were shown at the first start");
            said.push_str(&line);
            said.push('\n');
            if is_last {
                break;
            }
        }
        let host = host.unwrap_or_else(|| panic!("no address: {said}{}", self.log()));
        Process { child: Mutex::new(child), host, said }
    }

    /// Runs one that is expected to end by itself.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub(crate) fn credentials(&self) -> Value {
        serde_json::from_slice(&std::fs::read(self.path("credentials.json")).unwrap()).unwrap()
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    /// All bytes of all files in the data folder.
    pub(crate) fn data(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.path("data")).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }
}

impl Process {
    /// Ends it without warning.
    pub(crate) fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }

    /// Tells it to stop, as a service manager does.
    pub(crate) fn terminate(&self) {
        let id = self.child.lock().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    pub(crate) fn exit_code(&self) -> Option<i32> {
        self.child.lock().unwrap().wait().unwrap().code()
    }

    /// Sends a head (without `Host`) and a body on a connection of its own; gives status and body.
    pub(crate) fn ask(&self, head: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let (first, rest) = head.split_once('\n').unwrap_or((head, ""));
        let rest: String = rest.lines().flat_map(|line| [line, "\r\n"]).collect();
        let length = body.len();
        let host = &self.host;
        let text = format!(
            "{first} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{rest}\r\n{body}"
        );
        stream.write_all(text.as_bytes()).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        let status = response.split(' ').nth(1).unwrap().parse().unwrap();
        let body = response.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
        (status, body)
    }

    pub(crate) fn token(&self, key: &str, secret: &str) -> String {
        let head = format!(
            "POST /webapi/oauth2/token\nAuthorization: {}\nContent-Type: application/x-www-form-urlencoded",
            basic(key, secret)
        );
        let (status, body) = self.ask(&head, "grant_type=client_credentials");
        assert_eq!(status, 200, "{body}");
        serde_json::from_str::<Value>(&body).unwrap()["access_token"].as_str().unwrap().to_owned()
    }

    /// A token of the Curator.
    pub(crate) fn curator_token(&self, place: &Place) -> String {
        let credentials = place.credentials();
        self.token(credentials["key"].as_str().unwrap(), credentials["secret"].as_str().unwrap())
    }

    pub(crate) fn users(&self, token: &str) -> Vec<Value> {
        let (status, body) = self.ask(&format!("GET /webapi/v3/users?view=Full\nAuthorization: Bearer {token}"), "");
        assert_eq!(status, 200);
        serde_json::from_str(&body).unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The permission bits of a file.
#[cfg(unix)]
pub(crate) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
