//! The outbox.

use crate::door::Draw;
use crate::mail::LetterDraft;
use ::store::{P, Sql, Tx, id, sql};
use kernel::{Fault, LetterId, Moment};

/// Queues letters in the transaction of what caused them: one round trip for all.
pub async fn enqueue(
    tx: &mut Tx<'_>,
    now: Moment,
    draw: &mut Draw,
    letters: Vec<LetterDraft>,
) -> Result<(), Fault> {
    if letters.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(letters.len());
    for draft in letters {
        let letter: LetterId = draw.id();
        let params = serde_json::json!({ "letter": draft.letter, "reply_to": draft.reply_to });
        rows.push((draft, letter, params.to_string()));
    }
    let insert = sql!(
        "insert into outbox (tenant_id, letter_id, template, address, params, state, due_at, attempts, ",
        "lease_until, created_at) values ($1, $2, $3, $4, $5, 'waiting', $6, 0, 0, $7)"
    );
    let params: Vec<Vec<P<'_>>> = rows
        .iter()
        .map(|(draft, letter, params)| {
            let due = draft.due_at.unwrap_or(now);
            vec![
                draft.tenant.p(),
                id(*letter),
                P::T(draft.letter.name()),
                P::T(&draft.address),
                P::T(params),
                P::from(due),
                P::from(now),
            ]
        })
        .collect();
    let batch: Vec<(&Sql, &[P<'_>])> = params.iter().map(|row| (insert, row.as_slice())).collect();
    tx.exec_all(&batch).await
}
