//! The settings as they stand.

use crate::access::BooksKey;
use crate::books::store::company;
use crate::door::{Door, Query};
use kernel::{BooksId, Country, Currency, Day, FiscalYearEnd, Refusal, TimeZoneName};

/// The settings of a company.
pub struct CompanySettings {
    /// Whose books.
    pub books: BooksId,
}

/// A company as its settings say.
#[derive(Debug, Clone)]
pub struct CompanyDetails {
    /// The trading name.
    pub name: String,
    /// The name in the register, when it differs.
    pub legal_name: Option<String>,
    /// Where it is.
    pub country: Country,
    /// The base currency, fixed.
    pub currency: Currency,
    /// The last day of its fiscal year.
    pub fiscal_year_end: FiscalYearEnd,
    /// Where its days begin and end.
    pub time_zone: TimeZoneName,
    /// The day through which nothing changes any more.
    pub lock_day: Option<Day>,
    /// Which revision of the settings this is.
    pub revision: i64,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Whether the reader may move the lock day.
    pub may_lock: bool,
}

impl Query for CompanySettings {
    type Output = CompanyDetails;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<CompanyDetails, Refusal> {
        let handle = door.read_books(self.books, BooksKey::CompanyRead).await?;
        let read = door.read();
        let books = handle.books(read);
        let company = company(read, books).await?;
        Ok(CompanyDetails {
            name: company.name,
            legal_name: company.legal_name,
            country: company.country,
            currency: company.currency,
            fiscal_year_end: company.fiscal_year_end,
            time_zone: company.time_zone,
            lock_day: company.lock_day,
            revision: company.revision,
            may_change: handle.may(BooksKey::CompanyWrite),
            may_lock: handle.may(BooksKey::AccountingClose),
        })
    }
}
