//! The command line: first and later starts, and every way a start can fail.

use std::net::TcpListener;

use insta::assert_snapshot;

use crate::process::{Place, mode};

/// Exit code and standard error, with the place's own folder hidden.
fn refusal(place: &Place, output: &std::process::Output) -> String {
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    let errors: String = text.lines().filter(|line| !line.contains(" INFO ")).flat_map(|line| [line, "\n"]).collect();
    let folder = place.path("").display().to_string();
    format!("{}\n{}", output.status.code().unwrap(), errors.replace(folder.trim_end_matches('/'), "PLACE"))
}

#[test]
fn the_first_start_tells_the_credentials_once_and_keeps_them_for_the_owner() {
    let place = Place::new();
    let first = place.start(&["--sample-data"]);
    // Ready means that the file is there, and that calls are accepted.
    assert_eq!(first.ask("GET /healthz", ""), (200, "ok".to_owned()));
    assert_eq!(mode(&place.path("credentials.json")), 0o600);
    assert_eq!(mode(&place.path("data")), 0o700);
    assert_eq!(mode(&place.path("data/server.key")), 0o600);
    assert_eq!(mode(&place.path("data/waystation.db")), 0o600);
    let credentials = place.credentials();
    let text = |name: &str| credentials[name].as_str().unwrap().to_owned();
    let (key, secret) = (text("key"), text("secret"));
    assert_eq!((key.len(), secret.len()), (79, 64));
    assert!(key[..15].bytes().all(|digit| digit.is_ascii_digit() || digit.is_ascii_uppercase()), "{key}");
    let shown = first
        .said
        .replace(&first.host, "HOST")
        .replace(&key, "KEY")
        .replace(&secret, "SECRET")
        .replace(&text("password"), "PASSWORD")
        .replace(&place.path("").display().to_string(), "PLACE/");
    assert_snapshot!(shown, @r"
    Waystation 0.1.0 is running. Stop it with Ctrl+C.

    Server address     http://HOST/
    Server UI          http://HOST/gallery
    Documentation URL  http://HOST/webapi//swagger/docs/3
    Token URL          http://HOST/webapi/oauth2/token
    API key            KEY
    API secret         SECRET
    Sign-in            curator@example.com
    Password           PASSWORD

    Key, secret and password are kept in PLACE/credentials.json and are not shown again.
    ");
    let roles: Vec<&str> =
        credentials["users"].as_array().unwrap().iter().map(|user| user["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["Artisan", "Viewer"]);
    assert!(first.users(&first.token(&key, &secret)).len() > 50);
}

#[test]
fn in_a_folder_that_others_may_enter_nothing_secret_can_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let data = place.path("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).unwrap();
    let running = place.start(&["--sample-data"]);
    assert_eq!(mode(&data), 0o755, "the folder is somebody's choice");
    for name in ["server.key", "waystation.db", "waystation.db-wal", "waystation.db-shm"] {
        assert_eq!(mode(&data.join(name)), 0o600, "{name}");
    }
    drop(running);
}

#[test]
fn a_later_start_leaves_file_and_data_and_tells_no_secret() {
    let place = Place::new();
    let first = place.start(&["--sample-data"]);
    let users = first.users(&first.curator_token(&place));
    let written = std::fs::read(place.path("credentials.json")).unwrap();
    drop(first);
    let second = place.start(&["--sample-data"]);
    assert_snapshot!(second.said.replace(&second.host, "HOST").replace(&place.path("").display().to_string(), "PLACE/"), @r"
    Waystation 0.1.0 is running. Stop it with Ctrl+C.

    Server address     http://HOST/
    Server UI          http://HOST/gallery
    Documentation URL  http://HOST/webapi//swagger/docs/3
    Token URL          http://HOST/webapi/oauth2/token
    API key and secret in PLACE/credentials.json
    ");
    assert_eq!(std::fs::read(place.path("credentials.json")).unwrap(), written);
    assert_eq!(second.users(&second.curator_token(&place)), users);
}

#[test]
fn sample_data_can_be_added_later() {
    let place = Place::new();
    let first = place.start(&[]);
    assert_eq!(first.users(&first.curator_token(&place)).len(), 1);
    assert!(place.credentials().get("users").is_none());
    drop(first);
    let second = place.start(&["--sample-data"]);
    assert_eq!(second.users(&second.curator_token(&place)).len(), 65);
}

#[test]
fn a_token_lives_through_a_restart() {
    let place = Place::new();
    let first = place.start(&[]);
    let token = first.curator_token(&place);
    drop(first);
    assert_eq!(place.start(&[]).users(&token).len(), 1);
}

#[test]
fn a_taken_port_is_told_and_nothing_is_made() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_waystation"))
        .env_clear()
        .args(["serve", "--listen", &address, "--data"])
        .arg(place.path("data"))
        .output()
        .unwrap();
    assert_snapshot!(refusal(&place, &output).replace(&address, "ADDRESS"), @r"
    3
    error: the address `ADDRESS` is in use
    hint: Stop the program that uses it, or choose another port with --listen.
    ");
    assert!(!place.path("data").exists());
}

#[test]
fn a_data_folder_that_is_a_file_is_told() {
    let place = Place::new();
    std::fs::File::create(place.path("data")).unwrap();
    assert_snapshot!(refusal(&place, &place.run(&[])), @r"
    6
    error: making or writing the data folder `PLACE/data`: File exists (os error 17)
    hint: Choose a folder you may write to with --data DIR.
    ");
}

#[test]
fn a_data_folder_in_use_is_told() {
    let place = Place::new();
    let running = place.start(&[]);
    assert_snapshot!(refusal(&place, &place.run(&[])), @r"
    6
    error: the data folder `PLACE/data` is used by another Waystation
    hint: Stop the other one, or choose another folder with --data DIR.
    ");
    drop(running);
}

#[test]
fn a_file_of_somebody_else_is_not_replaced_by_credentials() {
    let place = Place::new();
    let diary = b"Dear diary";
    std::io::Write::write_all(&mut std::fs::File::create(place.path("credentials.json")).unwrap(), diary).unwrap();
    assert_snapshot!(refusal(&place, &place.run(&[])), @r"
    6
    error: `PLACE/credentials.json` exists and is not a credentials file of Waystation
    hint: Choose another file with --credentials-file FILE.
    ");
    assert_eq!(std::fs::read(place.path("credentials.json")).unwrap(), diary);
    std::fs::File::create(place.path("credentials.json")).unwrap();
    place.start(&[]).kill();
    assert_eq!(mode(&place.path("credentials.json")), 0o600, "an empty file, as mktemp makes, is replaced");
}

#[test]
#[cfg(unix)]
fn a_device_is_not_replaced_by_credentials() {
    let place = Place::new();
    std::os::unix::fs::symlink("/dev/null", place.path("credentials.json")).unwrap();
    assert_snapshot!(refusal(&place, &place.run(&[])), @r"
    6
    error: `PLACE/credentials.json` exists and is not a credentials file of Waystation
    hint: Choose another file with --credentials-file FILE.
    ");
    assert!(place.path("credentials.json").is_symlink());
}

#[test]
fn credentials_that_cannot_be_written_make_nobody() {
    let place = Place::new();
    let nowhere = place.path("no/such/folder.json");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_waystation"))
        .env_clear()
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(place.path("data"))
        .arg("--credentials-file")
        .arg(nowhere)
        .output()
        .unwrap();
    assert_snapshot!(refusal(&place, &output), @r"
    6
    error: writing the credentials file `PLACE/no/such/folder.json`: No such file or directory (os error 2)
    hint: Choose another file with --credentials-file FILE.
    ");
    // The next start is the first one still.
    let started = place.start(&[]);
    assert_eq!(started.users(&started.curator_token(&place)).len(), 1);
}

#[test]
fn another_server_key_is_told() {
    let place = Place::new();
    place.start(&[]).kill();
    std::fs::remove_file(place.path("data/server.key")).unwrap();
    assert_snapshot!(refusal(&place, &place.run(&[])), @r"
    6
    error: the server key does not belong to this data: no API secret could be read
    hint: Put back the server.key of this data, or name it with --key-file.
    ");
    let key = place.path("key");
    std::fs::File::create(&key).unwrap();
    let output = place.run(&["--key-file", key.to_str().unwrap()]);
    assert_snapshot!(refusal(&place, &output), @r"
    6
    error: the server key `PLACE/key` is not 64 hex digits
    hint: Check --key-file, or that the data folder can be read and written.
    ");
}

#[test]
fn wrong_usage_is_told_with_what_to_write() {
    let place = Place::new();
    for (arguments, said) in [
        (["--token-lifetime", "soon"], "write a number and a unit, as 20m, 90s or 1h"),
        (["--token-lifetime", "10ms"], "a token lives at least 1s and at most 720h"),
        (["--listen", "nowhere"], "write an address and a port, as 127.0.0.1:8080 or [::1]:8080"),
        (["--curator-email", "nobody"], "write an e-mail address, as ada@example.com"),
        (["--curator-email", "a@b@c"], "write an e-mail address, as ada@example.com"),
        (["--log", "=/="], "Write --log info, --log debug or --log waystation=debug."),
    ] {
        // `--listen` of the place stands first and may be given once only.
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_waystation"))
            .env_clear()
            .arg("serve")
            .args(arguments)
            .output()
            .unwrap();
        let text = refusal(&place, &output);
        assert!(text.starts_with("2\n") && text.contains(said), "{arguments:?}: {text}");
    }
}

#[test]
fn a_quiet_first_start_still_tells_what_is_kept_nowhere() {
    let place = Place::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_waystation"))
        .env_clear()
        .args(["serve", "--quiet", "--listen", "127.0.0.1:0", "--data"])
        .arg(place.path("data"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut first_line = String::new();
    let mut stdout = std::io::BufReader::new(child.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut stdout, &mut first_line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first_line.starts_with("API key            "), "{first_line}");
}

#[test]
fn told_to_stop_twice_it_waits_for_nobody() {
    use std::io::{Read as _, Write as _};
    let place = Place::new();
    let process = place.start(&[]);
    let token = process.curator_token(&place);
    let mut dawdler = std::net::TcpStream::connect(&process.host).unwrap();
    let head = format!(
        "POST /webapi/v3/users HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nExpect: 100-continue\r\n\
         Content-Length: 9\r\n\r\n"
    );
    dawdler.write_all(head.as_bytes()).unwrap();
    // The server asks for the body: from here on the request runs.
    let mut asked = [0; 25];
    dawdler.read_exact(&mut asked).unwrap();
    process.terminate();
    while !place.log().contains("stopping: ") {
        std::thread::yield_now();
    }
    process.terminate();
    assert_eq!(process.exit_code(), Some(130));
}

#[test]
fn help_teaches_by_example_and_shells_can_complete() {
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_waystation")).args(arguments).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run(&["help", "serve"]).contains("waystation serve --sample-data"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell]).contains("token-lifetime"), "{shell}");
    }
}

#[test]
fn no_secret_reaches_log_data_folder_or_a_later_standard_output() {
    let place = Place::new();
    let first = place.start(&["--sample-data", "--log", "trace", "--log-format", "json"]);
    let credentials = place.credentials();
    let (key, secret) = (credentials["key"].as_str().unwrap(), credentials["secret"].as_str().unwrap());
    let token = first.token(key, secret);
    first.users(&token);
    let canary = "canary0123456789canary";
    let form = format!("grant_type=client_credentials&client_id={key}&client_secret={canary}");
    assert_eq!(first.ask("POST /webapi/oauth2/token", &form).0, 400);
    let authorization = crate::site::basic(key, canary);
    assert_eq!(first.ask(&format!("POST /webapi/oauth2/token\nAuthorization: {authorization}"), "").0, 400);
    assert_eq!(first.ask(&format!("GET /webapi/v3/users?x={canary}\nAuthorization: Bearer {canary}"), "").0, 401);
    let body = format!("{{\"firstName\":\"{canary}\",\"email\":");
    let head = format!("POST /webapi/v3/users\nContent-Type: application/json\nAuthorization: Bearer {token}");
    assert_eq!(first.ask(&head, &body).0, 400);
    first.terminate();
    assert_eq!(first.exit_code(), Some(0));
    let second = place.start(&["--sample-data", "--log", "trace"]);
    let mut secrets = vec![secret, &token, canary, &authorization[6..], credentials["password"].as_str().unwrap()];
    for user in credentials["users"].as_array().unwrap() {
        secrets.extend([user["secret"].as_str().unwrap(), user["password"].as_str().unwrap()]);
    }
    let (log, data) = (place.log(), String::from_utf8_lossy(&place.data()).into_owned());
    assert!(log.contains("\"route\":\"/webapi/oauth2/token\""), "the log has its lines: {log}");
    for secret in secrets {
        assert!(!log.contains(secret), "in the log");
        assert!(!data.contains(secret), "in the data folder");
        assert!(!second.said.contains(secret), "on standard output");
    }
    assert!(!log.contains("Okafor") && !log.contains("example.com"), "people in the log");
}
