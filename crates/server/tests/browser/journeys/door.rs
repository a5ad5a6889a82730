//! Before anybody is signed in.

use crate::stage::journeys;
use crate::{axe, shots};

journeys! {
    #[on(Sqlite, Postgres, TwoProcesses)]
    async fn a_stranger_is_asked_to_sign_in(stage: &Stage) {
        let ann = stage.person_at("Ann Stranger", 1).await;
        let page = ann.tab("/sign-in").await;
        page.heading("Sign in").await;
        shots::shot(&page, "sign-in").await;
        axe::check(&page, "sign-in").await;
        page.fill("Email", &ann.email).await;
        page.fill("Password", "not the right one at all").await;
        assert_eq!(page.value("Email").await, ann.email);
        page.follow("Sign in").await;
        page.sees("password").await;
        assert_eq!(page.value("Email").await, ann.email);
    }
}
