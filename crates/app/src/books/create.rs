//! A person founds a company's books and becomes their Owner.

use crate::Tenant;
use crate::access::Mine;
use crate::books::events::BooksEvent;
use crate::books::store::{self, NewAccount};
use crate::door::{Command, Door, Work};
use kernel::{BooksId, CompanyName, Country, Currency, FiscalYearEnd, Refusal, TimeZoneName};
use serde::{Deserialize, Serialize};

/// Founds books with the default chart of accounts.
#[derive(Debug, Clone, Serialize)]
pub struct CreateBooks {
    /// The company's trading name.
    pub name: CompanyName,
    /// Its name in the register, when it differs.
    pub legal_name: Option<CompanyName>,
    /// Where it is.
    pub country: Country,
    /// The currency of its books; fixed from here on.
    pub currency: Currency,
    /// The last day of its fiscal year.
    pub fiscal_year_end: FiscalYearEnd,
    /// Where its days begin and end.
    pub time_zone: TimeZoneName,
}

/// The new books.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BooksCreated {
    /// Their id.
    pub books: BooksId,
}

impl Command for CreateBooks {
    const NAME: &'static str = "create_books";
    type Handle = Mine;
    type Output = BooksCreated;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![door.user()?.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Mine, Refusal> {
        door.mine().await
    }

    async fn apply(&self, mine: &Mine, work: &mut Work<'_, '_>) -> Result<BooksCreated, Refusal> {
        let books: BooksId = work.id();
        let founder = mine.user(work.tx());
        let now = work.now;
        let chart: Vec<NewAccount<'static>> = ledger::postable_chart()
            .map(|row| NewAccount {
                account: work.id(),
                code: row.code,
                name: row.name,
                group: row.group,
                kind: row.kind,
                system: row.system,
            })
            .collect();
        work.found(books.into()).await?;
        let owner = store::Owner { user: founder, name: work.actor.name(), email: work.actor.email() };
        store::insert_books(work.tx(), books, self, &owner, now).await?;
        store::insert_accounts(work.tx(), books, self.currency, &chart, now).await?;
        work.record(&BooksEvent::BooksCreated { books, founder, company: self });
        Ok(BooksCreated { books })
    }
}
