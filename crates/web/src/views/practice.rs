//! The firm and its branches: settings and new branches.
//!
//! Owns: these forms. Promises: what is permanent is shown as a fact, not as a field. Never: lets a changed
//! address receive before its mailbox confirmed it.

use askama::Template;

use super::{
    filters,
    parts::{Badge, Choice, Form},
    shell::{PortalNav, PortalShell},
};

/// `GET {base}/settings`: where settings are.
#[derive(Template, Clone, Debug)]
#[template(path = "practice/settings.html")]
pub struct Settings {
    /// The frame.
    pub shell: PortalShell,
    /// The branches of the firm that the reader may see.
    pub branches: Vec<BranchLine>,
}

/// A branch in the settings.
#[derive(Clone, Debug, Default)]
pub struct BranchLine {
    /// Its name.
    pub name: String,
    /// Its address for invitations.
    pub email: String,
    /// Confirmed or not.
    pub state: Badge,
    /// "GBP".
    pub currency: String,
    /// Its settings.
    pub url: String,
}

/// `GET {base}/settings/branch` and its POST. Fields: `name`, `country`.
#[derive(Template, Clone, Debug)]
#[template(path = "practice/branch.html")]
pub struct BranchSettings {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form of details.
    pub form: Form,
    /// The name as typed or stored.
    pub name: String,
    /// Countries.
    pub countries: Vec<Choice>,
    /// The permanent billing currency.
    pub currency: String,
    /// State of the form that changes the address, posted to `…/branch/email`. Field: `email`.
    pub email_form: Form,
    /// The address that works now, if one does.
    pub email: Option<String>,
    /// The address that waits for its mailbox, with the key to send the link again.
    pub pending: Option<PendingAddress>,
    /// The new address as typed.
    pub typed_email: String,
    /// Why the reader may only read: "Needs Manage Branch Settings. Ask Ines Carvalho."
    pub closed: Option<String>,
}

/// An address whose mailbox has not answered.
#[derive(Clone, Debug, Default)]
pub struct PendingAddress {
    /// The address.
    pub email: String,
    /// "Link sent 20 Nov, 10:41".
    pub sent: String,
    /// The key of the form that sends it again, posted to `…/branch/email/again`.
    pub key: String,
}

/// `GET {base}/settings/organisation` and its POST. Fields: `name`, `country`.
#[derive(Template, Clone, Debug)]
#[template(path = "practice/organisation.html")]
pub struct OrganisationSettings {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The name as typed or stored.
    pub name: String,
    /// Countries.
    pub countries: Vec<Choice>,
    /// Why the reader may only read.
    pub closed: Option<String>,
}

/// `GET {base}/branches/new` and its POST. Fields: `name`, `email`, `country`, `currency`.
#[derive(Template, Clone, Debug)]
#[template(path = "practice/branch_new.html")]
pub struct NewBranch {
    /// The frame.
    pub shell: PortalShell,
    /// State of the form.
    pub form: Form,
    /// The name as typed.
    pub name: String,
    /// The address as typed.
    pub email: String,
    /// Countries.
    pub countries: Vec<Choice>,
    /// Billing currencies.
    pub currencies: Vec<Choice>,
}
