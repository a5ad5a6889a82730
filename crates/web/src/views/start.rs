//! Where one goes after signing in: my firms, my companies, and the first steps of a firm or a company.
//!
//! Owns: the chooser and the forms that begin something. Promises: a permanent choice is called permanent
//! before it is made. Never: proposes without saying where the proposal comes from.

use askama::Template;

use super::{
    filters,
    parts::{Choice, Form, Mark},
    shell::PublicShell,
};

/// `GET /start`: everything a person can open.
#[derive(Template, Clone, Debug)]
#[template(path = "start/start.html")]
pub struct Start {
    /// The frame.
    pub shell: PublicShell,
    /// The firms.
    pub firms: Vec<Door>,
    /// The companies.
    pub companies: Vec<Door>,
    /// Requests to the person that wait: a sentence and where to answer.
    pub waiting: Vec<Waiting>,
}

/// One thing to open.
#[derive(Clone, Debug, Default)]
pub struct Door {
    /// The book of a company; of a firm only the name is shown.
    pub mark: Mark,
    /// "Owner, Bristol · 40 clients".
    pub detail: String,
    /// Where `Go` leads.
    pub url: String,
}

/// An invitation to the person.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// "Harbour & Pike LLP invites you as Member of Bristol".
    pub text: String,
    /// Where to answer.
    pub url: String,
}

/// `GET /organisations/new` and its POST. Fields: `name`, `country`.
#[derive(Template, Clone, Debug)]
#[template(path = "start/organisation.html")]
pub struct NewOrganisation {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// The firm's name as typed.
    pub name: String,
    /// Countries; the proposed one is chosen.
    pub countries: Vec<Choice>,
}

/// `GET /organisations/{org}/branches/first` and its POST.
/// Fields: `name`, `email`, `country`, `currency`.
#[derive(Template, Clone, Debug)]
#[template(path = "start/branch.html")]
pub struct FirstBranch {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// Where it is posted.
    pub action: String,
    /// The firm.
    pub firm: String,
    /// The branch's name as typed or proposed.
    pub name: String,
    /// The branch address as typed or proposed.
    pub email: String,
    /// Countries.
    pub countries: Vec<Choice>,
    /// Billing currencies.
    pub currencies: Vec<Choice>,
}

/// `GET /branch-mailbox/{secret}` and its POST: whoever reads the branch mailbox confirms it.
#[derive(Template, Clone, Debug)]
#[template(path = "start/mailbox.html")]
pub struct ConfirmMailbox {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// Where it is posted.
    pub action: String,
    /// The branch and its firm: "Bristol, Harbour & Pike LLP".
    pub branch: String,
    /// The address.
    pub email: String,
    /// Who asked.
    pub asked_by: String,
}

/// `GET /companies/new` and its POST.
/// Fields: `name`, `legal_name`, `country`, `currency`, `year_end_month`, `year_end_day`, `zone`.
#[derive(Template, Clone, Debug)]
#[template(path = "start/company.html")]
pub struct NewCompany {
    /// The frame.
    pub shell: PublicShell,
    /// State of the form.
    pub form: Form,
    /// The trading name as typed.
    pub name: String,
    /// The legal name as typed.
    pub legal_name: String,
    /// Countries.
    pub countries: Vec<Choice>,
    /// Base currencies.
    pub currencies: Vec<Choice>,
    /// Months, 1 to 12, of the fiscal year's end.
    pub months: Vec<Choice>,
    /// Days, 1 to 31, of the fiscal year's end.
    pub days: Vec<Choice>,
    /// Time zones; the proposed one is chosen.
    pub zones: Vec<Choice>,
}
