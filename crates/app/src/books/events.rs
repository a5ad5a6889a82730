//! What happens to a company and its chart.

use crate::audit::LeafDraft;
use crate::books::CreateBooks;
use crate::door::DomainEvent;
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use kernel::{BooksId, UserId};

/// Something happened to a company.
pub enum BooksEvent<'e> {
    /// A person founded books and became their Owner.
    BooksCreated { books: BooksId, founder: UserId, company: &'e CreateBooks },
}

impl DomainEvent for BooksEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::BooksCreated { books, company, .. } => vec![
                LeafDraft::new(*books, "books.created")
                    .on("books", books)
                    .fact("country", company.country.code())
                    .fact("currency", company.currency.code())
                    .fact("fiscal_year_end", company.fiscal_year_end.to_string())
                    .fact("time_zone", company.time_zone.as_str())
                    .text("name", company.name.as_str())
                    .text_opt("legal_name", company.legal_name.as_ref().map(|name| name.as_str())),
            ],
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::BooksCreated { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        match self {
            Self::BooksCreated { founder, .. } => vec![Hint::new(*founder, Topic::Person)],
        }
    }
}
