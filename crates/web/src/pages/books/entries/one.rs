//! One entry with its revisions.

use super::super::{Frame, words};
use super::{line, what};
use crate::extract::{Path, Person};
use crate::views::books::entries::{Entry, EntryBlock};
use crate::views::parts::{Badge, Happening, Tone};
use crate::views::shell::BooksNav;
use crate::when::when;
use crate::{Answer, answer};
use app::audit::ViewedPage;
use app::books::entries::{EntryHistory, EntryKind, EntryPage, EntryRevision};
use kernel::{BooksId, Refusal, TransactionId};

pub(in super::super) async fn show(
    person: Person,
    Path((books, transaction)): Path<(BooksId, TransactionId)>,
) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::Entry).await?;
    let history = person.web.app.read(&person.actor, EntryPage { books, transaction }).await?;
    let standing = history.standing().ok_or(Refusal::NotFound)?;
    let title = format!("Entry {}", standing.entry_no);
    let total = standing.amount.grouped();
    answer::page(&Entry {
        shell: frame.shell(&person, &title, BooksNav::Transactions),
        entry: block(&frame, &history, standing),
        day: words::long(standing.day),
        currency: history.base.code().to_owned(),
        debit: total.clone(),
        credit: total,
        facts: facts(standing),
        history: history.entries.iter().rev().map(|entry| happened(entry, &history)).collect(),
        may_change: history.may_change && !history.is_deleted && !history.is_locked,
    })
}

fn block(frame: &Frame, history: &EntryHistory, standing: &EntryRevision) -> EntryBlock {
    let (state, tone) = match (history.is_deleted, history.revision) {
        (true, _) => ("Void", Tone::Bad),
        (false, 1) => ("Posted", Tone::Good),
        (false, _) => ("Revised", Tone::Plain),
    };
    EntryBlock {
        day: words::short(standing.day),
        iso: standing.day.to_string(),
        number: standing.entry_no.to_string(),
        what: what(&standing.memo, standing.entry_no),
        detail: String::new(),
        url: format!("{}/transactions/{}", frame.base(), history.transaction),
        void: history.is_deleted,
        state: Badge { text: state.to_owned(), tone },
        lines: standing.lines.iter().map(line).collect(),
    }
}

fn facts(standing: &EntryRevision) -> Vec<(String, String)> {
    let mut facts = vec![
        ("Posted by".to_owned(), standing.creator.clone()),
        ("Posted".to_owned(), when(standing.created_at).text),
    ];
    facts.extend(standing.firm.clone().map(|firm| ("For".to_owned(), firm)));
    facts
}

fn happened(entry: &EntryRevision, history: &EntryHistory) -> Happening {
    let is_last = history.entries.last().is_some_and(|last| last.entry_no == entry.entry_no);
    let did = match entry.kind {
        EntryKind::Journal if entry.revision == 1 => "posted it",
        EntryKind::Journal => "posted a change",
        EntryKind::Reversal if history.is_deleted && is_last => "voided it",
        EntryKind::Reversal => "reversed what stood",
    };
    Happening {
        who: words::person(&entry.creator, entry.firm.as_deref().unwrap_or_default()),
        what: did.to_owned(),
        detail: format!("No. {} · {} · {}", entry.entry_no, words::short(entry.day), entry.amount.grouped()),
        at: when(entry.created_at),
        changes: Vec::new(),
    }
}
