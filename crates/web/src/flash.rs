//! The word that confirms what was just done, carried to the next page by a cookie that lives a minute.
//!
//! Owns: the words. Promises: the cookie holds a code out of this list, a name and at most a way back; a page
//! escapes the name like any text. Never: HTML, or an address outside this site.

use crate::Settings;
use crate::extract::{Next, cookie};
use crate::views::shell::{Toast, Undo};
use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

const COOKIE: &str = "flash";
const SECONDS: i64 = 60;
const LONGEST_NAME: usize = 200;

/// Declares the words: variant, stored code, sentence. `{}` is the name.
macro_rules! words {
    ($($variant:ident $code:literal $sentence:literal),+ $(,)?) => {
        /// What can be confirmed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Word { $(#[doc = $sentence] #[serde(rename = $code)] $variant,)+ }
        impl Word {
            fn sentence(self) -> &'static str { match self { $(Self::$variant => $sentence,)+ } }
        }
    };
}

words! {
    NameSaved "name_saved" "Name saved.",
    PasswordChanged "password_changed" "Password changed. All other sessions have ended.",
    SessionEnded "session_ended" "Session ended.",
    SessionsEnded "sessions_ended" "All other sessions have ended.",
    TokenRevoked "token_revoked" "{} no longer works.",
    EmailConfirmed "email_confirmed" "Your email address is confirmed.",
    OrganisationCreated "organisation_created" "{} is set up.",
    BranchCreated "branch_created" "{} is set up. We wrote to its address to confirm it.",
    BranchSaved "branch_saved" "{} saved.",
    MailboxConfirmed "mailbox_confirmed" "{} is confirmed.",
    CompanyCreated "company_created" "{} is set up.",
    CompanySaved "company_saved" "Settings saved.",
    ColleagueInvited "colleague_invited" "Invitation sent to {}.",
    ColleagueJoined "colleague_joined" "You have joined {}.",
    TeamInvitationWithdrawn "team_invitation_withdrawn" "Invitation withdrawn. Its link no longer works.",
    MemberChanged "member_changed" "{} saved.",
    MemberRemoved "member_removed" "{} no longer belongs to the team.",
    AccountantInvited "accountant_invited" "Invitation sent to {}.",
    InvitationWithdrawn "invitation_withdrawn" "Invitation to {} withdrawn.",
    InvitationAccepted "invitation_accepted" "{} is a client now. Nothing changes in who pays.",
    InvitationRejected "invitation_rejected" "Invitation of {} rejected.",
    RejectionUndone "rejection_undone" "The invitation of {} waits again.",
    AccessSaved "access_saved" "Access to {} saved.",
    AccessTaken "access_taken" "{} has no access to these books any more.",
    SenderAsked "sender_asked" "We have asked the sender.",
    Disconnected "disconnected" "{} is disconnected. Your team has no access any more.",
    AccessEnded "access_ended" "{} has no access any more.",
    AccountSaved "account_saved" "{} saved.",
    EntryPosted "entry_posted" "Entry {} posted.",
    EntryVoided "entry_voided" "Entry {} voided.",
    LinkSent "link_sent" "We wrote to {}. It works once the link is used.",
    TeamInvitationDeclined "team_invitation_declined" "Invitation of {} declined.",
    MailSentAgain "mail_sent_again" "Sent again.",
}

/// What was just done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    #[serde(rename = "w")]
    word: Word,
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    undo: Option<String>,
}

impl Flash {
    /// A word without a name.
    #[must_use]
    pub fn new(word: Word) -> Self {
        Self { word, name: String::new(), undo: None }
    }

    /// A word about something; a long name is cut.
    #[must_use]
    pub fn about(word: Word, name: &str) -> Self {
        Self { word, name: name.chars().take(LONGEST_NAME).collect(), undo: None }
    }

    /// With a way back: the path of a form that is posted, ending in `/undo`.
    #[must_use]
    pub fn with_undo(mut self, path: String) -> Self {
        self.undo = Some(path);
        self
    }

    /// The cookie that carries it to the next page.
    #[must_use]
    pub fn cookie(&self, settings: &Settings) -> HeaderValue {
        let text = serde_json::to_vec(self).unwrap_or_default();
        cookie::set(settings, COOKIE, &URL_SAFE_NO_PAD.encode(text), SECONDS)
    }

    /// Reads the cookie; anything else than we wrote is nothing.
    pub(crate) fn read(settings: &Settings, headers: &axum::http::HeaderMap) -> Option<Self> {
        let text = URL_SAFE_NO_PAD.decode(cookie::get(settings, headers, COOKIE)?).ok()?;
        let flash: Self = serde_json::from_slice(&text).ok()?;
        let undo_is_ours = flash.undo.as_deref().is_none_or(|path| {
            path.ends_with("/undo") && Next::parse(path).is_some_and(|next| next.into_path() == path)
        });
        (undo_is_ours && flash.name.chars().count() <= LONGEST_NAME).then_some(flash)
    }

    /// As the page shows it; `key` is for the form of the way back.
    pub(crate) fn toast(&self, key: String) -> Toast {
        let text = self.word.sentence().replace("{}", &self.name);
        Toast { text, undo: self.undo.clone().map(|url| Undo { url, key }) }
    }
}

/// The cookie that takes the word away.
pub(crate) fn gone(settings: &Settings) -> HeaderValue {
    cookie::set(settings, COOKIE, "", 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderMap, header};

    fn back(text: &str) -> Option<Flash> {
        let mut headers = HeaderMap::new();
        let value = format!("__Host-flash={}", URL_SAFE_NO_PAD.encode(text));
        headers.insert(header::COOKIE, value.parse().expect("a header value"));
        Flash::read(&Settings::new("https://a.test"), &headers)
    }

    #[test]
    fn only_words_of_the_list_and_ways_back_on_this_site_are_read() {
        let flash = back(r#"{"w":"entry_posted","n":"<b>7","u":"/books/x/undo"}"#).expect("ours");
        assert_eq!(flash.toast(String::new()).text, "Entry <b>7 posted.");
        for text in [
            r#"{"w":"<script>"}"#,
            r#"{"w":"entry_posted","u":"https://e.test/undo"}"#,
            r#"{"w":"entry_posted","u":"//e.test/undo"}"#,
            r#"{"w":"entry_posted","u":"/sign-out"}"#,
            "nonsense",
        ] {
            assert_eq!(back(text), None, "{text}");
        }
    }
}
