//! The columns of a user, from one list: reading, adding and changing follow from it.
//!
//! A member that is added to `User` is one word here and one column in a migration; a switch that is added to
//! `Permissions` only the column.

use std::sync::LazyLock;

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, Row, params_from_iter};
use waystation_store::users::RecordChange;
use waystation_store::{Id, NewUser, Permissions, Role, User};

use crate::rows::{self, folded};

/// Defines the members that stand in a column of the same name. The switches follow behind them.
macro_rules! columns {
    ($( $member:ident, )+) => {
        const MEMBERS: &[&str] = &[$( stringify!($member), )+];

        /// Reads the columns of [`all`], which must come first in the row.
        pub(crate) fn user(row: &Row<'_>) -> rusqlite::Result<User> {
            let mut cells = Cells { row, next: 0 };
            // Members are read in the order in which they are written here, whatever their order in the record.
            Ok(User { $( $member: cells.take()?, )+ permissions: permissions(&mut cells)? })
        }

        fn values(user: &User) -> Vec<ToSqlOutput<'_>> {
            let switches = user.permissions.values().into_iter().map(ToSqlOutput::from);
            [$( user.$member.written(), )+].into_iter().chain(switches).collect()
        }
    };
}

columns! {
    id,
    first_name,
    last_name,
    email,
    role,
    default_worker_tag,
    is_api_enabled,
    default_credential_id,
    is_account_locked,
    is_active,
    is_validated,
    last_login_at,
    time_zone,
    language,
    created_at,
}

/// How many columns there are; what is selected behind them starts at this place.
pub(crate) const COUNT: usize = MEMBERS.len() + Permissions::NAMES.len();

/// Columns that an update leaves alone.
const LASTING: [&str; 3] = ["id", "last_login_at", "created_at"];

/// Columns for comparing without regard to case.
const FOLDED: [&str; 3] = ["first_name_folded", "last_name_folded", "email_folded"];

/// What a new user has beyond the record.
const CREDENTIALS: [&str; 6] =
    ["api_key", "sealed_secret", "password_hash", "first_step", "key_made_at", "password_set_at"];

fn names() -> impl Iterator<Item = &'static str> + Clone {
    MEMBERS.iter().copied().chain(Permissions::NAMES)
}

/// What stands behind `SELECT` for a user, in the order of [`user`].
pub(crate) fn all() -> &'static str {
    static ALL: LazyLock<String> = LazyLock::new(|| names().collect::<Vec<_>>().join(", "));
    &ALL
}

fn permissions(cells: &mut Cells<'_, '_>) -> rusqlite::Result<Permissions> {
    let mut values = [false; Permissions::NAMES.len()];
    for value in &mut values {
        *value = cells.take()?;
    }
    Ok(Permissions::of_values(values))
}

/// Adds a user with version 1.
pub(crate) fn insert(connection: &Connection, new: &NewUser) -> rusqlite::Result<()> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let columns: Vec<&str> = names().chain(FOLDED).chain(CREDENTIALS).collect();
        let places = vec!["?"; columns.len()].join(", ");
        format!("INSERT INTO users ({}) VALUES ({places})", columns.join(", "))
    });
    let (pair, hash) = (new.api_key.as_ref(), new.password_hash.as_deref());
    let entered_ms = new.entered_at.as_millisecond();
    let credentials: [ToSqlOutput<'_>; CREDENTIALS.len()] = [
        optional(pair.map(|pair| pair.key.as_str())),
        optional(pair.map(|pair| pair.sealed_secret.as_slice())),
        optional(hash),
        new.first_step.name().into(),
        optional(pair.map(|_| entered_ms)),
        optional(hash.map(|_| entered_ms)),
    ];
    let all = values(&new.user).into_iter().chain(folded_names(&new.user)).chain(credentials);
    connection.prepare_cached(&SQL)?.execute(params_from_iter(all))?;
    Ok(())
}

/// Writes a changed record over the stored one. The key pair is left alone.
pub(crate) fn update(connection: &Connection, change: &RecordChange) -> rusqlite::Result<()> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let changing = names().filter(|name| !LASTING.contains(name)).chain(FOLDED);
        let sets: Vec<String> = changing.map(|name| format!("{name} = ?")).collect();
        let sets = sets.join(", ");
        format!("UPDATE users SET {sets}, key_generation = key_generation + ?, version = version + 1 WHERE id = ?")
    });
    let user = &change.user;
    let changing = names().zip(values(user)).filter(|(name, _)| !LASTING.contains(name)).map(|(_, value)| value);
    let behind = [change.ends_tokens.into(), user.id.to_string().into()];
    connection.prepare_cached(&SQL)?.execute(params_from_iter(changing.chain(folded_names(user)).chain(behind)))?;
    Ok(())
}

fn folded_names(user: &User) -> [ToSqlOutput<'static>; FOLDED.len()] {
    [&user.first_name, &user.last_name, &user.email].map(|text| folded(text).into())
}

/// What is absent is `NULL`.
fn optional<'a>(value: Option<impl Into<ToSqlOutput<'a>>>) -> ToSqlOutput<'a> {
    value.map_or(ToSqlOutput::Owned(Value::Null), Into::into)
}

/// A row that is read from left to right.
struct Cells<'a, 'row> {
    row: &'a Row<'row>,
    next: usize,
}

impl Cells<'_, '_> {
    fn take<T: Cell>(&mut self) -> rusqlite::Result<T> {
        let column = self.next;
        self.next += 1;
        T::read(self.row, column)
    }
}

/// The type of a member, in a column.
trait Cell: Sized {
    fn read(row: &Row<'_>, column: usize) -> rusqlite::Result<Self>;
    fn written(&self) -> ToSqlOutput<'_>;
}

impl Cell for String {
    fn read(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        row.get(column)
    }
    fn written(&self) -> ToSqlOutput<'_> {
        self.as_str().into()
    }
}

impl Cell for bool {
    fn read(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        row.get(column)
    }
    fn written(&self) -> ToSqlOutput<'_> {
        (*self).into()
    }
}

impl Cell for Id {
    fn read(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        rows::id_at(row, column)
    }
    fn written(&self) -> ToSqlOutput<'_> {
        self.to_string().into()
    }
}

impl Cell for Role {
    fn read(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        rows::word_at(row, column)
    }
    fn written(&self) -> ToSqlOutput<'_> {
        self.name().into()
    }
}

impl Cell for Timestamp {
    fn read(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        rows::timestamp(row.get(column)?, column)
    }
    fn written(&self) -> ToSqlOutput<'_> {
        self.as_millisecond().into()
    }
}

impl Cell for Option<Timestamp> {
    fn read(row: &Row<'_>, column: usize) -> rusqlite::Result<Self> {
        rows::moment(row, column)
    }
    fn written(&self) -> ToSqlOutput<'_> {
        optional(self.map(Timestamp::as_millisecond))
    }
}
