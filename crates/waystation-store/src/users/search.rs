//! Finding people: a piece of a sorted list, and how many there are.

use jiff::Timestamp;

use crate::users::record::{Role, User};

/// Which users a list holds; all present conditions must hold. Text is compared whole, without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserFilter {
    /// Only active, or only inactive ones.
    pub is_active: Option<bool>,
    /// The address.
    pub email: Option<String>,
    /// The stored role.
    pub role: Option<Role>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// Created at this time or later.
    pub created_from: Option<Timestamp>,
    /// Created at this time or earlier.
    pub created_to: Option<Timestamp>,
}

/// What a piece of the list holds; all present conditions must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserSearch {
    /// A part of "first name last name" or of the address, in any letter case.
    pub text: Option<String>,
    /// Conditions on whole values.
    pub filter: UserFilter,
    /// Only people with, or without API access.
    pub is_api_enabled: Option<bool>,
    /// Only locked, or only unlocked people.
    pub is_account_locked: Option<bool>,
    /// By what it is sorted.
    pub order: UserOrder,
    /// Whether the order is turned round.
    pub is_descending: bool,
    /// How many to pass over.
    pub offset: u64,
    /// How many at most.
    pub limit: u64,
}

/// What a list of people is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UserOrder {
    /// First name, last name.
    #[default]
    Name,
    /// The address.
    Email,
    /// From `NoAccess` to `Curator`, then `Evaluated`; equal ones by name.
    Role,
    /// Who never signed in first.
    LastLogin,
    /// Oldest first.
    Created,
    /// Active, locked, inactive; equal ones by name.
    Status,
}

/// How many people there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UserSums {
    /// All of them.
    pub count: u64,
    /// Of these the active ones.
    pub active_count: u64,
    /// Of these, active or not, those who may call the API.
    pub api_count: u64,
}

/// A user in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionedUser {
    /// The record.
    pub user: User,
    /// Its version, see [`Account`](crate::Account).
    pub version: u64,
}
