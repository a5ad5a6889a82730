//! Companies as tests need them: founded, their chart by code, entries in few words.

use crate::House;
use app::Actor;
use app::books::chart::ChartOfAccounts;
use app::books::entries::{EntryPosted, PostEntry};
use app::books::{CreateBooks, RecountBooks};
use kernel::{AccountId, BooksId, CompanyName, Country, Currency, Day, FiscalYearEnd, Memo, Money, Refusal};
use ledger::DraftLine;
use std::collections::HashMap;

/// A company with its accounts by code.
pub struct Company {
    /// Its books.
    pub books: BooksId,
    /// Its base currency.
    pub currency: Currency,
    accounts: HashMap<String, AccountId>,
}

/// A British company in pounds whose year ends with December.
#[must_use]
pub fn founding(name: &str) -> CreateBooks {
    let country: Country = "GB".parse().expect("a country");
    CreateBooks {
        name: CompanyName::parse(name).expect("a valid name"),
        legal_name: None,
        country,
        currency: Currency::GBP,
        fiscal_year_end: FiscalYearEnd::DECEMBER,
        time_zone: country.time_zone(),
    }
}

impl Company {
    /// The account of a code.
    #[must_use]
    pub fn account(&self, code: &str) -> AccountId {
        *self.accounts.get(code).unwrap_or_else(|| panic!("no account {code}"))
    }

    /// Lines as code and amount in minor units; below zero is a credit.
    #[must_use]
    pub fn lines(&self, lines: &[(&str, i64)]) -> Vec<DraftLine> {
        let line = |(code, minor): &(&str, i64)| {
            let amount = Money::from_minor(minor.abs(), self.currency);
            if *minor < 0 {
                DraftLine::credit(self.account(code), amount)
            } else {
                DraftLine::debit(self.account(code), amount)
            }
        };
        lines.iter().map(line).collect()
    }

    /// An entry of such lines.
    #[must_use]
    pub fn entry(&self, day: &str, lines: &[(&str, i64)]) -> PostEntry {
        PostEntry {
            books: self.books,
            day: Day::parse(day).expect("a day"),
            memo: Memo::parse_optional("As agreed").expect("a description"),
            lines: self.lines(lines),
        }
    }
}

impl House {
    /// A company of this person.
    pub async fn company(&self, owner: &Actor, name: &str) -> Company {
        self.company_like(owner, founding(name)).await
    }

    /// A company founded like this.
    pub async fn company_like(&self, owner: &Actor, founding: CreateBooks) -> Company {
        let currency = founding.currency;
        let books = self.app.run(owner, None, founding).await.expect("books are founded").books;
        let mut company = Company { books, currency, accounts: HashMap::new() };
        self.learn_accounts(owner, &mut company).await;
        company
    }

    /// A company that exists, in pounds.
    pub async fn company_at(&self, reader: &Actor, books: BooksId) -> Company {
        let mut company = Company { books, currency: Currency::GBP, accounts: HashMap::new() };
        self.learn_accounts(reader, &mut company).await;
        company
    }

    /// Reads the chart again, after accounts were added.
    pub async fn learn_accounts(&self, owner: &Actor, company: &mut Company) {
        let chart = self.app.read(owner, ChartOfAccounts { books: company.books }).await.expect("a chart");
        company.accounts = chart
            .accounts
            .into_iter()
            .map(|row| (row.account.code.as_str().to_owned(), row.account.id))
            .collect();
    }

    /// Posts an entry of lines as code and amount.
    pub async fn post(
        &self,
        actor: &Actor,
        company: &Company,
        day: &str,
        lines: &[(&str, i64)],
    ) -> Result<EntryPosted, Refusal> {
        self.app.run(actor, None, company.entry(day, lines)).await
    }

    /// Counts the books again and insists that nothing differs.
    pub async fn assert_sound(&self, books: BooksId) {
        let job = Actor::job("check", self.app.request_id());
        let found = self.app.read(&job, RecountBooks { books }).await.expect("books can be counted");
        assert!(found.is_empty(), "{found:#?}");
    }
}
