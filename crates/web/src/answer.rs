//! Answers of handlers: a page, a dialog's form alone, a way on.
//!
//! Promises: whether a script asked (`X-Fragment`) is decided here and nowhere else. Never: decides what is
//! shown.

use crate::asked::{Asked, Fragment};
use crate::extract::Visitor;
use crate::flash::Flash;
use crate::{Answer, Settings};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

/// A whole page.
pub fn page(view: &impl Template) -> Answer {
    Ok(Html(view.render()?).into_response())
}

/// A form that comes back with what is wrong: 422.
pub fn refused(view: &impl Template) -> Answer {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(view.render()?)).into_response())
}

/// A page with a dialog: a script that asked for it gets `dialog` (`&view.as_dialog()`), everybody else the
/// whole page. `status` is 200, or 422 when the form comes back.
pub fn dialog(
    visitor: &Visitor,
    status: StatusCode,
    (whole, dialog): (&impl Template, &impl Template),
) -> Answer {
    let html = if visitor.wants(Fragment::Dialog) { dialog.render()? } else { whole.render()? };
    Ok((status, Html(html)).into_response())
}

/// The way on after a command: 303, or `X-Location` for a script, which must not follow and use up the
/// confirming word.
pub fn on(asked: &Asked, url: &str) -> Answer {
    Ok(lead(asked.fragment, url))
}

/// The way on, with the word that confirms what was done.
pub fn on_with(asked: &Asked, settings: &Settings, url: &str, flash: &Flash) -> Answer {
    let mut response = lead(asked.fragment, url);
    response.headers_mut().append(header::SET_COOKIE, flash.cookie(settings));
    Ok(response)
}

pub(crate) fn lead(fragment: Option<Fragment>, url: &str) -> Response {
    // An address that is no header value was never one of ours.
    let url = HeaderValue::try_from(url).unwrap_or(HeaderValue::from_static("/"));
    match fragment {
        Some(_) => (StatusCode::NO_CONTENT, [("x-location", url)]).into_response(),
        None => (StatusCode::SEE_OTHER, [(header::LOCATION, url)]).into_response(),
    }
}
