//! The trial balance.

use super::{Frame, words};
use crate::extract::{Path, Person, Query};
use crate::views::books::trial_balance::{BalanceGroup, BalanceLine, TrialBalance as View};
use crate::views::shell::BooksNav;
use crate::when::when;
use crate::{Answer, answer};
use app::audit::ViewedPage;
use app::books::reports::{ReportRow, TrialBalance};
use kernel::{BooksId, Day};
use ledger::AccountType;
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    on: String,
}

pub(super) async fn show(person: Person, Path(books): Path<BooksId>, Query(asked): Query<Asked>) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::TrialBalance).await?;
    // A day that does not exist shows today: the field then says which day it is.
    let day = Day::parse(&asked.on).ok();
    let report = person.web.app.read(&person.actor, TrialBalance { books, day }).await?;
    let groups = AccountType::ALL.into_iter().filter_map(|kind| group(&frame, kind, &report.rows)).collect();
    let at = when(person.web.app.now()).text;
    let total = report.total.grouped();
    answer::page(&View {
        shell: frame.shell(&person, "Trial balance", BooksNav::TrialBalance),
        on: report.day.to_string(),
        title: format!("At {}", words::long(report.day)),
        currency: report.base.code().to_owned(),
        groups,
        debit: total.clone(),
        credit: total,
        source: format!(
            "Figures as of {at}, record {} of the audit log. Prepared by {}.",
            report.log_size,
            person.actor.name()
        ),
    })
}

fn group(frame: &Frame, kind: AccountType, rows: &[ReportRow]) -> Option<BalanceGroup> {
    let of_kind = rows.iter().filter(|row| row.account.account_type() == kind);
    let lines: Vec<BalanceLine> = of_kind.map(|row| line(frame, row)).collect();
    (!lines.is_empty()).then(|| BalanceGroup { label: words::type_label(kind).to_owned(), lines })
}

fn line(frame: &Frame, row: &ReportRow) -> BalanceLine {
    BalanceLine {
        code: row.account.code.to_string(),
        account: row.account.name.to_string(),
        debit: words::sum(row.debit),
        credit: words::sum(row.credit),
        url: format!("{}/transactions?account={}", frame.base(), row.account.id),
    }
}
