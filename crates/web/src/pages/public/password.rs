//! Passwords as they are typed at a page or sent to the API.

use crate::Web;
use crate::extract::Person;
use app::Actor;
use app::identity::{MyPassword, PasswordOf, SignInFacts};
use kernel::{EmailAddress, Refusal};

/// Checks address and password; one answer for an unknown address and a wrong password, after equal work.
pub(crate) async fn check(
    web: &Web,
    actor: &Actor,
    (email, password): (&str, String),
) -> Result<SignInFacts, Refusal> {
    let facts = match EmailAddress::parse(email) {
        Ok(email) => web.app.read(actor, PasswordOf { email }).await?,
        Err(_) => None,
    };
    let stored = facts.as_ref().map(|facts| facts.password_hash.clone());
    let fits = web.passwords.fits(password, stored).await?;
    match facts {
        Some(facts) if fits => Ok(facts),
        _ => Err(Refusal::rule("wrong_password", "That password does not match this email.")),
    }
}

/// Checks the password of whoever is signed in; the problem names `field`.
pub(crate) async fn check_mine(person: &Person, field: &str, password: String) -> Result<(), Refusal> {
    let web = &person.web;
    let stored = web.app.read(&person.actor, MyPassword).await?;
    if web.passwords.fits(password, Some(stored)).await? {
        Ok(())
    } else {
        Err(Refusal::field(field, "wrong_password", "This is not your present password."))
    }
}
