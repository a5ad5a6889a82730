//! The stage: an application whose clock the story sets.

use crate::Trouble;
use crate::clock::MachineEntropy;
use crate::demo::cast::PASSWORD;
use crate::house::Opened;
use crate::settings::Settings;
use app::door::Command;
use app::identity::{Password, Passwords};
use app::{Actor, App, Core};
use kernel::{Clock, Day, Moment};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

/// A clock that the story sets; each look moves it by a microsecond.
pub struct StoryClock(AtomicI64);

impl Clock for StoryClock {
    fn now(&self) -> Moment {
        Moment::from_micros(self.0.fetch_add(1, SeqCst))
    }
}

/// The stage of the story.
pub struct Story {
    pub app: App,
    clock: Arc<StoryClock>,
    pub password_hash: String,
}

impl Story {
    /// Sets the stage in the folder of the settings.
    pub async fn set(settings: &Settings, begins: Moment) -> Result<Self, Trouble> {
        let opened = Opened::open(settings, None).await?;
        let clock = Arc::new(StoryClock(AtomicI64::new(begins.micros())));
        let (core, db) = opened.into_parts(settings);
        let app = App::new(Core { clock: clock.clone(), ..core }, Arc::new(db));
        let trouble = |error: &dyn std::fmt::Display| Trouble::new("The password", error);
        let passwords = Passwords::new(Arc::new(MachineEntropy)).map_err(|fault| trouble(&fault))?;
        let password = Password::new(PASSWORD.to_owned(), &[]).map_err(|refusal| trouble(&refusal))?;
        // One hash for all players: everybody has the same password, and hashing is slow on purpose.
        let password_hash = passwords.hash(password).await.map_err(|fault| trouble(&fault))?;
        Ok(Self { app, clock, password_hash })
    }

    /// Moves the time forward to an hour of a day; never back.
    pub fn at(&self, day: Day, hour: i64) {
        let epoch = Day::new(1970, 1, 1).map_or(0, |epoch| i64::from(epoch.days_until(day)));
        self.until(Moment::from_micros((epoch * 86_400 + hour * 3_600) * 1_000_000));
    }

    /// Moves the time forward to an instant; never back.
    pub fn until(&self, moment: Moment) {
        self.clock.0.fetch_max(moment.micros(), SeqCst);
    }

    pub fn visitor(&self) -> Actor {
        Actor::nobody(self.app.request_id())
    }

    /// Runs a command of the product; in the story none may be refused.
    pub async fn run<C: Command>(&self, actor: &Actor, command: C) -> Result<C::Output, Trouble> {
        self.app
            .run(actor, None, command)
            .await
            .map_err(|refusal| Trouble::new(C::NAME, format!("{refusal:?}")))
    }
}
