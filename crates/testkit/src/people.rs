//! People as tests need them: signed up, confirmed and signed in through the product's own commands.

use crate::House;
use app::identity::{
    Authenticate, ConfirmEmail, CreateToken, Credential, NewToken, Register, StartSession, token_text,
};
use app::keys::{Purpose, hash_of};
use app::{Actor, Who};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::{Id as _, PersonName, Refusal, TokenName, UserId};
use store::{Read, Reading, id, p, sql};

/// What everybody types here.
pub const PASSWORD: &str = "copper ladder tuesday orchard";
/// What is stored of it, at a cost that tests can pay thousands of times.
pub const PASSWORD_HASH: &str =
    "$argon2id$v=19$m=64,t=1,p=1$bnieaqG5ZfQGxF0YgAlFTw$Q6FegPktLuKpEF9zz+41bZgKvGpgA9anfrvCIYK75I8";

impl House {
    /// A visitor.
    pub fn nobody(&self) -> Actor {
        Actor::nobody(self.app.request_id())
    }

    /// A person `name@example.test`, confirmed and signed in.
    pub async fn person(&self, name: &str) -> Actor {
        self.try_person(name, true).await.expect("a person signs up")
    }

    /// A person whose mailbox has not answered yet.
    pub async fn unconfirmed(&self, name: &str) -> UserId {
        match self.try_person(name, false).await.expect("a person signs up").who {
            Who::Person(person) => person.user,
            other => panic!("not a person: {other:?}"),
        }
    }

    async fn try_person(&self, name: &str, confirm: bool) -> Result<Actor, Refusal> {
        let email = format!("{}@example.test", name.to_lowercase().replace(' ', "."));
        let email = kernel::EmailAddress::parse(&email).expect("a valid address");
        let register = Register {
            email: email.clone(),
            name: PersonName::parse(name).expect("a valid name"),
            password_hash: PASSWORD_HASH.to_owned(),
        };
        self.app.run(&self.nobody(), None, register).await?;
        let known = self.app.read(&self.nobody(), app::identity::PasswordOf { email }).await?;
        let user = known.expect("just registered").user;
        if !confirm {
            return Ok(self.without_session(user, name, false));
        }
        let secret = self.app.core.keys.link_secret(Purpose::ConfirmEmail, user.bytes(), 1);
        self.app.run(&self.nobody(), None, ConfirmEmail { secret }).await?;
        self.sign_in(user).await
    }

    /// A person as no browser can be: without a session.
    fn without_session(&self, user: UserId, name: &str, confirmed: bool) -> Actor {
        let who = Who::Person(app::SignedIn {
            user,
            session: kernel::SessionId::from_bytes([0; 16]),
            name: name.to_owned(),
            email: String::new(),
            confirmed,
            proved_at: self.app.now(),
            seen_at: self.app.now(),
        });
        Actor { who, request: self.app.request_id() }
    }

    /// Another session of a person.
    pub async fn sign_in(&self, user: UserId) -> Result<Actor, Refusal> {
        self.sign_in_with_cookie(user).await.map(|(actor, _)| actor)
    }

    /// Another session of a person, and the value of its cookie.
    pub async fn sign_in_with_cookie(&self, user: UserId) -> Result<(Actor, String), Refusal> {
        let token = URL_SAFE_NO_PAD.encode(self.app.core.entropy.bytes());
        let start = StartSession {
            user,
            checked_hash: self.app.db().read(PasswordHash(user)).await?,
            token_hash: hash_of(&token),
            agent: "test".to_owned(),
            address: "127.0.0.1".to_owned(),
        };
        self.app.run(&self.nobody(), None, start).await?;
        let who = self
            .app
            .read(&self.nobody(), Authenticate { credential: Credential::Cookie(token.clone()) })
            .await?;
        Ok((Actor { who, request: self.app.request_id() }, token))
    }

    /// A program of a signed-in person, and the text of its token.
    pub async fn program(&self, person: &Actor) -> Result<(Actor, String), Refusal> {
        let text = token_text(self.app.core.entropy.bytes());
        let name = TokenName::parse("a script").expect("a valid name");
        let token = NewToken::new(name, &text, 365)?;
        self.app.run(person, None, CreateToken { token }).await?;
        let credential = Credential::Bearer(text.to_string());
        let who = self.app.read(&self.nobody(), Authenticate { credential }).await?;
        Ok((Actor { who, request: self.app.request_id() }, text.to_string()))
    }
}

/// What is stored of a person's password.
struct PasswordHash(UserId);

impl Reading for PasswordHash {
    type Out = String;
    async fn read(&self, read: &mut Read<'_>) -> Result<String, Refusal> {
        read.name(self.0.bytes());
        let found = read
            .one(sql!("select password_hash from person where user_id = $1"), p![id(self.0)], |row| {
                row.text(0)
            })
            .await?;
        found.ok_or(Refusal::SignedOut)
    }
}
