//! The journal: transactions that stand, newest first.

use super::store::{self, Found};
use crate::access::BooksKey;
use crate::books::store::company;
use crate::door::{Door, Query};
use kernel::{AccountId, BooksId, Currency, Day, FieldError, Money, Page, PageSize, Refusal, TransactionId};
use ledger::AccountCode;

/// Transactions that stand, newest first.
pub struct Journal {
    /// Whose books.
    pub books: BooksId,
    /// The key of the page before.
    pub after: Option<String>,
    /// How many transactions.
    pub size: PageSize,
    /// From this day.
    pub from: Option<Day>,
    /// To this day.
    pub to: Option<Day>,
    /// Only those that touch this account.
    pub account: Option<AccountId>,
    /// Only those whose description holds these words; empty for all.
    pub words: String,
}

impl Journal {
    /// The newest page of everything.
    #[must_use]
    pub fn newest(books: BooksId, size: PageSize) -> Self {
        Self { books, after: None, size, from: None, to: None, account: None, words: String::new() }
    }
}

/// One page of the journal.
#[derive(Debug, Clone)]
pub struct JournalPage {
    /// The base currency.
    pub base: Currency,
    /// The day through which nothing changes any more.
    pub lock_day: Option<Day>,
    /// The transactions.
    pub page: Page<JournalEntry>,
    /// Whether the reader may post.
    pub may_post: bool,
}

/// A transaction as it stands.
#[derive(Debug, Clone)]
pub struct JournalEntry {
    /// The transaction.
    pub transaction: TransactionId,
    /// How often it has been changed, plus one.
    pub revision: i64,
    /// The number of the entry that stands.
    pub entry_no: i64,
    /// Its day.
    pub day: Day,
    /// What it is about, or empty.
    pub memo: String,
    /// The sum of its debits.
    pub amount: Money,
    /// Its lines in order.
    pub lines: Vec<JournalLine>,
}

/// A line with its account as it is called today.
#[derive(Debug, Clone)]
pub struct JournalLine {
    /// The account.
    pub account: AccountId,
    /// Its code.
    pub code: AccountCode,
    /// Its name.
    pub name: String,
    /// The debit, or zero.
    pub debit: Money,
    /// The credit, or zero.
    pub credit: Money,
    /// What the line is about, or empty.
    pub memo: String,
}

/// Where a page ended: day and entry number.
fn parse_key(key: &str) -> Option<(Day, i64)> {
    let (day, entry_no) = key.split_once('.')?;
    Some((Day::parse(day).ok()?, entry_no.parse().ok()?))
}

impl Query for Journal {
    type Output = JournalPage;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<JournalPage, Refusal> {
        let after = match &self.after {
            Some(key) => Some(
                parse_key(key).ok_or_else(|| Refusal::Invalid(vec![FieldError::NotAChoice.at("after")]))?,
            ),
            None => None,
        };
        let handle = door.read_books(self.books, BooksKey::AccountingRead).await?;
        let read = door.read();
        let books = handle.books(read);
        let company = company(read, books).await?;
        let wanted = store::Wanted {
            from: self.from.unwrap_or(Day::MIN),
            to: self.to.unwrap_or(Day::MAX),
            after: after.unwrap_or((Day::MAX, i64::MAX)),
            rows: self.size.rows_and_one(),
            account: self.account,
            words: self.words.trim().to_lowercase(),
        };
        let heads = store::journal(read, books, &wanted).await?;
        let page = Page::cut(heads, self.size, |head| format!("{}.{}", head.day, head.entry_no));
        let mut lines = store::lines_of(read, books, &page.rows).await?;
        let base = company.currency;
        let page = page.map(|head| entry(&head, lines.remove(&head.entry_no).unwrap_or_default(), base));
        let may_post = handle.may(BooksKey::AccountingWrite);
        Ok(JournalPage { base, lock_day: company.lock_day, page, may_post })
    }
}

fn entry(head: &store::Head, lines: Vec<Found>, base: Currency) -> JournalEntry {
    JournalEntry {
        transaction: head.transaction,
        revision: head.revision,
        entry_no: head.entry_no,
        day: head.day,
        memo: head.memo.clone(),
        amount: Money::from_minor(head.amount, base),
        lines: lines.into_iter().map(|line| line.in_currency(base)).collect(),
    }
}

impl Found {
    /// The line as pages and the API show it.
    pub fn in_currency(self, base: Currency) -> JournalLine {
        JournalLine {
            account: self.account,
            code: self.code,
            name: self.name,
            debit: Money::from_minor(self.debit, base),
            credit: Money::from_minor(self.credit, base),
            memo: self.memo,
        }
    }
}
