//! A client asks, the firm hears it at once and accepts.

use super::soon;
use crate::acts::{self, Firm};
use crate::stage::journeys;
use crate::{axe, shots};

const BADGE: &str = "#invitations-badge";
const MESSAGE: &str = "Two cafés, a roastery. Could you take over from November?";

journeys! {
    #[on(Sqlite, Postgres, TwoProcesses)]
    async fn an_invitation_shows_in_every_tab_within_a_second_and_is_accepted(stage: &Stage) {
        let (ann, ben) = (stage.person("Ann Bauer").await, stage.person("Ben Huber").await);
        let carla = stage.person_at("Carla Weiss", 1).await;
        let firm = Firm::named("Harbour");
        let company = "Sotto Coffee";
        let dashboard = acts::found_firm(stage, &ann, &firm).await;
        let hers = acts::add_colleague(stage, &dashboard, &firm, &ben, "Member").await;
        hers.close().await;
        dashboard.follow("Dashboard").await;
        let second = ann.tab(&dashboard.path().await).await;
        second.follow("Clients").await;
        let books = acts::found_company(stage, &carla, company).await;
        shots::shot(&books, "books-empty").await;

        acts::write_invitation(&books, &carla, &firm.email, MESSAGE).await;
        shots::shot(&books, "invite-accountant").await;
        dashboard.watch(BADGE, "1").await;
        second.watch(BADGE, "1").await;
        let sent = books.follow("Send").await;
        soon("badge on the dashboard", sent, dashboard.watched("the badge").await);
        soon("badge in the second tab", sent, second.watched("the badge").await);
        books.sees("Waiting for an answer").await;
        shots::shot(&books, "external-access-pending").await;
        stage.mailbox.letter(&firm.email, "Sotto Coffee invites you to keep its books").await;

        dashboard.sees("A client is waiting for an answer").await;
        shots::shot(&dashboard, "dashboard-waiting").await;
        dashboard.follow("Review the invitation of Sotto Coffee").await;
        for fact in [company, "Carla Weiss", carla.email.as_str(), firm.branch.as_str(), MESSAGE, "Sent"] {
            dashboard.sees(fact).await;
        }
        shots::shot(&dashboard, "review").await;
        axe::check(&dashboard, "review").await;

        dashboard.press("Accept Invitation").await;
        dashboard.heading("Accept Sotto Coffee?").await;
        dashboard.sees("Nothing changes in who pays").await;
        dashboard.press("Ben Huber").await;
        axe::check(&dashboard, "accept dialog").await;
        shots::shot(&dashboard, "accept").await;
        second.watch(BADGE, "").await;
        let accepted = dashboard.follow("Accept Invitation").await;
        soon("badge gone in the second tab", accepted, second.watched("the empty badge").await);
        second.follow("Clients").await;
        second.sees(company).await;
        shots::shot(&second, "clients").await;
        let letter = stage.mailbox.letter(&carla.email, "accepted and can work in your books").await;
        assert!(letter.subject.contains(&firm.name), "{}", letter.subject);
        books.sees("Ben Huber").await;
        books.sees("Ann Bauer").await;
        shots::shot(&books, "external-access").await;
    }

    #[on(Sqlite)]
    async fn an_invitation_is_withdrawn_and_sent_again(stage: &Stage) {
        let (ann, carla) = (stage.person("Ann Bauer").await, stage.person("Carla Weiss").await);
        let firm = Firm::named("Harbour");
        let dashboard = acts::found_firm(stage, &ann, &firm).await;
        let books = acts::found_company(stage, &carla, "Sotto Coffee").await;
        acts::invite(&books, &carla, &firm.email, MESSAGE).await;
        dashboard.sees("A client is waiting for an answer").await;
        dashboard.watch(BADGE, "").await;
        books.press(&format!("Withdraw the invitation of {}", firm.address())).await;
        books.heading(&format!("Withdraw the invitation to {}?", firm.name)).await;
        let withdrawn = books.follow("Withdraw").await;
        soon("badge gone after the withdrawal", withdrawn, dashboard.watched("the empty badge").await);
        dashboard.sees_not("A client is waiting for an answer").await;
        acts::invite(&books, &carla, &firm.email, "Once more, please.").await;
        dashboard.sees("A client is waiting for an answer").await;
        dashboard.follow("Review the invitation of Sotto Coffee").await;
        dashboard.sees("Once more, please.").await;
    }
}
