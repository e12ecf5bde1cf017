//! Points in time, as members of the API's models.

use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::dates;
use crate::model::Kind;
use crate::model::definition::Member;

/// A point in time in JSON: written in UTC, read as [`dates::parse`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Timestamp);

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self(at)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        dates::parse(&text).map(Self).ok_or_else(|| D::Error::custom("expected a date and time of ISO 8601"))
    }
}

impl Member for Moment {
    const KIND: Kind = Kind::Date;
}
