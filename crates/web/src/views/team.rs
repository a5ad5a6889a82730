//! The people of a branch: members, invitations of colleagues, joining.
//!
//! Owns: how a team stands on a page. Promises: one role per branch is said as one role. Never: tells a
//! person to ask herself.

use askama::Template;

use super::{
    filters,
    parts::{Badge, Choice, Form, Person, Tab, When},
    shell::{PortalNav, PortalShell, PublicShell},
};

/// A member in the list.
#[derive(Clone, Debug, Default)]
pub struct MemberRow {
    /// Who; `detail` is the address.
    pub person: Person,
    /// Where the panel opens.
    pub url: String,
    /// The role in the branch.
    pub role: String,
    /// The role for the whole firm, or empty.
    pub firm_role: String,
    /// How many clients are assigned.
    pub clients: u32,
    /// Last active.
    pub active: Option<When>,
    /// Whether it is the one that is open.
    pub current: bool,
}

/// `GET {base}/team` and `…/team/{member}`.
#[derive(Template, Clone, Debug)]
#[template(path = "team/members.html")]
pub struct Members {
    /// The frame.
    pub shell: PortalShell,
    /// "6 in Bristol".
    pub counts: String,
    /// The list.
    pub rows: Vec<MemberRow>,
    /// The page after this one, when there are more.
    pub more: Option<String>,
    /// The one that is open.
    pub panel: Option<MemberPanel>,
    /// Why the reader may not invite: "Needs Invite Team Members. Ask Asha Raman."
    pub invite_closed: Option<String>,
}

/// One member.
#[derive(Clone, Debug, Default)]
pub struct MemberPanel {
    /// Who; `detail` is the address.
    pub person: Person,
    /// The member's address; what can be done hangs below it: `/add`, `/role`, `/leave`, `/firm-role`, `/remove`.
    pub url: String,
    /// The key of these forms; each adds its own ending.
    pub key: String,
    /// Roles in branches.
    pub roles: Vec<MemberRole>,
    /// What the reader may give in further branches: branches, roles. Fields: `branch`, `role`.
    pub add: Option<(Vec<Choice>, Vec<Choice>)>,
    /// The role for the whole firm, when the reader may set it. Field: `role`, empty for none.
    pub firm_roles: Option<Vec<Choice>>,
    /// Whether the reader may take the member out of the firm.
    pub removable: bool,
    /// Label and value: Whole firm, Joined, Last active.
    pub facts: Vec<(String, String)>,
    /// Clients the member may open.
    pub clients: Vec<String>,
    /// Why the reader can change nothing here: "Needs Change Roles. Ask Asha Raman."
    pub closed: Option<String>,
}

/// A member's role in one branch.
#[derive(Clone, Debug, Default)]
pub struct MemberRole {
    /// The branch.
    pub branch: String,
    /// Its value in the forms.
    pub value: String,
    /// The role.
    pub role: String,
    /// The roles that the reader may give instead. Fields: `branch`, `role`.
    pub change: Option<Vec<Choice>>,
    /// Whether the reader may take the member out of it. Field: `branch`.
    pub leavable: bool,
}

/// An invitation of a colleague.
#[derive(Clone, Debug, Default)]
pub struct TeamInvitationRow {
    /// The address.
    pub email: String,
    /// "Member, Bristol".
    pub role: String,
    /// When it was sent.
    pub sent: When,
    /// "4 days left", "Expired 12 Nov", "Joined 13 Nov".
    pub state: Badge,
    /// Its address; `/resend` and `/withdraw` hang below it.
    pub url: String,
    /// The key of both forms, or nothing when nothing can be done any more.
    pub key: Option<String>,
    /// Whether only resending is left.
    pub expired: bool,
}

/// `GET {base}/team-invitations?view=…`.
#[derive(Template, Clone, Debug)]
#[template(path = "team/invitations.html")]
pub struct TeamInvitations {
    /// The frame.
    pub shell: PortalShell,
    /// `Pending`, `History`.
    pub tabs: Vec<Tab>,
    /// The list.
    pub rows: Vec<TeamInvitationRow>,
    /// The page after this one, when there are more.
    pub more: Option<String>,
    /// Why the reader may not invite.
    pub invite_closed: Option<String>,
}

/// `GET {base}/team-invitations/new` and its POST. Fields: `email`, `name`, `branch` (an id, or `all`), `role`.
#[derive(Template, Clone, Debug)]
#[template(path = "team/invite.html", blocks = ["dialog"])]
pub struct InviteMember {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The address as typed.
    pub email: String,
    /// The colleague's name as typed.
    pub name: String,
    /// Branches the reader may invite to.
    pub branches: Vec<Choice>,
    /// Roles the reader may give, each with what it allows.
    pub roles: Vec<Choice>,
}

/// `GET /join/{secret}` and its POST: the invited colleague's own page.
/// Without fields; `Decline` posts the same form to `…/decline`.
#[derive(Template, Clone, Debug)]
#[template(path = "team/join.html")]
pub struct JoinTeam {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// Where it is posted.
    pub action: String,
    /// The firm.
    pub firm: String,
    /// The branch.
    pub branch: String,
    /// The role.
    pub role: String,
    /// What the role allows: a line each.
    pub allows: Vec<String>,
    /// What it does not.
    pub denies: Vec<String>,
    /// Who invited, and when.
    pub invited_by: String,
    /// When.
    pub sent: When,
    /// "18 December".
    pub until: String,
    /// Without a sign-in: where one is made or used; the form is then not shown.
    pub sign_in: Option<SignInFirst>,
}

/// The two ways to a sign-in, returning here.
#[derive(Clone, Debug, Default)]
pub struct SignInFirst {
    /// Making one for the invited address.
    pub register_url: String,
    /// Using one.
    pub sign_in_url: String,
}
