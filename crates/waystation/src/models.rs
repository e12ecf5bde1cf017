//! The models that the document defines, in its order. Each stands where its type is.

use crate::error::InvalidRequestResponseBody;
use crate::model::Model;
use crate::model::definition::Modelled as _;
use crate::users::models::{
    AffectedScheduleView, AssetDataView, AssetsView, CreateUserContract, ReducedUserView, SearchUserContract,
    TransferUserAssetsContract, UpdateUserContract, UserView,
};

/// The languages the Server UI may be shown in.
pub const LANGUAGES: &[&str] = &["de-de", "en-us", "es-es", "fr-fr", "it-it", "ja-jp", "pt-br", "zh-cn"];

/// All models that the document defines.
pub static ALL: &[&Model] = &[
    ReducedUserView::MODEL,
    UserView::MODEL,
    UpdateUserContract::MODEL,
    CreateUserContract::MODEL,
    AssetsView::MODEL,
    AssetDataView::MODEL,
    TransferUserAssetsContract::MODEL,
    AffectedScheduleView::MODEL,
    SearchUserContract::MODEL,
    InvalidRequestResponseBody::MODEL,
];
