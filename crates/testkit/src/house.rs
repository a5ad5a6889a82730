//! [`House`]: a whole application on a scratch database, with a hand-set clock.

use crate::clock::{TestClock, TestEntropy};
use app::keys::Keys;
use app::{App, Core};
use kernel::{Clock, Entropy};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use store::{Db, DbOptions, Engine, scratch};

/// The environment variable with the address of a PostgreSQL server for tests.
pub const POSTGRES: &str = "COUNTINGHOUSE_TEST_POSTGRES";

/// An application on a scratch database.
pub struct House {
    /// The application.
    pub app: App,
    /// Its time.
    pub clock: Arc<TestClock>,
    /// Which engine it stands on.
    pub engine: Engine,
    options: DbOptions,
    _folder: tempfile::TempDir,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

fn build(db: Db, clock: &Arc<TestClock>) -> App {
    let core = Core {
        origin: "house.test".to_owned(),
        base_url: "http://localhost".to_owned(),
        keys: Keys::new([7; 32]),
        clock: clock.clone() as Arc<dyn Clock>,
        entropy: Arc::new(TestEntropy::default()) as Arc<dyn Entropy>,
        signer_memory: Arc::new(app::audit::ForgetfulMemory::default()),
    };
    App::new(core, Arc::new(db))
}

impl House {
    /// On the embedded engine.
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let db = scratch::sqlite(folder.path(), app::MIGRATIONS).await.expect("a scratch database");
        let options =
            DbOptions::Sqlite { path: folder.path().join("scratch.db"), readers: 2, max_pages: None };
        Self::over(db, options, Engine::Sqlite, folder)
    }

    /// On PostgreSQL; `None` when no server is named in [`POSTGRES`].
    pub async fn on_postgres() -> Option<Self> {
        let url = std::env::var(POSTGRES).ok()?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        // Numbers of processes come again, and a run that was stopped leaves its databases behind.
        let random = folder.path().file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let random: String = random.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = format!("t{}_{}_{random}", std::process::id(), NUMBER.fetch_add(1, SeqCst));
        let address = scratch::postgres(&url, &name, app::MIGRATIONS).await.expect("a scratch database");
        let options = DbOptions::Postgres { url: address, connections: 16 };
        let db = Db::open(options.clone()).expect("the scratch database opens");
        Some(Self::over(db, options, Engine::Postgres, folder))
    }

    fn over(db: Db, options: DbOptions, engine: Engine, folder: tempfile::TempDir) -> Self {
        let clock = Arc::new(TestClock::default());
        Self { app: build(db, &clock), clock, engine, options, _folder: folder }
    }

    /// A second process on the same database.
    pub fn second_process(&self) -> App {
        build(Db::open(self.options.clone()).expect("the scratch database opens twice"), &self.clock)
    }

    /// The folder for anything else that a test writes.
    pub fn folder(&self) -> &std::path::Path {
        self._folder.path()
    }
}

/// Runs a law on SQLite always, and on PostgreSQL when a server is named.
///
/// ```ignore
/// both_engines! {
///     async fn a_law_in_words(house: House) { … }
/// }
/// ```
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident: House) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            $(#[$meta])*
            async fn law($house: $crate::House) $body
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                law($crate::House::on_sqlite().await).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                if let Some(house) = $crate::House::on_postgres().await {
                    law(house).await;
                }
            }
        }
    )+};
}
