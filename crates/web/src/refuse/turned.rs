//! What the web itself turns away, before the product is asked.

use axum::http::{StatusCode, header};
use axum::response::Response;

/// Why the web turned a request away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// The address knows other methods.
    WrongMethod,
    /// The body is too large.
    TooLarge,
    /// The body is of another kind than the address takes.
    WrongMediaType,
    /// The body cannot be read.
    Malformed,
    /// A request that changes something came from another site.
    CrossSite,
    /// It took too long.
    TooSlow,
    /// A command came without a key against doing it twice.
    KeyRequired,
    /// `If-Match` names another version than the present one.
    Changed,
}

impl Turned {
    /// All of them, for the golden list of codes.
    pub const ALL: [Self; 8] = [
        Self::WrongMethod,
        Self::TooLarge,
        Self::WrongMediaType,
        Self::Malformed,
        Self::CrossSite,
        Self::TooSlow,
        Self::KeyRequired,
        Self::Changed,
    ];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongMethod => "method_not_allowed",
            Self::TooLarge => "too_large",
            Self::WrongMediaType => "unsupported_media_type",
            Self::Malformed => "malformed",
            Self::CrossSite => "cross_site",
            Self::TooSlow => "timed_out",
            Self::KeyRequired => "idempotency_key_required",
            Self::Changed => "changed_meanwhile",
        }
    }

    /// The status.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Malformed | Self::KeyRequired => StatusCode::BAD_REQUEST,
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Changed => StatusCode::PRECONDITION_FAILED,
        }
    }

    /// What happened and the way out.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::WrongMethod => "This address cannot be used that way.",
            Self::TooLarge => "That is more than this form takes. Send less at once.",
            Self::WrongMediaType => "Send a form from its page, or JSON to the API with its content type.",
            Self::Malformed => "The request cannot be read. Go back and send the form again.",
            Self::CrossSite => {
                "The request came from another site. Nothing was changed. Use the form on its own page."
            }
            Self::TooSlow => "It took too long. Look whether it was done before you try again.",
            Self::KeyRequired => "Send the header Idempotency-Key with a new value for each act.",
            Self::Changed => "Somebody changed it meanwhile. Load it again, then make your change.",
        }
    }

    /// Reads the status of an answer that some layer made without words of its own.
    pub(super) fn by_bare_status(response: &Response) -> Option<Self> {
        if response.headers().contains_key(header::CONTENT_TYPE)
            && response.status() != StatusCode::PAYLOAD_TOO_LARGE
        {
            return None;
        }
        Self::ALL.into_iter().find(|turned| {
            turned.status() == response.status() && !matches!(turned, Self::CrossSite | Self::KeyRequired)
        })
    }
}
