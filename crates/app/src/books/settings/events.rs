//! What happens to a company's settings.

use super::UpdateCompany;
use crate::audit::LeafDraft;
use crate::books::store::Company;
use crate::door::DomainEvent;
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use kernel::{BooksId, ConnectionId, Day, OrganisationId};

/// Something happened to a company's settings.
pub enum SettingsEvent<'e> {
    /// Name, legal name, time zone or year end changed.
    CompanyUpdated {
        before: &'e Company,
        company: &'e UpdateCompany,
        firms: &'e [(OrganisationId, ConnectionId)],
    },
    /// The lock day moved.
    LockDaySet { books: BooksId, before: Option<Day>, day: Option<Day> },
}

fn updated(before: &Company, company: &UpdateCompany) -> LeafDraft {
    LeafDraft::new(company.books, "company.updated")
        .on("books", company.books)
        .fact("fiscal_year_end", company.fiscal_year_end.to_string())
        .fact("fiscal_year_end_was", before.fiscal_year_end.to_string())
        .fact("country", company.country.code())
        .fact("country_was", before.country.code())
        .fact("time_zone", company.time_zone.as_str())
        .fact("time_zone_was", before.time_zone.as_str())
        .text("name", company.name.as_str())
        .text("name_was", before.name.as_str())
        .text_opt("legal_name", company.legal_name.as_ref().map(|name| name.as_str()))
        .text_opt("legal_name_was", before.legal_name.as_deref())
}

fn said(day: Option<Day>) -> String {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string())
}

impl DomainEvent for SettingsEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::CompanyUpdated { before, company, firms } => {
                let renamed = firms.iter().map(|(firm, connection)| {
                    LeafDraft::new(*firm, "client.renamed")
                        .on("connection", connection)
                        .text("name", company.name.as_str())
                        .text("name_was", before.name.as_str())
                });
                std::iter::once(updated(before, company)).chain(renamed).collect()
            }
            Self::LockDaySet { books, before, day } => vec![
                LeafDraft::new(*books, "lock_day.set")
                    .on("books", books)
                    .fact("lock_day", said(*day))
                    .fact("lock_day_was", said(*before)),
            ],
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::CompanyUpdated { .. } | Self::LockDaySet { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        match self {
            Self::CompanyUpdated { company, firms, .. } => {
                let firms = firms.iter().map(|(firm, _)| Hint::new(*firm, Topic::Clients));
                std::iter::once(Hint::new(company.books, Topic::Books)).chain(firms).collect()
            }
            Self::LockDaySet { books, .. } => vec![Hint::new(*books, Topic::Books)],
        }
    }
}
