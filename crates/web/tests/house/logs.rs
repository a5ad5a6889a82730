//! Audit logs beyond the books: a person's own, and a firm's for programs.

use crate::browser::Site;
use crate::clients::journey;
use axum::http::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn a_person_reads_her_own_log_and_takes_it_away() {
    let site = Site::open().await;
    let (mut asha, mut other) = (site.signed_in("Asha").await, site.signed_in("Other").await);
    let page = asha.get("/profile/activity").await;
    for said in ["Signed in", "Complete and unaltered", "/profile/audit/export"] {
        assert!(page.body.contains(said), "{said}\n{}", page.body);
    }
    assert!(!other.get("/profile/activity").await.body.contains("asha@"), "another's stays another's");
    assert!(asha.get("/profile").await.body.contains("href=\"/profile/activity\""));
    let exported = asha.send("/profile/audit/export", &[("format", "jsonl")]).await;
    assert_eq!(exported.status, StatusCode::SEE_OTHER, "{}", exported.body);
    let file = asha.get(exported.header("location")).await;
    assert!(file.body.contains("session.started") && file.body.contains("log.exported"), "{}", file.body);
    let size = file.body.lines().count();
    let note = asha.get(&format!("/profile/audit/checkpoint?size={size}")).await;
    assert!(note.body.lines().any(|line| line == size.to_string()), "{}", note.body);
    for path in ["/profile/audit/key", "/profile/audit/proof/0"] {
        assert_eq!(asha.get(path).await.status, StatusCode::OK, "{path}");
    }
    let texts = asha.get(&format!("/profile/audit/openings?size={size}")).await;
    assert!(texts.body.contains("asha@example.test"), "{}", texts.body);
    let nobody = site.browser().get("/profile/activity").await;
    assert!(nobody.header("location").starts_with("/sign-in"));
}

#[tokio::test]
async fn programs_read_and_take_a_firms_log_and_their_persons() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    journey.connected().await;
    let (asha, zoe) = (site.token("Asha").await, site.token("Zoe").await);
    let firm = format!("/api/v1/organisations/{}/audit", journey.organisation);
    for log in [firm.as_str(), "/api/v1/me/audit"] {
        let records = site.program(&format!("{log}/records?limit=3"), Some(&asha)).await.json();
        assert_eq!(records["rows"].as_array().map(Vec::len), Some(3), "{records}");
        let wish = (Some(asha.as_str()), json!({ "format": "jsonl" }));
        let made = site.command(Method::POST, &format!("{log}/export"), wish).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let size = made.json()["size"].as_u64().expect("a size");
        let lines = site.program(made.header("location"), Some(&asha)).await;
        assert_eq!(lines.body.lines().count() as u64, size);
        for part in ["key".to_owned(), format!("checkpoint?size={size}"), format!("openings?size={size}")] {
            let answer = site.program(&format!("{log}/{part}"), Some(&asha)).await;
            assert_eq!(answer.status, StatusCode::OK, "{part}: {}", answer.body);
        }
        let proof = site.program(&format!("{log}/proof/0"), Some(&asha)).await;
        assert_eq!(proof.status, StatusCode::OK, "{}", proof.body);
        let grown = site.program(&format!("{log}/consistency?from=1&to={size}"), Some(&asha)).await;
        assert_eq!(grown.status, StatusCode::OK, "{}", grown.body);
    }
    let refused = site.program(&format!("{firm}/records"), Some(&zoe)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}
