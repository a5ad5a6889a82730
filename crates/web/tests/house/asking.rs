//! Links that are of no use to whoever opened them, and the way on.

use crate::browser::Site;
use crate::clients::journey;
use app::access::BranchRole;
use axum::http::StatusCode;

#[tokio::test]
async fn a_dead_link_tells_its_state_and_asks_again_without_the_address() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let link = journey.invite_person("asha@example.test").await;
    let invitation = journey.pending().await;
    let ask = format!("{link}/ask");
    let mut other = site.signed_in("Other").await;
    let elsewhere = other.get(&link).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    assert!(elsewhere.body.contains(&format!("action=\"{ask}\"")), "{}", elsewhere.body);
    assert!(elsewhere.body.contains("Switch sign-in") && !elsewhere.body.contains("asha@"));
    let asked = other.send(&ask, &[]).await;
    assert_eq!(asked.header("location"), link, "{}", asked.body);
    let withdraw = format!("{}/requests/{invitation}/withdraw", journey.access());
    let withdrawn = journey.zoe.send(&withdraw, &[]).await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "{}", withdrawn.body);
    let mut stranger = site.browser();
    let dead = stranger.get(&link).await;
    assert_eq!(dead.status, StatusCode::GONE);
    assert!(dead.body.contains("This was withdrawn") && dead.body.contains("Ask again"), "{}", dead.body);
    assert!(!dead.body.contains("example.test"), "it never shows the address: {}", dead.body);
    let asked = stranger.send(&ask, &[]).await;
    assert_eq!(asked.header("location"), link, "{}", asked.body);
    assert!(stranger.get(&link).await.body.contains("We have asked the sender."));
    let letters = site.house.letters(journey.books).await;
    assert_eq!(letters.iter().filter(|(name, _)| name == "asked_for_invitation").count(), 2);
    let unknown = stranger.send(&format!("/invitation/{}/ask", "x".repeat(43)), &[]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(!unknown.body.contains("Ask again"));
}

#[tokio::test]
async fn the_dashboard_offers_an_invitation_to_whoever_may_send_one() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let mut tom = site.signed_in("Tom").await;
    let place = (journey.organisation, journey.branch);
    crate::accountants::joins(&site, "Tom", BranchRole::Member, place).await;
    let base = journey.base();
    let offer = format!("href=\"{base}/team-invitations/new\"");
    assert!(journey.asha.get(&base).await.body.contains(&offer));
    let his = tom.get(&base).await;
    assert!(!his.body.contains(&offer) && his.body.contains("Needs Invite Team Members."), "{}", his.body);
    for said in ["Ask to be assigned", "Needs View Audit Logs."] {
        assert!(his.body.contains(said), "{said}\n{}", his.body);
    }
    let clients = tom.get(&format!("{base}/clients")).await;
    assert!(clients.body.contains("No client is assigned to you"), "{}", clients.body);
}

#[tokio::test]
async fn the_dashboard_tells_of_the_branch_in_view_alone() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    journey.connected().await;
    let founder = crate::clients::actor(&site, "Asha").await;
    let leeds = site.house.branch(&founder, journey.organisation, "Leeds").await;
    let base = journey.base();
    let all = journey.asha.get(&base).await;
    assert!(all.body.contains("received a client invitation"), "{}", all.body);
    let of_leeds = journey.asha.get(&format!("{base}.{leeds}")).await;
    assert!(!of_leeds.body.contains("received a client invitation"), "{}", of_leeds.body);
    assert!(of_leeds.body.contains("added a branch"), "{}", of_leeds.body);
}
