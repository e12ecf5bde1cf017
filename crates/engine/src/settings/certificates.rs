//! What the certificates of the settings say about themselves, so that one that has run out is seen before a send fails.

use std::path::Path;
use std::sync::PoisonError;

use exchange::Secret;
use model::CertificateSetting;
use wire::StatedCertificate;

use crate::error::Error;
use crate::settings::ProgramSettings;
use crate::settings::app_settings::SettingSecret;
use crate::settings::stated_files::StatedFile;

/// A file with certificates that the settings name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFile {
    /// Id of the client certificate; `None` for the file of CA certificates.
    pub id: Option<String>,
    /// What it holds.
    pub state: CertificateState,
    /// Of the client certificate itself; of several CA certificates the one that ends first. `None` when unreadable.
    pub shown: Option<StatedCertificate>,
    /// How many there are besides.
    pub further_count: usize,
}

/// Whether certificates can be used at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateState {
    /// Yes.
    Valid,
    /// The last moment has passed.
    Expired,
    /// The first moment is still to come.
    NotYet,
    /// The file holds none that can be read, or the passphrase does not open it.
    Unreadable,
}

impl ProgramSettings<'_> {
    /// What stands in the files that the settings name: the CA file first, then the client certificates in their order.
    pub fn certificate_files(self) -> Result<Vec<CertificateFile>, Error> {
        let settings = self.get()?;
        let now_ms = self.engine.now_ms();
        let known = self.engine.stated_files.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut read = Vec::new();
        let mut stated_in = |path: &str, passphrase: Option<Secret>| {
            let found = StatedFile::read(Path::new(path), passphrase, &known);
            let stated = found.as_ref().map(|found| found.stated.clone()).unwrap_or_default();
            read.extend(found);
            stated
        };
        let mut files = Vec::new();
        if !settings.ca_file.is_empty() {
            let mut stated = stated_in(&settings.ca_file, None);
            stated.sort_by_key(|certificate| certificate.valid_until_ms);
            files.push(file(None, stated, now_ms));
        }
        for own in &settings.client_certificates {
            let passphrase = self.passphrase_of(own)?;
            let stated = stated_in(&own.certificate_file, passphrase);
            files.push(file(Some(own.id.clone()), stated, now_ms));
        }
        *self.engine.stated_files.0.lock().unwrap_or_else(PoisonError::into_inner) = read;
        Ok(files)
    }

    /// What opens a `.p12` file; `None` for PEM, whose certificate stands open.
    fn passphrase_of(self, own: &CertificateSetting) -> Result<Option<Secret>, Error> {
        if !own.is_pfx {
            return Ok(None);
        }
        let kept = self.secret_of_settings(&SettingSecret::Passphrase(own.id.clone()))?;
        Ok(Some(kept.unwrap_or_default()))
    }
}

fn file(id: Option<String>, stated: Vec<StatedCertificate>, now_ms: i64) -> CertificateFile {
    let further_count = stated.len().saturating_sub(1);
    let shown = stated.into_iter().next();
    let state = match &shown {
        None => CertificateState::Unreadable,
        Some(certificate) if certificate.valid_until_ms < now_ms => CertificateState::Expired,
        Some(certificate) if certificate.valid_from_ms > now_ms => CertificateState::NotYet,
        Some(_) => CertificateState::Valid,
    };
    CertificateFile { id, state, shown, further_count }
}
