//! From a valid entry to its rows: what posting, revising and deleting have in common.

use super::store::{self, EntryKind, NewEntry, Standing};
use crate::door::Work;
use kernel::{BooksId, ConnectionId, Fault, FieldProblem, Refusal, UserId};
use ledger::{BalanceDeltas, DraftEntry, Entry, EntryRefusal, Rules};

/// Who writes, as the entry remembers her.
pub struct Author<'a> {
    pub user: UserId,
    pub name: &'a str,
    pub connection: Option<ConnectionId>,
}

impl<'a> Author<'a> {
    /// The person of this command; through which connection the door knows.
    pub fn of(work: &Work<'a, '_>) -> Result<Self, Refusal> {
        Ok(Self {
            user: work.user()?,
            name: work.actor.name(),
            connection: work.via.as_ref().map(|via| via.connection),
        })
    }
}

/// Judges a typed entry by the rules of the books; what is wrong with lines is said line by line.
pub fn judge(draft: &DraftEntry, standing: &Standing) -> Result<Entry, Refusal> {
    let rules =
        Rules { base: standing.base, locked_through: standing.locked_through, accounts: &standing.accounts };
    let problems = ledger::problems(draft, &rules);
    match problems.iter().find(|problem| problem.line().is_none()) {
        Some(whole) => Err(whole.clone().into()),
        None if problems.is_empty() => ledger::validate(draft, &rules).map_err(Refusal::from),
        None => Err(Refusal::Invalid(problems.iter().map(field_problem).collect())),
    }
}

/// `lines[2]`, counted from 0 as in the API.
fn field_problem(problem: &EntryRefusal) -> FieldProblem {
    let field = problem.line().map_or_else(|| "lines".to_owned(), |line| format!("lines[{line}]"));
    FieldProblem { field, code: problem.code().to_owned(), message: problem.message() }
}

/// Refuses what is dated on or before the lock day; a reversal asks it, too.
pub fn refuse_locked(day: kernel::Day, standing: &Standing) -> Result<(), Refusal> {
    ledger::check_lock(day, standing.locked_through).map_err(Refusal::from)
}

/// The sum of an entry's debits as it is stored, refused when it leaves the range of an amount.
fn stored_amount(entry: &Entry) -> Result<i64, Refusal> {
    entry.total().to_money().map(kernel::Money::minor).ok_or_else(too_large)
}

fn too_large() -> Refusal {
    Refusal::rule(
        "amount_too_large",
        "The sums of this entry are too large for these books. Use smaller amounts.",
    )
}

/// One entry to be written, before it has a number.
pub struct Writing<'w> {
    pub kind: EntryKind,
    pub revision: i64,
    pub entry: &'w Entry,
}

/// Writes entries of one transaction, their lines, its head and the balances, in one round trip.
pub async fn write(
    work: &mut Work<'_, '_>,
    (books, transaction): (BooksId, kernel::TransactionId),
    standing: &Standing,
    head: store::TransactionState,
    entries: &[Writing<'_>],
) -> Result<(), Refusal> {
    let author = Author::of(work)?;
    let now = work.now;
    let mut rows = Vec::with_capacity(entries.len());
    for (place, writing) in entries.iter().enumerate() {
        rows.push(NewEntry {
            entry_no: standing.last_entry_no + 1 + i64::try_from(place).map_err(Fault::internal)?,
            transaction,
            kind: writing.kind,
            revision: writing.revision,
            entry: writing.entry,
            amount: stored_amount(writing.entry)?,
        });
    }
    let deltas = BalanceDeltas::of_all(standing.base, entries.iter().map(|writing| writing.entry))
        .map_err(|_| too_large())?;
    let fits = store::write(work.tx(), books, (head, &rows), &deltas, (&author, now)).await?;
    if fits { Ok(()) } else { Err(too_large()) }
}
