//! Values that nobody means: odd secrets, amounts, days, names, ways back, keys of somebody else.

use super::bodies::{Body as Sent, body};
use super::identities::Identity;
use super::requests::{Secrets, address, class, parameter, query, request};
use super::world::{Side, side};
use crate::browser::{Answered, Site, form};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use testkit::{House, both_engines, user};
use web::Route;

/// A house with one firm and its client, and the client's owner.
struct Stage {
    site: Site,
    ours: Side,
    owner: Identity,
    secrets: Secrets,
}

async fn stage(house: House) -> Stage {
    let ours = side(&house, "onyx").await;
    let (actor, cookie) = house.sign_in_with_cookie(user(&ours.zoe)).await.expect("signs in");
    let (_, token) = house.program(&actor).await.expect("a token");
    let owner = Identity { mark: "ow", words: "owner", cookie: Some(cookie), token: Some(token) };
    let site = Site::over(house);
    let secrets = site.secrets(&ours.ids, user(&ours.tom), user(&ours.tom));
    Stage { site, ours, owner, secrets }
}

impl Stage {
    fn route(&self, command: &str, is_api: bool) -> Route {
        let routes = web::routes();
        let found = routes.into_iter().find(|route| {
            route.command.as_deref() == Some(command) && route.path.starts_with("/api/") == is_api
        });
        found.expect("a route of the command")
    }

    async fn send(&self, route: &Route, sent: &Sent) -> Answered {
        let path = address(route, |name| parameter(route, name, &self.ours.ids, &self.secrets));
        self.site.ask(request(route, &path, Some(sent), &self.owner)).await
    }

    /// A program's command with one value exchanged.
    async fn with(&self, command: &str, pointer: &str, value: Value) -> Answered {
        let route = self.route(command, true);
        let Sent::Json(mut sent) = body(&route, &self.ours.ids, &self.secrets) else {
            panic!("a program sends JSON")
        };
        *sent.pointer_mut(pointer).expect("the field is there") = value;
        self.send(&route, &Sent::Json(sent)).await
    }

    /// The same on a page.
    async fn with_field(&self, command: &str, field: &str, value: &str) -> Answered {
        let route = self.route(command, false);
        let Sent::Form(mut fields) = body(&route, &self.ours.ids, &self.secrets) else {
            panic!("a page sends a form")
        };
        for (_, old) in fields.iter_mut().filter(|(name, old)| *name == field && !old.is_empty()) {
            value.clone_into(old);
        }
        self.send(&route, &Sent::Form(fields)).await
    }

    /// The trial balance of all that was ever posted, to the minor unit.
    async fn balance(&self) -> (String, String) {
        let path = format!("/api/v1/books/{}/reports/trial-balance?on=2026-12-31", self.ours.ids.books);
        let shown = self.site.program(&path, self.owner.token.as_deref()).await.json();
        let total = |side: &str| shown[side].as_str().expect("a total").to_owned();
        (total("total_debit"), total("total_credit"))
    }
}

fn refused(answer: &Answered, place: &str) {
    assert!(answer.status.is_client_error(), "{place}: {} {}", answer.status, answer.body);
}

both_engines! {
    async fn no_odd_secret_opens_anything(house: House) {
        let stage = stage(house).await;
        // A program's first call notes that its token is in use.
        stage.site.program("/api/v1/me", stage.owner.token.as_deref()).await;
        let before = stage.site.house.app.db().fingerprint().await.expect("a fingerprint");
        let long = "A".repeat(1 << 20);
        let odd = ["%00", "null", "true", "0", "%7B%7D", "%5B%5D", "undefined", "%20", "%FF%FE", &long[..60_000]];
        for route in web::routes().iter().filter(|route| route.path.contains("{secret}")) {
            for secret in odd {
                let path = route.path.replace("{secret}", secret);
                let sent = route.command.as_ref().map(|_| body(route, &stage.ours.ids, &stage.secrets));
                for who in [&stage.owner, &Identity { mark: "nb", words: "nobody", cookie: None, token: None }] {
                    let answer = stage.site.ask(request(route, &path, sent.as_ref(), who)).await;
                    let signs_in = answer.header("location").starts_with("/sign-in");
                    assert!(answer.status.is_client_error() || signs_in, "{route:?} {secret:.40} {}", answer.status);
                }
            }
        }
        let odd = [json!(null), json!(true), json!(0), json!({}), json!([]), json!(""), json!("\u{0}"), json!([""]),
            json!(long), json!("A".repeat(43))];
        for route in web::routes().iter().filter(|route| route.command.is_some() && route.path.starts_with("/api/")) {
            let Sent::Json(sent) = body(route, &stage.ours.ids, &stage.secrets) else { panic!("a program sends JSON") };
            if sent.get("secret").is_none() {
                continue;
            }
            for value in &odd {
                let mut sent = sent.clone();
                sent["secret"] = value.clone();
                refused(&stage.send(route, &Sent::Json(sent)).await, &format!("{route:?} {value:.40}"));
            }
            let mut without = sent.clone();
            without.as_object_mut().expect("an object").remove("secret");
            refused(&stage.send(route, &Sent::Json(without)).await, &format!("{route:?} without"));
        }
        let after = stage.site.house.app.db().fingerprint().await.expect("a fingerprint");
        assert_eq!(before, after);
    }

    async fn no_spelling_of_an_amount_is_misread(house: House) {
        let stage = stage(house).await;
        let before = stage.balance().await;
        let long = "9".repeat(10_000);
        let odd = [
            "1e400", "1e3", "NaN", "Infinity", "-0", "-1", "9223372036854775808", "0.005", "1.234,56", "1,5", "١٢", "１２",
            "0x10", "1_000", "", " ", "1 000", "+5", "--5", "1.2.3", ".5.", "٫5", "1\u{a0}000", "€5", "5-", "(5)", &long,
            "99999999999999999999999999999999999999", "1.", "0", "0.00",
        ];
        for text in odd {
            let answer = stage.with("post_entry", "/lines/0/debit", json!(text)).await;
            refused(&answer, text.get(..40.min(text.len())).unwrap_or("long"));
            let answer = stage.with_field("post_entry", "debit", text).await;
            refused(&answer, text.get(..40.min(text.len())).unwrap_or("long"));
        }
        for value in [json!(25), json!(25.0), json!(1e300), json!(null), json!(["25.00"]), json!({ "amount": "25.00" })] {
            refused(&stage.with("post_entry", "/lines/0/debit", value.clone()).await, &value.to_string());
        }
        assert_eq!(stage.balance().await, before, "nothing was posted");
        // The largest amounts, a thousand times: exact or refused, and never a fault.
        let [debit, credit] = stage.ours.ids.two_accounts.map(|id| id.to_string());
        let largest = "92233720368547758.07";
        let lines: Vec<Value> = (0..500)
            .flat_map(|_| [json!({ "account": debit, "debit": largest }), json!({ "account": credit, "credit": largest })])
            .collect();
        let route = stage.route("post_entry", true);
        refused(&stage.send(&route, &Sent::Json(json!({ "day": "2026-11-03", "lines": lines }))).await, "largest");
        for _ in 0..3 {
            let answer = stage.with("post_entry", "/lines", json!([
                { "account": debit, "debit": largest }, { "account": credit, "credit": largest }
            ])).await;
            assert!(!answer.status.is_server_error(), "{}", answer.body);
        }
        let (debit, credit) = stage.balance().await;
        assert_eq!(debit, credit);
        stage.site.house.assert_sound(stage.ours.ids.books).await;
    }

    async fn no_day_that_is_none_and_no_locked_day_is_posted_to(house: House) {
        let stage = stage(house).await;
        let before = stage.balance().await;
        let odd = [
            "2026-02-30", "2026-02-29", "0000-01-01", "10000-01-01", "2026-13-01", "2026-00-10", "2026-11-00", "26-11-03",
            "03/11/2026", "2026-11-03T00:00:00", "2026-11-03 ", "2026-1-3", "20261103", "2026-W45-2", "2026-308",
            "23:59:60", "2016-12-31T23:59:60Z", "٢٠٢٦-١١-٠٣", "-2026-11-03", "+2026-11-03", "today", "", "null",
            "2026-11-31", "9999-99-99",
        ];
        for text in odd {
            refused(&stage.with("post_entry", "/day", json!(text)).await, text);
            let parsed_on_a_page = stage.with_field("post_entry", "date", text).await;
            refused(&parsed_on_a_page, text);
        }
        assert_eq!(stage.balance().await, before);
        let lock = stage.with("set_lock_day", "/lock_day", json!("2026-11-30")).await;
        assert!(lock.status.is_success(), "{}", lock.body);
        for command in ["post_entry", "revise_entry", "delete_entry"] {
            for is_api in [false, true] {
                let route = stage.route(command, is_api);
                let sent = body(&route, &stage.ours.ids, &stage.secrets);
                let path = address(&route, |name| parameter(&route, name, &stage.ours.ids, &stage.secrets));
                let path = format!("{path}{}", query(&route, &stage.ours.ids));
                let answer = stage.site.ask(request(&route, &path, Some(&sent), &stage.owner)).await;
                refused(&answer, &format!("{route:?}"));
                assert!(answer.body.contains("lock"), "{route:?} {}", answer.body);
            }
        }
        // Nor is an entry moved out of the locked days into open ones, or an open one into them.
        refused(&stage.with("revise_entry", "/day", json!("2026-12-05")).await, "re-dated");
        assert_eq!(stage.balance().await, before);
    }

    async fn no_name_carries_what_a_reader_cannot_see(house: House) {
        let stage = stage(house).await;
        let named = [("rename_person", "/name"), ("update_company", "/name"), ("create_organisation", "/name"),
            ("add_account", "/name"), ("create_books", "/legal_name")];
        for (command, pointer) in named {
            for hidden in hidden() {
                for text in [format!("Kestrel{hidden}Ltd"), format!("Kestrel {hidden}{hidden} Ltd")] {
                    let route = stage.route(command, true);
                    let Sent::Json(mut sent) = body(&route, &stage.ours.ids, &stage.secrets) else { panic!("JSON") };
                    sent[&pointer[1..]] = json!(text);
                    let answer = stage.send(&route, &Sent::Json(sent)).await;
                    let code = answer.status;
                    assert_eq!(code, StatusCode::UNPROCESSABLE_ENTITY, "{command} {text:?} {}", answer.body);
                }
            }
        }
        let route = stage.route("rename_person", true);
        for (text, status) in [
            (r#"{"name":"\ud800"}"#, StatusCode::BAD_REQUEST), (r#"{"name":"a\udfffb"}"#, StatusCode::BAD_REQUEST),
            ("{\"name\":\"\u{1}\"}", StatusCode::BAD_REQUEST),
        ] {
            let mut asked = request(&route, &route.path, Some(&Sent::Json(json!({}))), &stage.owner);
            *asked.body_mut() = Body::from(text);
            assert_eq!(stage.site.ask(asked).await.status, status, "{text}");
        }
    }

    async fn what_looks_like_markup_is_shown_inert(house: House) {
        let stage = stage(house).await;
        for text in ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "{{7*7}}",
            "<a hx-get=/x hx-trigger=load>", "javascript:alert(1)", "</title><h1>", "&lt;b&gt;", "<!-- a", "a ]]>"] {
            let answer = stage.with("update_company", "/name", json!(text)).await;
            assert!(answer.status.is_success(), "{text} {}", answer.body);
            let path = format!("/books/{}", stage.ours.ids.books);
            let cookie = stage.owner.cookie.as_deref().unwrap_or_default();
            let asked = Request::get(path).header("cookie", format!("__Host-sid={cookie}"));
            let page = stage.site.ask(asked.body(Body::empty()).expect("a request")).await;
            assert_eq!(page.status, StatusCode::OK);
            let is_markup = text.contains(['<', '"', '\'', '>']);
            assert!(!is_markup || !page.body.contains(text), "{text} stands unescaped");
        }
    }

    async fn every_way_back_stays_on_this_site(house: House) {
        let stage = stage(house).await;
        let odd = ["//e.test", "/\\e.test", "\\\\e.test", "https:e.test", "https://e.test/", "/\t/e.test", "/%09/e.test",
            "/@e.test", "/a\r\nSet-Cookie: x=y", "/..//e.test", "/.//e.test", "javascript:alert(1)", "e.test", "///e.test",
            "/%2F/e.test", "http:///e.test", "/;@e.test", "?next=//e.test", "#", "//books.test@e.test"];
        for next in odd {
            let zoe = stage.ours.zoe.email().to_owned();
            let asks = [("/sign-in", vec![("email", zoe.as_str()), ("password", testkit::PASSWORD), ("next", next)]),
                ("/prove", vec![("password", testkit::PASSWORD), ("next", next)])];
            for (path, fields) in asks {
                let cookie = stage.site.house.sign_in_with_cookie(user(&stage.ours.zoe)).await.expect("signs in").1;
                let asked = Request::post(path)
                    .header("host", "books.test")
                    .header("sec-fetch-site", "same-origin")
                    .header("cookie", format!("__Host-sid={cookie}"))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(Body::from(form(&fields)))
                    .expect("a request");
                let answer = stage.site.ask(asked).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {next:?} {}", answer.body);
                let base = url::Url::parse("https://books.test/sign-in").expect("an address");
                let to = base.join(answer.header("location")).expect("an address");
                assert_eq!(to.host_str(), Some("books.test"), "{path} {next:?}");
                assert_eq!(to.scheme(), "https");
                assert!(!answer.header("location").starts_with("//"), "{path} {next:?}");
            }
        }
    }

    async fn a_key_belongs_to_its_person_and_its_act(house: House) {
        let stage = stage(house).await;
        let (_, other) = stage.site.house.program(&stage.ours.ona).await.expect("a token");
        let found = async |token: &str, name: &str| {
            let asked = Request::post("/api/v1/organisations")
                .header("authorization", format!("Bearer {token}"))
                .header("content-type", "application/json")
                .header("idempotency-key", "the-very-same-key");
            let body = json!({ "name": name, "country": "GB" }).to_string();
            stage.site.ask(asked.body(Body::from(body)).expect("a request")).await
        };
        let token = stage.owner.token.as_deref().expect("a token");
        let first = found(token, "Marsh & Co").await;
        let again = found(token, "Marsh & Co").await;
        assert_eq!((first.status, &first.body), (again.status, &again.body), "the same act, the same answer");
        let changed = found(token, "Other & Co").await;
        assert_eq!(changed.code(), "idempotency_key_reused");
        let hers = found(&other, "Marsh & Co").await;
        assert_eq!(hers.status, StatusCode::CREATED, "{}", hers.body);
        assert_ne!(hers.body, first.body, "somebody else's key is no key of hers");
        let many = futures_util::future::join_all((0..64).map(|_| found(token, "Marsh & Co"))).await;
        assert!(many.iter().all(|one| one.status == StatusCode::CONFLICT || one.body == first.body));
    }

    async fn a_page_answers_the_invitation_of_its_address(house: House) {
        let stage = stage(house).await;
        let ids = &stage.ours.ids;
        let (_, cookie) = stage.site.house.sign_in_with_cookie(user(&stage.ours.tom)).await.expect("signs in");
        let tom = Identity { mark: "ba", words: "Admin", cookie: Some(cookie), token: None };
        let base = format!("/portal/{}/client-invitations/{}/accept", ids.organisation, ids.waiting);
        let route = stage.route("accept_invitation", false);
        let before = stage.site.house.acts(ids.organisation).await.len();
        for (name, value) in [("invitation", ids.rejecting.to_string()), ("token", stage.secrets.invitation.clone()),
            ("secret", stage.secrets.invitation.clone()), ("id", ids.rejecting.to_string()), ("role", "owner".to_owned()),
            ("books", ids.books.to_string()), ("status", "accepted".to_owned())] {
            let name: &'static str = name;
            let sent = Sent::Form(vec![(name, value)]);
            let answer = stage.site.ask(request(&route, &base, Some(&sent), &tom)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
        assert_eq!(stage.site.house.acts(ids.organisation).await.len(), before);
        let path = format!("{base}?invitation={}&secret={}", ids.rejecting, stage.secrets.invitation);
        let answer = stage.site.ask(request(&route, &path, Some(&Sent::Form(Vec::new())), &tom)).await;
        assert_eq!(class(&answer, false), "go", "{}", answer.body);
        assert!(!answer.header("set-cookie").contains("sid="), "accepting signs nobody in");
        let page = answer.header("location").to_owned();
        let client = stage.site.ask(request(&Route { method: "GET".to_owned(), ..route }, &page, None, &tom)).await;
        assert!(client.body.contains("Heron onyx"), "the one of the address: {}", client.body);
    }
}

/// Thirty characters and sequences that change what is read without being seen.
fn hidden() -> Vec<String> {
    let mut all: Vec<String> = [
        0x200b, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066, 0x2067, 0x2068,
        0x2069, 0xfeff, 0x00ad, 0x061c, 0x180e, 0x0000, 0x0001, 0x0007, 0x0008, 0x001b, 0x007f, 0x0085,
        0x2028, 0x2029, 0xfff9, 0xe0001, 0xe0041, 0x0378,
    ]
    .into_iter()
    .filter_map(char::from_u32)
    .map(String::from)
    .collect();
    all.dedup();
    assert_eq!(all.len(), 30);
    all
}
