//! The operations on users.

pub(crate) mod models;
pub(crate) mod rules;

use std::sync::Arc;

use http::StatusCode;
use waystation_store::users::{
    self as stored, CreateUserError, DeactivateUserError, RemoveUserError, Update, UpdateUserError,
};
use waystation_store::{FirstStep, Id, Mail, MailKind, NewUser, Role, StoreError, User, UserFilter, outbox};

use crate::model::ModelState;
use crate::operation::{Call, Failure, Reply};
use crate::spelling::Spelled;
use models::{
    AffectedScheduleView, AssetsView, CreateUserContract, ListUsers, ListView, ReducedUserView,
    TransferUserAssetsContract, UpdateUserContract, UserView, UsersAssets,
};

const UNKNOWN_USER: Failure =
    Failure::Refused { status: StatusCode::NOT_FOUND, message: "There is no user with this id." };

const fn refused(message: &'static str) -> Failure {
    Failure::Refused { status: StatusCode::BAD_REQUEST, message }
}

/// The id in the path; one that cannot be an id is an unknown user.
fn user_id(call: &Call) -> Result<Id, Failure> {
    call.path_id("id").ok_or(UNKNOWN_USER)
}

async fn record(call: &Call, id: Id) -> Result<Option<User>, StoreError> {
    call.server.store.read(move |rows| rows.users().find(id)).await
}

async fn find(call: &Call) -> Result<User, Failure> {
    record(call, user_id(call)?).await?.ok_or(UNKNOWN_USER)
}

/// GET /v3/users/{id}
pub(crate) async fn get(call: Call) -> Result<Reply, Failure> {
    Reply::json(StatusCode::OK, &UserView::of(&find(&call).await?))
}

/// GET /v3/users
pub(crate) async fn list(mut call: Call) -> Result<Reply, Failure> {
    let asked: ListUsers = call.query()?;
    let filter = UserFilter {
        is_active: asked.active,
        email: asked.email,
        role: asked.role.map(|role| role.0),
        first_name: asked.first_name,
        last_name: asked.last_name,
        created_from: asked.created_after.map(|at| at.0),
        created_to: asked.created_before.map(|at| at.0),
    };
    let users = call.server.store.scan(move |rows| rows.users().list(&filter)).await?;
    let is_full = asked.view == Some(Spelled(ListView::Full));
    // Writing a hundred thousand records takes a while, which other callers must not wait for.
    tokio::task::spawn_blocking(move || if is_full { full_list(&users) } else { reduced_list(&users) })
        .await
        .map_err(|_| StoreError::Closed)?
}

fn full_list(users: &[User]) -> Result<Reply, Failure> {
    Reply::json(StatusCode::OK, &users.iter().map(UserView::of).collect::<Vec<_>>())
}

fn reduced_list(users: &[User]) -> Result<Reply, Failure> {
    Reply::json(StatusCode::OK, &users.iter().map(ReducedUserView::of).collect::<Vec<_>>())
}

/// POST /v3/users
pub(crate) async fn create(mut call: Call) -> Result<Reply, Failure> {
    let contract: CreateUserContract = call.body()?;
    let user = rules::new_user(contract, call.server.new_id(call.now), call.now).map_err(Failure::Invalid)?;
    let api_key = if user.is_api_enabled { Some(call.server.new_key(call.now)?) } else { None };
    let created = Reply::json(StatusCode::CREATED, &UserView::of(&user))?;
    let mail = mail(&call, user.id, MailKind::Welcome);
    let new_user = NewUser { user, api_key, password_hash: None, entered_at: call.now, first_step: FirstStep::None };
    let by = call.by();
    match call.server.store.write(move |tx| stored::create(tx, &new_user, Some(&mail), by)).await {
        Ok(()) => Ok(created),
        Err(CreateUserError::EmailTaken) => {
            Err(Failure::Invalid(ModelState::one("userContract.email", rules::EMAIL_TAKEN)))
        }
        Err(CreateUserError::Store(error)) => Err(error.into()),
    }
}

/// PUT /v3/users/{id}
pub(crate) async fn update(mut call: Call) -> Result<Reply, Failure> {
    let contract: UpdateUserContract = call.body()?;
    let edit = rules::edit(contract).map_err(Failure::Invalid)?;
    let (id, by, now) = (user_id(&call)?, call.by(), call.now);
    let server = Arc::clone(&call.server);
    let new_key = move || server.key_for_update(now);
    match call
        .server
        .store
        .write(move |tx| stored::update(tx, &Update { id, edit: &edit, new_key: &new_key }, by))
        .await
    {
        Ok(user) => Reply::json(StatusCode::OK, &UserView::of(&user)),
        Err(UpdateUserError::UnknownUser) => Err(UNKNOWN_USER),
        Err(UpdateUserError::EmailTaken) => {
            Err(Failure::Invalid(ModelState::one("updateContract.email", rules::EMAIL_TAKEN)))
        }
        Err(UpdateUserError::LastCurator) => {
            Err(Failure::Invalid(ModelState::one("updateContract", rules::LAST_CURATOR)))
        }
        Err(UpdateUserError::NoKeyPair(error)) => Err(error.into()),
        Err(UpdateUserError::Store(error)) => Err(error.into()),
    }
}

/// DELETE /v3/users/{id}
pub(crate) async fn delete(call: Call) -> Result<Reply, Failure> {
    let id = user_id(&call)?;
    if id == call.caller_id {
        return Err(refused("You cannot remove your own account."));
    }
    let by = call.by();
    match call.server.store.write(move |tx| stored::remove(tx, id, by)).await {
        Ok(()) => Ok(Reply::empty()),
        Err(RemoveUserError::UnknownUser) => Err(UNKNOWN_USER),
        Err(RemoveUserError::LastCurator) => Err(refused(rules::LAST_CURATOR)),
        Err(RemoveUserError::Store(error)) => Err(error.into()),
    }
}

/// POST /v3/users/{id}/deactivate
pub(crate) async fn deactivate(call: Call) -> Result<Reply, Failure> {
    let id = user_id(&call)?;
    if id == call.caller_id {
        return Err(refused("You cannot switch off your own account."));
    }
    let by = call.by();
    match call.server.store.write(move |tx| stored::deactivate(tx, id, by)).await {
        Ok(done) => {
            let group_ids: Vec<String> = done.group_ids.iter().map(Id::to_string).collect();
            Reply::json(StatusCode::OK, &group_ids)
        }
        Err(DeactivateUserError::UnknownUser) => Err(UNKNOWN_USER),
        Err(DeactivateUserError::LastCurator) => Err(refused(rules::LAST_CURATOR)),
        Err(DeactivateUserError::Store(error)) => Err(error.into()),
    }
}

/// POST /v3/users/{id}/passwordReset
pub(crate) async fn send_password_reset(call: Call) -> Result<Reply, Failure> {
    let user = find(&call).await?;
    if !user.is_active {
        return Err(refused("The user is inactive."));
    }
    let (mail, by) = (mail(&call, user.id, MailKind::PasswordReset), call.by());
    call.server.store.write(move |tx| outbox::queue(tx, &mail, by)).await?;
    Ok(Reply::empty())
}

/// GET /v3/users/{id}/assets. There are no workflows, schedules and collections on this server yet.
pub(crate) async fn assets(mut call: Call) -> Result<Reply, Failure> {
    let _: UsersAssets = call.query()?;
    find(&call).await?;
    Reply::json(StatusCode::OK, &AssetsView::default())
}

/// PUT /v3/users/{id}/assetTransfer
pub(crate) async fn transfer_assets(mut call: Call) -> Result<Reply, Failure> {
    let contract: TransferUserAssetsContract = call.body()?;
    let owner = find(&call).await?;
    let receiver_id = contract.owner_id.parse().map_err(|_| UNKNOWN_RECEIVER)?;
    let receiver = record(&call, receiver_id).await?.ok_or(UNKNOWN_RECEIVER)?;
    if !matches!(call.server.effective_role(receiver.role).await?, Role::Artisan | Role::Curator) {
        let message = "The receiving user must be an Artisan or a Curator.";
        return Err(Failure::Refused { status: StatusCode::FORBIDDEN, message });
    }
    if receiver.id == owner.id {
        return Err(refused("The receiving user is the owner already."));
    }
    if !(contract.transfer_workflows || contract.transfer_schedules || contract.transfer_collections) {
        return Err(refused("Choose workflows, schedules or collections to transfer."));
    }
    Reply::json(StatusCode::OK, &Vec::<AffectedScheduleView>::new())
}

const UNKNOWN_RECEIVER: Failure =
    Failure::Refused { status: StatusCode::NOT_FOUND, message: "There is no user with the id in ownerId." };

fn mail(call: &Call, user_id: Id, kind: MailKind) -> Mail {
    Mail { id: call.server.new_id(call.now), user_id, kind, created_at: call.now }
}
