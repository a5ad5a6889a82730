//! A disk without room: nothing is half saved, what was typed is kept, reading goes on, and it heals.

use crate::books::{company, fields_of_an_entry};
use crate::browser::Site;
use axum::http::{Method, StatusCode};
use serde_json::json;
use testkit::both_engines;

both_engines! {
    async fn a_full_disk_refuses_writes_keeps_what_was_typed_and_heals(house: House) {
        let site = Site::over(house);
        let mut browser = site.signed_in("Asha").await;
        let base = company(&mut browser).await;
        let token = site.token("Asha").await;
        let api = format!("/api/v1{}/accounts", base);
        let rent = fields_of_an_entry(&mut browser, &base, ("1000.00", "1000.00")).await;
        let fields: Vec<(&str, &str)> = rent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let to = format!("{base}/transactions/new");
        let posted = browser.send(&to, &fields).await;
        assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);

        site.house.fill_the_disk().await;
        let mut refused = None;
        // On the embedded engine the pages that are there already take some rows more.
        for _ in 0..200 {
            let answer = browser.send(&to, &fields).await;
            if answer.status != StatusCode::SEE_OTHER {
                refused = Some(answer);
                break;
            }
        }
        let refused = refused.expect("the disk fills up");
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{}", refused.body);
        assert_eq!(refused.header("retry-after"), "60");
        for kept in ["Rent &#60;November&#62;", "1000.00", "by transfer", "Try again", "What you typed is kept"] {
            assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
        }
        assert!(refused.body.contains("can read but not save"), "{}", refused.body);
        let chart = site.program(&api, Some(&token)).await.json();
        let rent = chart.as_array().expect("a list").iter().find(|row| row["code"] == "6190").expect("rent");
        let mut told = None;
        for number in 0..200 {
            let wish = json!({ "code": format!("{}", 7100 + number), "name": "Rent", "group": rent["group"] });
            let answer = site.command(Method::POST, &api, (Some(&token), wish)).await;
            if answer.status == StatusCode::SERVICE_UNAVAILABLE {
                told = Some(answer);
                break;
            }
        }
        let told = told.expect("the API says so, too");
        assert_eq!(told.header("content-type"), "application/problem+json");
        assert_eq!(told.json()["code"], "read_only", "{}", told.body);

        // Reading goes on, also where a page would note that somebody was there.
        site.house.clock.pass_seconds(120);
        for page in [format!("{base}/transactions"), format!("{base}/trial-balance"), "/start".to_owned()] {
            let answer = browser.get(&page).await;
            assert!(answer.status.is_success() || answer.status.is_redirection(), "{page}: {}", answer.status);
        }
        assert_eq!(site.program(&api, Some(&token)).await.status, StatusCode::OK);

        site.house.make_room().await;
        let posted = browser.send(&to, &fields).await;
        assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);
    }
}
