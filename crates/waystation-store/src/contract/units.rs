//! Units of work: all or nothing, one after the other, whatever becomes of the caller.

use super::people::{add, by, create, noted, somebody};
use crate::users::{self, CreateUserError};
use crate::{Role, Store, StoreError};

pub(super) async fn hold(empty_store: &impl AsyncFn() -> Store) {
    a_unit_that_fails_leaves_nothing(&empty_store().await).await;
    a_unit_that_panics_leaves_nothing_and_disturbs_nobody(&empty_store().await).await;
    a_unit_sees_its_own_changes(&empty_store().await).await;
}

async fn a_unit_that_fails_leaves_nothing(store: &Store) {
    let taken = somebody(1, Role::Viewer);
    add(store, &taken).await;
    let refused = store.write(move |tx| {
        tx.facts_mut().insert("half done", "")?;
        users::create(tx, &taken, None, by())
    });
    assert!(matches!(refused.await, Err(CreateUserError::EmailTaken)));
    assert_eq!(noted(store, "half done").await, None);
}

#[expect(clippy::panic, reason = "as a mistake in the code would")]
async fn a_unit_that_panics_leaves_nothing_and_disturbs_nobody(store: &Store) {
    let panicking = store.write(|tx| -> Result<(), StoreError> {
        tx.facts_mut().insert("half done", "")?;
        panic!("as a mistake in the code would");
    });
    assert!(matches!(panicking.await, Err(StoreError::Closed)), "the caller hears that it was not made");
    assert_eq!(noted(store, "half done").await, None);
    create(store, &somebody(1, Role::Viewer)).await.expect("the store keeps working");
}

async fn a_unit_sees_its_own_changes(store: &Store) {
    let new = somebody(1, Role::Viewer);
    let seen = store.write(move |tx| -> Result<_, CreateUserError> {
        users::create(tx, &new, None, by())?;
        Ok(tx.users().find(new.user.id)?)
    });
    assert!(seen.await.expect("somebody new").is_some());
}
