//! After the owner has ended a connection nothing of it works any more: not the next request, not an open stream.
//!
//! `COUNTINGHOUSE_FULL=1` sends the ten thousand requests and opens the five hundred streams that the promise
//! names; without it a tenth of both.

use super::identities::Identity;
use super::world::{Side, assign, member, side};
use crate::browser::{Site, form};
use app::access::{BranchRole, Preset};
use app::realtime::follow;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use futures_util::StreamExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use testkit::{Engine, both_engines, user};
use tower::ServiceExt as _;

/// Streams of one person; the server takes 32.
const EACH: usize = 32;

fn share() -> usize {
    if std::env::var_os("COUNTINGHOUSE_FULL").is_some() { 1 } else { 10 }
}

/// Members with open books, each with a browser and a program.
async fn delegates(site: &Site, side: &Side, count: usize) -> Vec<Identity> {
    let (house, ids) = (&site.house, &side.ids);
    let mut all = Vec::new();
    for number in 0..count {
        let letter = char::from(b'A' + u8::try_from(number).expect("fewer than letters"));
        let name = format!("Delegate {letter}");
        let firm = (&side.asha, ids.organisation);
        let actor = member(house, firm, &name, (BranchRole::Member, ids.branch)).await;
        assign(house, side, &actor, Preset::Admin).await;
        let (browser, cookie) = house.sign_in_with_cookie(user(&actor)).await.expect("signs in");
        let (program, token) = house.program(&browser).await.expect("a token");
        house.open_books(&browser, ids.organisation, ids.connection).await;
        house.open_books(&program, ids.organisation, ids.connection).await;
        all.push(Identity { mark: "de", words: "delegate", cookie: Some(cookie), token: Some(token) });
    }
    all
}

/// One of the ways a delegate works, by turns: pages, programs, reading and writing.
fn work(side: &Side, who: &Identity, turn: usize) -> Request<Body> {
    let (books, [debit, credit]) = (side.ids.books, side.ids.two_accounts.map(|id| id.to_string()));
    let (cookie, token) =
        (who.cookie.as_deref().unwrap_or_default(), who.token.as_deref().unwrap_or_default());
    let request = |method: Method, path: String| {
        Request::builder()
            .method(method)
            .uri(path)
            .header("host", "books.test")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", format!("__Host-sid={cookie}"))
            .header("authorization", format!("Bearer {token}"))
    };
    let built = match turn % 5 {
        0 => request(Method::GET, format!("/books/{books}/trial-balance")).body(Body::empty()),
        1 => request(Method::GET, format!("/api/v1/books/{books}/entries")).body(Body::empty()),
        2 => {
            let fields = [
                ("date", "2026-11-04"),
                ("description", "By a delegate"),
                ("account", &debit),
                ("memo", ""),
                ("debit", "1.00"),
                ("credit", ""),
                ("account", &credit),
                ("memo", ""),
                ("debit", ""),
                ("credit", "1.00"),
            ];
            request(Method::POST, format!("/books/{books}/transactions/new"))
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(form(&fields)))
        }
        3 => {
            let body = serde_json::json!({
                "day": "2026-11-04",
                "lines": [{ "account": debit, "debit": "1.00" }, { "account": credit, "credit": "1.00" }]
            });
            request(Method::POST, format!("/api/v1/books/{books}/entries"))
                .header("content-type", "application/json")
                .header("idempotency-key", super::bodies::key())
                .body(Body::from(body.to_string()))
        }
        _ => request(Method::GET, format!("/books/{books}/audit/export?size=1")).body(Body::empty()),
    };
    built.expect("a request")
}

/// What the loops have seen.
#[derive(Default)]
struct Seen {
    is_revoked: AtomicBool,
    before: AtomicUsize,
    after: AtomicUsize,
    came_through: AtomicUsize,
}

async fn keep_working(router: Router, side: Arc<Side>, who: Identity, (seen, most): (Arc<Seen>, usize)) {
    for turn in 0.. {
        if seen.after.load(SeqCst) >= most {
            return;
        }
        // Looked at before the request leaves: what counts as after was sent after the answer had arrived.
        let is_after = seen.is_revoked.load(SeqCst);
        let answer = router.clone().oneshot(work(&side, &who, turn)).await.expect("the router never fails");
        let status = answer.status();
        assert!(!status.is_server_error() || status == StatusCode::SERVICE_UNAVAILABLE, "{status}");
        let done = status.is_success() || status == StatusCode::SEE_OTHER;
        match is_after {
            false => seen.before.fetch_add(usize::from(done), SeqCst),
            true => seen.after.fetch_add(1, SeqCst),
        };
        if is_after && done {
            seen.came_through.fetch_add(1, SeqCst);
        }
        tokio::task::yield_now().await;
    }
}

async fn end(site: &Site, side: &Side, owner: &Identity) {
    let (books, connection) = (side.ids.books, side.ids.connection);
    let request = Request::post(format!("/books/{books}/external-access/{connection}/end"))
        .header("host", "books.test")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", format!("__Host-sid={}", owner.cookie.as_deref().unwrap_or_default()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form(&[("note", "")])))
        .expect("a request");
    let ended = site.ask(request).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
}

async fn owner(site: &Site, side: &Side) -> Identity {
    let (_, cookie) = site.house.sign_in_with_cookie(user(&side.zoe)).await.expect("signs in");
    Identity { mark: "ow", words: "owner", cookie: Some(cookie), token: None }
}

/// A second process where there can be one.
fn second(site: &Site) -> Option<web::Web> {
    (site.house.engine == Engine::Postgres).then(|| {
        web::Web::new(site.house.second_process(), site.web.passwords.clone(), (*site.web.settings).clone())
    })
}

/// How many entries the company has.
async fn entries(site: &Site, side: &Side) -> usize {
    let (_, token) = site.house.program(&side.zoe).await.expect("a token");
    let path = format!("/api/v1/books/{}/entries?limit=200", side.ids.books);
    let list = site.program(&path, Some(&token)).await.json();
    list["rows"].as_array().map_or(0, Vec::len)
}

/// A stream's end: how long after the revocation, and what was heard after it said that it ends.
struct Ended {
    at: Instant,
    heard_after: usize,
}

async fn hear(router: Router, cookie: String, is_open: tokio::sync::mpsc::Sender<()>) -> Ended {
    let request = Request::get("/live").header("cookie", format!("__Host-sid={cookie}"));
    let request = request.body(Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("the router never fails");
    assert_eq!(response.status(), StatusCode::OK);
    let mut body = response.into_body().into_data_stream();
    let (mut has_ended, mut heard_after) = (false, 0);
    while let Some(part) = body.next().await {
        let text = String::from_utf8_lossy(&part.expect("bytes")).into_owned();
        if text.contains("retry") {
            is_open.send(()).await.expect("somebody waits");
        }
        heard_after += usize::from(has_ended);
        has_ended |= text.contains("event: end");
    }
    assert!(has_ended, "a stream broke off without a word");
    Ended { at: Instant::now(), heard_after }
}

both_engines! {
    async fn nothing_sent_after_the_end_of_a_connection_comes_through(house: House) {
        let site = Site::over(house);
        let side = Arc::new(side(&site.house, "onyx").await);
        let most = 10_000 / share();
        let second = second(&site).map(web::router);
        let seen = Arc::new(Seen::default());
        let mut loops = Vec::new();
        for (number, who) in delegates(&site, &side, 16).await.into_iter().enumerate() {
            let router = match &second {
                Some(second) if number % 2 == 1 => second.clone(),
                _ => web::router(site.web.clone()),
            };
            loops.push(tokio::spawn(keep_working(router, side.clone(), who, (seen.clone(), most))));
        }
        let owner = owner(&site, &side).await;
        while seen.before.load(SeqCst) < 64 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        end(&site, &side, &owner).await;
        seen.is_revoked.store(true, SeqCst);
        while seen.after.load(SeqCst) < 32 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let kept = entries(&site, &side).await;
        for one in loops {
            one.await.expect("a loop ends");
        }
        let (before, after) = (seen.before.load(SeqCst), seen.after.load(SeqCst));
        eprintln!("{:?}: {before} came through before, {after} were sent after", site.house.engine);
        assert!(after >= most);
        assert_eq!(seen.came_through.load(SeqCst), 0);
        assert_eq!(entries(&site, &side).await, kept, "a write appeared later");
        site.house.assert_sound(side.ids.books).await;
    }

    async fn open_streams_close_within_a_second_of_the_end(house: House) {
        let site = Site::over(house);
        let side = side(&site.house, "onyx").await;
        let people = delegates(&site, &side, 16 / share() + 1).await;
        let second = second(&site);
        tokio::spawn(follow(site.house.app.clone()));
        if let Some(second) = &second {
            tokio::spawn(follow(second.app.clone()));
        }
        let (opened, mut openings) = tokio::sync::mpsc::channel(1_000);
        let mut streams = Vec::new();
        for who in &people {
            for number in 0..EACH {
                let router = match &second {
                    Some(second) if number % 2 == 1 => web::router(second.clone()),
                    _ => web::router(site.web.clone()),
                };
                let cookie = who.cookie.clone().expect("a cookie");
                streams.push(tokio::spawn(hear(router, cookie, opened.clone())));
            }
        }
        for _ in 0..streams.len() {
            openings.recv().await.expect("a stream opens");
        }
        let owner = owner(&site, &side).await;
        end(&site, &side, &owner).await;
        let ended = Instant::now();
        let mut slowest = Duration::ZERO;
        let count = streams.len();
        for stream in streams {
            let stream = stream.await.expect("a stream ends");
            slowest = slowest.max(stream.at.saturating_duration_since(ended));
            assert_eq!(stream.heard_after, 0);
        }
        eprintln!("{:?}: {count} streams, the slowest closed after {slowest:?}", site.house.engine);
        assert!(slowest < Duration::from_secs(1), "{slowest:?}");
    }
}
