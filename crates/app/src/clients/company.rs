//! The two sides of a connection, as far as letters and lists need them.

use crate::clients::store;
use ::store::Read;
use kernel::{BooksId, BranchId, Country, Fault, OrganisationId, TimeZoneName, UserId};

/// A client company.
#[derive(Debug, Clone)]
pub(crate) struct Company {
    /// Its books.
    pub books: BooksId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub country: String,
    /// Its base currency.
    pub currency: String,
    /// The month in which its year ends.
    pub fiscal_month: i64,
    /// The day on which its year ends.
    pub fiscal_day: i64,
    /// Its clocks.
    pub zone: TimeZoneName,
    /// Whose it is.
    pub owner: Option<Owner>,
}

/// The owner of a company.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    /// Her id.
    pub user: UserId,
    /// Her name.
    pub name: String,
    /// Her sign-in address.
    pub email: String,
}

/// A branch of a firm, with the firm.
#[derive(Debug, Clone)]
pub(crate) struct Firm {
    /// The firm.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The branch.
    pub branch: BranchId,
    /// Its name.
    pub branch_name: String,
    /// Its mailbox.
    pub branch_email: String,
    /// The clocks of the branch.
    pub zone: TimeZoneName,
}

/// The company behind books.
pub(crate) async fn company(read: &mut Read<'_>, books: BooksId) -> Result<Company, Fault> {
    store::company(read, books).await?.ok_or_else(|| Fault::internal(format!("{books} has no company")))
}

/// A branch with its firm; `None` when there is no such branch.
pub(crate) async fn firm(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    branch: BranchId,
) -> Result<Option<Firm>, Fault> {
    store::firm(read, organisation, branch).await
}

/// The clocks of a country, for whoever has chosen none.
pub(crate) fn zone_of(country: &str) -> TimeZoneName {
    Country::from_code(country).map_or_else(|_| TimeZoneName::utc(), Country::time_zone)
}
