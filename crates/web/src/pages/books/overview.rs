//! The first page of the books.

use super::{Frame, audit, words};
use crate::extract::{Path, Person};
use crate::views::books::overview::{Figure, Overview, RecentEntry};
use crate::views::dashboard::Step;
use crate::views::shell::BooksNav;
use crate::{Answer, Refused, answer};
use app::access::BooksKey;
use app::audit::{LogFilter, LogPage, ViewedPage};
use app::books::entries::{Journal, JournalEntry, JournalPage};
use app::books::reports::TrialBalance;
use kernel::{BooksId, PageSize, Total};
use ledger::AccountGroup;

/// How many entries and records the page shows.
const FEW: u16 = 6;

pub(super) async fn show(person: Person, Path(books): Path<BooksId>) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::Overview).await?;
    let recent = recent(&person, &frame).await?;
    let (figures, activity) = (figures(&person, &frame).await?, activity(&person, &frame).await?);
    let entries = recent.map(|page| page.page.rows).unwrap_or_default();
    answer::page(&Overview {
        today: words::with_weekday(frame.today(&person)),
        notice: None,
        steps: if entries.is_empty() { steps(&frame) } else { Vec::new() },
        figures,
        recent: entries.iter().map(|entry| short(&frame, entry)).collect(),
        activity,
        shell: frame.shell(&person, "Overview", BooksNav::Overview),
    })
}

async fn recent(person: &Person, frame: &Frame) -> Result<Option<JournalPage>, Refused> {
    if !frame.may(BooksKey::AccountingRead) {
        return Ok(None);
    }
    let journal = Journal::newest(frame.facts.books, PageSize::new(FEW));
    Ok(Some(person.web.app.read(&person.actor, journal).await?))
}

fn short(frame: &Frame, entry: &JournalEntry) -> RecentEntry {
    RecentEntry {
        day: words::short(entry.day),
        number: entry.entry_no.to_string(),
        what: super::entries::what(&entry.memo, entry.entry_no),
        amount: entry.amount.grouped(),
        url: format!("{}/transactions/{}", frame.base(), entry.transaction),
    }
}

/// Money at hand, and the result of the year so far.
async fn figures(person: &Person, frame: &Frame) -> Result<Vec<Figure>, Refused> {
    if !frame.may(BooksKey::ReportRead) {
        return Ok(Vec::new());
    }
    let report = TrialBalance { books: frame.facts.books, day: None };
    let report = person.web.app.read(&person.actor, report).await?;
    let mut cash = Total::zero(report.base);
    for row in report.rows.iter().filter(|row| row.account.group == AccountGroup::CashAndCashEquivalents) {
        let net = row.debit.checked_sub(row.credit).and_then(|net| cash.checked_add(net));
        cash = net.map_err(kernel::Fault::internal)?;
    }
    let profit = report.profit_for_the_year;
    let figure = |label: &str, total: Total, detail: String| Figure {
        label: label.to_owned(),
        value: total.grouped(),
        detail,
        url: format!("{}/trial-balance", frame.base()),
    };
    let label = if profit.is_negative() { "Loss of the year" } else { "Profit of the year" };
    let profit =
        if profit.is_negative() { profit.checked_neg().map_err(kernel::Fault::internal)? } else { profit };
    Ok(vec![
        figure("Cash and bank", cash, format!("{}, at {}", report.base, words::long(report.day))),
        figure(label, profit, format!("Since {}", words::long(report.year_start))),
    ])
}

async fn activity(person: &Person, frame: &Frame) -> Result<Vec<crate::views::parts::Happening>, Refused> {
    if !frame.may(BooksKey::AuditRead) {
        return Ok(Vec::new());
    }
    let page = LogPage {
        tenant: frame.facts.books.into(),
        after: None,
        size: PageSize::new(FEW),
        filter: LogFilter::default(),
    };
    let records = person.web.app.read(&person.actor, page).await?;
    Ok(records.page.rows.iter().map(audit::words::happening).collect())
}

/// What a young company does first.
fn steps(frame: &Frame) -> Vec<Step> {
    let step = |title: &str, text: &str, action: &str, path: &str| Step {
        title: title.to_owned(),
        text: text.to_owned(),
        action: action.to_owned(),
        url: format!("{}/{path}", frame.base()),
        done: false,
    };
    vec![
        step("Look at the chart of accounts", "Rename or add what your company needs.", "Open", "accounts"),
        step(
            "Write the first entry",
            "Often it is the opening balance of the bank.",
            "New entry",
            "transactions/new",
        ),
        step(
            "Let your accountant in",
            "You decide how much they may do, and end it when you like.",
            "Invite",
            "external-access",
        ),
    ]
}
