//! Builds the pages when one of their sources changed: `npm ci` when the lock file is newer than what is installed, then
//! `vite build` for each program into `OUT_DIR`. Without npm, or with `UI_SKIP=1`, a page that says what is missing takes
//! their place.

#![expect(clippy::disallowed_methods, reason = "cargo speaks to a build script through the environment")]

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The programs that have pages.
const PROGRAMS: [Program; 2] = [
    Program {
        folder: "postrider",
        name: "Postrider",
        pages: &["index.html"],
        config: "vite.config.ts",
        otherwise: "The command line works: <code>postrider --help</code>.",
    },
    Program {
        folder: "waystation",
        name: "Waystation",
        pages: &["documentation.html", "server.html"],
        config: "vite.waystation.config.ts",
        otherwise: "The API works; its document is at <code>/webapi//swagger/docs/3</code>.",
    },
];

/// A program and its pages. Each has a build of its own: neither carries a part of the other's page.
struct Program {
    folder: &'static str,
    name: &'static str,
    pages: &'static [&'static str],
    config: &'static str,
    /// What works without pages.
    otherwise: &'static str,
}

/// What the pages are built from, inside `web/`.
const SOURCES: [&str; 12] = [
    "src",
    "public",
    "public-waystation",
    "index.html",
    "documentation.html",
    "server.html",
    "licences.ts",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
    "vite.waystation.config.ts",
];

fn main() -> ExitCode {
    let folder = |name| PathBuf::from(env::var_os(name).expect("cargo names the folder"));
    // Asked for at run time: what was built in one checkout may be used again in another.
    let web = folder("CARGO_MANIFEST_DIR").join("../../web");
    let out = folder("OUT_DIR");
    println!("cargo::rerun-if-env-changed=UI_SKIP");
    println!("cargo::rerun-if-changed=build.rs");
    for source in SOURCES.iter().map(|name| web.join(name)).filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", source.display());
    }
    let built = if env::var("UI_SKIP").is_ok_and(|skip| !skip.is_empty() && skip != "0") {
        replace(&out, "It was built with <code>UI_SKIP=1</code>. Build again without it.")
    } else if let Some(npm) = npm() {
        build_all(&npm, &web, &out)
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

fn build_all(npm: &str, web: &Path, out: &Path) -> Result<(), String> {
    if !is_installed(web) {
        run(Command::new(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(web))?;
    }
    for Program { folder, config, .. } in PROGRAMS {
        let mut vite = Command::new(npm);
        vite.args(["exec", "--offline", "--", "vite", "build", "--config", config]);
        vite.args(["--emptyOutDir", "--logLevel", "warn", "--outDir"]);
        run(vite.arg(out.join(folder)).current_dir(web))?;
    }
    // Waystation's pages travel; Postrider's never leave the machine.
    pack(&out.join("waystation")).map_err(|error| format!("packing the pages of Waystation: {error}"))
}

/// Puts a packed copy beside each file that shrinks by a tenth or more.
fn pack(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            pack(&path)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let mut writer = GzEncoder::new(Vec::new(), Compression::best());
        writer.write_all(&bytes)?;
        let packed = writer.finish()?;
        if packed.len() < bytes.len() / 10 * 9 {
            let mut name = path.into_os_string();
            name.push(".gz");
            fs::write(name, packed)?;
        }
    }
    Ok(())
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
    for Program { folder, name, pages, otherwise, .. } in PROGRAMS {
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{name}</title>\n\
             <h1>This program has no page</h1>\n<p>{reason}</p>\n<p>{otherwise}</p>\n</html>\n"
        );
        let folder = out.join(folder);
        let emptied = fs::remove_dir_all(&folder).or_else(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        });
        emptied
            .and_then(|()| fs::create_dir_all(&folder))
            .and_then(|()| pages.iter().try_for_each(|file| fs::write(folder.join(file), &page)))
            .map_err(|error| format!("writing {}: {error}", folder.display()))?;
    }
    Ok(())
}
