//! Twelve tabs of one accountant.

use super::soon;
use crate::acts::{self, Firm};
use crate::stage::journeys;

const TABS: usize = 12;
const BADGE: &str = "#invitations-badge";

journeys! {
    #[on(Sqlite)]
    async fn twelve_tabs_stay_usable_and_live(stage: &Stage) {
        let (ann, carla) = (stage.person("Ann Bauer").await, stage.person("Carla Weiss").await);
        let firm = Firm::named("Harbour");
        let first = acts::found_firm(stage, &ann, &firm).await;
        let home = first.path().await;
        let mut tabs = vec![first];
        while tabs.len() < TABS {
            tabs.push(ann.tab(&home).await);
        }
        let books = acts::found_company(stage, &carla, "Sotto Coffee").await;
        acts::write_invitation(&books, &carla, &firm.email, "Please.").await;
        for tab in &tabs {
            tab.watch(BADGE, "1").await;
        }
        let sent = books.follow("Send").await;
        for (number, tab) in tabs.iter().enumerate() {
            soon(&format!("badge in tab {}", number + 1), sent, tab.watched("the badge").await);
        }
        // The tab that held the stream goes; another takes over.
        let leader = tabs.remove(0);
        leader.close().await;
        for tab in &tabs {
            tab.follow("Clients").await;
            tab.sees("No clients yet").await;
        }
        for tab in &tabs {
            tab.watch(BADGE, "").await;
        }
        books.press(&format!("Withdraw the invitation of {}", firm.address())).await;
        books.heading(&format!("Withdraw the invitation to {}?", firm.name)).await;
        let withdrawn = books.follow("Withdraw").await;
        for (number, tab) in tabs.iter().enumerate() {
            soon(&format!("badge gone in tab {}", number + 2), withdrawn, tab.watched("the empty badge").await);
        }
    }
}
