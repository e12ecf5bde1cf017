//! Settings for one send, over what the request says.

use exchange::HttpVersion;

/// Settings for one send; absent ones stay as the request has them.
#[derive(Debug, Clone, Default)]
pub struct OptionChanges {
    /// HTTP version.
    pub http_version: Option<HttpVersion>,
    /// Whether the certificate is checked.
    pub verifies_certificates: Option<bool>,
    /// Whether redirects are followed.
    pub follows_redirects: Option<bool>,
    /// Whether cookies take part.
    pub uses_cookies: Option<bool>,
    /// Longest wait in milliseconds; `Some(0)` means none.
    pub timeout_ms: Option<u64>,
}

impl OptionChanges {
    pub(crate) fn apply(&self, options: &mut exchange::SendOptions) {
        options.http_version = self.http_version.unwrap_or(options.http_version);
        options.verifies_certificates = self.verifies_certificates.unwrap_or(options.verifies_certificates);
        options.follows_redirects = self.follows_redirects.unwrap_or(options.follows_redirects);
        options.uses_cookies = self.uses_cookies.unwrap_or(options.uses_cookies);
        if let Some(timeout_ms) = self.timeout_ms {
            options.timeout_ms = (timeout_ms > 0).then_some(timeout_ms);
        }
    }
}
