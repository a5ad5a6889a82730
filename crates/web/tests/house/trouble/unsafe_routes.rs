//! What changes something, and what must not: other sites' forms, fields nobody asked for, pages looked at.

use super::bodies::{Body as Sent, body, key};
use super::identities::{self, Identity};
use super::requests::{Secrets, address, is_closed, parameter, query, request};
use super::world::{Ids, Side, side};
use crate::browser::{Answered, Site, form};
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use serde_json::json;
use std::collections::BTreeMap;
use testkit::{House, both_engines, user};
use web::Route;

/// Fields that no body has, but that somebody might hope are heard.
const EXCESS: [&str; 11] = [
    "id",
    "books",
    "created_by",
    "posted_at",
    "balance",
    "seq",
    "is_admin",
    "actor",
    "user_id",
    "status",
    "practice",
];

/// One house with one firm and its client, and those who ask.
struct Stage {
    site: Site,
    ours: Side,
    everybody: Vec<Identity>,
    secrets: Secrets,
}

async fn stage(house: House) -> Stage {
    let (ours, theirs) = (side(&house, "onyx").await, side(&house, "topaz").await);
    let everybody = identities::all(&house, &ours, &theirs).await;
    let site = Site::over(house);
    let secrets = site.secrets(&ours.ids, user(&ours.tom), user(&ours.tom));
    Stage { site, ours, everybody, secrets }
}

impl Stage {
    fn who(&self, mark: &str) -> &Identity {
        self.everybody.iter().find(|who| who.mark == mark).expect("a column of the matrix")
    }

    fn ids(&self) -> &Ids {
        &self.ours.ids
    }

    fn path(&self, route: &Route) -> String {
        let path = address(route, |name| parameter(route, name, self.ids(), &self.secrets));
        format!("{path}{}", query(route, self.ids()))
    }

    fn written(&self) -> u64 {
        self.site.house.app.db().faults().rehearsed()
    }

    async fn ask(&self, request: Request<Body>) -> Answered {
        self.site.ask(request).await
    }
}

fn with_header(mut request: Request<Body>, name: &'static str, value: Option<&'static str>) -> Request<Body> {
    match value {
        Some(value) => request.headers_mut().insert(name, HeaderValue::from_static(value)),
        None => request.headers_mut().remove(name),
    };
    request
}

both_engines! {
    async fn no_body_takes_a_field_that_nobody_asked_for(house: House) {
        let stage = stage(house).await;
        let owner = stage.who("ow");
        // Once, so that no use of the session is left to note.
        stage.ask(Request::get("/api/v1/me").header("authorization", format!("Bearer {}", owner.token.as_ref().expect("a token"))).body(Body::empty()).expect("a request")).await;
        stage.site.house.app.db().faults().rehearse(true);
        for route in web::routes().iter().filter(|route| route.command.is_some()) {
            for excess in EXCESS {
                let mut body = body(route, stage.ids(), &stage.secrets);
                match &mut body {
                    Sent::Form(fields) => fields.push((excess, "1".to_owned())),
                    Sent::Json(value) => value[excess] = json!(1),
                }
                let answer = stage.ask(request(route, &stage.path(route), Some(&body), owner)).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{route:?} {excess} {}", answer.body);
                assert!(answer.body.contains("not known here"), "{route:?} {excess} {}", answer.body);
            }
        }
        assert_eq!(stage.written(), 0);
    }

    async fn no_route_changes_anything_for_another_site(house: House) {
        let stage = stage(house).await;
        let owner = stage.who("ow");
        stage.site.house.app.db().faults().rehearse(true);
        let elsewhere: [&[(&str, Option<&str>)]; 5] = [
            &[("sec-fetch-site", Some("cross-site"))],
            &[("sec-fetch-site", Some("same-site"))],
            &[("sec-fetch-site", None), ("origin", Some("null"))],
            &[("sec-fetch-site", None), ("origin", Some("https://evil.test"))],
            &[("sec-fetch-site", None), ("origin", Some("https://books.test.evil.test"))],
        ];
        let mut asked = 0;
        for route in web::routes().iter().filter(|route| route.command.is_some()) {
            let sent = body(route, stage.ids(), &stage.secrets);
            if route.path.starts_with("/api/") {
                let without = Identity { mark: "", words: "", cookie: owner.cookie.clone(), token: None };
                let answer = stage.ask(request(route, &stage.path(route), Some(&sent), &without)).await;
                let closed = is_closed(route);
                assert!(!closed || answer.status == StatusCode::UNAUTHORIZED, "{route:?}");
                for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
                    let request = request(route, &stage.path(route), Some(&sent), owner);
                    let answer = stage.ask(with_header(request, "content-type", Some(kind))).await;
                    let is_bare = format!("{sent:?}") == format!("{:?}", Sent::Json(json!({})));
                    let refused = answer.status == StatusCode::UNSUPPORTED_MEDIA_TYPE;
                    assert!(refused || is_bare, "{route:?} {kind} {}", answer.status);
                }
                continue;
            }
            let before = stage.written();
            for headers in elsewhere {
                let mut request = request(route, &stage.path(route), Some(&sent), owner);
                for (name, value) in headers {
                    request = with_header(request, name, *value);
                }
                let answer = stage.ask(request).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{route:?} {headers:?}");
                asked += 1;
            }
            assert_eq!(stage.written(), before, "{route:?}");
        }
        assert!(asked > 200, "{asked}");
    }

    async fn looking_at_every_page_changes_nothing(house: House) {
        let stage = stage(house).await;
        let looks = ["nb", "si", "ow", "oo", "sv", "vi", "bv", "mv", "mr"].map(|mark| stage.who(mark));
        // The first round notes the use of sessions and tokens, and signs the logs that are asked for.
        crawl(&stage, &looks).await;
        let before = quiet(&stage).await;
        crawl(&stage, &looks).await;
        crawl(&stage, &looks).await;
        let after = quiet(&stage).await;
        for (table, rows) in &before {
            let new: Vec<&String> = after[table].iter().filter(|row| !rows.contains(row)).collect();
            assert!(rows == &after[table], "{table}: {new:#?}");
        }
    }

    async fn every_answer_forbids_frames(house: House) {
        let stage = stage(house).await;
        stage.site.house.app.db().faults().rehearse(true);
        let looks = ["nb", "ow", "mr", "vi"].map(|mark| stage.who(mark));
        for route in web::routes().iter().filter(|route| route.path != "/live") {
            let sent = route.command.as_ref().map(|_| body(route, stage.ids(), &stage.secrets));
            for who in looks {
                let asked = request(route, &stage.path(route), sent.as_ref(), who);
                let answer = stage.ask(asked).await;
                let policy = answer.header("content-security-policy");
                assert!(policy.contains("frame-ancestors 'none'"), "{route:?} {}", answer.status);
                assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{route:?}");
                assert_eq!(answer.header("x-content-type-options"), "nosniff", "{route:?}");
            }
        }
    }
}

/// Every page, by everybody of these.
async fn crawl(stage: &Stage, everybody: &[&Identity]) {
    for route in web::routes().iter().filter(|route| route.method == "GET" && route.path != "/live") {
        for who in everybody {
            let answer = stage.ask(request(route, &stage.path(route), None, who)).await;
            assert!(!answer.status.is_server_error(), "{route:?} {} {}", who.mark, answer.body);
        }
    }
}

/// Every row of every table, without what a refusal of somebody with standing adds to the log.
async fn quiet(stage: &Stage) -> BTreeMap<String, Vec<String>> {
    let house = &stage.site.house;
    let mut dump = house.app.db().dump().await.expect("the database can be read");
    // A log that grew by a refusal is copied for the firm, and signed when it is read.
    for table in ["audit_node", "audit_signed", "audit_copy", "change"] {
        dump.remove(table);
    }
    // The head of a log moves with its leaves; what the leaves say is compared by itself.
    dump.remove("tenant");
    dump.remove("audit_leaf");
    dump.remove("audit_text");
    for tenant in [app::Tenant::from(stage.ids().books), app::Tenant::from(stage.ids().organisation)] {
        let mut acts = house.acts(tenant).await;
        acts.retain(|act| act != "access.denied");
        dump.insert(tenant.to_string(), acts);
    }
    dump
}

#[tokio::test]
async fn a_form_that_comes_twice_is_done_once() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Ines").await;
    let text = form(&[("name", "Ines & Co"), ("country", "GB")]);
    let mut led = Vec::new();
    for _ in 0..2 {
        let request = browser
            .request(axum::http::Method::POST, "/organisations/new")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(text.clone()))
            .expect("a request");
        led.push(browser.ask(request).await.header("location").to_owned());
    }
    assert_eq!(led[0], led[1], "the second click leads to the same firm");
    let token = site.token("Ines").await;
    assert_eq!(
        site.program("/api/v1/organisations", Some(&token)).await.json()["rows"].as_array().map(Vec::len),
        Some(1)
    );
    assert!(!key().is_empty());
}
