//! The frame of these pages: whose books they are, for whom one acts, the way back.

use crate::Refused;
use crate::extract::Person;
use crate::pages::clients::{access, mark};
use crate::views::shell::{BooksNav, BooksShell, Delegate, PaletteClient};
use crate::wording;
use app::access::{BooksKey, Preset};
use app::books::{BooksFrame, BooksShellFacts, OwnCompany};
use app::clients::visits::TouchVisit;
use kernel::BooksId;

/// What the frame shows, read once per page.
pub(super) struct Frame {
    /// What the product says about the books.
    pub facts: BooksFrame,
}

impl Frame {
    /// Asks for the frame. A delegate's stay is noted as in use; that it could not be noted is no reason to
    /// refuse the page.
    pub async fn of(person: &Person, books: BooksId) -> Result<Self, Refused> {
        let app = &person.web.app;
        let facts = app.read(&person.actor, BooksShellFacts { books }).await?;
        let is_whole_page = person.asked.fragment.is_none();
        if facts.delegate.is_some()
            && is_whole_page
            && let Err(refusal) = app.run(&person.actor, None, TouchVisit { books }).await
        {
            tracing::warn!(%refusal, "a visit's use could not be noted");
        }
        Ok(Self { facts })
    }

    /// The address below which the pages of these books lie.
    pub fn base(&self) -> String {
        format!("/books/{}", self.facts.books)
    }

    /// Whether the person holds a key here.
    pub fn may(&self, key: BooksKey) -> bool {
        self.facts.may(key)
    }

    /// The frame as a page carries it.
    pub fn shell(&self, person: &Person, title: &str, nav: BooksNav) -> BooksShell {
        let facts = &self.facts;
        let detail = match &facts.delegate {
            Some(delegate) => format!("{}, for {}", facts.role, delegate.organisation),
            None => facts.role.to_owned(),
        };
        let end = facts.fiscal_year_end;
        let year = wording::year_to(i64::from(end.month()), i64::from(end.day()));
        BooksShell {
            title: title.to_owned(),
            base: self.base(),
            person: wording::person(person.actor.name(), &detail),
            company: mark(&facts.name, facts.books),
            facts: format!("{}, {year}", facts.currency.code()),
            delegate: self.delegate(person),
            companies: facts.companies.iter().map(own).collect(),
            nav,
            sign_out_key: person.key(),
            toasts: person.toasts(),
        }
    }

    fn delegate(&self, person: &Person) -> Option<Delegate> {
        let delegate = self.facts.delegate.as_ref()?;
        let preset = Preset::ALL.iter().find(|preset| preset.label() == self.facts.role);
        Some(Delegate {
            firm: format!("{}, {}", delegate.organisation, delegate.branch),
            access: access(preset.copied().unwrap_or(Preset::ReadOnly), delegate.ends_at),
            stop_url: format!("{}/leave", self.base()),
            stop_key: person.key(),
        })
    }
}

fn own(company: &OwnCompany) -> PaletteClient {
    PaletteClient {
        mark: mark(&company.name, company.books),
        url: format!("/books/{}", company.books),
        detail: company.role.clone(),
        post: false,
    }
}
