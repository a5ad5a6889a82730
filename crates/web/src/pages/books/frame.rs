//! The frame of every page of the books: whose they are, for whom one acts, the way back.

use super::words;
use crate::Refused;
use crate::extract::Person;
use crate::views::parts::Mark;
use crate::views::shell::{BooksNav, BooksShell, Delegate, PaletteClient};
use app::access::BooksKey;
use app::audit::ViewedPage;
use app::books::{BooksFrame, BooksShellFacts, OwnCompany};
use app::clients::visits::TouchVisit;
use kernel::{BooksId, Day, Id as _};

/// What the frame shows, read once per page.
pub(crate) struct Frame {
    /// What the product says about the books.
    pub facts: BooksFrame,
}

impl Frame {
    /// Asks for the frame; books that the person may not see are not found. A delegate's stay is noted as in
    /// use; that it could not be noted is no reason to refuse the page.
    pub async fn of(person: &Person, books: BooksId) -> Result<Self, Refused> {
        let app = &person.web.app;
        let facts = app.read(&person.actor, BooksShellFacts { books }).await?;
        let asks_itself = person.asked.fragment.is_some();
        if facts.delegate.is_some()
            && !asks_itself
            && let Err(refusal) = app.run(&person.actor, None, TouchVisit { books }).await
        {
            tracing::warn!(%refusal, "a visit's use could not be noted");
        }
        Ok(Self { facts })
    }

    /// The same for a page that a delegate looks at, which the log then tells. A page that asks for itself
    /// again is not looked at anew: the record would make it ask once more, for ever.
    pub async fn viewed(person: &Person, books: BooksId, page: ViewedPage) -> Result<Self, Refused> {
        let frame = Self::of(person, books).await?;
        let app = &person.web.app;
        if let Some(delegate) = frame.facts.delegate.as_ref().filter(|_| person.asked.fragment.is_none()) {
            app.views().saw(&person.actor, books, &delegate.via, page, app.now());
        }
        Ok(frame)
    }

    /// The address below which the pages of these books lie.
    pub fn base(&self) -> String {
        format!("/books/{}", self.facts.books)
    }

    /// Whether the person holds a key here.
    pub fn may(&self, key: BooksKey) -> bool {
        self.facts.may(key)
    }

    /// Why a page can only be read; `None` when the person holds the key.
    pub fn closed(&self, key: BooksKey) -> Option<String> {
        (!self.may(key)).then(|| format!("Needs {}. Ask an owner of the company.", key.word()))
    }

    /// Today where the company is.
    pub fn today(&self, person: &Person) -> Day {
        self.facts.time_zone.today(person.web.app.now())
    }

    /// The frame as a page carries it.
    pub fn shell(&self, person: &Person, title: &str, nav: BooksNav) -> BooksShell {
        let facts = &self.facts;
        let detail = match &facts.delegate {
            Some(delegate) => format!("{}, for {}", facts.role, delegate.organisation),
            None => facts.role.to_owned(),
        };
        BooksShell {
            title: title.to_owned(),
            base: self.base(),
            person: words::person(person.actor.name(), &detail),
            company: mark(facts.books, &facts.name),
            facts: format!("{}, year to {}", facts.currency, self.year_end(person)),
            delegate: self.delegate(person),
            companies: facts.companies.iter().map(own).collect(),
            nav,
            sign_out_key: person.key(),
            toasts: person.toasts(),
        }
    }

    /// "31 Mar": the end of the fiscal year that today lies in.
    fn year_end(&self, person: &Person) -> String {
        let end = self.facts.fiscal_year_end.year_of(self.today(person)).end;
        format!("{} {}", end.day_of_month(), &words::month(end)[..3])
    }

    fn delegate(&self, person: &Person) -> Option<Delegate> {
        let delegate = self.facts.delegate.as_ref()?;
        let end = match delegate.ends_at {
            Some(end) => format!("until {}", words::short(self.facts.time_zone.today(end))),
            None => "no end".to_owned(),
        };
        let access = match delegate.ends_at {
            Some(_) => format!("{} {end}", self.facts.role),
            None => format!("{}, {end}", self.facts.role),
        };
        Some(Delegate {
            firm: format!("{}, {}", delegate.organisation, delegate.branch),
            access,
            stop_url: format!("{}/leave", self.base()),
            stop_key: person.key(),
        })
    }
}

/// The bound book of a company.
pub(crate) fn mark(books: BooksId, name: &str) -> Mark {
    Mark {
        name: name.to_owned(),
        initials: kernel::company_initials(name),
        cloth: kernel::cloth(&books.bytes()),
    }
}

fn own(company: &OwnCompany) -> PaletteClient {
    PaletteClient {
        mark: mark(company.books, &company.name),
        url: format!("/books/{}", company.books),
        detail: company.role.clone(),
        post: false,
    }
}
