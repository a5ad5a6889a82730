//! Without a mouse.

use crate::acts::{self, Firm};
use crate::stage::journeys;

journeys! {
    #[on(Sqlite)]
    async fn an_invitation_is_accepted_by_keyboard_alone(stage: &Stage) {
        let (ann, carla) = (stage.person("Ann Bauer").await, stage.person("Carla Weiss").await);
        let firm = Firm::named("Harbour");
        acts::found_firm(stage, &ann, &firm).await.close().await;
        let books = acts::found_company(stage, &carla, "Sotto Coffee").await;
        acts::invite(&books, &carla, &firm.email, "Please.").await;

        let device = ann.other_device().await;
        let page = device.tab("/sign-in").await;
        page.js::<bool>("document.querySelector('[name=email]').focus(), true").await;
        page.type_text(&ann.email).await;
        page.keys("Tab").await;
        page.type_text(&ann.password).await;
        page.mark().await;
        page.keys("Enter").await;
        page.arrived("Enter in the sign-in").await;
        if page.path().await.starts_with("/start") {
            page.tab_to(&format!("Go to {}", firm.name)).await;
            page.mark().await;
            page.keys("Enter").await;
            page.arrived("Enter on the firm").await;
        }
        page.heading("All branches").await;
        page.keys("Ctrl+k").await;
        page.until("!!document.querySelector('dialog.palette[open] input:focus')", "the palette opens").await;
        page.type_text("invitations").await;
        page.keys("Escape").await;
        page.until("!document.querySelector('dialog[open]')", "the palette closes").await;
        page.mark().await;
        page.keys("g i").await;
        page.arrived("g i").await;
        page.heading("Client Invitations").await;
        page.mark().await;
        page.keys("j Enter").await;
        page.arrived("Enter on the row").await;
        page.heading("Sotto Coffee").await;
        page.keys("a").await;
        page.heading("Accept Sotto Coffee?").await;
        page.tab_to("Accept Invitation").await;
        page.mark().await;
        page.keys("Enter").await;
        page.arrived("Enter on the answer").await;
        page.sees("Sotto Coffee").await;
        page.mark().await;
        page.keys("g c").await;
        page.arrived("g c").await;
        page.sees("Sotto Coffee").await;
    }
}
