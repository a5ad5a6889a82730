//! A person's way in and out, and her own page.

use crate::browser::{PASSWORD, Site};
use app::identity::PasswordOf;
use app::keys::Purpose;
use axum::http::StatusCode;
use kernel::{EmailAddress, UserId};

const OTHER: &str = "violet anchor seven meadow lantern";

async fn user_of(site: &Site, email: &str) -> Option<UserId> {
    let email = EmailAddress::parse(email).expect("an address");
    let facts = site.house.app.read(&site.house.nobody(), PasswordOf { email }).await.expect("asks");
    facts.map(|facts| facts.user)
}

#[tokio::test]
async fn signing_up_a_firm_leads_through_the_mailbox_to_its_first_step() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let fields = [
        ("for", "firm"),
        ("name", "Asha Raman"),
        ("email", "asha@example.test"),
        ("password", PASSWORD),
        ("next", ""),
    ];
    let answer = browser.send("/register", &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("Check your mail"));
    assert!(answer.headers.get_all("set-cookie").iter().all(|cookie| !format!("{cookie:?}").contains("sid")));

    let user = user_of(&site, "asha@example.test").await.expect("is there");
    let sign_in = [("email", "asha@example.test"), ("password", PASSWORD), ("next", "")];
    let early = site.browser().send("/sign-in", &sign_in).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("Confirm your email address first."));

    let path = format!("/confirm/{}", site.secret(Purpose::ConfirmEmail, user, 1));
    for _ in 0..20 {
        let scanned = site.browser().get(&path).await;
        assert_eq!(scanned.status, StatusCode::OK);
        assert!(!scanned.body.contains("asha@example.test"), "the address is masked");
    }
    let wrong = site.browser().send(&path, &[("password", OTHER)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = browser.send(&path, &[("password", PASSWORD)]).await;
    assert_eq!((right.status, right.header("location")), (StatusCode::SEE_OTHER, "/organisations/new"));
    assert_eq!(browser.get("/start").await.status, StatusCode::OK);
    let again = site.browser().send(&path, &[("password", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(again.body.contains("used already"));
}

#[tokio::test]
async fn what_is_typed_wrong_comes_back_at_once_and_the_password_never() {
    let site = Site::open().await;
    let fields =
        [("for", "business"), ("name", ""), ("email", "asha"), ("password", "short"), ("next", "/join/x")];
    let answer = site.browser().send("/register", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["Fill this in.", "one @", "at least 15 characters", "value=\"asha\"", "/join/x"] {
        assert!(answer.body.contains(said), "{said}: {}", answer.body);
    }
    assert!(!answer.body.contains("value=\"short\""));
}

#[tokio::test]
async fn a_known_and_an_unknown_address_read_the_same_everywhere() {
    let site = Site::open().await;
    site.person("Ines").await;
    for path in ["/forgot", "/register/again"] {
        let mut bodies = Vec::new();
        for email in ["ines@example.test", "nina@example.test"] {
            let answer = site.browser().send(path, &[("email", email)]).await;
            assert_eq!(answer.status, StatusCode::OK);
            let keyless: Vec<&str> =
                answer.body.split('<').filter(|tag| !tag.contains("idempotency_key")).collect();
            bodies.push(keyless.join("<").replace(email, "x@example.test"));
        }
        assert_eq!(bodies[0], bodies[1], "{path}");
    }
}

#[tokio::test]
async fn an_unknown_secret_is_one_neutral_page() {
    let site = Site::open().await;
    for path in ["/confirm/x", "/reset/x", "/confirm/%00", "/reset/null"] {
        let answer = site.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains("This link does not work"), "{path}");
        assert_eq!(site.browser().send(path, &[("password", PASSWORD)]).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_reset_ends_every_session_and_its_link_works_once() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Ines").await;
    let token = site.token("Ines").await;
    browser.send("/forgot", &[("email", "ines@example.test")]).await;
    let user = user_of(&site, "ines@example.test").await.expect("is there");
    let path = format!("/reset/{}", site.secret(Purpose::ResetPassword, user, 1));
    assert_eq!(site.browser().get(&path).await.status, StatusCode::OK);
    let weak = site.browser().send(&path, &[("password", "ines@example.test")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let set = site.browser().send(&path, &[("password", OTHER)]).await;
    assert_eq!((set.status, set.header("location")), (StatusCode::SEE_OTHER, "/sign-in?reset=done"));
    assert_eq!(browser.get("/start").await.header("location"), "/sign-in?next=%2Fstart");
    assert_eq!(site.program("/api/v1/me", Some(&token)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.browser().get(&path).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_empties_the_browser() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Ines").await;
    let kept = browser.cookies.clone();
    let answer = browser.send("/sign-out", &[]).await;
    assert_eq!(answer.header("location"), "/signed-out");
    assert!(answer.header("clear-site-data").contains("cookies"));
    assert!(browser.cookies.is_empty());
    browser.cookies = kept;
    assert_eq!(browser.get("/start").await.header("location"), "/sign-in?next=%2Fstart");
    assert_eq!(browser.get("/live").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_proof_renews_the_token_and_the_old_one_is_dead() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Ines").await;
    let before = browser.cookies.clone();
    let wrong = browser.send("/prove", &[("password", OTHER), ("next", "/profile")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = browser.send("/prove", &[("password", PASSWORD), ("next", "/profile")]).await;
    assert_eq!(answer.header("location"), "/profile");
    assert_ne!(browser.cookies, before);
    assert_eq!(browser.get("/profile").await.status, StatusCode::OK);
    browser.cookies = before;
    assert_eq!(browser.get("/profile").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_own_page_changes_name_password_sessions_and_tokens() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Ines").await;
    let saved = browser.send("/profile/name", &[("name", "Ines <b>Carvalho")]).await;
    assert_eq!(saved.header("location"), "/profile");
    let page = browser.get("/profile").await;
    assert!(page.body.contains("Name saved."), "the word is shown once");
    assert!(page.body.contains("Ines &#60;b&#62;Carvalho"), "{}", page.body);
    assert!(!browser.get("/profile").await.body.contains("Name saved."));

    let wrong = [("current", OTHER), ("password", "short")];
    let refused = browser.send("/profile/password", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("not your present password") && refused.body.contains("15 characters"));

    let wish = [("name", "nightly"), ("password", PASSWORD)];
    let made = browser.send("/profile/tokens", &wish).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let at = made.body.find("<code>chs_").expect("the token is shown") + "<code>".len();
    let token = &made.body[at..at + 53];
    assert_eq!(site.program("/api/v1/me", Some(token)).await.status, StatusCode::OK);
    assert!(!browser.get("/profile").await.body.contains(token), "and never again");

    let mut other = site.browser();
    let sign_in = [("email", "ines@example.test"), ("password", PASSWORD), ("next", "")];
    other.send("/sign-in", &sign_in).await;
    assert!(browser.get("/profile").await.body.contains("End all others"));
    let changed = browser.send("/profile/password", &[("current", PASSWORD), ("password", OTHER)]).await;
    assert_eq!(changed.header("location"), "/profile", "{}", changed.body);
    assert_eq!(browser.get("/profile").await.status, StatusCode::OK, "this one goes on");
    assert_eq!(other.get("/profile").await.status, StatusCode::SEE_OTHER, "the other is out");
}

#[tokio::test]
async fn somebody_elses_session_and_token_are_not_there() {
    let site = Site::open().await;
    let mut ines = site.signed_in("Ines").await;
    let bea = site.signed_in("Bea").await;
    let token = site.token("Bea").await;
    let id = site.program("/api/v1/tokens", Some(&token)).await.json()[0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let session = site.program("/api/v1/sessions", Some(&token)).await.json()[0]["id"].to_string();
    let session = session.trim_matches('"');
    for path in [
        format!("/profile/tokens/{id}/revoke"),
        format!("/profile/sessions/{session}/end"),
        "/profile/sessions/nonsense/end".to_owned(),
        format!("/profile/sessions/{id}/end"),
    ] {
        assert_eq!(ines.send(&path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    drop(bea);
    assert_eq!(site.program("/api/v1/me", Some(&token)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_signed_in_person_hears_hints_on_her_stream() {
    use axum::body::Body;
    use axum::http::Method;
    use futures_util::StreamExt as _;
    let site = Site::open().await;
    let browser = site.signed_in("Ines").await;
    let user = user_of(&site, "ines@example.test").await.expect("is there");
    let request = browser.request(Method::GET, "/live").body(Body::empty()).expect("a request");
    let response = site.open_stream(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.headers().get("content-encoding").is_none());
    let mut body = response.into_body().into_data_stream();
    let first = body.next().await.expect("opens").expect("bytes");
    assert!(String::from_utf8_lossy(&first).contains("retry"));
    site.house.app.hub().tell(app::realtime::Hint::new(user, app::realtime::Topic::Team));
    let hint = body.next().await.expect("hears").expect("bytes");
    assert!(String::from_utf8_lossy(&hint).contains(r#""topic":"team""#));
    site.house.app.hub().tell(app::realtime::Hint::new(user, app::realtime::Topic::Person));
    let end = body.next().await.expect("hears").expect("bytes");
    assert!(String::from_utf8_lossy(&end).contains("event: end"));
    assert!(body.next().await.is_none());
}
