//! Opening the house: folder, key, database, schema, name.

use crate::Trouble;
use crate::clock::{MachineClock, MachineEntropy};
use crate::keyfile;
use crate::settings::Settings;
use crate::signer_memory::FolderMemory;
use app::keys::Keys;
use app::{App, Core};
use kernel::{Clock as _, Entropy as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::sync::Arc;
use store::Db;

/// An open database at its latest schema, and the server's name and keys.
pub struct Opened {
    pub db: Db,
    pub origin: String,
    pub keys: Keys,
}

impl Opened {
    /// Opens what the settings name; makes what is missing.
    pub async fn open(settings: &Settings, name: Option<String>) -> Result<Self, Trouble> {
        let data = settings.data.display().to_string();
        // The books of a firm's clients are nobody else's business on this machine.
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&settings.data)
            .map_err(|error| Trouble::new(&data, error))?;
        let keys = Keys::new(keyfile::load_or_make(&settings.data.join("key"), &MachineEntropy)?);
        let db = Db::open(settings.db_options())
            .map_err(|fault| Trouble::new("The database does not open", fault))?;
        db.migrate(app::MIGRATIONS)
            .await
            .map_err(|fault| Trouble::new("The schema could not be brought up", fault))?;
        let known =
            app::operator::origin(&db).await.map_err(|refusal| Trouble::new("The server's name", refusal))?;
        let origin = match known {
            Some(origin) => origin,
            None => {
                let name = name.unwrap_or_else(random_name);
                let named = app::operator::name_server(&db, name, MachineClock.now()).await;
                named.map_err(|refusal| Trouble::new("The server's name", refusal))?
            }
        };
        Ok(Self { db, origin, keys })
    }

    /// What the application stands on.
    pub fn into_parts(self, settings: &Settings) -> (Core, Db) {
        let core = Core {
            origin: self.origin,
            base_url: settings.base_url.clone(),
            keys: self.keys,
            clock: Arc::new(MachineClock),
            entropy: Arc::new(MachineEntropy),
            signer_memory: Arc::new(FolderMemory::beside_key(&settings.data)),
        };
        (core, self.db)
    }

    /// The application over it.
    pub fn into_app(self, settings: &Settings) -> App {
        let (core, db) = self.into_parts(settings);
        App::new(core, Arc::new(db))
    }
}

/// `ch-` and eight letters: unlike any other server's, and telling nothing.
fn random_name() -> String {
    let bytes = MachineEntropy.bytes();
    let mut id = [0; 16];
    id.copy_from_slice(&bytes[..16]);
    format!("ch-{}", &kernel::id::encode(id)[18..])
}
