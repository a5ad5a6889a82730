//! The outbox.

use crate::door::{Draw, Leaving};
use crate::mail::LetterDraft;
use crate::mail::claim::{ClaimedLetter, Outcome, SettleLetter};
use ::store::{P, Read, Sql, Tx, id, p, sql};
use kernel::{BooksId, Fault, Id as _, LetterId, Moment};

/// A letter that is queued in the transaction of what caused it.
pub struct Queued {
    draft: LetterDraft,
    letter: LetterId,
    params: String,
    now: Moment,
}

impl Queued {
    /// A draft with an id of its own.
    pub fn new(draft: LetterDraft, draw: &mut Draw, now: Moment) -> Self {
        let params = serde_json::json!({ "letter": draft.letter, "reply_to": draft.reply_to }).to_string();
        Self { draft, letter: draw.id(), params, now }
    }
}

impl Leaving for Queued {
    fn statement(&self) -> (&'static Sql, Vec<P<'_>>) {
        (
            sql!(
                "insert into outbox (tenant_id, letter_id, template, address, params, state, due_at, attempts, ",
                "lease_until, created_at) values ($1, $2, $3, $4, $5, 'waiting', $6, 0, 0, $7)"
            ),
            vec![
                self.draft.tenant.p(),
                id(self.letter),
                P::T(self.draft.letter.name()),
                P::T(&self.draft.address),
                P::T(&self.params),
                P::from(self.draft.due_at.unwrap_or(self.now)),
                P::from(self.now),
            ],
        )
    }
}

/// Letters that are due and that nobody holds, oldest first.
pub async fn due(read: &mut Read<'_>, now: Moment) -> Result<Vec<ClaimedLetter>, Fault> {
    read.rows(
        sql!(
            beyond: "select tenant_id, letter_id, address, params, attempts, created_at from outbox ",
            "where state = 'waiting' and due_at <= $1 and lease_until <= $1 order by due_at, letter_id limit 50"
        ),
        p![now],
        |row| {
            Ok(ClaimedLetter {
                tenant: row.id::<BooksId>(0)?.bytes(),
                letter: row.id(1)?,
                address: row.text(2)?,
                params: row.text(3)?,
                attempts: row.i64(4)?,
                created_at: row.moment(5)?,
            })
        },
    )
    .await
}

/// Takes a letter, unless somebody else was faster.
pub async fn lease(
    tx: &mut Tx<'_>,
    letter: &ClaimedLetter,
    now: Moment,
    until: Moment,
) -> Result<bool, Fault> {
    let taken = tx
        .exec(
            sql!(
                "update outbox set lease_until = $5, attempts = attempts + 1 where tenant_id = $1 and letter_id = $2 ",
                "and state = 'waiting' and attempts = $3 and lease_until <= $4"
            ),
            p![P::Id(letter.tenant), id(letter.letter), letter.attempts, now, until],
        )
        .await?;
    Ok(taken == 1)
}

/// Writes down what became of a try; false when the letter is not waiting any more.
pub async fn settle(tx: &mut Tx<'_>, settling: &SettleLetter, now: Moment) -> Result<bool, Fault> {
    let (state, due_at, failure, sent_at) = match &settling.outcome {
        Outcome::Sent => ("sent", now, None, Some(now)),
        Outcome::Later { due_at, failure } => ("waiting", *due_at, Some(failure.as_str()), None),
        Outcome::Dead { failure } => ("dead", now, Some(failure.as_str()), None),
    };
    let touched = tx
        .exec(
            sql!(
                "update outbox set state = $3, due_at = $4, failure = $5, sent_at = $6, lease_until = 0 ",
                "where tenant_id = $1 and letter_id = $2 and state = 'waiting'"
            ),
            p![P::Id(settling.tenant), id(settling.letter), state, due_at, failure, sent_at],
        )
        .await?;
    Ok(touched == 1)
}

/// A letter that never went.
#[derive(Debug, Clone)]
pub struct DeadLetter {
    /// The letter.
    pub letter: LetterId,
    /// Which one.
    pub template: String,
    /// The addressee.
    pub address: String,
    /// Why.
    pub failure: String,
    /// When it was queued.
    pub created_at: Moment,
}

/// Letters that never went, newest first.
pub async fn dead(read: &mut Read<'_>) -> Result<Vec<DeadLetter>, Fault> {
    read.rows(
        sql!(
            beyond: "select letter_id, template, address, failure, created_at from outbox where state = 'dead' ",
            "order by due_at desc, letter_id limit 200"
        ),
        p![],
        |row| {
            Ok(DeadLetter {
                letter: row.id(0)?,
                template: row.text(1)?,
                address: row.text(2)?,
                failure: row.opt_text(3)?.unwrap_or_default(),
                created_at: row.moment(4)?,
            })
        },
    )
    .await
}
