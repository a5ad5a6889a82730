//! The chart with today's balances.

use super::super::{Frame, words};
use crate::extract::{Path, Person, Query};
use crate::views::books::accounts::{AccountGroup, AccountLine, Chart};
use crate::views::shell::BooksNav;
use crate::{Answer, answer};
use app::audit::ViewedPage;
use app::books::chart::{ChartAccount, ChartOfAccounts};
use kernel::BooksId;
use ledger::{AccountType, Posting};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(in super::super) struct Asked {
    #[serde(default)]
    q: String,
}

pub(in super::super) async fn show(
    person: Person,
    Path(books): Path<BooksId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::Chart).await?;
    let chart = person.web.app.read(&person.actor, ChartOfAccounts { books }).await?;
    let words = kernel::folded(&asked.q);
    let found: Vec<&ChartAccount> = chart.accounts.iter().filter(|row| matches(row, &words)).collect();
    let groups = AccountType::ALL.into_iter().filter_map(|kind| group(&frame, kind, &found)).collect();
    answer::page(&Chart {
        shell: frame.shell(&person, "Chart of accounts", BooksNav::Accounts),
        query: asked.q,
        groups,
        may_change: chart.may_change,
    })
}

fn matches(row: &ChartAccount, words: &str) -> bool {
    let label = kernel::folded(&row.account.label());
    words.split_whitespace().all(|word| label.contains(word))
}

fn group(frame: &Frame, kind: AccountType, found: &[&ChartAccount]) -> Option<AccountGroup> {
    let of_kind = found.iter().filter(|row| row.account.account_type() == kind);
    let accounts: Vec<AccountLine> = of_kind.map(|row| line(frame, row)).collect();
    (!accounts.is_empty()).then(|| AccountGroup { label: words::type_label(kind).to_owned(), accounts })
}

fn line(frame: &Frame, row: &ChartAccount) -> AccountLine {
    let account = &row.account;
    AccountLine {
        code: account.code.to_string(),
        name: account.name.to_string(),
        kind: account.group.label().to_owned(),
        currency: account.currency.code().to_owned(),
        balance: row.balance.grouped_or_dash(),
        url: format!("{}/transactions?account={}", frame.base(), account.id),
        change_url: format!("{}/accounts/{}", frame.base(), account.id),
        archived: account.posting == Posting::Archived,
    }
}
