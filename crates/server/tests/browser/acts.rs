//! What people do in more than one journey, each act told as its pages tell it.

use crate::page::Page;
use crate::stage::{Person, Stage};

/// A firm with one branch.
pub struct Firm {
    pub name: String,
    pub branch: String,
    pub email: String,
}

impl Firm {
    /// A firm in Austria; `name` is one word.
    pub fn named(name: &str) -> Firm {
        let email = format!("post@{}.example", name.to_lowercase());
        Firm { name: format!("{name} Advisers"), branch: "Vienna".to_owned(), email }
    }

    /// As a client who invited it reads it.
    pub fn address(&self) -> String {
        format!("{} · {}", self.name, self.email)
    }
}

/// Signs up for `purpose` (`firm` or `business`) and confirms; ends on the first step that follows.
pub async fn sign_up(stage: &Stage, person: &Person, purpose: &str) -> Page {
    let page = person.tab(&format!("/register?for={purpose}")).await;
    register(stage, person, &page).await;
    page
}

/// Fills the sign-up that the page shows, and confirms by the mail.
pub async fn register(stage: &Stage, person: &Person, page: &Page) {
    page.fill("Your name", &person.name).await;
    page.fill("Email", &person.email).await;
    page.fill("Password", &person.password).await;
    page.follow("Create sign-in").await;
    page.heading("Check your mail").await;
    let letter = stage.mailbox.letter(&person.email, "confirm").await;
    page.open(&letter.link("/confirm/")).await;
    page.heading("Confirm your email").await;
    if page.has_field("Password").await {
        page.fill("Password", &person.password).await;
    }
    page.follow("Confirm email").await;
}

/// Signs up, founds a firm with its first branch, confirms the branch's mailbox; ends on the dashboard.
pub async fn found_firm(stage: &Stage, person: &Person, firm: &Firm) -> Page {
    let page = sign_up(stage, person, "firm").await;
    page.heading("Your firm").await;
    page.fill("Firm name", &firm.name).await;
    page.choose("Country", "Austria").await;
    page.follow("Continue").await;
    page.heading("Your first branch").await;
    page.fill("Branch name", &firm.branch).await;
    page.fill("Branch email", &firm.email).await;
    page.follow("Create branch").await;
    page.until("location.pathname.startsWith('/portal/')", "the firm's portal does not come").await;
    confirm_mailbox(stage, person, firm).await;
    page.reload().await;
    page
}

/// Uses the link that was sent to the branch's mailbox.
pub async fn confirm_mailbox(stage: &Stage, person: &Person, firm: &Firm) {
    let letter = stage.mailbox.letter(&firm.email, "wants client invitations").await;
    let page = person.tab(&letter.link("/branch-address/")).await;
    page.heading("Confirm this mailbox").await;
    page.follow("Confirm mailbox").await;
    page.close().await;
}

/// Invites a colleague from the dashboard, who signs up and joins; ends on her dashboard.
pub async fn add_colleague(
    stage: &Stage,
    dashboard: &Page,
    firm: &Firm,
    colleague: &Person,
    role: &str,
) -> Page {
    dashboard.press("Invite Team Member").await;
    dashboard.heading("Invite Team Member").await;
    dashboard.fill("Who", &colleague.email).await;
    dashboard.fill("Name", &colleague.name).await;
    dashboard.press(role).await;
    dashboard.follow("Send").await;
    let letter = stage.mailbox.letter(&colleague.email, "invites you to").await;
    let page = colleague.tab(&letter.link("/join/")).await;
    page.heading(&format!("{} invites you to its team", firm.name)).await;
    page.follow("Create sign-in").await;
    register(stage, colleague, &page).await;
    page.follow(&format!("Join {}", firm.name)).await;
    page
}

/// Signs up and makes a company; ends on its overview.
pub async fn found_company(stage: &Stage, person: &Person, name: &str) -> Page {
    let page = sign_up(stage, person, "business").await;
    make_company(&page, name).await;
    page
}

/// Fills the form of a new company, in euros.
pub async fn make_company(page: &Page, name: &str) {
    page.heading("Your company").await;
    page.fill("Name", name).await;
    page.choose("Country", "Austria").await;
    page.choose("Base currency", "EUR").await;
    page.follow("Create company").await;
    page.heading("Overview").await;
}

/// Opens External Access from the menu and fills the invitation, up to the last press.
pub async fn write_invitation(page: &Page, owner: &Person, to: &str, message: &str) {
    page.follow("External Access").await;
    page.heading("External Access").await;
    page.press("Invite an accountant").await;
    page.heading("Invite an accountant").await;
    page.fill("Accountant’s branch email", to).await;
    page.fill("Message", message).await;
    if page.has_field("Your password").await {
        page.fill("Your password", &owner.password).await;
    }
}

/// Invites an accountant. Answers when it was sent.
pub async fn invite(page: &Page, owner: &Person, to: &str, message: &str) -> i64 {
    write_invitation(page, owner, to, message).await;
    let at = page.follow("Send").await;
    page.sees(to).await;
    at
}

/// Accepts from the dashboard's banner, alone. Answers when.
pub async fn accept_from_banner(dashboard: &Page, company: &str) -> i64 {
    dashboard.press(&format!("Accept Invitation of {company}")).await;
    dashboard.heading(&format!("Accept {company}?")).await;
    dashboard.follow("Accept Invitation").await
}

/// Goes to a client's books from the dashboard.
pub async fn go_to(dashboard: &Page, company: &str) {
    dashboard.hover(company).await;
    dashboard.follow(&format!("Go To {company}")).await;
    dashboard.sees(&format!("You are in the books of {company}")).await;
}

/// A firm and a company that are connected; the accountant stands on her dashboard, the owner in her books.
pub struct Connected {
    pub firm: Firm,
    pub accountant: Person,
    pub dashboard: Page,
    pub owner: Person,
    pub books: Page,
    pub company: String,
}

/// Brings a firm and a company together. The owner uses the last process that there is.
pub async fn connect(stage: &Stage) -> Connected {
    let (accountant, owner) = (stage.person("Ann Bauer").await, stage.person_at("Carla Weiss", 1).await);
    let (firm, company) = (Firm::named("Harbour"), "Sotto Coffee".to_owned());
    let dashboard = found_firm(stage, &accountant, &firm).await;
    let books = found_company(stage, &owner, &company).await;
    invite(&books, &owner, &firm.email, "Please keep our books.").await;
    dashboard.sees("A client is waiting for an answer").await;
    accept_from_banner(&dashboard, &company).await;
    dashboard.follow("Dashboard").await;
    dashboard.sees(&company).await;
    Connected { firm, accountant, dashboard, owner, books, company }
}

/// One line of an entry: account, debit, credit.
pub type Line<'a> = (&'a str, &'a str, &'a str);

/// Fills the form of a new entry, up to the last press.
pub async fn write_entry(page: &Page, what: &str, lines: &[Line<'_>]) {
    page.follow("Transactions").await;
    page.follow("New entry").await;
    page.heading("New entry").await;
    page.fill("What for", what).await;
    for (number, (account, debit, credit)) in lines.iter().enumerate() {
        let number = number + 1;
        page.choose(&format!("Account, line {number}"), account).await;
        page.fill(&format!("Debit, line {number}"), debit).await;
        page.fill(&format!("Credit, line {number}"), credit).await;
    }
}

/// Begins a further company and stops in the middle.
pub async fn make_company_half(page: &Page, name: &str) {
    page.open("/companies/new").await;
    page.heading("Your company").await;
    page.fill("Name", name).await;
}
