//! A refusal becomes an answer: a page for people, RFC 9457 for programs.
//!
//! Owns: status, words and form of every answer that is not what was asked for. Promises: one place decides; a
//! handler only says `?`; a failure of ours is logged once, here, and gives a number to quote. Never: tells more
//! than the refusal holds.

mod page;
mod problem;
mod turned;

pub use problem::{PROBLEM, Problem};
pub use turned::Turned;

use crate::asked::{Asked, Fragment};
use crate::{Answer, Web};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::{Fault, FaultKind, Refusal};
use std::sync::Arc;

/// Why a request is not answered with what it asked for.
#[derive(Debug, Clone)]
pub enum Refused {
    /// By the product.
    By(Refusal),
    /// By the web itself, before the product was asked.
    Turned(Turned),
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::By(refusal)
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::By(fault.into())
    }
}

impl From<Turned> for Refused {
    fn from(turned: Turned) -> Self {
        Self::Turned(turned)
    }
}

impl From<askama::Error> for Refused {
    fn from(error: askama::Error) -> Self {
        Fault::internal(error).into()
    }
}

impl Refused {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::By(refusal) => refusal.code(),
            Self::Turned(turned) => turned.code(),
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        let refusal = match self {
            Self::Turned(turned) => return turned.status(),
            Self::By(refusal) => refusal,
        };
        match refusal {
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::SignedOut => StatusCode::UNAUTHORIZED,
            Refusal::Forbidden { .. } | Refusal::Reauthenticate | Refusal::NoVisit => StatusCode::FORBIDDEN,
            Refusal::Invalid(_) | Refusal::Rule { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Conflict { .. } => StatusCode::CONFLICT,
            Refusal::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Fault(fault) => match fault.kind {
                FaultKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
                FaultKind::Race | FaultKind::Busy | FaultKind::ReadOnly | FaultKind::Unavailable => {
                    StatusCode::SERVICE_UNAVAILABLE
                }
            },
        }
    }

    /// What happened and the way out, in plain words.
    #[must_use]
    pub fn words(&self) -> String {
        let refusal = match self {
            Self::Turned(turned) => return turned.words().to_owned(),
            Self::By(refusal) => refusal,
        };
        match refusal {
            Refusal::NotFound => "There is nothing here, or it is not open to this sign-in.".to_owned(),
            Refusal::SignedOut => "Sign in first.".to_owned(),
            Refusal::Forbidden { needs } => format!("Needs {needs}."),
            Refusal::Reauthenticate => "Give your password again first.".to_owned(),
            Refusal::NoVisit => "Open these books with Go To first.".to_owned(),
            Refusal::Invalid(_) => "Some fields cannot be taken as they are.".to_owned(),
            Refusal::Rule { message, .. } | Refusal::Conflict { message, .. } => message.clone(),
            Refusal::TooMany { retry_after_seconds } => {
                format!("Too many tries. Wait {retry_after_seconds} seconds.")
            }
            Refusal::Fault(fault) => match fault.kind {
                FaultKind::Internal => "The fault is ours. Nothing was half saved.".to_owned(),
                FaultKind::ReadOnly => {
                    "The server can read but not save at the moment. Nothing was changed.".to_owned()
                }
                FaultKind::Race | FaultKind::Busy | FaultKind::Unavailable => {
                    "Nothing was changed. Try again in a few seconds.".to_owned()
                }
            },
        }
    }

    /// Seconds after which a further try makes sense, when that is known.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::By(Refusal::TooMany { retry_after_seconds }) => Some(*retry_after_seconds),
            Self::By(Refusal::Fault(fault)) if fault.kind == FaultKind::ReadOnly => Some(60),
            _ if self.status() == StatusCode::SERVICE_UNAVAILABLE => Some(2),
            _ => None,
        }
    }
}

/// The mark under which a refusal travels to [`render`], which knows the request.
#[derive(Clone)]
struct Marked(Arc<Refused>);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Marked(Arc::new(self)));
        response
    }
}

/// Puts the form on what was refused further in.
pub async fn render(State(web): State<Web>, request: Request, next: Next) -> Response {
    let asked = request.extensions().get::<Arc<Asked>>().cloned();
    let mut response = next.run(request).await;
    let Some(asked) = asked else { return response };
    let marked = response.extensions_mut().remove::<Marked>();
    let refused = match marked {
        Some(Marked(refused)) => refused,
        None => match Turned::by_bare_status(&response) {
            Some(turned) => Arc::new(Refused::Turned(turned)),
            None => return response,
        },
    };
    note(&refused);
    let mut shown = if asked.is_api() {
        problem::answer(&asked, &refused)
    } else {
        page::answer(&web, &asked, &refused).await
    };
    // What the inner answer already said (which methods are allowed, which cookie goes) stays said.
    for (name, value) in response.headers() {
        if ![header::CONTENT_LENGTH, header::CONTENT_TYPE].contains(name) {
            shown.headers_mut().append(name, value.clone());
        }
    }
    if let Some(seconds) = refused.retry_after() {
        shown.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    shown
}

/// Failures of ours go to the log with all that is known; the answer carries only the request's id.
fn note(refused: &Refused) {
    match refused {
        Refused::By(Refusal::Fault(fault)) if fault.kind == FaultKind::Internal => {
            tracing::error!(detail = %fault.detail, "a request failed");
        }
        Refused::By(Refusal::Fault(fault)) => {
            tracing::warn!(kind = ?fault.kind, detail = %fault.detail, "a request was put off");
        }
        refused => tracing::debug!(code = refused.code(), "a request was refused"),
    }
}

/// Whether a script asked, which wants the bare status rather than a page of trouble.
fn is_live(asked: &Asked) -> bool {
    asked.fragment == Some(Fragment::Live)
}

/// An address that leads nowhere.
pub async fn nothing_here(_: crate::extract::MaybeVisitor) -> Answer {
    Err(Refusal::NotFound.into())
}

/// An address that knows other methods.
pub async fn wrong_method() -> Answer {
    Err(Turned::WrongMethod.into())
}
