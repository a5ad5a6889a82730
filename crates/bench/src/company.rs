//! Companies of the fixtures, and the entries that are posted into their books.

use crate::trouble::Trouble;
use crate::world::{Person, World};
use app::books::CreateBooks;
use app::books::chart::ChartOfAccounts;
use app::books::entries::PostEntry;
use kernel::{
    AccountId, BooksId, CompanyName, Country, Currency, Day, FiscalYearEnd, Memo, Money, TimeZoneName, UserId,
};
use ledger::DraftLine;

/// Entries are dated over so many days.
const DAYS: i64 = 700;
/// What every entry is about.
pub const MEMO: &str = "Invoice paid by card";

/// Books and who posts into them.
#[derive(Clone)]
pub struct Company {
    /// The books.
    pub books: BooksId,
    /// Their owner.
    pub owner: UserId,
    accounts: Vec<AccountId>,
    first: Day,
}

/// The three lines of an entry: account, debit, credit in minor units.
pub type Lines = [(AccountId, i64, i64); 3];

impl Company {
    /// Founds a company of a person.
    pub async fn found(world: &World, owner: &Person, name: &str) -> Result<Self, Trouble> {
        let books = found(world, owner, name).await?;
        let chart = world.app.read(&owner.actor, ChartOfAccounts { books }).await?;
        let accounts = chart.accounts.iter().map(|row| row.account.id).collect();
        let first = world.today().add_days(-(DAYS as i32)).ok_or_else(|| Trouble("no such day".into()))?;
        Ok(Self { books, owner: owner.user, accounts, first })
    }

    /// The day and the lines of the entry with this number: all accounts and days take turns.
    pub fn entry(&self, number: i64) -> (Day, Lines) {
        let count = self.accounts.len() as i64;
        let account = |step: i64| self.accounts[((number * 7 + step * 11) % count) as usize];
        let (net, vat) = (1_000 + number % 90_000, (1_000 + number % 90_000) / 5);
        let day = self.first.add_days((number * 13 % DAYS) as i32).unwrap_or(self.first);
        (day, [(account(0), net + vat, 0), (account(1), 0, net), (account(2), 0, vat)])
    }

    /// The command that posts it.
    pub fn post(&self, number: i64) -> Result<PostEntry, Trouble> {
        let (day, lines) = self.entry(number);
        let line = |(account, debit, credit): (AccountId, i64, i64)| {
            let money = |minor: i64| (minor > 0).then(|| Money::from_minor(minor, Currency::GBP));
            DraftLine { account, debit: money(debit), credit: money(credit), memo: None }
        };
        let memo = Memo::parse_optional(MEMO).map_err(|error| Trouble(error.message().to_owned()))?;
        Ok(PostEntry { books: self.books, day, memo, lines: lines.map(line).to_vec() })
    }
}

/// Founds books of a person, and reads nothing of them.
pub async fn found(world: &World, owner: &Person, name: &str) -> Result<BooksId, Trouble> {
    let country: Country = "GB".parse()?;
    let create = CreateBooks {
        name: CompanyName::parse(name).map_err(|error| Trouble(error.message().to_owned()))?,
        legal_name: None,
        country,
        currency: Currency::GBP,
        fiscal_year_end: FiscalYearEnd::DECEMBER,
        time_zone: TimeZoneName::utc(),
    };
    Ok(world.run(&owner.actor, create).await?.books)
}
