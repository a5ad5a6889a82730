//! What every page of the books shows around itself.

use super::store::{self, company};
use crate::access::{BooksKey, BooksStanding, Via};
use crate::door::{Door, Query};
use kernel::{
    BooksId, Currency, Day, FiscalYearEnd, Id as _, Moment, Refusal, TimeZoneName, cloth, company_initials,
};

/// Everything the frame of the books needs.
pub struct BooksShellFacts {
    /// Whose books.
    pub books: BooksId,
}

/// The frame's facts.
#[derive(Debug, Clone)]
pub struct BooksFrame {
    /// The books.
    pub books: BooksId,
    /// The company's trading name.
    pub name: String,
    /// Two letters for its mark.
    pub initials: String,
    /// Which of the eight cloths, 1 to 8.
    pub cloth: u8,
    /// The base currency.
    pub currency: Currency,
    /// When its fiscal year ends.
    pub fiscal_year_end: FiscalYearEnd,
    /// Where its days begin and end.
    pub time_zone: TimeZoneName,
    /// The day through which nothing changes any more.
    pub lock_day: Option<Day>,
    /// What the reader is here: `Owner`, `Admin`, …
    pub role: &'static str,
    /// Set when she is here for a firm.
    pub delegate: Option<Delegate>,
    /// Her other own companies; empty for a delegate.
    pub companies: Vec<OwnCompany>,
    /// The keys that she holds here, in order.
    pub keys: Vec<BooksKey>,
}

/// For whom a delegate acts.
#[derive(Debug, Clone)]
pub struct Delegate {
    /// The firm, the branch, the connection, the stay.
    pub via: Via,
    /// The firm's name.
    pub organisation: String,
    /// The branch's name.
    pub branch: String,
    /// When her assignment ends.
    pub ends_at: Option<Moment>,
}

/// Another company of the reader.
#[derive(Debug, Clone)]
pub struct OwnCompany {
    /// Its books.
    pub books: BooksId,
    /// Its name.
    pub name: String,
    /// What she is there.
    pub role: String,
}

impl BooksFrame {
    /// Whether the reader holds a key.
    #[must_use]
    pub fn may(&self, key: BooksKey) -> bool {
        self.keys.contains(&key)
    }
}

impl Query for BooksShellFacts {
    type Output = BooksFrame;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<BooksFrame, Refusal> {
        let handle = door.read_books(self.books, BooksKey::CompanyRead).await?;
        let read = door.read();
        let books = handle.books(read);
        let company = company(read, books).await?;
        let (role, delegate, companies) = match handle.standing() {
            BooksStanding::Member(preset) => {
                let own = store::own_companies(read, handle.user()).await?;
                (*preset, None, own.into_iter().filter(|other| other.books != books).collect())
            }
            BooksStanding::Delegate { assigned, highest, ends_at, via } => {
                let (organisation, branch) = store::firm_names(read, books, via.connection).await?;
                let delegate = Delegate { via: via.clone(), organisation, branch, ends_at: *ends_at };
                // The narrower of both is what she holds: presets are listed strongest first.
                ((*assigned).max(*highest), Some(delegate), Vec::new())
            }
        };
        Ok(BooksFrame {
            books,
            initials: company_initials(&company.name),
            cloth: cloth(&books.bytes()),
            name: company.name,
            currency: company.currency,
            fiscal_year_end: company.fiscal_year_end,
            time_zone: company.time_zone,
            lock_day: company.lock_day,
            role: role.label(),
            delegate,
            companies,
            keys: BooksKey::ALL.iter().copied().filter(|key| handle.may(*key)).collect(),
        })
    }
}
