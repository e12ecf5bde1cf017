//! Words of the store in JSON and in the types of the pages: their spelling, from the store's own list.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::{Config, TS};
use waystation_store::{AuditKind, FirstStep, Role, Via, Word};

use crate::model::Kind;
use crate::model::definition::Member;

/// A word of the store, spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelled<W>(pub W);

impl<W: Word> From<W> for Spelled<W> {
    fn from(word: W) -> Self {
        Self(word)
    }
}

impl<W: Word> Serialize for Spelled<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name())
    }
}

impl<'de, W: Word> Deserialize<'de> for Spelled<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        W::from_name(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("expected one of {}", W::NAMES.join(", "))))
    }
}

impl<W: Word> Member for Spelled<W> {
    const KIND: Kind = Kind::Words(W::NAMES);
}

/// A word that the pages know.
pub trait PageWord: Word {
    /// The name of its type in the pages.
    const TYPE: &'static str;
    /// What it says, in a line.
    const MEANING: &'static str;
}

impl PageWord for Role {
    const TYPE: &'static str = "RoleName";
    const MEANING: &'static str = "A role as stored.";
}

impl PageWord for FirstStep {
    const TYPE: &'static str = "FirstStepName";
    const MEANING: &'static str = "What somebody must do before anything else.";
}

impl PageWord for Via {
    const TYPE: &'static str = "AuditVia";
    const MEANING: &'static str = "By which way something came.";
}

impl PageWord for AuditKind {
    const TYPE: &'static str = "AuditKindName";
    const MEANING: &'static str = "What happened.";
}

impl<W: PageWord> TS for Spelled<W> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    const IS_ENUM: bool = true;

    fn docs() -> Option<String> {
        Some(format!("/**\n * {}\n */\n", W::MEANING))
    }

    fn name(_: &Config) -> String {
        W::TYPE.to_owned()
    }

    fn inline(_: &Config) -> String {
        W::NAMES.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" | ")
    }

    fn decl(config: &Config) -> String {
        format!("type {} = {};", W::TYPE, Self::inline(config))
    }

    fn decl_concrete(config: &Config) -> String {
        Self::decl(config)
    }

    fn output_path() -> Option<std::path::PathBuf> {
        Some(format!("{}.ts", W::TYPE).into())
    }
}
