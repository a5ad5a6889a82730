//! Journal entries on pages: the list, writing one, one with its history, voiding.

pub(super) mod list;
pub(super) mod one;
pub(super) mod post;
pub(super) mod revise;
mod typed;
pub(super) mod void;

use super::words;
use crate::views::books::entries::EntryLine;
use app::books::entries::JournalLine;

/// What an entry is called: its description, or its number when it has none.
pub(super) fn what(memo: &str, entry_no: i64) -> String {
    if memo.is_empty() { format!("Entry {entry_no}") } else { memo.to_owned() }
}

/// A line as tables show it.
fn line(line: &JournalLine) -> EntryLine {
    EntryLine {
        code: line.code.to_string(),
        account: line.name.clone(),
        memo: line.memo.clone(),
        debit: words::amount(line.debit),
        credit: words::amount(line.credit),
    }
}
