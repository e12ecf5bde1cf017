//! Start to exit of one GET against Waystation on loopback.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, ensure};

use super::{exists, say};

pub(super) fn compare(binaries: &Path, rivals: &Path, scratch: &Path) -> anyhow::Result<()> {
    if !exists("hyperfine") {
        say("send: hyperfine is missing (apt-get install hyperfine); left out");
        return Ok(());
    }
    let server = Server::start(binaries, scratch)?;
    let url = format!("{}/healthz", server.address);
    // As installed: xh is a copy that `cargo install` made. The same bytes as the linker left them start 0.3–0.8 ms later.
    let installed = scratch.join("postrider");
    std::fs::copy(binaries.join("postrider"), &installed).context("copying postrider")?;
    let mut commands = vec![format!("{} send GET {url}", installed.display())];
    if exists("curl") {
        commands.push(format!("curl -s {url}"));
    }
    match xh(rivals) {
        Ok(xh) => commands.push(format!("{} --ignore-stdin --body GET {url}", xh.display())),
        Err(error) => say(&format!("send: xh could not be installed ({error:#}); left out")),
    }
    let status = Command::new("hyperfine")
        .args(["--shell=none", "--warmup=30", "--runs=500"])
        .args(&commands)
        .env("POSTRIDER_HOME", scratch.join("home"))
        .status();
    ensure!(status.context("starting hyperfine")?.success(), "hyperfine failed");
    Ok(())
}

fn xh(rivals: &Path) -> anyhow::Result<PathBuf> {
    let path = rivals.join("bin/xh");
    if !path.is_file() {
        let install = Command::new(env!("CARGO")).args(["install", "xh", "--locked", "--root"]).arg(rivals).status();
        ensure!(install.context("starting cargo")?.success(), "cargo install xh failed");
    }
    Ok(path)
}

/// A Waystation of its own, stopped when dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(binaries: &Path, scratch: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new(binaries.join("waystation"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "off", "--data"])
            .arg(scratch.join("waystation"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting waystation")?;
        let output = child.stdout.take().context("reading what waystation says")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let address =
            lines.find_map(|line| Some(format!("http://{}", line.split_once("http://")?.1.trim_end_matches('/'))));
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, address: address.context("waystation did not say its address")? })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
