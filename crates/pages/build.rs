//! Builds the page when one of its sources changed: `npm ci` when the lock file is newer than what is installed, then
//! `vite build` into `OUT_DIR`. Without npm, or with `UI_SKIP=1`, a page that says what is missing takes its place.

#![expect(clippy::disallowed_methods, reason = "cargo speaks to a build script through the environment")]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

/// What the page is built from, inside `web/`.
const SOURCES: [&str; 8] = [
    "src",
    "public",
    "index.html",
    "licences.ts",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
];

fn main() -> ExitCode {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder")).join("postrider");
    println!("cargo::rerun-if-env-changed=UI_SKIP");
    println!("cargo::rerun-if-changed=build.rs");
    for source in SOURCES.iter().map(|name| web.join(name)).filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", source.display());
    }
    let built = if env::var("UI_SKIP").is_ok_and(|skip| !skip.is_empty() && skip != "0") {
        replace(&out, "It was built with <code>UI_SKIP=1</code>. Build again without it.")
    } else if let Some(npm) = npm() {
        build(&npm, &web, &out)
    } else {
        println!("cargo::warning=npm was not found: the program will have no page");
        replace(&out, "It was built without <code>npm</code>. Install Node.js 20 or later and build again.")
    };
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo::error={reason}");
            ExitCode::FAILURE
        }
    }
}

/// The word that starts npm here.
fn npm() -> Option<String> {
    let words = if cfg!(windows) { ["npm.cmd", "npm"] } else { ["npm", "npm"] };
    let answers =
        |word: &&&str| Command::new(**word).arg("--version").output().is_ok_and(|output| output.status.success());
    words.iter().find(answers).map(|word| (*word).to_owned())
}

fn build(npm: &str, web: &Path, out: &Path) -> Result<(), String> {
    if !is_installed(web) {
        run(Command::new(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(web))?;
    }
    let mut vite = Command::new(npm);
    vite.args(["exec", "--offline", "--", "vite", "build", "--emptyOutDir", "--logLevel", "warn", "--outDir"]);
    run(vite.arg(out).current_dir(web))
}

/// Whether what npm noted as installed is not older than the lock file.
fn is_installed(web: &Path) -> bool {
    let changed_at = |path: PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    match (changed_at(web.join("node_modules/.package-lock.json")), changed_at(web.join("package-lock.json"))) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}

fn run(command: &mut Command) -> Result<(), String> {
    let words = format!("{command:?}");
    let output = command.output().map_err(|error| format!("{words}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    // Cargo shows one line an error; all of them belong together.
    let said = String::from_utf8_lossy(&said).lines().collect::<Vec<_>>().join(" ⏎ ");
    Err(format!("{words} ended with {}: {said}", output.status))
}

fn replace(out: &Path, reason: &str) -> Result<(), String> {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Postrider</title>\n\
         <h1>This program has no page</h1>\n<p>{reason}</p>\n<p>The command line works: <code>postrider --help</code>.</p>\n\
         </html>\n"
    );
    let written = fs::remove_dir_all(out).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    });
    written
        .and_then(|()| fs::create_dir_all(out))
        .and_then(|()| fs::write(out.join("index.html"), page))
        .map_err(|error| format!("writing {}: {error}", out.display()))
}
