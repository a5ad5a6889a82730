//! The one way in which anything is refused, with codes that never change.

use serde::{Deserialize, Serialize};

/// Why a command or a query was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not exist, or may not be seen: both read the same.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    SignedOut,
    /// The person may see it but not do this.
    #[error("forbidden: needs {needs}")]
    Forbidden {
        /// The permission that is missing, in the words of the product.
        needs: &'static str,
    },
    /// A fresh proof of identity is needed first.
    #[error("fresh sign-in needed")]
    Reauthenticate,
    /// An accountant without a live visit: one button opens the books.
    #[error("no live visit")]
    NoVisit,
    /// Fields that cannot be taken as typed.
    #[error("invalid fields")]
    Invalid(Vec<FieldProblem>),
    /// A rule of the domain.
    #[error("{message}")]
    Rule {
        /// Stable code, e.g. `period_locked`.
        code: &'static str,
        /// What is wrong and the way out, in plain words.
        message: String,
    },
    /// Somebody was first.
    #[error("{message}")]
    Conflict {
        /// Stable code, e.g. `already_answered`.
        code: &'static str,
        /// What happened meanwhile.
        message: String,
    },
    /// Too many tries.
    #[error("too many requests")]
    TooMany {
        /// Seconds until it makes sense to try again.
        retry_after_seconds: u32,
    },
    /// Our own failure.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// One field that cannot be taken as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name in the form and in the API.
    pub field: String,
    /// Stable code, e.g. `too_long`.
    pub code: String,
    /// What is wrong and the way out, in plain words.
    pub message: String,
}

/// What kind of failure of our own it was; decides the answer and whether a retry helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Lost a race inside the database: run again.
    Race,
    /// Too busy after several tries.
    Busy,
    /// The store takes no writes: disk full or failed.
    ReadOnly,
    /// The store cannot be reached.
    Unavailable,
    /// A defect.
    Internal,
}

/// A failure of our own. The detail is for the log, never for the answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind:?}: {detail}")]
pub struct Fault {
    /// Decides the answer.
    pub kind: FaultKind,
    /// For the log only.
    pub detail: String,
}

impl Fault {
    /// A defect, with what is known about it.
    pub fn internal(detail: impl std::fmt::Display) -> Self {
        Self { kind: FaultKind::Internal, detail: detail.to_string() }
    }
}

impl Refusal {
    /// One field that cannot be taken as typed.
    pub fn field(field: impl Into<String>, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldProblem { field: field.into(), code: code.into(), message: message.into() }])
    }
    /// A rule of the domain.
    pub fn rule(code: &'static str, message: impl Into<String>) -> Self {
        Self::Rule { code, message: message.into() }
    }
    /// Somebody was first.
    pub fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::Conflict { code, message: message.into() }
    }
    /// The stable code of this refusal, the same on pages, in the API and in logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SignedOut => "signed_out",
            Self::Forbidden { .. } => "forbidden",
            Self::Reauthenticate => "reauthenticate",
            Self::NoVisit => "no_visit",
            Self::Invalid(_) => "invalid",
            Self::Rule { code, .. } | Self::Conflict { code, .. } => code,
            Self::TooMany { .. } => "too_many_requests",
            Self::Fault(fault) => match fault.kind {
                FaultKind::Race | FaultKind::Busy => "busy",
                FaultKind::ReadOnly => "read_only",
                FaultKind::Unavailable => "unavailable",
                FaultKind::Internal => "internal",
            },
        }
    }
}
