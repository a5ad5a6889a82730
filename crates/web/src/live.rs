//! `GET /live`: the one stream of a browser.
//!
//! Promises: says which topic of which tenant looks different, never what; ends when what the person may hear
//! changes, so that she opens it anew under her present rights. A refusal is a bare status: a page that led
//! somewhere would make every tab follow.

use crate::extract::Visitor;
use crate::{Answer, Routes, Web};
use app::Tenant;
use app::realtime::{Hint, MyTenants, Signal, Subscription};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream::{self, Stream};
use std::convert::Infallible;
use std::time::Duration;

/// Between two signs of life, so that no proxy thinks the stream dead.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// How soon a browser opens the stream again after it broke.
const RETRY: Duration = Duration::from_millis(1_000);

pub(crate) fn routes() -> Routes {
    Routes::public().show("/live", show)
}

async fn show(State(web): State<Web>, visitor: Visitor) -> Answer {
    let Some(person) = visitor.signed_in() else { return Ok(bare(StatusCode::UNAUTHORIZED)) };
    let tenants = web.app.read(&visitor.actor, MyTenants).await?;
    let Some(subscription) = web.app.hub().subscribe(person.user, person.session, tenants) else {
        let mut full = bare(StatusCode::TOO_MANY_REQUESTS);
        full.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        return Ok(full);
    };
    let alive = KeepAlive::new().interval(SIGN_OF_LIFE).text("alive");
    let mut response = Sse::new(events(subscription)).keep_alive(alive).into_response();
    // Proxies that gather answers would hold every hint back.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

fn bare(status: StatusCode) -> Response {
    // A body of its own, even an empty one, is an answer; a bare status would be dressed as a page.
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")]).into_response()
}

/// Where a stream stands.
enum Stage {
    Opening(Subscription),
    Open(Subscription),
    Ended,
}

fn events(subscription: Subscription) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(Stage::Opening(subscription), |stage| async move {
        let (event, stage) = match stage {
            Stage::Opening(open) => (Event::default().retry(RETRY).comment("open"), Stage::Open(open)),
            Stage::Open(mut open) => match open.signals.recv().await {
                Some(Signal::Hint(hint)) => (hinted(hint), Stage::Open(open)),
                Some(Signal::End) | None => (Event::default().event("end").data("end"), Stage::Ended),
            },
            Stage::Ended => return None,
        };
        Some((Ok(event), stage))
    })
}

fn hinted(hint: Hint) -> Event {
    let tenant = match hint.tenant {
        Tenant::Books(books) => books.to_string(),
        Tenant::Organisation(organisation) => organisation.to_string(),
        Tenant::Person(user) => user.to_string(),
        Tenant::Operator => "operator".to_owned(),
    };
    Event::default().data(serde_json::json!({ "topic": hint.topic.word(), "tenant": tenant }).to_string())
}
