//! Ctrl+C.

use std::process::{Command, Stdio};

use testkit::{Answer, Gate, Server};

use crate::program::Home;

#[test]
fn a_cancelled_download_leaves_nothing_half_written() {
    let gate = Gate::new();
    let server = Server::answering([Answer::ok("").chunked(["first half", "second half"]).pieces_wait_for(&gate)]);
    let home = Home::new();
    let url = server.url("/big");
    let mut command = home.command(&["send", "GET", &url, "-o", "big.txt"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    server.wait_for_requests(1);
    gate.open();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    gate.open_for_good();
    let left: Vec<String> = home.folder.files().into_iter().filter(|path| !path.starts_with("home/")).collect();
    assert_eq!(left, Vec::<String>::new());
}
