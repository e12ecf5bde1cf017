//! Finds people: which ids stand in a piece of the list, then their records.
//!
//! Conditions use only columns of the index `users_listed`, which is a quarter as wide as the rows: a look at all of a
//! hundred thousand people costs milliseconds, where reading their rows would cost a tenth of a second. SQLite would often
//! choose another index and read the rows, so it is told. Without conditions an order that has an index walks along it.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use waystation_store::{UserOrder, UserSearch, UserSums, VersionedUser};

use crate::rows::{self, folded};
use crate::user_columns::{self, COUNT};

const LISTED: &str = "users INDEXED BY users_listed";
const IN_A_NAME: &str =
    "(instr(first_name_folded, ?) > 0 OR instr(last_name_folded, ?) > 0 OR instr(email_folded, ?) > 0)";
const IN_BOTH_NAMES: &str =
    "(instr(first_name_folded || ' ' || last_name_folded, ?) > 0 OR instr(email_folded, ?) > 0)";
const NAMES: [&str; 3] = ["first_name_folded", "last_name_folded", "email_folded"];

pub(crate) fn find(connection: &Connection, search: &UserSearch) -> rusqlite::Result<Vec<VersionedUser>> {
    let (conditions, mut values) = conditions(search);
    let has_index = matches!(search.order, UserOrder::Email | UserOrder::Created);
    let from = if values.is_empty() && has_index { "users" } else { LISTED };
    values.push(rows::whole(search.limit).into());
    values.push(rows::whole(search.offset).into());
    let order = order(search);
    let ids: Vec<String> = connection
        .prepare_cached(&format!("SELECT id FROM {from} WHERE {conditions} ORDER BY {order} LIMIT ? OFFSET ?"))?
        .query_map(params_from_iter(values), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let columns = user_columns::all();
    let mut record = connection.prepare_cached(&format!("SELECT {columns}, version FROM users WHERE id = ?1"))?;
    ids.iter()
        .map(|id| {
            record.query_row([id], |row| {
                Ok(VersionedUser { user: user_columns::user(row)?, version: rows::count(row, COUNT)? })
            })
        })
        .collect()
}

pub(crate) fn count(connection: &Connection, search: &UserSearch) -> rusqlite::Result<u64> {
    let (conditions, values) = conditions(search);
    // One condition on the role has an index of its own, none has any.
    let from = if conditions == "1" || conditions == "1 AND role = ?" { "users" } else { LISTED };
    connection
        .prepare_cached(&format!("SELECT count(*) FROM {from} WHERE {conditions}"))?
        .query_row(params_from_iter(values), |row| rows::count(row, 0))
}

pub(crate) fn sums(connection: &Connection) -> rusqlite::Result<UserSums> {
    connection
        .prepare_cached(
            "SELECT count(*), coalesce(sum(is_active), 0), coalesce(sum(is_api_enabled), 0) \
             FROM users INDEXED BY users_counted",
        )?
        .query_row([], |row| {
            Ok(UserSums {
                count: rows::count(row, 0)?,
                active_count: rows::count(row, 1)?,
                api_count: rows::count(row, 2)?,
            })
        })
}

/// What stands behind `ORDER BY`. Where all turns round together, an index is read backwards and nothing is sorted.
fn order(search: &UserSearch) -> String {
    let rank = match search.order {
        UserOrder::Role => {
            "CASE role WHEN 'NoAccess' THEN 0 WHEN 'Viewer' THEN 1 WHEN 'Member' THEN 2 WHEN 'Artisan' THEN 3 \
             WHEN 'Curator' THEN 4 ELSE 5 END"
        }
        _ => "CASE WHEN NOT is_active THEN 2 WHEN is_account_locked THEN 1 ELSE 0 END",
    };
    let turned = if search.is_descending { " DESC" } else { "" };
    let all =
        |columns: &[&str]| columns.iter().map(|column| format!("{column}{turned}")).collect::<Vec<_>>().join(", ");
    match search.order {
        UserOrder::Name => all(&NAMES),
        UserOrder::Email => all(&["email_folded"]),
        UserOrder::LastLogin => all(&["last_login_at", "id"]),
        UserOrder::Created => all(&["created_at", "id"]),
        UserOrder::Role | UserOrder::Status => format!("{rank}{turned}, {}", NAMES.join(", ")),
    }
}

/// One condition, and its values in order.
fn conditions(search: &UserSearch) -> (String, Vec<Value>) {
    let filter = &search.filter;
    let yes_or_no = |is: Option<bool>| is.map(|is| Value::from(i64::from(is)));
    let text = |text: &Option<String>| text.as_deref().map(|text| Value::from(folded(text)));
    let all: [(&str, Option<Value>); 9] = [
        ("is_active = ?", yes_or_no(filter.is_active)),
        ("is_api_enabled = ?", yes_or_no(search.is_api_enabled)),
        ("is_account_locked = ?", yes_or_no(search.is_account_locked)),
        ("role = ?", filter.role.map(|role| role.name().to_owned().into())),
        ("email_folded = ?", text(&filter.email)),
        ("first_name_folded = ?", text(&filter.first_name)),
        ("last_name_folded = ?", text(&filter.last_name)),
        ("created_at >= ?", filter.created_from.map(|at| rows::ceiling_ms(at).into())),
        ("created_at <= ?", filter.created_to.map(|at| rows::floor_ms(at).into())),
    ];
    let mut conditions = vec!["1"];
    let mut values = Vec::new();
    for (condition, value) in all {
        if let Some(value) = value {
            conditions.push(condition);
            values.push(value);
        }
    }
    if let Some(text) = search.text.as_deref().filter(|text| !text.is_empty()) {
        // Only what holds a blank can stand in both names, which must be put together for it.
        let (condition, count) = if text.contains(' ') { (IN_BOTH_NAMES, 2) } else { (IN_A_NAME, 3) };
        conditions.push(condition);
        values.extend(std::iter::repeat_n(Value::from(folded(text)), count));
    }
    (conditions.join(" AND "), values)
}
