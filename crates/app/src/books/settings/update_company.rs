//! Name, legal name, time zone and fiscal year end of a company.

use super::events::SettingsEvent;
use super::store;
use crate::Tenant;
use crate::access::{BooksKey, WriteBooks};
use crate::books::store::{Company, company};
use crate::door::{Command, Door, Work};
use kernel::{
    BooksId, CompanyName, ConnectionId, Country, Fault, FaultKind, FiscalYearEnd, OrganisationId, Refusal,
    TimeZoneName,
};
use serde::Serialize;

/// Changes the company's details. A new name is the name in every connected firm's list at once.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateCompany {
    /// Whose books.
    pub books: BooksId,
    /// The revision that the person saw; none when she takes what stands.
    pub expected: Option<i64>,
    /// The trading name.
    pub name: CompanyName,
    /// The name in the register, when it differs.
    pub legal_name: Option<CompanyName>,
    /// Where it is.
    pub country: Country,
    /// Where its days begin and end.
    pub time_zone: TimeZoneName,
    /// The last day of its fiscal year.
    pub fiscal_year_end: FiscalYearEnd,
}

impl UpdateCompany {
    fn changes(&self, before: &Company) -> bool {
        self.name.as_str() != before.name
            || self.legal_name.as_ref().map(|name| name.as_str()) != before.legal_name.as_deref()
            || self.country != before.country
            || self.time_zone.as_str() != before.time_zone.as_str()
            || self.fiscal_year_end != before.fiscal_year_end
    }

    /// The firms whose lists carry the name, in the order of their ids. All of them were named.
    async fn firms(&self, work: &mut Work<'_, '_>) -> Result<Vec<(OrganisationId, ConnectionId)>, Refusal> {
        let firms = store::connected_firms(work.tx(), self.books).await?;
        let named = |firm: OrganisationId| work.heads.iter().any(|(tenant, _)| *tenant == Tenant::from(firm));
        if firms.iter().all(|(firm, _)| named(*firm)) {
            return Ok(firms);
        }
        let detail = "a firm was connected while the name changed".to_owned();
        Err(Fault { kind: FaultKind::Race, detail }.into())
    }
}

impl Command for UpdateCompany {
    const NAME: &'static str = "update_company";
    type Handle = WriteBooks;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        // Connections may come and go until the tenants are held: `firms` looks again.
        door.name(self.books);
        let firms = store::connected_firms(door.read(), self.books).await?;
        let firms = firms.into_iter().map(|(firm, _)| firm.into());
        Ok(std::iter::once(self.books.into()).chain(firms).collect())
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<WriteBooks, Refusal> {
        door.write_books(self.books, BooksKey::CompanyWrite).await
    }

    async fn apply(&self, handle: &WriteBooks, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let books = handle.books(work.tx());
        let before = company(work.tx(), books).await?;
        if self.expected.is_some_and(|expected| expected != before.revision) {
            return Err(Refusal::conflict(
                "stale_revision",
                "Somebody changed these settings meanwhile. Look at them as they stand now.",
            ));
        }
        if !self.changes(&before) {
            return Ok(());
        }
        store::update(work.tx(), self).await?;
        let mut firms = Vec::new();
        if self.name.as_str() != before.name {
            firms = self.firms(work).await?;
            let members = store::members(work.tx(), books).await?;
            store::rename(work.tx(), self, &members, &firms).await?;
            crate::clients::refresh_words(work, books, &firms).await?;
        }
        work.record(&SettingsEvent::CompanyUpdated { before: &before, company: self, firms: &firms });
        Ok(())
    }
}
