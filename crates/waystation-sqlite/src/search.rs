//! Finds people: which ids stand in a piece of the list, then their records.
//!
//! Conditions and orders use only columns of the index `users_listed`, which is a quarter as wide as the rows: a look at
//! all of a hundred thousand people costs milliseconds.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use waystation_store::{FoundUser, UserOrder, UserSearch, UsersFound};

use crate::rows::{self, USER_COLUMNS, folded};

const NAMES: &str = "first_name_folded, last_name_folded, email_folded";

pub(crate) fn find(connection: &Connection, search: &UserSearch) -> rusqlite::Result<UsersFound> {
    let (conditions, values) = conditions(search);
    let counted = connection
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum(is_active), 0), coalesce(sum(is_api_enabled), 0), \
             coalesce(sum({conditions}), 0) FROM users INDEXED BY users_listed"
        ))?
        .query_row(params_from_iter(&values), |row| {
            Ok(UsersFound {
                users: Vec::new(),
                count: rows::count(row, 0)?,
                active_count: rows::count(row, 1)?,
                api_count: rows::count(row, 2)?,
                total: rows::count(row, 3)?,
            })
        })?;
    Ok(UsersFound { users: piece(connection, search, &conditions, values)?, ..counted })
}

fn piece(
    connection: &Connection,
    search: &UserSearch,
    conditions: &str,
    mut values: Vec<Value>,
) -> rusqlite::Result<Vec<FoundUser>> {
    values.push(rows::whole(search.limit).into());
    values.push(rows::whole(search.offset).into());
    let order = order(search);
    let ids =
        format!("SELECT id FROM users INDEXED BY users_listed WHERE {conditions} ORDER BY {order} LIMIT ? OFFSET ?");
    let ids: Vec<String> = connection
        .prepare_cached(&ids)?
        .query_map(params_from_iter(values), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut record = connection.prepare_cached(&format!("SELECT {USER_COLUMNS}, version FROM users WHERE id = ?1"))?;
    ids.iter()
        .map(|id| {
            record.query_row([id], |row| Ok(FoundUser { user: rows::user(row)?, version: rows::count(row, 23)? }))
        })
        .collect()
}

fn order(search: &UserSearch) -> String {
    let by = match search.order {
        UserOrder::Name => "first_name_folded",
        UserOrder::Email => "email_folded",
        UserOrder::Role => {
            "CASE role WHEN 'NoAccess' THEN 0 WHEN 'Viewer' THEN 1 WHEN 'Member' THEN 2 WHEN 'Artisan' THEN 3 \
             WHEN 'Curator' THEN 4 ELSE 5 END"
        }
        UserOrder::LastLogin => "coalesce(last_login_at, 0)",
        UserOrder::Created => "created_at",
        UserOrder::Status => "CASE WHEN NOT is_active THEN 2 WHEN is_account_locked THEN 1 ELSE 0 END",
    };
    match (search.order, search.is_descending) {
        (UserOrder::Name, false) => NAMES.to_owned(),
        // All three turned round, so that the index is read backwards and nothing is sorted.
        (UserOrder::Name, true) => NAMES.replace(',', " DESC,") + " DESC",
        (_, false) => format!("{by}, {NAMES}"),
        (_, true) => format!("{by} DESC, {NAMES}"),
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
        conditions.push("(instr(first_name_folded || ' ' || last_name_folded, ?) > 0 OR instr(email_folded, ?) > 0)");
        values.extend([Value::from(folded(text)), Value::from(folded(text))]);
    }
    (conditions.join(" AND "), values)
}
