//! Import of real Swagger 2.0 documents, beside the converter that Postman ships.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde_json::Value;

use super::measure::{Measured, measured};
use super::{exists, say};

/// Converts one document and prints the number of requests.
const CONVERT: &str = "\
const { convert } = require('openapi-to-postmanv2');
const data = require('fs').readFileSync(process.argv[2], 'utf8');
const count = (items) => items.reduce((sum, item) => sum + (item.item ? count(item.item) : 1), 0);
convert({ type: 'string', data }, {}, (error, result) => {
  if (error || !result.result) { console.log('failed'); process.exit(1); }
  console.log(count(result.output[0].data.item));
});
";

pub(super) fn compare(binaries: &Path, rivals: &Path, scratch: &Path, documents: &Path) -> anyhow::Result<()> {
    let Ok(manifest) = std::fs::read_to_string(documents.join("manifest.jsonl")) else {
        say(&format!("import: there is no manifest.jsonl in {}; left out", documents.display()));
        return Ok(());
    };
    let converter = converter(rivals);
    if let Err(error) = &converter {
        say(&format!("import: openapi-to-postmanv2 could not be installed ({error:#}); left out"));
    }
    say("| document | requests expected | found | problems | ms | MB | rival found | rival ms | rival MB |");
    say("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    let mut sums = [0.0; 4];
    for line in manifest.lines() {
        let row: Value = serde_json::from_str(line).context("reading manifest.jsonl")?;
        if row["version"] != "2.0" {
            continue;
        }
        let name = row["path"].as_str().context("a row of manifest.jsonl has no path")?;
        let document = documents.join(name);
        let own = own(binaries, scratch, &document)?;
        let report: Value = serde_json::from_str(&own.output).with_context(|| format!("importing {name}"))?;
        let problems = report["problems"].as_array().map_or(0, Vec::len);
        let rival = match &converter {
            Ok(()) => {
                Some(measured(Command::new("node").arg(rivals.join("convert.js")).arg(&document).current_dir(rivals))?)
            }
            Err(_) => None,
        };
        let shown = rival.as_ref().map_or_else(
            || " | | ".to_owned(),
            |rival| format!("{} | {:.0} | {:.0}", rival.output.trim(), rival.ms, rival.megabytes),
        );
        say(&format!(
            "| {name} | {} | {} | {problems} | {:.1} | {:.1} | {shown} |",
            row["operations"], report["requests"], own.ms, own.megabytes
        ));
        let rival = rival.unwrap_or_default();
        for (sum, value) in sums.iter_mut().zip([own.ms, rival.ms, own.megabytes, rival.megabytes]) {
            *sum += value;
        }
    }
    let [own_ms, rival_ms, own_megabytes, rival_megabytes] = sums;
    say(&format!(
        "import, all together: {own_ms:.0} ms beside {rival_ms:.0} ms ({:.3}×), memory {:.3}×",
        own_ms / rival_ms,
        own_megabytes / rival_megabytes
    ));
    Ok(())
}

/// A first import into an empty home.
fn own(binaries: &Path, scratch: &Path, document: &Path) -> anyhow::Result<Measured> {
    let home = scratch.join("import");
    let _ = std::fs::remove_dir_all(&home);
    let mut command = Command::new(binaries.join("postrider"));
    measured(command.arg("import").arg(document).arg("--json").env("POSTRIDER_HOME", home))
}

fn converter(rivals: &Path) -> anyhow::Result<()> {
    ensure!(exists("node") && exists("npm"), "Node is missing");
    std::fs::create_dir_all(rivals)?;
    File::create(rivals.join("convert.js"))?.write_all(CONVERT.as_bytes())?;
    if !rivals.join("node_modules/openapi-to-postmanv2").is_dir() {
        let install = Command::new("npm")
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
            .arg(rivals)
            .arg("openapi-to-postmanv2@6")
            .status();
        ensure!(install.context("starting npm")?.success(), "npm install failed");
    }
    Ok(())
}
