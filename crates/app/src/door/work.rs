//! The work of one command: the transaction, and everything that leaves with its commit.

use crate::access::Via;
use crate::audit::{Head, LeafDraft};
use crate::door::leaving::leave;
use crate::door::{Draw, Leaving};
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use crate::{Actor, Core, Tenant};
use ::store::Tx;
use kernel::{Fault, Id, Moment, Refusal, UserId};

/// Something that happened. Each noun's events say what follows from them, by exhaustive `match`.
pub trait DomainEvent: Send + Sync {
    /// The leaves it leaves, at most one per tenant.
    fn leaves(&self) -> Vec<LeafDraft>;
    /// The mails it causes.
    fn letters(&self) -> Vec<LetterDraft>;
    /// Which lists look different afterwards.
    fn hints(&self) -> Vec<Hint>;
}

/// Something that only the log is told: nobody gets a letter, no list looks different.
pub(crate) struct OnlyLogged(pub(crate) LeafDraft);

impl DomainEvent for OnlyLogged {
    fn leaves(&self) -> Vec<LeafDraft> {
        vec![self.0.clone()]
    }
    fn letters(&self) -> Vec<LetterDraft> {
        Vec::new()
    }
    fn hints(&self) -> Vec<Hint> {
        Vec::new()
    }
}

/// All that was recorded in one run.
#[derive(Default)]
pub struct Recorded {
    pub(crate) leaves: Vec<LeafDraft>,
    pub(crate) letters: Vec<LetterDraft>,
    pub(crate) hints: Vec<Hint>,
    /// Writes that change nothing and make a run as long as another one.
    pub(crate) pretended: Vec<Box<dyn Leaving>>,
}

impl Recorded {
    /// Logs that people read grow live. A person's own log has no page that waits for it.
    fn hint_logs(&mut self) {
        let read_live = |leaf: &&LeafDraft| matches!(leaf.tenant, Tenant::Books(_) | Tenant::Organisation(_));
        let hints = self.leaves.iter().filter(read_live).map(|leaf| Hint::new(leaf.tenant, Topic::Log));
        self.hints.extend(hints);
    }
}

/// The transaction of one command.
pub struct Work<'w, 'c> {
    tx: &'w mut Tx<'c>,
    /// Who acts.
    pub actor: &'w Actor,
    /// The instant of this run.
    pub now: Moment,
    /// The connection through which the actor came, when she came through one.
    pub via: Option<Via>,
    pub(crate) core: &'w Core,
    pub(crate) draw: Draw,
    pub(crate) heads: Vec<(Tenant, Head)>,
    pub(crate) recorded: Recorded,
}

impl<'w, 'c> Work<'w, 'c> {
    pub(crate) fn new(
        tx: &'w mut Tx<'c>,
        actor: &'w Actor,
        core: &'w Core,
        (now, draw): (Moment, Draw),
        (via, heads): (Option<Via>, Vec<(Tenant, Head)>),
    ) -> Self {
        Self { tx, actor, now, via, core, draw, heads, recorded: Recorded::default() }
    }

    /// The transaction, for `store.rs`.
    pub fn tx(&mut self) -> &mut Tx<'c> {
        self.tx
    }

    /// The server's secrets and settings.
    #[must_use]
    pub fn core(&self) -> &Core {
        self.core
    }

    /// A new id.
    pub fn id<T: Id>(&mut self) -> T {
        self.draw.id()
    }

    /// The person who acts.
    pub fn user(&self) -> Result<UserId, Refusal> {
        self.actor.user().ok_or(Refusal::SignedOut)
    }

    /// Refuses to go on for a tenant that was not named. What `tenants` read before the locks may have
    /// moved since (an invitation reached a firm meanwhile): then the command runs again.
    pub fn must_have_named(&self, tenant: Tenant) -> Result<(), Fault> {
        if self.heads.iter().any(|(named, _)| *named == tenant) {
            return Ok(());
        }
        let detail = format!("{tenant} was not named");
        Err(Fault { kind: kernel::FaultKind::Race, detail })
    }

    /// Notes what happened; the leaf, the mails and the hints follow from it at the close.
    pub fn record(&mut self, event: &impl DomainEvent) {
        self.recorded.leaves.extend(event.leaves());
        self.recorded.letters.extend(event.letters());
        self.recorded.hints.extend(event.hints());
    }

    /// A write at the close that changes nothing: this run then takes as long as another one.
    pub(crate) fn pretend(&mut self, row: impl Leaving + 'static) {
        self.recorded.pretended.push(Box::new(row));
    }

    /// Makes a new tenant with an empty tree. Nobody else can know it before the commit.
    pub async fn found(&mut self, tenant: Tenant) -> Result<(), Fault> {
        self.tx.name(tenant.bytes());
        crate::audit::found(self.tx, tenant, self.now).await?;
        self.heads.push((tenant, Head::empty()));
        Ok(())
    }

    /// Writes what leaves with the commit, all of it in one flight.
    pub(crate) async fn close(self, idempotency: Option<crate::door::store::Replay>) -> Result<(), Fault> {
        let Self { tx, actor, now, via, core, mut draw, heads, mut recorded } = self;
        recorded.hint_logs();
        // Mails and hints go to whoever the events are about, locked or not.
        recorded.letters.iter().for_each(|letter| tx.name(letter.tenant.bytes()));
        recorded.hints.iter().for_each(|hint| tx.name(hint.tenant.bytes()));
        if let Some(via) = &via {
            // Her firm's tree copies what she did.
            tx.name(via.organisation.bytes());
        }
        let page = crate::audit::Page { actor, now, via: via.as_ref(), origin: &core.origin };
        let mut rows = boxed(crate::audit::append(&page, &mut draw, heads, recorded.leaves)?);
        rows.extend(recorded.pretended);
        rows.extend(boxed(
            recorded.letters.into_iter().map(|letter| crate::mail::Queued::new(letter, &mut draw, now)),
        ));
        rows.extend(boxed(crate::realtime::Noted::once(recorded.hints, &mut draw, now)));
        rows.extend(boxed(idempotency));
        leave(tx, &rows).await
    }
}

fn boxed<R: Leaving + 'static>(rows: impl IntoIterator<Item = R>) -> Vec<Box<dyn Leaving>> {
    rows.into_iter().map(|row| Box::new(row) as Box<dyn Leaving>).collect()
}
