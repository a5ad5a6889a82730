//! The mails of a demo server, which leaves none of them unread.
//!
//! Owns: a list and one mail. Promises: mounted in demo only. Never: runs or loads what a mail contains.

use askama::Template;

use super::{filters, parts::When, shell::PublicShell};

/// `GET /dev/mail`.
#[derive(Template, Clone, Debug)]
#[template(path = "dev/mails.html")]
pub struct Mails {
    /// The frame.
    pub shell: PublicShell,
    /// The mails, newest first.
    pub mails: Vec<MailLine>,
}

/// A mail in the list.
#[derive(Clone, Debug, Default)]
pub struct MailLine {
    /// Its subject.
    pub subject: String,
    /// To whom.
    pub to: String,
    /// When.
    pub at: When,
    /// Its page.
    pub url: String,
}

/// `GET /dev/mail/{id}`.
#[derive(Template, Clone, Debug)]
#[template(path = "dev/mail.html")]
pub struct Mail {
    /// The frame.
    pub shell: PublicShell,
    /// The mail.
    pub line: MailLine,
    /// From whom.
    pub from: String,
    /// The plain text, in pieces, so that its links can be followed.
    pub text: Vec<TextPiece>,
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub enum TextPiece {
    /// Words.
    Words(String),
    /// A link to this server.
    Link(String),
}
