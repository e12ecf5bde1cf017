//! The table of operations, in the order of the document. Data only; [`crate::operation`] gives it meaning.

use std::sync::OnceLock;

use http::{Method, StatusCode};

use crate::error::InvalidRequestResponseBody;
use crate::model::Kind::{List, Object, Text};
use crate::model::definition::Modelled as _;
use crate::operation::{BodyParameter, Caller, DeclaredResponse, Operation};
use crate::users::models::{
    AffectedScheduleView, AssetsView, CreateUserContract, ListUsers, TransferUserAssetsContract, UpdateUserContract,
    UserView, UsersAssets,
};
use crate::{address, users};

const OK: StatusCode = StatusCode::OK;
const BAD_REQUEST: DeclaredResponse = DeclaredResponse::bare(StatusCode::BAD_REQUEST);
const INVALID: DeclaredResponse =
    DeclaredResponse::with(StatusCode::BAD_REQUEST, Object(InvalidRequestResponseBody::MODEL));
const UNAUTHORIZED: DeclaredResponse = DeclaredResponse::bare(StatusCode::UNAUTHORIZED);
const NOT_FOUND: DeclaredResponse = DeclaredResponse::bare(StatusCode::NOT_FOUND);

/// All operations.
pub static ALL: &[Operation] = &[
    Operation {
        method: Method::GET,
        path: "/v3/users/{id}",
        id: "Users_GetUser",
        tag: "Users",
        summary: "One user's full record",
        description: "For Curators. The response can be edited and sent back with PUT as it is.",
        caller: Caller::Curator,
        query: &[],
        body: None,
        responses: &[DeclaredResponse::with(OK, Object(UserView::MODEL)), UNAUTHORIZED, NOT_FOUND],
        run: |call| Box::pin(users::get(call)),
    },
    Operation {
        method: Method::PUT,
        path: "/v3/users/{id}",
        id: "Users_UpdateUser",
        tag: "Users",
        summary: "Replace the editable part of a user's record",
        description: "For Curators. Send the whole record: a required member that is missing is an error. \
                      Read-only and unknown members are ignored.",
        caller: Caller::Curator,
        query: &[],
        body: Some(BodyParameter { name: "updateContract", model: UpdateUserContract::MODEL }),
        responses: &[DeclaredResponse::with(OK, Object(UserView::MODEL)), INVALID, UNAUTHORIZED],
        run: |call| Box::pin(users::update(call)),
    },
    Operation {
        method: Method::DELETE,
        path: "/v3/users/{id}",
        id: "Users_DeleteUser",
        tag: "Users",
        summary: "Remove a user for good",
        description: "For Curators. Refused while the user owns workflows, schedules or collections or is in a group, \
                      and for one's own account.",
        caller: Caller::Curator,
        query: &[],
        body: None,
        responses: &[
            DeclaredResponse::bare(OK),
            BAD_REQUEST,
            UNAUTHORIZED,
            NOT_FOUND,
            DeclaredResponse::with(StatusCode::CONFLICT, Text),
        ],
        run: |call| Box::pin(users::delete(call)),
    },
    Operation {
        method: Method::GET,
        path: "/v3/users/{id}/assets",
        id: "Users_GetUsersAssets",
        tag: "Users",
        summary: "What a user owns",
        description: "For Curators. Names and ids of workflows, schedules and collections; what is only shared with \
                      the user is not listed.",
        caller: Caller::Curator,
        query: UsersAssets::MODEL.fields,
        body: None,
        responses: &[DeclaredResponse::with(OK, Object(AssetsView::MODEL)), UNAUTHORIZED, NOT_FOUND],
        run: |call| Box::pin(users::assets(call)),
    },
    Operation {
        method: Method::GET,
        path: "/v3/users",
        id: "Users_GetUsers",
        tag: "Users",
        summary: "List users",
        description: "For Curators. All filters given must hold. Records are reduced unless the full view is asked for.",
        caller: Caller::Curator,
        query: ListUsers::MODEL.fields,
        body: None,
        responses: &[DeclaredResponse::with(OK, List(&Object(UserView::MODEL))), UNAUTHORIZED],
        run: |call| Box::pin(users::list(call)),
    },
    Operation {
        method: Method::POST,
        path: "/v3/users",
        id: "Users_CreateUser",
        tag: "Users",
        summary: "Add a user",
        description: "For Curators. The person gets a mail to set a password; the response is the whole record.",
        caller: Caller::Curator,
        query: &[],
        body: Some(BodyParameter { name: "userContract", model: CreateUserContract::MODEL }),
        responses: &[DeclaredResponse::with(StatusCode::CREATED, Object(UserView::MODEL)), INVALID, UNAUTHORIZED],
        run: |call| Box::pin(users::create(call)),
    },
    Operation {
        method: Method::PUT,
        path: "/v3/users/{id}/assetTransfer",
        id: "Users_TransferAssets",
        tag: "Users",
        summary: "Hand a user's things to another user",
        description: "For Curators. The receiver must be an Artisan or a Curator. The response lists schedules which \
                      would break if the old owner were removed.",
        caller: Caller::Curator,
        query: &[],
        body: Some(BodyParameter { name: "contract", model: TransferUserAssetsContract::MODEL }),
        responses: &[
            DeclaredResponse::with(OK, List(&Object(AffectedScheduleView::MODEL))),
            DeclaredResponse::with(StatusCode::BAD_REQUEST, Text),
            UNAUTHORIZED,
            DeclaredResponse::with(StatusCode::FORBIDDEN, Text),
            DeclaredResponse::with(StatusCode::NOT_FOUND, Text),
            DeclaredResponse::bare(StatusCode::INTERNAL_SERVER_ERROR),
        ],
        run: |call| Box::pin(users::transfer_assets(call)),
    },
    Operation {
        method: Method::POST,
        path: "/v3/users/{id}/deactivate",
        id: "Users_DeactivateUser",
        tag: "Users",
        summary: "Switch a user off",
        description: "For Curators. The user leaves all groups; the response lists the ids of these groups.",
        caller: Caller::Curator,
        query: &[],
        body: None,
        responses: &[DeclaredResponse::with(OK, List(&Text)), BAD_REQUEST, UNAUTHORIZED, NOT_FOUND],
        run: |call| Box::pin(users::deactivate(call)),
    },
    Operation {
        method: Method::POST,
        path: "/v3/users/{id}/passwordReset",
        id: "Users_SendPasswordReset",
        tag: "Users",
        summary: "Mail a user a link to set another password",
        description: "For Curators. The mail waits in the outbox until a mail server is set up.",
        caller: Caller::Curator,
        query: &[],
        body: None,
        responses: &[DeclaredResponse::bare(OK), BAD_REQUEST, UNAUTHORIZED, NOT_FOUND],
        run: |call| Box::pin(users::send_password_reset(call)),
    },
];

/// The full paths, each once, in the order of the document.
pub fn templates() -> &'static [&'static str] {
    static TEMPLATES: OnceLock<Vec<&'static str>> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        let mut templates: Vec<&'static str> = Vec::new();
        for operation in ALL {
            let full = full_path(operation);
            if !templates.contains(&full) {
                templates.push(full);
            }
        }
        templates
    })
}

/// The operations on a full path.
pub fn on(template: &str) -> impl Iterator<Item = &'static Operation> {
    ALL.iter().filter(move |operation| template.strip_prefix(address::BASE).is_some_and(|path| path == operation.path))
}

/// `/webapi` and the path, kept for the life of the program: there are as many as rows at most.
fn full_path(operation: &Operation) -> &'static str {
    format!("{}{}", address::BASE, operation.path).leak()
}
