//! The fixtures' way in: the application in this process, over the very folder that the server opens later.
//!
//! People sign up, confirm and sign in through the product's own commands; only their mails are then marked as
//! sent, because a server that starts with thousands of letters would deliver them while it is measured.

use crate::trouble::{Trouble, doing};
use app::door::Command;
use app::identity::{
    Authenticate, ConfirmEmail, CreateToken, Credential, NewToken, Password, PasswordOf, Passwords, Register,
    SignInFacts, StartSession, token_text,
};
use app::keys::{Keys, Purpose, hash_of};
use app::{Actor, App, Core, Who};
use kernel::{
    Clock, Day, EmailAddress, Entropy, Id as _, Moment, PersonName, TimeZoneName, TokenName, UserId,
};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::Arc;
use store::{Db, DbOptions};

/// Everybody's password in the fixtures.
pub const PASSWORD: &str = "copper ladder tuesday orchard";

struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Moment {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Moment::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

struct MachineEntropy;

impl Entropy for MachineEntropy {
    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the system gives random bytes");
        bytes
    }
}

/// A person who has signed up and confirmed her address.
#[derive(Clone)]
pub struct Person {
    /// Who she is.
    pub user: UserId,
    /// Her address.
    pub email: String,
    /// Her as she acts, in a session of hers.
    pub actor: Actor,
    /// The session's cookie, as a header line.
    pub cookie: String,
}

/// The application over a folder.
#[derive(Clone)]
pub struct World {
    /// The product.
    pub app: App,
    password_hash: String,
}

/// The secret of a folder, made when it is new.
fn key(folder: &Path) -> Result<[u8; 32], Trouble> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join("key");
    if !path.exists() {
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(&MachineEntropy.bytes())?;
    }
    let bytes = std::fs::read(&path)?;
    bytes.try_into().map_err(|_| Trouble("the key file holds no key".into()))
}

impl World {
    /// Over the embedded database of a folder.
    pub async fn on_sqlite(folder: &Path) -> Result<Self, Trouble> {
        Self::open(folder, DbOptions::sqlite(folder.join("countinghouse.db"))).await
    }

    /// Over a PostgreSQL database; the folder keeps the key.
    pub async fn on_postgres(folder: &Path, url: &str) -> Result<Self, Trouble> {
        Self::open(folder, DbOptions::postgres(url)).await
    }

    async fn open(folder: &Path, options: DbOptions) -> Result<Self, Trouble> {
        let keys = Keys::new(key(folder)?);
        let db = Db::open(options).map_err(doing("the database"))?;
        db.migrate(app::MIGRATIONS).await.map_err(doing("the schema"))?;
        let origin = app::operator::name_server(&db, "ch-bench".to_owned(), MachineClock.now()).await?;
        let core = Core {
            origin,
            base_url: "http://localhost".to_owned(),
            keys,
            clock: Arc::new(MachineClock),
            entropy: Arc::new(MachineEntropy),
            // Fixtures sign nothing.
            signer_memory: Arc::new(app::audit::ForgetfulMemory::default()),
        };
        let passwords = Passwords::new(Arc::new(MachineEntropy))?;
        let password = Password::new(PASSWORD.to_owned(), &[])?;
        // One hash for everybody: hashing is slow on purpose.
        Ok(Self { app: App::new(core, Arc::new(db)), password_hash: passwords.hash(password).await? })
    }

    /// Lets go of the files, so that the server can open them.
    pub fn close(self) {
        self.app.db().close();
    }

    /// Runs a command; in a fixture none may be refused.
    pub async fn run<C: Command>(&self, actor: &Actor, command: C) -> Result<C::Output, Trouble> {
        self.app.run(actor, None, command).await.map_err(doing(C::NAME))
    }

    /// The day it is, UTC.
    pub fn today(&self) -> Day {
        TimeZoneName::utc().today(self.app.now())
    }

    fn nobody(&self) -> Actor {
        Actor::nobody(self.app.request_id())
    }

    /// A new person, signed in.
    pub async fn person(&self, name: &str) -> Result<Person, Trouble> {
        let address = format!("{}@bench.example", name.to_lowercase().replace(' ', "."));
        let email = EmailAddress::parse(&address).map_err(|error| Trouble(error.message().to_owned()))?;
        let known = PersonName::parse(name).map_err(|error| Trouble(error.message().to_owned()))?;
        let password_hash = self.password_hash.clone();
        self.run(&self.nobody(), Register { email: email.clone(), name: known, password_hash }).await?;
        let facts = self.facts(&address).await?;
        let secret = self.app.core.keys.link_secret(Purpose::ConfirmEmail, facts.user.bytes(), 1);
        self.run(&self.nobody(), ConfirmEmail { secret }).await?;
        let (actor, cookie) = self.sign_in(&address).await?;
        Ok(Person { user: facts.user, email: address, actor, cookie })
    }

    async fn facts(&self, address: &str) -> Result<SignInFacts, Trouble> {
        let email = EmailAddress::parse(address).map_err(|error| Trouble(error.message().to_owned()))?;
        let facts = self.app.read(&self.nobody(), PasswordOf { email }).await?;
        facts.ok_or_else(|| Trouble(format!("nobody signed up as {address}")))
    }

    /// Another session of a person: she, and its cookie as a header line.
    pub async fn sign_in(&self, address: &str) -> Result<(Actor, String), Trouble> {
        let token: String = MachineEntropy.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let facts = self.facts(address).await?;
        let start = StartSession {
            user: facts.user,
            checked_hash: facts.password_hash,
            token_hash: hash_of(&token),
            agent: "bench".to_owned(),
            address: "127.0.0.1".to_owned(),
        };
        self.run(&self.nobody(), start).await?;
        let cookie = format!("cookie: __Host-sid={token}");
        let who =
            self.app.read(&self.nobody(), Authenticate { credential: Credential::Cookie(token) }).await?;
        match who {
            who @ Who::Person(_) => Ok((Actor { who, request: self.app.request_id() }, cookie)),
            _ => Err(Trouble("nobody signed in".into())),
        }
    }

    /// A token of a person, as a header line.
    pub async fn token(&self, person: &Person) -> Result<String, Trouble> {
        let text = token_text(MachineEntropy.bytes());
        let name = TokenName::parse("bench").map_err(|error| Trouble(error.message().to_owned()))?;
        self.run(&person.actor, CreateToken { token: NewToken::new(name, &text, 2)? }).await?;
        Ok(format!("authorization: Bearer {}", *text))
    }
}
