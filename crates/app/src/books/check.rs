//! Counting the books again: whether every maintained figure equals what the lines say.

use super::entries::recount::{self, Buckets};
use super::store::company;
use crate::Who;
use crate::door::{Door, Query};
use ::store::Read;
use kernel::{BooksId, Fault, Refusal};

/// Counts one company's books again. Only our own jobs ask.
pub struct RecountBooks {
    /// Whose books.
    pub books: BooksId,
}

/// One figure that is not what the lines say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about, e.g. `balance of acc_… in 2026-11`.
    pub what: String,
    /// What is kept.
    pub kept: String,
    /// What the lines say.
    pub counted: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: kept {}, counted {}", self.what, self.kept, self.counted)
    }
}

impl Query for RecountBooks {
    type Output = Vec<Difference>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Difference>, Refusal> {
        if !matches!(door.actor.who, Who::Job(_)) {
            return Err(Refusal::NotFound);
        }
        door.name(self.books);
        Ok(recount_books(door.read(), self.books).await?)
    }
}

async fn recount_books(read: &mut Read<'_>, books: BooksId) -> Result<Vec<Difference>, Fault> {
    let mut found = Vec::new();
    for buckets in [Buckets::Months, Buckets::Days] {
        let kept = recount::kept_totals(read, books, buckets).await?;
        let counted = recount::line_totals(read, books, buckets).await?;
        compare(&kept, &counted, |(account, bucket)| format!("balance of {account} in {bucket}"), &mut found);
    }
    let numbers = recount::numbers(read, books).await?;
    let given = company(read, books).await?.last_entry_no;
    let gapless = numbers.count == given && numbers.highest == given && (given == 0 || numbers.lowest == 1);
    if !gapless {
        found.push(Difference {
            what: "entry numbers".to_owned(),
            kept: format!("1 to {given}"),
            counted: format!("{} entries from {} to {}", numbers.count, numbers.lowest, numbers.highest),
        });
    }
    for entry_no in recount::unbalanced(read, books).await? {
        found.push(Difference {
            what: format!("entry {entry_no}"),
            kept: "balanced, and its amount the sum of its debits".to_owned(),
            counted: "something else".to_owned(),
        });
    }
    let kept = recount::heads(read, books).await?;
    let counted = recount::heads_by_entries(read, books).await?;
    compare(&kept, &counted, |transaction| format!("head of {transaction}"), &mut found);
    Ok(found)
}

/// Notes where two counts of the same differ.
pub(crate) fn compare<K: Ord, V: PartialEq + std::fmt::Debug>(
    kept: &std::collections::BTreeMap<K, V>,
    counted: &std::collections::BTreeMap<K, V>,
    what: impl Fn(&K) -> String,
    found: &mut Vec<Difference>,
) {
    let said = |value: Option<&V>| value.map_or_else(|| "nothing".to_owned(), |value| format!("{value:?}"));
    for key in kept.keys().chain(counted.keys().filter(|key| !kept.contains_key(key))) {
        let (kept, counted) = (kept.get(key), counted.get(key));
        if kept != counted {
            found.push(Difference { what: what(key), kept: said(kept), counted: said(counted) });
        }
    }
}
