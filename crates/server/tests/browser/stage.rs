//! [`Stage`]: a house, a browser and the people of one journey.

use crate::chromium::Chromium;
use crate::house::{Ground, House};
use crate::mailbox::Mailbox;
use crate::page::Page;
use crate::trouble::Troubles;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use std::sync::Arc;

/// What a journey happens on.
pub struct Stage {
    pub house: House,
    pub mailbox: Mailbox,
    pub troubles: Troubles,
    chromium: Arc<Chromium>,
}

/// Somebody with a browser of her own.
pub struct Person {
    pub name: String,
    pub email: String,
    pub password: String,
    base: String,
    context: BrowserContextId,
    chromium: Arc<Chromium>,
    troubles: Troubles,
}

impl Stage {
    /// Everything up and ready; `None` where a PostgreSQL would be needed and none is named.
    pub async fn open(ground: Ground) -> Option<Stage> {
        let house = House::open(ground).await?;
        let mailbox = house.mailbox();
        let chromium = Arc::new(Chromium::launch().await);
        Some(Stage { house, mailbox, chromium, troubles: Troubles::default() })
    }

    /// Somebody new, at the first process.
    pub async fn person(&self, name: &str) -> Person {
        self.person_at(name, 0).await
    }

    /// Somebody new, at one of the processes.
    pub async fn person_at(&self, name: &str, process: usize) -> Person {
        let first = name.split(' ').next().unwrap_or(name).to_lowercase();
        Person {
            name: name.to_owned(),
            email: format!("{first}@people.example"),
            password: format!("{first} rows over seven quiet lakes"),
            base: self.house.base(process).to_owned(),
            context: self.chromium.context().await,
            chromium: self.chromium.clone(),
            troubles: self.troubles.clone(),
        }
    }

    /// The end of a journey: nothing was complained about, nothing stays behind.
    pub async fn close(self) {
        self.chromium.close().await;
        let (told, defects) = (self.troubles.told(), self.house.defects());
        assert!(told.is_empty(), "the browser complained: {told:#?}");
        assert!(defects.is_empty(), "the server complained: {defects:#?}");
        self.house.close().await;
    }
}

impl Person {
    /// The same person at another device: nothing of the first one's cookies.
    pub async fn other_device(&self) -> Person {
        Person {
            name: self.name.clone(),
            email: self.email.clone(),
            password: self.password.clone(),
            base: self.base.clone(),
            context: self.chromium.context().await,
            chromium: self.chromium.clone(),
            troubles: self.troubles.clone(),
        }
    }

    /// A new tab at an address.
    pub async fn tab(&self, path: &str) -> Page {
        let tab = self.chromium.tab(&self.context).await;
        let page = Page::new(tab, &self.base, self.troubles.clone()).await;
        page.open(path).await;
        page
    }
}

/// Runs journeys on the grounds that each names.
///
/// ```ignore
/// journeys! {
///     #[on(Sqlite, Postgres)]
///     async fn a_law_in_words(stage: &Stage) { … }
/// }
/// ```
macro_rules! journeys {
    ($(#[on($($ground:ident),+)] async fn $name:ident($stage:ident: &Stage) $body:block)+) => {$(
        #[allow(non_snake_case)]
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn journey($stage: &$crate::stage::Stage) $body

            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $ground() {
                    let Some(stage) = $crate::stage::Stage::open($crate::house::Ground::$ground).await else {
                        return;
                    };
                    journey(&stage).await;
                    stage.close().await;
                }
            )+
        }
    )+};
}
pub(crate) use journeys;
