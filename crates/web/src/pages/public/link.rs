//! Links from mails that do not work any more.

use crate::Answer;
use crate::extract::Visitor;
use crate::views::failure::{DeadLink, LinkState as Shown};
use app::links::LinkState;
use askama::Template as _;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use kernel::Refusal;

/// The page of a link that is not live. The holder of a genuine secret reads its state; an unknown secret is
/// one neutral page.
pub(super) fn dead(visitor: &Visitor, state: Option<LinkState>) -> Answer {
    let (status, state) = match state {
        Some(LinkState::Expired) => (StatusCode::GONE, Shown::Expired(String::new())),
        Some(LinkState::Replaced) => (StatusCode::GONE, Shown::Replaced),
        Some(LinkState::Withdrawn) => (StatusCode::GONE, Shown::Withdrawn),
        Some(LinkState::Used) => (StatusCode::GONE, Shown::Used),
        Some(LinkState::Live) | None => (StatusCode::NOT_FOUND, Shown::Unknown),
    };
    let page = DeadLink { shell: visitor.public_shell("Link"), state, again: None };
    Ok((status, Html(page.render()?)).into_response())
}

/// What a refusal about a link says of its state, when it says that.
pub(super) fn state_of(refusal: &Refusal) -> Option<Option<LinkState>> {
    match refusal {
        Refusal::NotFound => Some(None),
        Refusal::Conflict { code: "link_used", .. } => Some(Some(LinkState::Used)),
        Refusal::Conflict { code: "link_expired", .. } => Some(Some(LinkState::Expired)),
        Refusal::Conflict { code: "link_replaced", .. } => Some(Some(LinkState::Replaced)),
        Refusal::Conflict { code: "link_withdrawn", .. } => Some(Some(LinkState::Withdrawn)),
        _ => None,
    }
}
