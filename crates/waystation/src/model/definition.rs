//! Defines a shape of the API once: the Rust type that is read or written, and the [`Model`] that the document shows and
//! that requests are read by.

use crate::model::{Kind, Model, ModelState};

/// A type with a model.
pub(crate) trait Modelled {
    /// The model, with the members of the type.
    const MODEL: &'static Model;
}

/// A type that a member can have.
pub(crate) trait Member {
    /// What the model says of it.
    const KIND: Kind;
}

impl Member for String {
    const KIND: Kind = Kind::Text;
}

impl Member for &str {
    const KIND: Kind = Kind::Text;
}

impl Member for bool {
    const KIND: Kind = Kind::Boolean;
}

impl Member for ModelState {
    const KIND: Kind = Kind::TextLists;
}

impl<T: Member> Member for Option<T> {
    const KIND: Kind = T::KIND;
}

impl<T: Member> Member for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
}

/// Defines a shape.
///
/// ```text
/// api_model! {
///     /// What the type is for.
///     #[derive(Deserialize)]
///     pub(crate) struct Thing {
///         required id: String,
///         /// The sentence that the document shows.
///         #[length(1, 255)]
///         optional last_name: Option<String>,
///     }
/// }
/// ```
///
/// gives the struct, in camel case on the wire, and `Thing::MODEL`. `required` and `optional` are what the document says
/// and what reading insists on; a response may hold an optional member nevertheless.
macro_rules! api_model {
    (
        $(#[$about:meta])*
        $visibility:vis struct $Name:ident $(<$life:lifetime>)? {
            $(
                $(#[doc = $meaning:literal])?
                $(#[length($least:literal, $greatest:literal)])?
                $presence:ident $member:ident: $Type:ty,
            )+
        }
    ) => {
        $(#[$about])*
        #[serde(rename_all = "camelCase")]
        $visibility struct $Name $(<$life>)? {
            $( $(#[doc = $meaning])? pub(crate) $member: $Type, )+
        }

        impl $(<$life>)? $crate::model::definition::Modelled for $Name $(<$life>)? {
            const MODEL: &'static $crate::model::Model = &$crate::model::Model {
                name: stringify!($Name),
                fields: &[$(
                    $crate::model::Field::$presence(
                        {
                            const SNAKE: &str = stringify!($member);
                            const BYTES: [u8; $crate::model::definition::camel_length(SNAKE)] =
                                $crate::model::definition::camel_case(SNAKE);
                            $crate::model::definition::text(&BYTES)
                        },
                        <$Type as $crate::model::definition::Member>::KIND,
                    )
                    $(.meaning($crate::model::definition::sentence($meaning)))?
                    $(.of_length($least, $greatest))?,
                )+],
            };
        }

        impl $(<$life>)? $crate::model::definition::Member for $Name $(<$life>)? {
            const KIND: $crate::model::Kind =
                $crate::model::Kind::Object(<Self as $crate::model::definition::Modelled>::MODEL);
        }
    };
}

pub(crate) use api_model;

/// How many letters a name in snake case has in camel case.
pub(crate) const fn camel_length(snake: &str) -> usize {
    let (bytes, mut at, mut length) = (snake.as_bytes(), 0, 0);
    while at < bytes.len() {
        length += if bytes[at] == b'_' { 0 } else { 1 };
        at += 1;
    }
    length
}

/// A name in snake case, as it is on the wire: `last_name` is `lastName`.
pub(crate) const fn camel_case<const LENGTH: usize>(snake: &str) -> [u8; LENGTH] {
    let (bytes, mut at, mut length, mut is_initial) = (snake.as_bytes(), 0, 0, false);
    let mut camel = [0; LENGTH];
    while at < bytes.len() {
        if bytes[at] == b'_' {
            is_initial = true;
        } else {
            camel[length] = if is_initial { bytes[at].to_ascii_uppercase() } else { bytes[at] };
            length += 1;
            is_initial = false;
        }
        at += 1;
    }
    camel
}

/// Letters that came from a Rust name.
pub(crate) const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// A doc comment without the space in front.
pub(crate) const fn sentence(comment: &'static str) -> &'static str {
    match comment.as_bytes() {
        [b' ', ..] => comment.split_at(1).1,
        _ => comment,
    }
}
