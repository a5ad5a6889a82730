//! A request for every route: its address, its body, its sender; and what the answer amounts to.

use super::bodies::{self, Body as Sent};
use super::identities::Identity;
use super::world::Ids;
use crate::browser::{Answered, Site, form};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use kernel::UserId;
use web::{Kind, Route};

/// Secrets of links, as mails carry them.
#[derive(Clone)]
pub struct Secrets {
    pub confirm: String,
    pub reset: String,
    pub branch: String,
    pub join: String,
    pub invitation: String,
}

/// The parameter `name` of a route's address; `None` when nobody thought of it.
pub fn parameter(route: &Route, name: &str, ids: &Ids, secrets: &Secrets) -> Option<String> {
    let path = route.path.as_str();
    Some(match name {
        "books" => ids.books.to_string(),
        "organisation" => ids.organisation.to_string(),
        "scope" if path.ends_with("/email/again") => {
            format!("{}.{}", ids.organisation, ids.unconfirmed_branch)
        }
        "scope" if path.contains("/settings/branch") => format!("{}.{}", ids.organisation, ids.branch),
        "scope" => ids.organisation.to_string(),
        "branch" if path.ends_with("/email/resend") => ids.unconfirmed_branch.to_string(),
        "branch" => ids.branch.to_string(),
        "connection" => ids.connection.to_string(),
        "account" if path.ends_with("/restore") => ids.archived.to_string(),
        "account" => ids.account.to_string(),
        "transaction" | "entry" => ids.transaction.to_string(),
        "seq" => "0".to_owned(),
        "session" => ids.session.to_string(),
        "token" => ids.token.to_string(),
        "member" => ids.member.to_string(),
        "user" => ids.accountant.to_string(),
        "invitation" if path.contains("team-invitations") => ids.team_invitation.to_string(),
        "invitation" if path.contains("/books/") => ids.request.to_string(),
        "invitation" if path.ends_with("/undo") => ids.rejecting.to_string(),
        "invitation" => ids.waiting.to_string(),
        "secret" => secret(path, secrets)?.to_owned(),
        "hash" => web::views::assets::url("app.css").split('/').nth(2)?.to_owned(),
        "*path" => "app.css".to_owned(),
        "file" => "nothing.eml".to_owned(),
        _ => return None,
    })
}

fn secret<'s>(path: &str, secrets: &'s Secrets) -> Option<&'s str> {
    Some(match path.split('/').nth(1)? {
        "confirm" => &secrets.confirm,
        "reset" => &secrets.reset,
        "branch-address" => &secrets.branch,
        "join" => &secrets.join,
        "invitation" => &secrets.invitation,
        _ => return None,
    })
}

/// The names of a route's parameters, in order.
pub fn names(route: &Route) -> Vec<&str> {
    route.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// The address of a route; each parameter as `value` says.
pub fn address(route: &Route, value: impl Fn(&str) -> Option<String>) -> String {
    let mut path = route.path.clone();
    for name in names(route) {
        let value = value(name).unwrap_or_else(|| {
            panic!("{} {}: give {{{name}}} a value in trouble/requests.rs", route.method, route.path)
        });
        path = path.replace(&format!("{{{name}}}"), &value);
    }
    path
}

/// What a page needs behind the question mark to show or do anything at all.
pub fn query(route: &Route, ids: &Ids) -> String {
    let path = route.path.as_str();
    let is_post = route.method == "POST";
    if path.ends_with("/consistency") {
        "?from=1&to=2".to_owned()
    } else if !is_post
        && (path.ends_with("/audit/export") || path.ends_with("/openings") || path.ends_with("-trail/export"))
    {
        format!("?size={}", ids.size)
    } else if is_post && (path.ends_with("/edit") || path.ends_with("/void")) {
        "?revision=1".to_owned()
    } else {
        String::new()
    }
}

/// A request of a page or a program, with what its sender has.
pub fn request(route: &Route, path: &str, body: Option<&Sent>, who: &Identity) -> Request<Body> {
    let mut request =
        Request::builder().method(route.method.as_str()).uri(path).header(header::HOST, "books.test");
    if let Some(cookie) = &who.cookie {
        request = request.header(header::COOKIE, format!("__Host-sid={cookie}"));
    }
    if let Some(token) = &who.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if route.method == "GET" {
        return request.body(Body::empty()).expect("a request");
    }
    request = request.header("sec-fetch-site", "same-origin");
    let text = match body {
        Some(Sent::Form(fields)) => {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            form(&fields)
        }
        Some(Sent::Json(value)) => {
            request = request.header(header::CONTENT_TYPE, "application/json");
            value.to_string()
        }
        None => String::new(),
    };
    if route.path.starts_with("/api/") {
        request =
            request.header("idempotency-key", bodies::key()).header(header::IF_MATCH, bodies::version(route));
    }
    request.body(Body::from(text)).expect("a request")
}

/// What an answer amounts to, in one word.
pub fn class(answer: &Answered, was_done: bool) -> String {
    let has = |words: &str| answer.body.contains(words);
    match answer.status {
        StatusCode::INTERNAL_SERVER_ERROR if was_done => "YES".to_owned(),
        StatusCode::SEE_OTHER => match answer.header("location") {
            to if to.starts_with("/sign-in") => "in".to_owned(),
            to if to.starts_with("/prove") => "prove".to_owned(),
            _ => "go".to_owned(),
        },
        StatusCode::UNAUTHORIZED => "in".to_owned(),
        StatusCode::FORBIDDEN
            if has("no_visit") || has("The books are closed") || has("with Go To first") =>
        {
            "shut".to_owned()
        }
        StatusCode::FORBIDDEN => "no".to_owned(),
        StatusCode::NOT_FOUND => "-".to_owned(),
        status if status.is_success() => "ok".to_owned(),
        status => status.as_u16().to_string(),
    }
}

impl Site {
    /// Asks and tells what came of it; only the beginning of a stream is read.
    pub async fn judged(&self, route: &Route, request: Request<Body>) -> String {
        let plan = self.house.app.db().faults();
        let before = plan.rehearsed();
        if route.path == "/live" {
            let status = self.open_stream(request).await.status();
            return if status.is_success() { "ok".to_owned() } else { "in".to_owned() };
        }
        let answer = self.ask(request).await;
        class(&answer, plan.rehearsed() > before)
    }

    /// The secrets of links of this side, and of a person who has not confirmed yet.
    pub fn secrets(&self, ids: &Ids, unconfirmed: UserId, reset: UserId) -> Secrets {
        use app::keys::Purpose;
        use kernel::Id as _;
        let keys = &self.house.app.core.keys;
        Secrets {
            confirm: keys.link_secret(Purpose::ConfirmEmail, unconfirmed.bytes(), 1),
            reset: keys.link_secret(Purpose::ResetPassword, reset.bytes(), 1),
            branch: keys.link_secret(Purpose::ConfirmBranch, ids.unconfirmed_branch.bytes(), 1),
            join: keys.link_secret(Purpose::JoinTeam, ids.team_invitation.bytes(), 1),
            invitation: keys.link_secret(Purpose::ClientInvitation, ids.request.bytes(), 1),
        }
    }
}

/// Whether a route asks for a session or a token.
pub fn is_closed(route: &Route) -> bool {
    route.kind != Kind::Public
}
