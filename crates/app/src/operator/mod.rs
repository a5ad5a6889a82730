//! Whoever runs the server: its name, its own audit tree.
//!
//! Owns: the table `setting`, the operator's tenant. Promises: the name is chosen once and never
//! changes, because every audit tree carries it. Never: sees what tenants own.

mod store;

use ::store::{Db, Read, Reading, Tx, Writing};
use kernel::{Moment, Refusal};

/// The server's name, when it has one already.
pub async fn origin(db: &Db) -> Result<Option<String>, Refusal> {
    struct Origin;
    impl Reading for Origin {
        type Out = Option<String>;
        async fn read(&self, read: &mut Read<'_>) -> Result<Option<String>, Refusal> {
            Ok(store::setting(read, "origin").await?)
        }
    }
    db.read(Origin).await
}

/// Names the server, and founds the operator's tree. A name that was given before stays.
pub async fn name_server(db: &Db, name: String, now: Moment) -> Result<String, Refusal> {
    struct Name {
        name: String,
        now: Moment,
    }
    impl Writing for Name {
        type Out = String;
        async fn run(&self, tx: &mut Tx<'_>) -> Result<String, Refusal> {
            if let Some(known) = store::setting(tx, "origin").await? {
                return Ok(known);
            }
            store::set(tx, "origin", &self.name).await?;
            tx.name(crate::Tenant::Operator.bytes());
            crate::audit::found(tx, crate::Tenant::Operator, self.now).await?;
            Ok(self.name.clone())
        }
    }
    check_name(&name)?;
    db.write(Name { name, now }).await
}

/// Whether a write finds room. Costs nothing while none has failed for want of it; then something large
/// is written and taken away again, because a small write may still fit where others do not.
pub async fn has_room(db: &Db) -> bool {
    if !db.is_full() {
        return true;
    }
    let tried = async {
        db.write(Room { is_taken: true }).await?;
        db.write(Room { is_taken: false }).await
    };
    let found = tried.await.is_ok();
    if found {
        db.found_room();
    }
    found
}

struct Room {
    is_taken: bool,
}

impl Writing for Room {
    type Out = ();
    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        match self.is_taken {
            true => Ok(store::take_room(tx, &"room ".repeat(20_000)).await?),
            false => Ok(store::leave_room(tx).await?),
        }
    }
}

/// A name becomes the first part of every tree's origin: letters, digits, dots and dashes.
fn check_name(name: &str) -> Result<(), Refusal> {
    let fits = (3..=80).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.ends_with(|last: char| last.is_ascii_alphanumeric());
    if fits {
        Ok(())
    } else {
        Err(Refusal::field("name", "bad_server_name", "Use 3 to 80 small letters, digits, dots and dashes."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_stand_in_a_checkpoint() {
        for good in ["books.example", "ch-7f3a90", "a1b"] {
            assert!(check_name(good).is_ok(), "{good}");
        }
        for bad in ["", "ab", "Books.example", "a b c", "a/b/c", ".abc", "abc-", "a\nbc"] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
