//! People of the demonstration: they sign up, confirm and sign in like anybody.

use crate::Trouble;
use crate::demo::story::Story;
use app::identity::{Authenticate, ConfirmEmail, Credential, Register, StartSession};
use app::keys::{Purpose, hash_of};
use app::{Actor, Who};
use kernel::{EmailAddress, Id as _, PersonName, UserId};

/// A person who has signed up.
#[derive(Clone)]
pub struct Player {
    pub user: UserId,
    pub actor: Actor,
}

impl Story {
    /// A person signs up, her mailbox answers, she signs in.
    pub async fn player(&self, name: &str, email: &str) -> Result<Player, Trouble> {
        let email = EmailAddress::parse(email).map_err(|error| Trouble::new(email, error))?;
        let person = PersonName::parse(name).map_err(|error| Trouble::new(name, error))?;
        let visitor = self.visitor();
        let register =
            Register { email: email.clone(), name: person, password_hash: self.password_hash.clone() };
        self.run(&visitor, register).await?;
        let known = self.app.read(&visitor, app::identity::PasswordOf { email }).await;
        let known = known.map_err(|refusal| Trouble::new(name, refusal))?;
        let user = known.ok_or_else(|| Trouble(format!("{name} did not sign up")))?.user;
        let secret = self.app.core.keys.link_secret(Purpose::ConfirmEmail, user.bytes(), 1);
        self.run(&visitor, ConfirmEmail { secret }).await?;
        Ok(Player { user, actor: self.sign_in(user).await? })
    }

    /// A new session: they end after a day, and the story takes two years.
    pub async fn sign_in(&self, user: UserId) -> Result<Actor, Trouble> {
        let token = format!("{:?}", self.app.core.entropy.bytes());
        let start = StartSession {
            user,
            checked_hash: self.password_hash.clone(),
            token_hash: hash_of(&token),
            agent: "Firefox on Linux".to_owned(),
            address: "127.0.0.1".to_owned(),
        };
        let visitor = self.visitor();
        self.run(&visitor, start).await?;
        let who = self.app.read(&visitor, Authenticate { credential: Credential::Cookie(token) }).await;
        match who.map_err(|refusal| Trouble::new("Signing in", refusal))? {
            who @ Who::Person(_) => Ok(Actor { who, request: self.app.request_id() }),
            _ => Err(Trouble("nobody signed in".into())),
        }
    }
}
