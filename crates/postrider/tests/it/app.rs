//! `postrider app`: where it is, who may ask it, and what a second start does.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};

use crate::program::Home;

/// A running app; dropping it ends it.
struct App {
    child: Child,
    address: String,
}

impl Drop for App {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(home: &Home, arguments: &[&str]) -> App {
    let mut command = home.command(&["app", "--no-open"]);
    let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
    App { child, address: address.trim().to_owned() }
}

/// What the app answers to who knows its address.
fn asked(address: &str, path: &str) -> String {
    let (base, session) = address.split_once("/#session=").unwrap();
    let session = session.split('&').next().unwrap();
    let host = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let lines = format!("Host: {host}\r\nX-Postrider-Session: {session}\r\nConnection: close");
    stream.write_all(format!("GET {path} HTTP/1.1\r\n{lines}\r\n\r\n").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn document(home: &Home) -> String {
    let text = r#"{"openapi":"3.0.0","info":{"title":"Tiny","version":"1"},"paths":{"/a":{"get":{"summary":"A"}}}}"#;
    home.folder.write("tiny.json", text).display().to_string()
}

#[test]
fn the_printed_address_answers_at_once() {
    let home = Home::new();
    home.ok(&["import", &document(&home)]);
    let app = start(&home, &["--theme", "dark"]);
    assert!(app.address.starts_with("http://127.0.0.1:"), "{}", app.address);
    assert!(app.address.ends_with("&theme=dark"), "{}", app.address);
    assert!(asked(&app.address, "/api/workspace").contains("\"name\":\"Tiny\""));
}

#[test]
fn a_second_start_gives_the_address_of_the_first() {
    // No command is found in this folder, so no test opens a browser.
    let home = Home::new().with("PATH", "/");
    let app = start(&home, &[]);
    assert_eq!(home.ok(&["app", "--no-open"]), format!("{}\n", app.address));
    // Without any word it is the same command.
    let run = home.run(&[]);
    assert_eq!((run.code, run.out), (0, format!("{}\n", app.address)));
    assert!(run.err.contains("No browser could be opened"), "{}", run.err);
    home.folder.write("other/readme.txt", "");
    let other = start(&home, &[&home.folder.path("other").display().to_string()]);
    assert_ne!(other.address, app.address);
    drop(app);
    let again = start(&home, &[]);
    assert!(asked(&again.address, "/api/app").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_folder_is_a_workspace_or_one_collection() {
    let home = Home::new();
    let elsewhere = home.folder.path("elsewhere").display().to_string();
    home.ok(&["--workspace", &elsewhere, "import", &document(&home)]);
    let workspace = start(&home, &[&elsewhere]);
    assert!(asked(&workspace.address, "/api/workspace").contains("\"name\":\"Tiny\""));
    let collection = start(&home, &[&format!("{elsewhere}/Tiny")]);
    assert!(asked(&collection.address, "/api/workspace").contains("\"name\":\"Tiny\""));
}

#[test]
fn a_wrong_folder_or_a_taken_port_is_told() {
    let home = Home::new();
    let (code, message) = home.fails(&["app", "--no-open", "nowhere"]);
    assert!(code == 2 && message.contains("there is no folder `nowhere`"), "{code} {message}");
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, message) = home.fails(&["app", "--no-open", "--port", &port]);
    assert!(code == 2 && message.contains(&format!("127.0.0.1:{port}")), "{code} {message}");
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    let home = Home::new();
    let mut app = start(&home, &[]);
    let told = std::process::Command::new("kill").arg(app.child.id().to_string()).status().unwrap();
    assert!(told.success());
    assert_eq!(app.child.wait().unwrap().code(), Some(0));
}
