//! Enumerations whose values have a spelling in the database and on the wire: one list gives variants, spellings and
//! both directions.

/// An enumeration made by [`words!`](crate::words).
pub trait Word: Copy + Eq + Send + Sync + 'static {
    /// All values in their order.
    const VALUES: &'static [Self];

    /// Their spellings, in the same order.
    const NAMES: &'static [&'static str];

    /// The spelling of this value.
    fn name(self) -> &'static str;

    /// Reads a spelling; the case of its letters does not matter.
    fn from_name(name: &str) -> Option<Self> {
        Self::VALUES.iter().copied().find(|value| value.name().eq_ignore_ascii_case(name))
    }
}

/// Defines an enumeration with a spelling for each variant.
///
/// ```text
/// words! {
///     /// How something goes.
///     pub enum Pace {
///         /// In a minute.
///         Slow = "slow",
///     }
/// }
/// ```
///
/// gives the enumeration, `Pace::ALL`, `pace.name()`, `Pace::from_name(text)` and [`Word`].
#[macro_export]
macro_rules! words {
    (
        $(#[$about:meta])*
        $visibility:vis enum $Name:ident {
            $( $(#[$means:meta])* $Variant:ident = $spelling:literal, )+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $visibility enum $Name {
            $( $(#[$means])* $Variant, )+
        }

        impl $Name {
            /// All values in their order.
            pub const ALL: [Self; <Self as $crate::Word>::NAMES.len()] = [$( Self::$Variant, )+];

            /// The spelling in the database and on the wire.
            pub fn name(self) -> &'static str {
                match self {
                    $( Self::$Variant => $spelling, )+
                }
            }

            /// Reads a spelling; the case of its letters does not matter.
            pub fn from_name(name: &str) -> Option<Self> {
                <Self as $crate::Word>::from_name(name)
            }
        }

        impl $crate::Word for $Name {
            const VALUES: &'static [Self] = &Self::ALL;
            const NAMES: &'static [&'static str] = &[$( $spelling, )+];

            fn name(self) -> &'static str {
                self.name()
            }
        }
    };
}
