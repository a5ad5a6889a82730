//! The journal, newest first.

use super::super::{Frame, words};
use super::{line, what};
use crate::extract::{Path, Person, Query};
use crate::views::books::entries::{EntryBlock, Transactions};
use crate::views::parts::{Badge, Pager, Tone};
use crate::views::shell::BooksNav;
use crate::{Answer, Refused, answer};
use app::audit::ViewedPage;
use app::books::chart::ChartOfAccounts;
use app::books::entries::{Journal, JournalEntry, JournalPage};
use kernel::{AccountId, BooksId, Money, PageSize, Total};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(in super::super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    account: String,
    #[serde(default)]
    after: Option<String>,
}

pub(in super::super) async fn show(
    person: Person,
    Path(books): Path<BooksId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::Journal).await?;
    let account: Option<AccountId> = asked.account.parse().ok();
    let journal = Journal {
        after: asked.after.clone(),
        account,
        words: asked.q.clone(),
        ..Journal::newest(books, PageSize::default())
    };
    let found = person.web.app.read(&person.actor, journal).await?;
    let account = match account {
        Some(account) => Some(label(&person, books, account).await?),
        None => None,
    };
    let (debit, credit) = totals(&found)?;
    let shell = frame.shell(&person, "Transactions", BooksNav::Transactions);
    answer::page(&Transactions {
        state: match found.lock_day {
            Some(day) => format!("Locked through {}.", words::long(day)),
            None => "No period is locked.".to_owned(),
        },
        pager: pager(&frame, &asked, &found),
        query: asked.q,
        account,
        entries: found.page.rows.iter().map(|entry| block(&frame, entry)).collect(),
        debit: debit.grouped(),
        credit: credit.grouped(),
        may_post: found.may_post,
        shell,
    })
}

/// "1010 Bank Account"; an account of other books is not found.
async fn label(person: &Person, books: BooksId, account: AccountId) -> Result<String, Refused> {
    let chart = person.web.app.read(&person.actor, ChartOfAccounts { books }).await?;
    let found = chart.accounts.iter().find(|row| row.account.id == account);
    Ok(found.ok_or(kernel::Refusal::NotFound)?.account.label())
}

fn totals(found: &JournalPage) -> Result<(Total, Total), Refused> {
    let lines = || found.page.rows.iter().flat_map(|entry| &entry.lines);
    let sum = |amounts: Vec<Money>| Total::sum(found.base, amounts).map_err(kernel::Fault::internal);
    Ok((sum(lines().map(|line| line.debit).collect())?, sum(lines().map(|line| line.credit).collect())?))
}

fn pager(frame: &Frame, asked: &Asked, found: &JournalPage) -> Pager {
    let next = found.page.next.as_ref().map(|next| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("q", &asked.q), ("account", &asked.account)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.append_pair("after", next);
        format!("{}/transactions?{}", frame.base(), query.finish())
    });
    let position = match found.page.rows.len() {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    Pager { position, previous: None, next }
}

/// An entry that stands.
fn block(frame: &Frame, entry: &JournalEntry) -> EntryBlock {
    let (state, tone) = if entry.revision > 1 { ("Revised", Tone::Plain) } else { ("Posted", Tone::Good) };
    EntryBlock {
        day: words::short(entry.day),
        iso: entry.day.to_string(),
        number: entry.entry_no.to_string(),
        what: what(&entry.memo, entry.entry_no),
        detail: String::new(),
        url: format!("{}/transactions/{}", frame.base(), entry.transaction),
        void: false,
        state: Badge { text: state.to_owned(), tone },
        lines: entry.lines.iter().map(line).collect(),
    }
}
