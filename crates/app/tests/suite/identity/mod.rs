//! Laws of sign-up and sign-in.

mod passwords;
mod places;
mod secrets;
mod sessions;
mod sign_up;
mod tokens;

use app::identity::{Authenticate, Credential, PasswordOf, RequestReset, StartSession};
use app::keys::{Purpose, hash_of};
use app::{Actor, Who};
use kernel::{EmailAddress, Id as _, Refusal, UserId};
use testkit::House;

/// What the tests' people have as a password, as the database keeps it.
const OLD: &str = testkit::PASSWORD_HASH;
/// Another one.
const NEW: &str = "$argon2id$new";

fn user(actor: &Actor) -> UserId {
    actor.user().unwrap()
}

fn email(actor: &Actor) -> EmailAddress {
    EmailAddress::parse(actor.email()).unwrap()
}

/// A cookie's token nobody has drawn before.
fn fresh_token(house: &House) -> String {
    use std::fmt::Write as _;
    house.app.core.entropy.bytes().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

async fn who(house: &House, token: &str) -> Who {
    let credential = Credential::Cookie(token.to_owned());
    house.app.read(&house.nobody(), Authenticate { credential }).await.unwrap()
}

async fn acting(house: &House, token: &str) -> Actor {
    Actor { who: who(house, token).await, request: house.app.request_id() }
}

async fn is_signed_in(house: &House, token: &str) -> bool {
    matches!(who(house, token).await, Who::Person(_))
}

async fn start(house: &House, user: UserId, checked: &str) -> Result<String, Refusal> {
    let token = fresh_token(house);
    let start = StartSession {
        user,
        checked_hash: checked.to_owned(),
        token_hash: hash_of(&token),
        agent: "Firefox on Linux".to_owned(),
        address: "192.0.2.7".to_owned(),
    };
    house.app.run(&house.nobody(), None, start).await.map(|_| token)
}

/// Another browser of a person, by its cookie's token.
async fn browser(house: &House, user: UserId) -> String {
    start(house, user, OLD).await.unwrap()
}

async fn ask_reset(house: &House, email: &EmailAddress) {
    house.app.run(&house.nobody(), None, RequestReset { email: email.clone() }).await.unwrap();
}

fn secret(house: &House, purpose: Purpose, user: UserId, generation: i64) -> String {
    house.app.core.keys.link_secret(purpose, user.bytes(), generation)
}

async fn known(house: &House, email: &EmailAddress) -> Option<app::identity::SignInFacts> {
    house.app.read(&house.nobody(), PasswordOf { email: email.clone() }).await.unwrap()
}

/// How many leaves of all trees tell of an act.
async fn leaves(house: &House, act: &str) -> usize {
    let written = format!("\"act\":\"{act}\"");
    let hex: String = written.bytes().map(|byte| format!("{byte:02x}")).collect();
    rows_with(house, "audit_leaf", &hex).await
}

/// How many rows of a table hold a text.
async fn rows_with(house: &House, table: &str, text: &str) -> usize {
    house.app.db().dump().await.unwrap()[table].iter().filter(|row| row.contains(text)).count()
}
