//! Delivery: a claimed letter is written out, sent, and settled. Outside every transaction.

use crate::door::{Door, Query};
use crate::mail::claim::{ClaimLetters, ClaimedLetter, Outcome, SettleLetter};
use crate::mail::{LinkTo, store};
use crate::{Actor, App};
use kernel::{EmailAddress, Refusal};
use mail::{DeliveryFailure, Letter, Mail, Mailbox, Transport};
use serde::Deserialize;
use std::time::Duration;

/// How often the queue is read when nothing rings.
const POLL: Duration = Duration::from_secs(1);

/// Sends what the outbox holds.
pub struct PostOffice {
    app: App,
    transport: Transport,
    from: Mailbox,
}

#[derive(Deserialize)]
struct Stored {
    letter: Letter,
    reply_to: Option<String>,
}

/// The address as mail needs it: the typed local part, the domain in ASCII.
fn mailbox(address: &str) -> Result<Mailbox, String> {
    let parsed = EmailAddress::parse(address).map_err(|error| error.message())?;
    let local = address.rsplit_once('@').map_or("", |(local, _)| local);
    Mailbox::new(None, &format!("{local}@{}", parsed.domain())).map_err(|error| error.to_string())
}

impl PostOffice {
    /// Sends over `transport`, from `from`.
    #[must_use]
    pub fn new(app: App, transport: Transport, from: Mailbox) -> Self {
        Self { app, transport, from }
    }

    /// Delivers until the server stops.
    pub async fn run(self) {
        let mut go_on = true;
        while go_on {
            go_on = match self.deliver_due().await {
                Ok(0) => {
                    let rung = async { _ = tokio::time::timeout(POLL, self.app.wake().notified()).await };
                    self.app.until(rung).await
                }
                Ok(_) => self.app.until(std::future::ready(())).await,
                Err(refusal) => {
                    tracing::error!(%refusal, "the outbox could not be read");
                    self.app.until(tokio::time::sleep(POLL)).await
                }
            };
        }
    }

    /// Delivers everything that is due now, and tells how many letters that were.
    pub async fn deliver_due(&self) -> Result<usize, Refusal> {
        let actor = Actor::job("post", self.app.request_id());
        if self.app.read(&actor, DueLetters).await? == 0 {
            return Ok(0);
        }
        let claimed = self.app.run(&actor, None, ClaimLetters).await?;
        let count = claimed.len();
        for letter in claimed {
            let outcome = self.attempt(&letter).await;
            if !matches!(outcome, Outcome::Sent) {
                tracing::warn!(letter = %letter.letter, ?outcome, "a letter did not go");
            }
            let settle = SettleLetter { tenant: letter.tenant, letter: letter.letter, outcome };
            self.app.run(&actor, None, settle).await?;
        }
        Ok(count)
    }

    async fn attempt(&self, claimed: &ClaimedLetter) -> Outcome {
        let rendered = match self.write_out(claimed) {
            Ok(rendered) => rendered,
            Err(failure) => return Outcome::Dead { failure },
        };
        match self.transport.deliver(&rendered).await {
            Ok(()) => Outcome::Sent,
            Err(DeliveryFailure::Permanent { reason }) => Outcome::Dead { failure: reason },
            Err(DeliveryFailure::Temporary { reason }) => {
                let tries = u32::try_from(claimed.attempts + 1).unwrap_or(u32::MAX);
                match mail::backoff::pause_after(tries) {
                    Some(pause) => {
                        let seconds = i64::try_from(pause.as_secs()).unwrap_or(86_400);
                        Outcome::Later { due_at: self.app.now().plus_seconds(seconds), failure: reason }
                    }
                    None => Outcome::Dead { failure: reason },
                }
            }
        }
    }

    fn write_out(&self, claimed: &ClaimedLetter) -> Result<mail::Rendered, String> {
        let mut stored: Stored = serde_json::from_str(&claimed.params).map_err(|error| error.to_string())?;
        let core = &self.app.core;
        for link in stored.letter.links_mut() {
            *link = LinkTo::resolve(link, &core.base_url, &core.keys).ok_or("a link of an unknown kind")?;
        }
        let letter = Mail {
            to: mailbox(&claimed.address)?,
            from: self.from.clone(),
            reply_to: stored.reply_to.as_deref().map(mailbox).transpose()?,
            letter: stored.letter,
            message_id_seed: claimed.letter.to_string(),
            dated_us: claimed.created_at.micros(),
        };
        letter.render().map_err(|error| error.to_string())
    }
}

/// How many letters are due: a cheap look before a write.
struct DueLetters;

impl Query for DueLetters {
    type Output = usize;
    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<usize, Refusal> {
        let now = door.now;
        Ok(store::due(door.read(), now).await?.len())
    }
}

/// Letters that never went, for whoever runs the server.
pub struct DeadLetters;

impl Query for DeadLetters {
    type Output = Vec<store::DeadLetter>;
    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<store::DeadLetter>, Refusal> {
        door.job()?;
        Ok(store::dead(door.read()).await?)
    }
}
