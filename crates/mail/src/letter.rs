//! What can be said by mail: one struct per occasion, filled by the caller.

use crate::body::{Body, Wording};
use crate::envelope::Mailbox;

/// One message, as data.
///
/// Every field is plain text that a person may have typed (names, reasons, words) or that the caller has
/// already put into the recipient's words and zone (`sent`, `until`, `when`: "18 November at 17:40").
/// Nothing here is trusted to be harmless: the wording neutralises all of it. Fields called `link` are whole
/// URLs made by the server from its configured base URL; opening one never changes anything.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Letter {
    /// To an address just typed at registration, before anything else is possible.
    ConfirmEmail(ConfirmEmail),
    /// To an address that registered although it has a sign-in; the page it came from shows no difference.
    AlreadyRegistered(AlreadyRegistered),
    /// A new password was asked for.
    ResetPassword(ResetPassword),
    /// A password was changed; told to its owner in case it was somebody else.
    PasswordChanged(PasswordChanged),
    /// To an address that a firm named as a branch's: invitations are routed there only once confirmed.
    ConfirmBranchAddress(ConfirmBranchAddress),
    /// A firm asks a person to join its team.
    TeamInvitation(TeamInvitation),
    /// To the inviter: the person joined.
    TeamInvitationAccepted(TeamInvitationAccepted),
    /// To the branch and to those who may answer: a client asks it to keep its books.
    ClientInvites(ClientInvites),
    /// To the client: the firm accepted.
    InvitationAccepted(InvitationAccepted),
    /// To the client: the firm declined.
    InvitationRejected(InvitationRejected),
    /// To the branch: the client took its invitation back.
    InvitationWithdrawn(InvitationWithdrawn),
    /// To those who may answer: the client still waits.
    InvitationReminder(InvitationReminder),
    /// To whoever sent an invitation: somebody holds its link and asks for another.
    AskedForInvitation(AskedForInvitation),
    /// To the client: the firm ended the connection.
    ClientDisconnectedByFirm(ClientDisconnectedByFirm),
    /// To the firm: a connection with a client ended, by either side.
    ClientDisconnected(ClientDisconnected),
    /// To whoever ended a connection, on either side.
    ConnectionEndedReceipt(ConnectionEndedReceipt),
}

impl Letter {
    /// A stable name for the queue and the log.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Letter::ConfirmEmail(_) => "confirm_email",
            Letter::AlreadyRegistered(_) => "already_registered",
            Letter::ResetPassword(_) => "reset_password",
            Letter::PasswordChanged(_) => "password_changed",
            Letter::ConfirmBranchAddress(_) => "confirm_branch_address",
            Letter::TeamInvitation(_) => "team_invitation",
            Letter::TeamInvitationAccepted(_) => "team_invitation_accepted",
            Letter::ClientInvites(_) => "client_invites",
            Letter::InvitationAccepted(_) => "invitation_accepted",
            Letter::InvitationRejected(_) => "invitation_rejected",
            Letter::InvitationWithdrawn(_) => "invitation_withdrawn",
            Letter::InvitationReminder(_) => "invitation_reminder",
            Letter::AskedForInvitation(_) => "asked_for_invitation",
            Letter::ClientDisconnectedByFirm(_) => "client_disconnected_by_firm",
            Letter::ClientDisconnected(_) => "client_disconnected",
            Letter::ConnectionEndedReceipt(_) => "connection_ended_receipt",
        }
    }

    /// The links it holds, so that whoever sends it can put the real ones in.
    pub fn links_mut(&mut self) -> Vec<&mut String> {
        match self {
            Letter::ConfirmEmail(letter) => vec![&mut letter.link],
            Letter::AlreadyRegistered(letter) => vec![&mut letter.sign_in_link, &mut letter.reset_link],
            Letter::ResetPassword(letter) => vec![&mut letter.link],
            Letter::PasswordChanged(_) => Vec::new(),
            Letter::ConfirmBranchAddress(letter) => vec![&mut letter.link],
            Letter::TeamInvitation(letter) => vec![&mut letter.link],
            Letter::TeamInvitationAccepted(letter) => vec![&mut letter.link],
            Letter::ClientInvites(letter) => vec![&mut letter.link],
            Letter::InvitationAccepted(letter) => vec![&mut letter.link],
            Letter::InvitationRejected(letter) => vec![&mut letter.link],
            Letter::InvitationWithdrawn(_) => Vec::new(),
            Letter::InvitationReminder(letter) => vec![&mut letter.link],
            Letter::AskedForInvitation(letter) => vec![&mut letter.link],
            Letter::ClientDisconnectedByFirm(letter) => vec![&mut letter.link],
            Letter::ClientDisconnected(_) => Vec::new(),
            Letter::ConnectionEndedReceipt(_) => Vec::new(),
        }
    }

    /// The subject: a sentence about a name, on one line.
    pub fn subject(&self) -> String {
        self.body().subject
    }

    /// The plain-text part, in the same order as [`Letter::html`]. Its last line names the address it went to.
    pub fn text(&self, to: &Mailbox) -> String {
        self.body().text(to)
    }

    /// The HTML part: one column, inline styles, no images, no script.
    pub fn html(&self, to: &Mailbox) -> String {
        self.body().html(to)
    }

    pub(crate) fn body(&self) -> Body {
        match self {
            Letter::ConfirmEmail(letter) => letter.body(),
            Letter::AlreadyRegistered(letter) => letter.body(),
            Letter::ResetPassword(letter) => letter.body(),
            Letter::PasswordChanged(letter) => letter.body(),
            Letter::ConfirmBranchAddress(letter) => letter.body(),
            Letter::TeamInvitation(letter) => letter.body(),
            Letter::TeamInvitationAccepted(letter) => letter.body(),
            Letter::ClientInvites(letter) => letter.body(),
            Letter::InvitationAccepted(letter) => letter.body(),
            Letter::InvitationRejected(letter) => letter.body(),
            Letter::InvitationWithdrawn(letter) => letter.body(),
            Letter::InvitationReminder(letter) => letter.body(),
            Letter::AskedForInvitation(letter) => letter.body(),
            Letter::ClientDisconnectedByFirm(letter) => letter.body(),
            Letter::ClientDisconnected(letter) => letter.body(),
            Letter::ConnectionEndedReceipt(letter) => letter.body(),
        }
    }
}

macro_rules! each_is_a_letter {
    ($($name:ident)*) => {
        $(impl From<$name> for Letter {
            fn from(letter: $name) -> Letter {
                Letter::$name(letter)
            }
        })*
    };
}

each_is_a_letter! {
    ConfirmEmail
    AlreadyRegistered
    ResetPassword
    PasswordChanged
    ConfirmBranchAddress
    TeamInvitation
    TeamInvitationAccepted
    ClientInvites
    InvitationAccepted
    InvitationRejected
    InvitationWithdrawn
    InvitationReminder
    AskedForInvitation
    ClientDisconnectedByFirm
    ClientDisconnected
    ConnectionEndedReceipt
}

/// To an address just typed at registration, before anything else is possible.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ConfirmEmail {
    /// Who registered.
    pub person: String,
    /// The page that confirms.
    pub link: String,
    /// When the link stops working.
    pub until: String,
}

/// To an address that registered although it has a sign-in; the page it came from shows no difference.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AlreadyRegistered {
    /// The person who has the sign-in.
    pub person: String,
    /// The sign-in page.
    pub sign_in_link: String,
    /// The page that asks for a new password.
    pub reset_link: String,
}

/// A new password was asked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ResetPassword {
    /// Whose password.
    pub person: String,
    /// The page that takes the new one.
    pub link: String,
    /// How long the link lives.
    pub minutes: u32,
}

/// A password was changed; told to its owner in case it was somebody else.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PasswordChanged {
    /// Whose password.
    pub person: String,
    /// When, in their zone.
    pub when: String,
}

/// To an address that a firm named as a branch's: invitations are routed there only once confirmed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ConfirmBranchAddress {
    /// The firm.
    pub organisation: String,
    /// The branch.
    pub branch: String,
    /// The page that confirms.
    pub link: String,
    /// When the link stops working.
    pub until: String,
}

/// A firm asks a person to join its team.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TeamInvitation {
    /// Who invites.
    pub inviter: String,
    /// The firm.
    pub organisation: String,
    /// Branch and role, one pair per branch.
    pub branch_roles: Vec<(String, String)>,
    /// The page that shows the invitation.
    pub link: String,
    /// How long it lives.
    pub days: u32,
}

/// To the inviter: the person joined.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TeamInvitationAccepted {
    /// Who joined.
    pub person: String,
    /// The firm.
    pub organisation: String,
    /// Branch and role, one pair per branch.
    pub branch_roles: Vec<(String, String)>,
    /// The team page.
    pub link: String,
}

/// To the branch and to those who may answer: a client asks it to keep its books.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ClientInvites {
    /// The client.
    pub company: String,
    /// Who sent it.
    pub owner: String,
    /// That person's confirmed address.
    pub owner_email: String,
    /// The invited branch; empty when one person was asked by her address.
    pub branch: String,
    /// Its firm; empty with the branch.
    pub organisation: String,
    /// What the client grants on acceptance: "Admin access, no end date".
    pub access: String,
    /// The client's own words.
    pub message: Option<String>,
    /// The page that shows the invitation.
    pub link: String,
    /// When it was sent.
    pub sent: String,
    /// When it expires.
    pub until: String,
}

/// To the client: the firm accepted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InvitationAccepted {
    /// The client.
    pub company: String,
    /// The firm.
    pub organisation: String,
    /// The branch that answered.
    pub branch: String,
    /// The member who accepted.
    pub accountant: String,
    /// The client's External Access page.
    pub link: String,
}

/// To the client: the firm declined.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InvitationRejected {
    /// The client.
    pub company: String,
    /// The firm.
    pub organisation: String,
    /// The branch that answered.
    pub branch: String,
    /// The member who rejected.
    pub accountant: String,
    /// When the invitation was sent.
    pub sent: String,
    /// The chosen reason.
    pub reason: String,
    /// What the firm added.
    pub message: Option<String>,
    /// The client's External Access page, where another firm can be asked.
    pub link: String,
}

/// To the branch: the client took its invitation back.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InvitationWithdrawn {
    /// The client.
    pub company: String,
    /// The branch that had been asked; empty when it was one person.
    pub branch: String,
}

/// To those who may answer: the client still waits.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InvitationReminder {
    /// The client.
    pub company: String,
    /// The invited branch; empty when one person was asked.
    pub branch: String,
    /// How long: "2 days".
    pub waiting: String,
    /// The page that shows the invitation.
    pub link: String,
}

/// To whoever sent an invitation: somebody holds its link and asks for another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AskedForInvitation {
    /// The company or the firm that invited.
    pub inviter: String,
    /// The address that was invited.
    pub invited: String,
    /// The confirmed address that wants to be invited instead; empty when a new link is asked for.
    pub instead: String,
    /// The page where another is sent.
    pub link: String,
}

/// To the client: the firm ended the connection.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ClientDisconnectedByFirm {
    /// The client.
    pub company: String,
    /// The firm.
    pub organisation: String,
    /// The chosen reason.
    pub reason: String,
    /// What the firm added.
    pub note: Option<String>,
    /// When.
    pub when: String,
    /// The client's External Access page.
    pub link: String,
}

/// To the firm: a connection with a client ended, by either side.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ClientDisconnected {
    /// The client.
    pub company: String,
    /// The firm.
    pub organisation: String,
    /// Who ended it.
    pub by: String,
    /// Why, when the firm itself ended it; empty when the client did.
    pub reason: String,
    /// When.
    pub when: String,
}

/// To whoever ended a connection, on either side.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ConnectionEndedReceipt {
    /// The client.
    pub company: String,
    /// The firm.
    pub organisation: String,
    /// When.
    pub when: String,
}
