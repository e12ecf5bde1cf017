//! What is put into a store at its first start, once.

use crate::error::StoreError;
use crate::transaction::Transaction;
use crate::users::record::NewUser;
use crate::users::{self, CreateUserError};

/// Something noted once and for all, such as that sample data was put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The name it is found by.
    pub name: String,
    /// What the server wants to find again.
    pub value: String,
}

/// What is put into a store at its first start.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Seed {
    /// Noted together with the users.
    pub facts: Vec<Fact>,
    /// Added all, or none.
    pub users: Vec<NewUser>,
}

/// How seeding went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeedOutcome {
    /// This many users were added.
    Added(usize),
    /// One of the facts was there already.
    Already,
}

/// Notes facts and adds users in one step, unless one of the facts is noted already; then nothing changes.
/// Users whose address is taken are left out.
pub fn plant(tx: &mut dyn Transaction, seed: &Seed) -> Result<SeedOutcome, StoreError> {
    for fact in &seed.facts {
        if tx.facts().value(&fact.name)?.is_some() {
            return Ok(SeedOutcome::Already);
        }
    }
    for Fact { name, value } in &seed.facts {
        tx.facts_mut().insert(name, value)?;
    }
    let mut added = 0;
    for new in &seed.users {
        match users::insert(tx, new) {
            Ok(()) => added += 1,
            Err(CreateUserError::EmailTaken) => {}
            Err(CreateUserError::Store(error)) => return Err(error),
        }
    }
    Ok(SeedOutcome::Added(added))
}
