//! What `run` prints each time the server is up: where it is, who may come in, and what to type next.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::Value;

/// Everything a person needs for the first steps.
#[derive(Debug)]
pub(crate) struct Announcement {
    /// Host and port.
    pub(crate) address: String,
    /// Key and secret, or why they are not known.
    pub(crate) credentials: anyhow::Result<Credentials>,
    /// Where they are kept.
    pub(crate) credentials_file: PathBuf,
    /// The program, as it is typed in the folder of the repository.
    pub(crate) postrider: PathBuf,
    /// Folder of the programs.
    pub(crate) programs: PathBuf,
    /// Where the app is, with the session of this start.
    pub(crate) app: String,
}

/// What the token endpoint and the sign-in ask for.
#[derive(Debug)]
pub(crate) struct Credentials {
    key: String,
    secret: String,
    email: String,
    password: String,
}

impl Credentials {
    /// Reads the file which Waystation wrote when it made its first user.
    pub(crate) fn of_file(file: &Path) -> anyhow::Result<Self> {
        Self::of_json(&std::fs::read(file).context("the file cannot be read")?)
    }

    pub(crate) fn of_json(json: &[u8]) -> anyhow::Result<Self> {
        let value: Value = serde_json::from_slice(json).context("the file is no JSON")?;
        let member =
            |name| value[name].as_str().map(str::to_owned).with_context(|| format!("the file has no `{name}`"));
        Ok(Self {
            key: member("key")?,
            secret: member("secret")?,
            email: member("email")?,
            password: member("password")?,
        })
    }
}

impl fmt::Display for Announcement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, credentials_file, postrider, programs, app, .. } = self;
        writeln!(
            f,
            "\nWaystation and Postrider are running. Stop them with Ctrl+C.\n\n  \
             Server address     http://{address}/\n  \
             Server UI          http://{address}/gallery\n  \
             Documentation URL  http://{address}/webapi//swagger/docs/3\n  \
             Token URL          http://{address}/webapi/oauth2/token",
        )?;
        match &self.credentials {
            Ok(Credentials { key, secret, email, password }) => {
                writeln!(f, "  API key            {key}\n  API secret         {secret}")?;
                writeln!(f, "  Sign-in            {email}\n  First password     {password}")?;
                writeln!(f, "  Kept in            {}", credentials_file.display())?;
            }
            Err(reason) => {
                writeln!(f, "  API key, secret    not known from {}: {reason:#}", credentials_file.display())?;
                writeln!(f, "                     To start afresh with another data folder: DATA=./data-2 make run")?;
            }
        }
        writeln!(
            f,
            "\nOn the command line, in another terminal:\n\n  \
             {} import http://{address}/webapi//swagger/docs/3\n\n\
             To type only `postrider` from then on:\n\n  \
             export PATH=\"{}:$PATH\"\n\n\
             In the browser, open Postrider at this address:\n\n  \
             {app}",
            postrider.display(),
            programs.display(),
        )
    }
}
