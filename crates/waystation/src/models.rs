//! The models of the API, in the order of the document's definitions. Data only; [`crate::model`] gives it meaning.

use crate::model::Kind::{Boolean, Date, List, Object, Text, TextLists, Words};
use crate::model::{Field, Model};

/// The stored roles.
pub const ROLES: &[&str] = &["NoAccess", "Viewer", "Member", "Artisan", "Curator", "Evaluated"];

/// The languages the Server UI may be shown in.
pub const LANGUAGES: &[&str] = &["de-de", "en-us", "es-es", "fr-fr", "it-it", "ja-jp", "pt-br", "zh-cn"];

/// All models that the document defines.
pub const ALL: &[&Model] = &[
    &REDUCED_USER_VIEW,
    &USER_VIEW,
    &UPDATE_USER_CONTRACT,
    &CREATE_USER_CONTRACT,
    &ASSETS_VIEW,
    &ASSET_DATA_VIEW,
    &TRANSFER_USER_ASSETS_CONTRACT,
    &AFFECTED_SCHEDULE_VIEW,
    &SEARCH_USER_CONTRACT,
    &INVALID_REQUEST_RESPONSE_BODY,
];

/// A user in a list.
pub static REDUCED_USER_VIEW: Model = Model {
    name: "ReducedUserView",
    fields: &[
        Field::required("id", Text),
        Field::required("firstName", Text),
        Field::required("lastName", Text),
        Field::required("email", Text),
        Field::required("isActive", Boolean),
        Field::required("role", Words(ROLES)),
        Field::required("dateCreated", Date),
    ],
};

/// A user, whole.
pub static USER_VIEW: Model = Model {
    name: "UserView",
    fields: &[
        Field::required("id", Text),
        Field::required("firstName", Text),
        Field::required("lastName", Text),
        Field::required("email", Text),
        Field::required("role", Words(ROLES)).meaning("As stored. Evaluated: groups or the server's default decide."),
        Field::required("defaultWorkerTag", Text).meaning("Empty when unset."),
        Field::required("canScheduleJobs", Boolean),
        Field::required("canPrioritizeJobs", Boolean),
        Field::required("canAssignJobs", Boolean),
        Field::required("canCreateCollections", Boolean),
        Field::required("isApiEnabled", Boolean),
        Field::optional("defaultCredentialId", Text).meaning("Empty when unset."),
        Field::required("isAccountLocked", Boolean).meaning("Locked after too many failed sign-ins."),
        Field::required("isActive", Boolean),
        Field::optional("lastLoginDateTime", Date).meaning("Null until the first sign-in."),
        Field::required("isValidated", Boolean).meaning("Whether the e-mail address is confirmed."),
        Field::optional("sharedCredentialIds", List(&Text)),
        Field::optional("dataConnectionIds", List(&Text)),
        Field::optional("timeZone", Text).meaning("IANA name, or empty."),
        Field::optional("language", Text),
        Field::required("canCreateAndUpdateDcm", Boolean),
        Field::required("canShareForExecutionDcm", Boolean),
        Field::required("canShareForCollaborationDcm", Boolean),
        Field::required("canManageGenericVaultsDcm", Boolean),
    ],
};

/// What replaces the editable part of a user.
pub static UPDATE_USER_CONTRACT: Model = Model {
    name: "UpdateUserContract",
    fields: &[
        Field::optional("id", Text).meaning("Ignored: the address says who is meant."),
        Field::optional("firstName", Text).of_length(0, 255).meaning("Must not be left out or empty."),
        Field::optional("lastName", Text).of_length(0, 255).meaning("Must not be left out or empty."),
        Field::required("email", Text),
        Field::required("role", Words(ROLES)),
        Field::required("defaultWorkerTag", Text),
        Field::required("canScheduleJobs", Boolean),
        Field::required("canPrioritizeJobs", Boolean),
        Field::required("canAssignJobs", Boolean),
        Field::required("canCreateCollections", Boolean),
        Field::required("isApiEnabled", Boolean).meaning("Switching it on makes a key pair, switching it off ends it."),
        Field::required("defaultCredentialId", Text),
        Field::required("isAccountLocked", Boolean),
        Field::required("isActive", Boolean),
        Field::required("isValidated", Boolean),
        Field::required("timeZone", Text).meaning("IANA name, or empty."),
        Field::required("language", Text)
            .meaning("One of de-de, en-us, es-es, fr-fr, it-it, ja-jp, pt-br, zh-cn, or empty."),
        Field::optional("canCreateAndUpdateDcm", Boolean).meaning("Left out: stays as it is."),
        Field::optional("canShareForExecutionDcm", Boolean).meaning("Left out: stays as it is."),
        Field::optional("canShareForCollaborationDcm", Boolean).meaning("Left out: stays as it is."),
        Field::optional("canManageGenericVaultsDcm", Boolean).meaning("Left out: stays as it is."),
    ],
};

/// What makes a user.
pub static CREATE_USER_CONTRACT: Model = Model {
    name: "CreateUserContract",
    fields: &[
        Field::required("firstName", Text).of_length(1, 255),
        Field::required("lastName", Text).of_length(1, 255),
        Field::required("email", Text),
        Field::optional("role", Text).meaning("One of the six roles. Left out: Evaluated."),
        Field::optional("defaultWorkerTag", Text),
        Field::optional("canScheduleJobs", Boolean),
        Field::optional("canPrioritizeJobs", Boolean),
        Field::optional("canAssignJobs", Boolean),
        Field::optional("canCreateCollections", Boolean),
        Field::optional("isApiEnabled", Boolean).meaning("True makes a key pair."),
        Field::optional("defaultCredentialId", Text),
        Field::optional("isActive", Boolean).meaning("Left out: true."),
        Field::optional("timeZone", Text).meaning("IANA name."),
        Field::optional("canCreateAndUpdateDcm", Boolean),
        Field::optional("canShareForExecutionDcm", Boolean),
        Field::optional("canShareForCollaborationDcm", Boolean),
        Field::optional("canManageGenericVaultsDcm", Boolean),
    ],
};

/// What a user owns.
pub static ASSETS_VIEW: Model = Model {
    name: "AssetsView",
    fields: &[
        Field::optional("workflows", List(&Object(&ASSET_DATA_VIEW))),
        Field::optional("schedules", List(&Object(&ASSET_DATA_VIEW))),
        Field::optional("collections", List(&Object(&ASSET_DATA_VIEW))),
    ],
};

/// One thing a user owns.
pub static ASSET_DATA_VIEW: Model =
    Model { name: "AssetDataView", fields: &[Field::optional("name", Text), Field::optional("id", Text)] };

/// Who gets what of a user's things.
pub static TRANSFER_USER_ASSETS_CONTRACT: Model = Model {
    name: "TransferUserAssetsContract",
    fields: &[
        Field::required("ownerId", Text).meaning("The user who receives."),
        Field::required("transferWorkflows", Boolean),
        Field::required("transferSchedules", Boolean),
        Field::required("transferCollections", Boolean),
    ],
};

/// A schedule that a transfer leaves in trouble.
pub static AFFECTED_SCHEDULE_VIEW: Model =
    Model { name: "AffectedScheduleView", fields: &[Field::optional("affectedScheduleId", Text)] };

/// The filters of the list of users.
pub static SEARCH_USER_CONTRACT: Model = Model {
    name: "SearchUserContract",
    fields: &[
        Field::optional("active", Boolean),
        Field::optional("email", Text),
        Field::optional("role", Words(ROLES)),
        Field::optional("firstName", Text),
        Field::optional("lastName", Text),
        Field::optional("createdAfter", Date),
        Field::optional("createdBefore", Date),
    ],
};

/// What is wrong with a request.
pub static INVALID_REQUEST_RESPONSE_BODY: Model = Model {
    name: "InvalidRequestResponseBody",
    fields: &[
        Field::optional("message", Text).meaning("A summary."),
        Field::optional("modelState", TextLists).meaning("Reasons, by the name of the field."),
    ],
};
