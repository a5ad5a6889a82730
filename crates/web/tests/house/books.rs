//! The books on pages and in the API: founding, writing, reading, proving.

use crate::browser::{Browser, Site};
use axum::http::{Method, StatusCode};
use serde_json::json;

pub async fn company(browser: &mut Browser<'_>) -> String {
    let fields = [
        ("name", "Kestrel Ltd"),
        ("legal_name", ""),
        ("country", "GB"),
        ("currency", "GBP"),
        ("year_end_month", "12"),
        ("year_end_day", "31"),
        ("zone", "Europe/London"),
    ];
    let made = browser.send("/companies/new", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    made.header("location").to_owned()
}

/// The value of an account in the grid of a new entry.
fn account(page: &str, label: &str) -> String {
    let end = page.find(&format!(">{label}</option>")).expect("the account can be chosen");
    let option = &page[page[..end].rfind("value=\"").expect("an option has a value") + 7..end];
    option.split('"').next().expect("a value").to_owned()
}

/// A filled form of a new entry: rent, paid by transfer.
pub async fn fields_of_an_entry(
    browser: &mut Browser<'_>,
    base: &str,
    (debit, credit): (&str, &str),
) -> Vec<(String, String)> {
    let grid = browser.get(&format!("{base}/transactions/new")).await;
    assert_eq!(grid.status, StatusCode::OK, "{}", grid.body);
    let (rent, bank) = (account(&grid.body, "6190 Lease or Rent"), account(&grid.body, "1010 Bank Account"));
    let fields = [
        ("date", "2026-11-03"),
        ("description", "Rent <November>"),
        ("account", rent.as_str()),
        ("memo", ""),
        ("debit", debit),
        ("credit", ""),
        ("account", bank.as_str()),
        ("memo", "by transfer"),
        ("debit", ""),
        ("credit", credit),
        ("account", ""),
        ("memo", ""),
        ("debit", ""),
        ("credit", ""),
    ];
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
}

async fn write(browser: &mut Browser<'_>, base: &str, amounts: (&str, &str)) -> (StatusCode, String) {
    let fields = fields_of_an_entry(browser, base, amounts).await;
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = browser.send(&format!("{base}/transactions/new"), &fields).await;
    (answer.status, answer.body)
}

fn link(page: &str, beginning: &str) -> String {
    let start = page.find(beginning).unwrap_or_else(|| panic!("a link to {beginning}"));
    page[start..].split(['"', '?']).next().expect("an address").to_owned()
}

#[tokio::test]
async fn a_company_is_founded_and_its_first_entry_reaches_every_page() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Asha").await;
    assert_eq!(browser.get("/companies/new").await.status, StatusCode::OK);
    let base = company(&mut browser).await;
    for page in [
        "",
        "/accounts",
        "/transactions",
        "/trial-balance",
        "/settings",
        "/settings/company",
        "/settings/lock",
        "/audit-log",
        "/accounts/new",
    ] {
        let answer = browser.get(&format!("{base}{page}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.body);
        assert!(answer.body.contains("Kestrel Ltd"), "{page}");
    }
    let (status, body) = write(&mut browser, &base, ("1000.00", "1000.00")).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
    let journal = browser.get(&format!("{base}/transactions")).await.body;
    assert!(journal.contains("Rent &#60;November&#62;") && journal.contains("1,000.00"), "{journal}");
    let report = browser.get(&format!("{base}/trial-balance?on=2026-11-30")).await.body;
    assert!(report.contains("Lease or Rent") && report.contains("1,000.00"));
    let log = browser.get(&format!("{base}/audit-log")).await.body;
    assert!(log.contains("Posted an entry") && log.contains("Complete and unaltered"), "{log}");
}

#[tokio::test]
async fn what_was_typed_survives_every_refusal() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Asha").await;
    let base = company(&mut browser).await;
    let (status, body) = write(&mut browser, &base, ("1000.00", "999.00")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["1000.00", "999.00", "by transfer", "Rent &#60;November&#62;", "Out by 1.00"] {
        assert!(body.contains(kept), "{kept}");
    }
    let (status, body) = write(&mut browser, &base, ("1.234,56", "999.00")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("1.234,56"));
    let more = [("date", "2026-11-03"), ("description", "x"), ("more", "1")];
    let answer = browser.send(&format!("{base}/transactions/new"), &more).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body.matches("name=\"debit\"").count(), 6);
}

#[tokio::test]
async fn an_entry_is_changed_and_voided_with_its_history() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Asha").await;
    let base = company(&mut browser).await;
    write(&mut browser, &base, ("10.00", "10.00")).await;
    let journal = browser.get(&format!("{base}/transactions")).await.body;
    let entry = link(&journal, &format!("{base}/transactions/txn_"));
    let grid = browser.get(&format!("{entry}/edit")).await.body;
    let (rent, bank) = (account(&grid, "6190 Lease or Rent"), account(&grid, "1010 Bank Account"));
    let fields = [
        ("date", "2026-11-04"),
        ("description", "Rent"),
        ("account", rent.as_str()),
        ("debit", "12.00"),
        ("account", bank.as_str()),
        ("memo", ""),
        ("debit", ""),
        ("credit", ""),
        ("credit", "12.00"),
    ];
    let change = format!("{entry}/edit?revision=1");
    let changed = browser.send(&change, &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    let stale = browser.send(&change, &fields).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.body.contains("Somebody changed this entry meanwhile"));
    assert_eq!(browser.get(&format!("{entry}/void")).await.status, StatusCode::OK);
    let void = browser.send(&format!("{entry}/void?revision=2"), &[("reason", "Duplicate")]).await;
    assert_eq!(void.status, StatusCode::SEE_OTHER, "{}", void.body);
    let page = browser.get(&entry).await.body;
    assert!(page.contains("voided it") && page.contains("posted a change"), "{page}");
    assert!(!browser.get(&format!("{base}/transactions")).await.body.contains("txn_"));
}

#[tokio::test]
async fn an_export_and_its_proofs_verify_offline() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Asha").await;
    let base = company(&mut browser).await;
    write(&mut browser, &base, ("10.00", "10.00")).await;
    let older = browser.get(&format!("{base}/audit/checkpoint")).await.body;
    let sent = browser.send(&format!("{base}/audit/export"), &[("format", "jsonl")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let lines = browser.get(sent.header("location")).await.body;
    let key = browser.get(&format!("{base}/audit/key")).await.body;
    let keys = [evidence::note::VerifierKey::parse(key.trim_end()).expect("a key")];
    let now = browser.get(&format!("{base}/audit/checkpoint?size=3")).await.body;
    let report =
        evidence::verify::verify_export(lines.as_bytes(), now.as_bytes(), &keys, &[older.as_bytes()]);
    assert_eq!(report.expect("it verifies").head.size, 3);
    let openings = browser.get(&format!("{base}/audit/openings?size=3")).await.body;
    assert!(openings.contains("Kestrel Ltd"));
    let (leaf, bundle) = (
        browser.get(&format!("{base}/audit/leaf/1")).await.body,
        browser.get(&format!("{base}/audit/proof/1?size=3")).await.body,
    );
    evidence::verify::verify_proof(leaf.as_bytes(), bundle.as_bytes(), &keys).expect("the proof holds");
    let grown = browser.get(&format!("{base}/audit/consistency?from=2&to=3")).await;
    assert_eq!((grown.status, grown.body.lines().count()), (StatusCode::OK, 1));
}

#[tokio::test]
async fn a_program_does_what_the_pages_do() {
    let site = Site::open().await;
    site.person("Asha").await;
    let token = site.token("Asha").await;
    let token = Some(token.as_str());
    let wish =
        json!({ "name": "Kestrel Ltd", "country": "GB", "currency": "GBP", "fiscal_year_end": "12-31" });
    let made = site.command(Method::POST, "/api/v1/books", (token, wish)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let books = format!("/api/v1/books/{}", made.json()["id"].as_str().expect("an id"));
    let chart = site.program(&format!("{books}/accounts"), token).await.json();
    let id = |code: &str| {
        let rows = chart.as_array().expect("a list");
        rows.iter().find(|row| row["code"] == code).expect("an account")["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    let lines =
        json!([{ "account": id("6190"), "debit": "10.00" }, { "account": id("1010"), "credit": "10.00" }]);
    let entry = json!({ "day": "2026-11-03", "memo": "Rent", "lines": lines });
    let posted = site.command(Method::POST, &format!("{books}/entries"), (token, entry)).await;
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.body);
    let report = site.program(&format!("{books}/reports/trial-balance?on=2026-11-30"), token).await.json();
    assert_eq!(
        (report["total_debit"].as_str(), report["total_credit"].as_str()),
        (Some("10.00"), Some("10.00"))
    );
    for amount in
        ["1e400", "NaN", "-0", "9223372036854775808", "0.005", "1.234,56", "١٢", &"9".repeat(10_000)]
    {
        let lines =
            json!([{ "account": id("6190"), "debit": amount }, { "account": id("1010"), "credit": amount }]);
        let entry = json!({ "day": "2026-11-03", "lines": lines });
        let refused = site.command(Method::POST, &format!("{books}/entries"), (token, entry)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{amount}: {}", refused.body);
    }
    for day in ["2026-02-30", "0000-01-01", "10000-01-01", "2026-11-03T00:00:60Z"] {
        let entry = json!({ "day": day, "lines": [] });
        let refused = site.command(Method::POST, &format!("{books}/entries"), (token, entry)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}: {}", refused.body);
    }
    let records = site.program(&format!("{books}/audit/records"), token).await.json();
    assert_eq!(records["rows"][0]["act"], "entry.posted");
}

#[tokio::test]
async fn a_stranger_finds_none_of_it() {
    let site = Site::open().await;
    let base = company(&mut site.signed_in("Asha").await).await;
    let mut other = site.signed_in("Ben").await;
    for page in
        ["", "/accounts", "/transactions", "/trial-balance", "/audit-log", "/audit/key", "/settings/lock"]
    {
        assert_eq!(other.get(&format!("{base}{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}
