//! What leaves with the commit: leaves, letters, hints, the idempotency row. One flight for all.

use ::store::{P, Sql, Tx};
use kernel::Fault;

/// A row that is written at the close, with its own copy of what it says.
pub(crate) trait Leaving: Send + Sync {
    /// The write and its parameters.
    fn statement(&self) -> (&'static Sql, Vec<P<'_>>);
}

/// Writes them all in one round trip; each is a statement that can fail.
pub(super) async fn leave(tx: &mut Tx<'_>, rows: &[Box<dyn Leaving>]) -> Result<(), Fault> {
    if rows.is_empty() {
        return Ok(());
    }
    let statements: Vec<(&Sql, Vec<P<'_>>)> = rows.iter().map(|row| row.statement()).collect();
    let batch: Vec<(&Sql, &[P<'_>])> =
        statements.iter().map(|(sql, params)| (*sql, params.as_slice())).collect();
    tx.exec_all(&batch).await
}
