//! Settings, and who changed what.

use jiff::SignedDuration;
use waystation_store::{
    AuditEntry, AuditFilter, AuditKind, Role, SettingEdit, UserFilter, UserSearch, settings as stored_settings,
};

use super::forms::{AuditQuery, ChangeSettings};
use super::people::{PIECE, PIECE_MAX};
use super::refusal::Refusal;
use super::views::{AuditEntryView, AuditView, SettingView, SettingsView};
use super::visit::{Reply, Visit};
use crate::proofs::FAILURES_MAX;
use crate::settings::{
    ABSOLUTE_LIMIT, DEFAULT_ROLE, DEFAULT_ROLES, IDLE_LIMIT, INITIAL_ROLE, Settings, TOKEN_LIFE, TOKEN_LIFE_FLAG,
    TimeSetting, USERS_CAN_REGISTER,
};
use crate::spelling::Spelled;

/// GET settings
pub(crate) async fn settings(visit: Visit) -> Result<Reply, Refusal> {
    let settings = visit.server.settings().await?;
    let undecided = UserFilter { role: Some(Role::Evaluated), ..UserFilter::default() };
    let undecided = UserSearch { filter: undecided, ..UserSearch::default() };
    let fixed_by = visit.server.token_life_flag.map(|_| TOKEN_LIFE_FLAG);
    let token_life = view_of_time(&settings, &TOKEN_LIFE);
    Reply::json(&SettingsView {
        default_role: view::<Spelled<Role>>(
            &settings,
            DEFAULT_ROLE,
            settings.default_role().into(),
            INITIAL_ROLE.into(),
        ),
        default_role_count: visit.server.store.scan(move |rows| rows.users().count(&undecided)).await?,
        users_can_register: view(&settings, USERS_CAN_REGISTER, settings.users_can_register(), false),
        token_life_s: SettingView { value: settings.token_life().as_secs(), fixed_by, ..token_life },
        idle_limit_s: view_of_time(&settings, &IDLE_LIMIT),
        absolute_limit_s: view_of_time(&settings, &ABSOLUTE_LIMIT),
        failed_proofs_max: FAILURES_MAX,
    })
}

fn view<T>(settings: &Settings, name: &str, value: T, initial: T) -> SettingView<T> {
    let stored = settings.stored(name);
    SettingView {
        value,
        initial,
        least: None,
        greatest: None,
        fixed_by: None,
        set_by: stored.map(|stored| stored.set_by.clone()),
        set_at_ms: stored.map(|stored| stored.set_at.as_millisecond()),
    }
}

fn view_of_time(settings: &Settings, setting: &TimeSetting) -> SettingView<i64> {
    SettingView {
        least: Some(setting.least_s),
        greatest: Some(setting.greatest_s),
        ..view(settings, setting.name, settings.time(setting).as_secs(), setting.initial_s)
    }
}

/// PATCH settings
pub(crate) async fn change_settings(visit: Visit) -> Result<Reply, Refusal> {
    let form: ChangeSettings = visit.form()?;
    if form.token_life_s.is_some() && visit.server.token_life_flag.is_some() {
        return Err(Refusal::Fixed);
    }
    let edits = [
        form.default_role.map(|role| default_role(&role)).transpose()?,
        form.users_can_register.map(|can| edit(USERS_CAN_REGISTER, &can, &false)),
        form.token_life_s.map(|seconds| time(&TOKEN_LIFE, seconds)).transpose()?,
        form.idle_limit_s.map(|seconds| time(&IDLE_LIMIT, seconds)).transpose()?,
        form.absolute_limit_s.map(|seconds| time(&ABSOLUTE_LIMIT, seconds)).transpose()?,
    ];
    let (edits, by): (Vec<SettingEdit>, _) = (edits.into_iter().flatten().collect(), visit.by());
    visit.server.store.write(move |tx| stored_settings::change(tx, &edits, by)).await?;
    settings(visit).await
}

fn edit(name: &'static str, value: &impl ToString, initial: &impl ToString) -> SettingEdit {
    SettingEdit { name, value: value.to_string(), initial: initial.to_string() }
}

fn default_role(role: &str) -> Result<SettingEdit, Refusal> {
    let role = Role::from_name(role).filter(|role| DEFAULT_ROLES.contains(role));
    let role = role.ok_or_else(|| Refusal::invalid(DEFAULT_ROLE, "This role cannot be the default."))?;
    Ok(edit(DEFAULT_ROLE, &role.name(), &INITIAL_ROLE.name()))
}

fn time(setting: &TimeSetting, seconds: i64) -> Result<SettingEdit, Refusal> {
    if (setting.least_s..=setting.greatest_s).contains(&seconds) {
        Ok(edit(setting.name, &seconds, &setting.initial_s))
    } else {
        let bounds = format!("It must be from {} to {} seconds.", setting.least_s, setting.greatest_s);
        Err(Refusal::invalid(setting.name, &bounds))
    }
}

/// GET audit
pub(crate) async fn audit(visit: Visit) -> Result<Reply, Refusal> {
    let query: AuditQuery = visit.query()?;
    let id = |member: &str, id: Option<String>| {
        id.map(|id| id.parse()).transpose().map_err(|_| Refusal::invalid(member, "It is not an id."))
    };
    let kind = query
        .kind
        .as_deref()
        .map(|kind| AuditKind::from_name(kind).ok_or_else(|| Refusal::invalid("kind", "There is no such kind.")));
    let age = query.days.map(|days| SignedDuration::from_hours(i64::from(days) * 24));
    let filter = AuditFilter {
        search: query.search.map(|text| text.trim().to_owned()),
        kind: kind.transpose()?,
        who_id: id("who", query.who)?,
        subject_id: id("subject", query.subject)?,
        from: age.and_then(|age| visit.now.saturating_sub(age).ok()),
        offset: query.offset.unwrap_or(0),
        limit: query.limit.unwrap_or(PIECE).clamp(1, PIECE_MAX),
    };
    let piece = visit.server.store.scan(move |rows| rows.audit().piece(&filter)).await?;
    Reply::json(&AuditView {
        entries: piece.entries.into_iter().map(entry).collect(),
        total: piece.total,
        count: piece.count,
        since_ms: piece.since.map(jiff::Timestamp::as_millisecond),
    })
}

fn entry(entry: AuditEntry) -> AuditEntryView {
    AuditEntryView {
        id: entry.id,
        at_ms: entry.at.as_millisecond(),
        who_id: entry.who_id.map(|id| id.to_string()),
        who: entry.who,
        via: entry.via.into(),
        address: entry.address,
        kind: entry.kind.into(),
        subject_id: entry.subject_id.map(|id| id.to_string()),
        subject: entry.subject,
        field: entry.field,
        from: entry.from,
        to: entry.to,
    }
}
