//! The table of counts.

use crate::strangers::MOST_A_DAY;
use ::store::{Tx, p, sql};
use kernel::Fault;

/// Counts one more; false when the day's letters are used up.
pub async fn count(tx: &mut Tx<'_>, address: &str, day: &str) -> Result<bool, Fault> {
    let touched = tx
        .exec(
            sql!(
                beyond: "insert into mail_count (email_key, day, sent) values ($1, $2, 1) ",
                "on conflict (email_key, day) do update set sent = mail_count.sent + 1 where mail_count.sent < $3"
            ),
            p![address, day, MOST_A_DAY],
        )
        .await?;
    Ok(touched == 1)
}
