//! Signing up, in and out; confirming an address; a forgotten password.
//!
//! Owns: what these pages show. Promises: no page says whether an address is known here. Never: a password
//! is put back into a field.

use askama::Template;

use super::{filters, parts::Form, shell::PublicShell};

/// `GET /sign-in`, and the answer to a refused `POST /sign-in`. Fields: `email`, `password`, `next`.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/sign_in.html")]
pub struct SignIn {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// The address as typed.
    pub email: String,
    /// Where to go afterwards; a local path or empty.
    pub next: String,
    /// A sentence above the form, such as why one was signed out.
    pub notice: Option<String>,
}

/// `GET /begin`: a firm or a business.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/begin.html")]
pub struct Begin {
    /// The frame.
    pub shell: PublicShell,
}

/// What somebody signs up for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// An accounting firm.
    #[default]
    Firm,
    /// A business that keeps its books.
    Business,
    /// Joining somebody who invited.
    Invitation,
}

impl Purpose {
    /// The value of the hidden field `for`.
    pub fn value(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Business => "business",
            Self::Invitation => "invitation",
        }
    }
}

/// `GET /register?for=…` and the answer to a refused `POST /register`.
/// Fields: `for`, `name`, `email`, `password`, `next`.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/register.html")]
pub struct Register {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// What for.
    pub purpose: Purpose,
    /// Who invited, for [`Purpose::Invitation`].
    pub invited_by: String,
    /// The name as typed.
    pub name: String,
    /// The address as typed or invited.
    pub email: String,
    /// Where to go once the address is confirmed; a local path or empty.
    pub next: String,
}

/// After registering or asking for a new password: a mail is on its way, or would be.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/check_mail.html")]
pub struct CheckMail {
    /// The frame.
    pub shell: PublicShell,
    /// The address as typed.
    pub email: String,
    /// What the mail holds: "a link that confirms this address".
    pub holds: String,
    /// How long it works: "one hour".
    pub lifetime: String,
    /// The form that sends it again, posted to `again_url` with `email`.
    pub form: Form,
    /// Where that form goes.
    pub again_url: String,
    /// Where mails can be read on this server, in demo only.
    pub dev_mail: Option<String>,
}

/// `GET /confirm/{secret}`: a button, because opening a link changes nothing. POST to the same address.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/confirm_email.html")]
pub struct ConfirmEmail {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// The address to confirm, masked unless its owner is signed in.
    pub email: String,
    /// Where the form is posted.
    pub action: String,
}

/// `GET /forgot` and `POST /forgot`. Field: `email`.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/forgot.html")]
pub struct Forgot {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// The address as typed.
    pub email: String,
}

/// `GET /reset/{secret}` and its POST. Field: `password`.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/reset.html")]
pub struct Reset {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// The masked address whose password is set.
    pub email: String,
    /// Where the form is posted.
    pub action: String,
}

/// `GET /signed-out`.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/signed_out.html")]
pub struct SignedOut {
    /// The frame.
    pub shell: PublicShell,
}

/// `GET /prove?next=…` and its POST: a fresh proof before a sensitive change. Fields: `password`, `next`.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/prove.html")]
pub struct Prove {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// What it is for: "lets somebody into your books".
    pub purpose: String,
    /// Where to go on; a local path.
    pub next: String,
}

/// Something a link from a mail has done: a mailbox confirmed, an invitation declined.
#[derive(Template, Clone, Debug)]
#[template(path = "identity/done.html")]
pub struct Done {
    /// The frame.
    pub shell: PublicShell,
    /// What is true now: "The mailbox is confirmed".
    pub title: String,
    /// What follows from it.
    pub text: String,
    /// The button.
    pub action: String,
    /// Where it leads.
    pub url: String,
}
