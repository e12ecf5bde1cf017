//! The first start: one Curator with API access, sample data if wanted, and the credentials, told once.
//!
//! ```text
//! make everything in memory ─▶ write the credentials file ─▶ commit all users and the fact that it was done
//! ```
//!
//! In this order a crash between the two costs nothing: the next start is the first again and replaces the file. A file
//! that holds something else than credentials is never replaced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use waystation_store::{
    Fact, FirstStep, Id, IdGenerator, NewUser, Permissions, Role, Seed, SeedOutcome, Store, StoreError, User, seed,
};

use crate::api_key::ApiKeyPair;
use crate::key::{self, Existing, NoRandomness, ServerKey};
use crate::{password, sample};

const CURATOR: &str = "curator";
const SAMPLE_DATA: &str = "sample-data";
const KEY_PROOF: &str = "key-proof";

/// What is wanted of the first start.
pub struct FirstStart<'a> {
    /// The time.
    pub now: Timestamp,
    /// The address of the Curator.
    pub curator_email: &'a str,
    /// Whether sample people are added.
    pub with_sample_data: bool,
    /// Where the credentials are written.
    pub credentials_file: Option<&'a Path>,
}

/// Who may come in, in clear. The shape of the credentials file.
#[derive(Serialize, Deserialize)]
pub struct Credentials {
    /// API access key of the Curator.
    pub key: String,
    /// API access secret of the Curator.
    pub secret: String,
    /// The Curator's sign-in name.
    pub email: String,
    /// The Curator's password.
    pub password: String,
    /// Some of the sample people; absent without sample data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<SampleCredentials>,
}

/// How a sample person comes in.
#[derive(Serialize, Deserialize)]
pub struct SampleCredentials {
    /// The sign-in name.
    pub email: String,
    /// The password.
    pub password: String,
    /// The stored role.
    pub role: String,
    /// API access key, for trying what this role may do.
    pub key: String,
    /// API access secret.
    pub secret: String,
}

/// Why the server cannot start on this data.
#[derive(Debug, thiserror::Error)]
pub enum FirstStartError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system failed.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// The file is not ours.
    #[error("`{}` exists and is not a credentials file of Waystation", path.display())]
    ForeignFile {
        /// The credentials file.
        path: PathBuf,
    },
    /// The file cannot be written.
    #[error("writing the credentials file `{}`", path.display())]
    File {
        /// The credentials file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The data was made with another key.
    #[error("the server key does not belong to this data: no API secret could be read")]
    WrongKey,
}

/// Makes the store ready. Gives the credentials if this was the first start.
pub async fn prepare(
    store: &Store,
    server_key: &ServerKey,
    wanted: &FirstStart<'_>,
) -> Result<Option<Credentials>, FirstStartError> {
    let Some(curator_id) = fact(store, CURATOR).await? else {
        return first(store, server_key, wanted).await.map(Some);
    };
    let proof = fact(store, KEY_PROOF).await?.unwrap_or_default();
    if !is_proof(server_key, &proof, &curator_id) {
        return Err(FirstStartError::WrongKey);
    }
    if wanted.with_sample_data {
        // Added to data that was there: the credentials file stays as it is, so nobody of these can come in yet.
        let facts = vec![Fact { name: SAMPLE_DATA.to_owned(), value: wanted.now.to_string() }];
        let users = sample::people().into_iter().map(|user| without_credentials(user, wanted.now)).collect();
        plant(store, Seed { facts, users }).await?;
    }
    Ok(None)
}

async fn fact(store: &Store, name: &'static str) -> Result<Option<String>, StoreError> {
    store.read(|rows| rows.facts().value(name)).await
}

async fn plant(store: &Store, seed: Seed) -> Result<SeedOutcome, StoreError> {
    store.write(move |tx| seed::plant(tx, &seed)).await
}

fn without_credentials(user: User, now: Timestamp) -> NewUser {
    NewUser { user, api_key: None, password_hash: None, entered_at: now, first_step: FirstStep::None }
}

async fn first(store: &Store, server_key: &ServerKey, wanted: &FirstStart<'_>) -> Result<Credentials, FirstStartError> {
    let now = wanted.now;
    let ids = IdGenerator::new(key::random()?, 0);
    let (mut curator, pair, curator_password) = with_credentials(server_key, curator(wanted, ids.next(now)), now)?;
    curator.first_step = FirstStep::Introduction;
    let mut facts = vec![
        Fact { name: CURATOR.to_owned(), value: curator.user.id.to_string() },
        Fact { name: KEY_PROOF.to_owned(), value: proof(server_key, &curator.user.id.to_string())? },
    ];
    let mut credentials = Credentials {
        key: pair.key,
        secret: pair.secret.to_string(),
        email: curator.user.email.clone(),
        password: curator_password,
        users: Vec::new(),
    };
    let mut users = vec![curator];
    if wanted.with_sample_data {
        facts.push(Fact { name: SAMPLE_DATA.to_owned(), value: now.to_string() });
        for user in sample::people() {
            if !sample::has_credentials(&user) {
                users.push(without_credentials(user, now));
                continue;
            }
            let (new_user, pair, password) = with_credentials(server_key, user, now)?;
            credentials.users.push(SampleCredentials {
                email: new_user.user.email.clone(),
                password,
                role: new_user.user.role.name().to_owned(),
                key: pair.key,
                secret: pair.secret.to_string(),
            });
            users.push(new_user);
        }
    }
    if let Some(path) = wanted.credentials_file {
        write_credentials(path, &credentials)?;
    }
    match plant(store, Seed { facts, users }).await? {
        SeedOutcome::Added(count) => tracing::info!(users = count, "first start"),
        // The folder is locked by this process, so nobody else can have come between.
        SeedOutcome::Already => tracing::warn!("somebody else prepared the data in the meantime"),
    }
    Ok(credentials)
}

/// Turns a record into somebody who can come in; the key and the password are in clear.
fn with_credentials(
    server_key: &ServerKey,
    user: User,
    now: Timestamp,
) -> Result<(NewUser, ApiKeyPair, String), FirstStartError> {
    let pair = ApiKeyPair::generate(now)?;
    let password = password::generate()?;
    let user = User { is_api_enabled: true, is_active: true, is_account_locked: false, is_validated: true, ..user };
    let api_key = Some(pair.sealed(server_key)?);
    let password_hash = Some(password::hash(&password));
    let new_user = NewUser { user, api_key, password_hash, entered_at: now, first_step: FirstStep::None };
    Ok((new_user, pair, password.to_string()))
}

fn curator(wanted: &FirstStart<'_>, id: Id) -> User {
    User {
        id,
        first_name: "First".to_owned(),
        last_name: "Curator".to_owned(),
        email: wanted.curator_email.to_owned(),
        role: Role::Curator,
        default_worker_tag: String::new(),
        permissions: Permissions {
            schedules_jobs: true,
            prioritizes_jobs: true,
            assigns_jobs: true,
            creates_collections: true,
            ..Permissions::default()
        },
        is_api_enabled: true,
        default_credential_id: String::new(),
        is_account_locked: false,
        is_active: true,
        is_validated: true,
        last_login_at: None,
        time_zone: String::new(),
        language: "en-us".to_owned(),
        created_at: wanted.now,
    }
}

fn write_credentials(path: &Path, credentials: &Credentials) -> Result<(), FirstStartError> {
    let broken = |source| FirstStartError::File { path: path.to_owned(), source };
    // Asked before reading: a pipe would keep the reader waiting, and a device must not be replaced by a file.
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(FirstStartError::ForeignFile { path: path.to_owned() });
    }
    match fs::read(path) {
        Ok(bytes) if bytes.is_empty() || serde_json::from_slice::<Credentials>(&bytes).is_ok() => {}
        Ok(_) => return Err(FirstStartError::ForeignFile { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(broken(error)),
    }
    let mut text = serde_json::to_vec_pretty(credentials).map_err(io::Error::other).map_err(broken)?;
    text.push(b'\n');
    key::write_for_owner(path, &text, Existing::Replace).map_err(broken)
}

/// Something only this server key can have sealed.
fn proof(server_key: &ServerKey, owner: &str) -> Result<String, NoRandomness> {
    Ok(key::hex(&server_key.seal_secret("waystation", owner)?))
}

fn is_proof(server_key: &ServerKey, proof: &str, owner: &str) -> bool {
    let sealed: Option<Vec<u8>> = (0..proof.len())
        .step_by(2)
        .map(|at| proof.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    sealed.is_some_and(|sealed| server_key.open_secret(&sealed, owner).is_some())
}
