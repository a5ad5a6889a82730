//! Who is let in, and what is turned away.

use crate::browser::{Browser, Site, form};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use web::{Answer, Routes};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

async fn breaks() -> Answer {
    panic!("on purpose");
}

async fn asks_again() -> Answer {
    Err(kernel::Refusal::Reauthenticate.into())
}

async fn without_visit() -> Answer {
    Err(kernel::Refusal::NoVisit.into())
}

fn further() -> Routes {
    Routes::pages()
        .show("/test/breaks", breaks)
        .show("/test/asks-again", asks_again)
        .show("/books/bks_1/test", without_visit)
}

#[tokio::test]
async fn a_session_cookie_is_for_this_host_and_the_server_alone() {
    let site = Site::open().await;
    site.person("Ines").await;
    let mut browser = site.browser();
    let fields = [("email", "ines@example.test"), ("password", crate::browser::PASSWORD), ("next", "/start")];
    let answer = browser.send("/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/start");
    let cookie = answer.header("set-cookie");
    let (pair, rest) = cookie.split_once("; ").expect("attributes");
    assert_eq!(rest, "Path=/; HttpOnly; SameSite=Lax; Max-Age=86400; Secure");
    let token = pair.strip_prefix("__Host-sid=").expect("the prefix");
    assert_eq!(token.len(), 43);
    assert!(!answer.body.contains(token));
}

#[tokio::test]
async fn a_cookie_from_before_the_sign_in_is_replaced_and_worth_nothing() {
    let site = Site::open().await;
    site.person("Ines").await;
    let mut browser = site.browser();
    browser.cookies.push(("__Host-sid".to_owned(), "chosen-by-somebody-else".to_owned()));
    let fields = [("email", "ines@example.test"), ("password", crate::browser::PASSWORD), ("next", "")];
    browser.send("/sign-in", &fields).await;
    assert_ne!(browser.cookies[0].1, "chosen-by-somebody-else");
    let mut other = site.browser();
    other.cookies.push(("__Host-sid".to_owned(), "chosen-by-somebody-else".to_owned()));
    assert_eq!(other.get("/live").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_read_the_same() {
    let site = Site::open().await;
    site.person("Ines").await;
    let mut bodies = Vec::new();
    for email in ["ines@example.test", "nobody@example.test", "not an address"] {
        let fields = [("email", email), ("password", "wrong"), ("next", "")];
        let answer = site.browser().send("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.header("set-cookie"), "");
        assert!(!answer.body.contains("wrong\""));
        bodies.push(answer.body.contains("does not match"));
    }
    assert_eq!(bodies, [true, true, true]);
}

#[tokio::test]
async fn no_token_but_a_whole_and_known_one_opens_the_api() {
    let site = Site::open().await;
    let long = "x".repeat(100_000);
    let odd = ["", " ", "null", "true", "0", "{}", "%00", "[]", "undefined", "a b", &long];
    for token in odd {
        let answer = site.program("/api/v1/me", Some(token)).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::UNAUTHORIZED, "signed_out"),
            "{token:.20}"
        );
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    for headers in [vec![], vec!["Basic abc"], vec!["Bearer"], vec!["Bearer a", "Bearer a"]] {
        let mut request = Request::get("/api/v1/me");
        for value in headers {
            request = request.header(header::AUTHORIZATION, value);
        }
        let answer = site.ask(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn the_api_looks_at_no_cookie_and_pages_at_no_token() {
    let site = Site::open().await;
    let mut browser = site.signed_in("Ines").await;
    let answer = browser.get("/api/v1/me").await;
    assert_eq!(answer.code(), "signed_out");
    let request = browser.request(Method::GET, "/live");
    let token = browser.cookies[0].1.clone();
    drop(request);
    let request = Request::get("/live").header(header::AUTHORIZATION, format!("Bearer {token}"));
    let answer = site.ask(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn fields_that_nobody_asked_for_are_refused() {
    let site = Site::open().await;
    site.person("Ines").await;
    for excess in ["id", "books", "created_by", "posted_at", "role", "balance", "seq", "is_admin"] {
        let fields = [
            ("email", "ines@example.test"),
            ("password", crate::browser::PASSWORD),
            ("next", ""),
            (excess, "1"),
        ];
        let answer = site.browser().send("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{excess}");
        assert!(answer.headers.get("set-cookie").is_none());
    }
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let site = Site::open().await;
    site.person("Ines").await;
    let fields = [("email", "ines@example.test"), ("password", crate::browser::PASSWORD), ("next", "")];
    let posts: [(&[(&str, &str)], StatusCode); 8] = [
        (&[("sec-fetch-site", "cross-site")], StatusCode::FORBIDDEN),
        (&[("sec-fetch-site", "same-site")], StatusCode::FORBIDDEN),
        (&[("origin", "null")], StatusCode::FORBIDDEN),
        (&[("origin", "https://evil.test")], StatusCode::FORBIDDEN),
        (&[("origin", "http://books.test:81")], StatusCode::FORBIDDEN),
        (&[("sec-fetch-site", "same-origin")], StatusCode::SEE_OTHER),
        (&[("origin", "https://books.test")], StatusCode::SEE_OTHER),
        (&[], StatusCode::SEE_OTHER),
    ];
    for (headers, expected) in posts {
        let mut request = Request::post("/sign-in")
            .header(header::HOST, "books.test")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = site.ask(request.body(Body::from(form(&fields))).expect("a request")).await;
        assert_eq!(answer.status, expected, "{headers:?}");
        assert_eq!(answer.headers.contains_key("set-cookie"), expected == StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn forms_are_forms_once_and_not_too_large() {
    let site = Site::open().await;
    let post = |kind: &'static str, body: String| {
        Request::post("/sign-in")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .expect("a request")
    };
    let kind = "application/x-www-form-urlencoded";
    let whole = form(&[("email", "a"), ("password", "b"), ("next", "")]);
    for (request, expected) in [
        (post("text/plain", whole.clone()), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (post("application/json", "{}".to_owned()), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (post(kind, format!("{whole}&email=c")), StatusCode::UNPROCESSABLE_ENTITY),
        (post(kind, "email=a&password=b&next=".to_owned()), StatusCode::BAD_REQUEST),
        (post(kind, format!("{whole}&idempotency_key=another-key")), StatusCode::BAD_REQUEST),
        (post(kind, format!("{whole}&email=%00")), StatusCode::BAD_REQUEST),
        (post(kind, format!("{whole}&x={}", "y".repeat(70_000))), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let answer = site.ask(request).await;
        assert_eq!(answer.status, expected, "{}", answer.body);
        assert!(answer.header("content-type").starts_with("text/html"));
    }
}

#[tokio::test]
async fn every_answer_carries_the_policy_and_an_id() {
    let site = Site::with(further()).await;
    let mut browser = site.signed_in("Ines").await;
    let asset = web::views::assets::url("app.css");
    let paths =
        ["/sign-in", "/nowhere", "/api/nowhere", "/api/v1/me", "/api/openapi.json", "/test/breaks", &asset];
    for path in paths {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::DELETE, Method::POST] {
            let request = browser.request(method.clone(), path).body(Body::empty()).expect("a request");
            let answer = browser.ask(request).await;
            assert_eq!(answer.header("content-security-policy"), POLICY, "{method} {path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
            assert!(answer.header("strict-transport-security").starts_with("max-age="));
            assert!(answer.header("x-request-id").starts_with("req_"));
            let kept = answer.header("cache-control").contains("immutable");
            assert_eq!(kept, path == asset && answer.status == StatusCode::OK, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn the_way_back_stays_on_this_site() {
    let site = Site::open().await;
    site.person("Ines").await;
    for next in ["//e.test", "/\\e.test", "https:e.test", "/a\r\nX: y", "https://e.test/", "/..//e.test"] {
        let fields = [("email", "ines@example.test"), ("password", crate::browser::PASSWORD), ("next", next)];
        let answer = site.browser().send("/sign-in", &fields).await;
        assert_eq!(answer.header("location"), "/start", "{next:?}");
        assert!(answer.headers.get("x").is_none());
    }
    let fields =
        [("email", "ines@example.test"), ("password", crate::browser::PASSWORD), ("next", "/books/x?a=1")];
    assert_eq!(site.browser().send("/sign-in", &fields).await.header("location"), "/books/x?a=1");
}

#[tokio::test]
async fn trouble_has_a_page_for_people_and_a_problem_for_programs() {
    let site = Site::with(further()).await;
    let mut browser = site.browser();
    let answer = browser.get("/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("Nothing here"));
    assert_eq!(site.program("/api/v1/nowhere", None).await.code(), "not_found");

    let request = browser.request(Method::DELETE, "/sign-in").body(Body::empty()).expect("a request");
    let answer = browser.ask(request).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.header("allow").contains("POST"), "{:?}", answer.headers);
    assert!(answer.body.contains("cannot be used that way"));
    let request = Request::delete("/api/v1/me").body(Body::empty()).expect("a request");
    assert_eq!(site.ask(request).await.code(), "method_not_allowed");

    let answer = browser.get("/test/breaks").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains(answer.header("x-request-id")), "gives a number to quote");
    assert!(!answer.body.contains("on purpose"), "and no detail");

    let answer = browser.get("/books/bks_1/test").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("Open these books with Go To first."), "no way in, no button");
}

#[tokio::test]
async fn a_fresh_proof_is_asked_for_and_leads_back() {
    let site = Site::with(further()).await;
    let answer = site.browser().get("/test/asks-again?a=1").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/prove?next=%2Ftest%2Fasks-again%3Fa%3D1");
    let browser = site.browser();
    let request = browser.request(Method::GET, "/test/asks-again").header("x-fragment", "dialog");
    let answer = site.ask(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.header("x-location"), "/prove?next=%2Ftest%2Fasks-again");
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_hash() {
    let site = Site::open().await;
    let mut browser: Browser<'_> = site.browser();
    let answer = browser.get(&web::views::assets::url("js/app.js")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(answer.header("content-type").starts_with("text/javascript"));
    let tag = answer.header("etag").to_owned();
    let request = browser.request(Method::GET, &web::views::assets::url("js/app.js"));
    let request = request.header("if-none-match", tag).body(Body::empty()).expect("a request");
    assert_eq!(browser.ask(request).await.status, StatusCode::NOT_MODIFIED);
    let answer = browser.get("/assets/0000000000000000/app.css").await;
    assert_eq!(answer.header("location"), web::views::assets::url("app.css"));
    assert_eq!(browser.get(&web::views::assets::url("../Cargo.toml")).await.status, StatusCode::NOT_FOUND);
}
