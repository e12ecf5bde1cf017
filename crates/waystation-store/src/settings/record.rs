//! One setting as it is kept.

use jiff::Timestamp;

/// A setting that somebody set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSetting {
    /// The name.
    pub name: String,
    /// The value as text.
    pub value: String,
    /// The name of who set it, as it was then.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

/// A setting to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingEdit {
    /// The name.
    pub name: &'static str,
    /// The value as text.
    pub value: String,
    /// What held if nobody had set it, for the audit list.
    pub initial: String,
}
