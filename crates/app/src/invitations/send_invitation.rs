//! Invite an accountant: a company asks a branch, or a person, to keep its books.

use crate::Tenant;
use crate::access::{BooksKey, OwnBooks, Preset};
use crate::clients::{self, Company, Firm, company, firm};
use crate::door::{Command, Door, Work};
use crate::invitations::accept_invitation::already_connected;
use crate::invitations::due::{DueAct, store as due_store};
use crate::invitations::events::{InvitationEvent, Sent};
use crate::invitations::store::Invitation;
use crate::invitations::{LIFE_SECONDS, State, inbox, store};
use crate::keys::{Purpose, link_hash};
use crate::links;
use crate::strangers;
use kernel::{BooksId, EmailAddress, InvitationId, Refusal, Text500};
use serde::{Deserialize, Serialize};

/// The most requests of one company on one day.
const MOST_A_DAY: i64 = 20;
const DAY_SECONDS: i64 = 86_400;
/// Whoever does not answer is reminded on these days after it was sent.
const REMIND_DAYS: [i64; 2] = [3, 14];
/// A firm is reminded after the first day, too.
const REMIND_FIRM_DAYS: i64 = 1;

/// Sends an invitation to an address. Whose address it is, the sender does not learn, unless it is the
/// confirmed address of a branch.
#[derive(Debug, Clone, Serialize)]
pub struct SendInvitation {
    /// The books.
    pub books: BooksId,
    /// The accountant's address: a branch's, or a person's.
    pub email: EmailAddress,
    /// A word to the accountant.
    pub message: Option<Text500>,
    /// The most that the firm may do.
    pub preset: Preset,
}

/// The invitation is on its way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InvitationSent {
    /// Its id.
    pub invitation: InvitationId,
    /// The firm, when the address is a branch's.
    pub firm: Option<String>,
}

/// What replaces a rejection that nobody outside has heard of yet.
fn replaced(open: &[Invitation]) -> Option<&Invitation> {
    open.iter().find(|one| one.state == State::Rejecting)
}

impl Command for SendInvitation {
    const NAME: &'static str = "send_invitation";
    type Handle = OwnBooks;
    type Output = InvitationSent;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        let mut tenants = vec![Tenant::Books(self.books)];
        door.name(self.books);
        let branch = store::branch_at(door.read(), self.email.key()).await?;
        tenants.extend(branch.map(|(organisation, _)| Tenant::Organisation(organisation)));
        let open = store::open_at(door.read(), self.books, self.email.key()).await?;
        tenants.extend(replaced(&open).and_then(|one| one.organisation).map(Tenant::Organisation));
        Ok(tenants)
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OwnBooks, Refusal> {
        let own = door.own_books(self.books, BooksKey::AccountantWrite).await?;
        door.fresh()?;
        Ok(own)
    }

    async fn apply(&self, own: &OwnBooks, work: &mut Work<'_, '_>) -> Result<InvitationSent, Refusal> {
        if !Preset::GRANTABLE.contains(&self.preset) {
            return Err(Refusal::field("preset", "not_a_choice", "Choose a level that a firm can hold."));
        }
        let books = own.books(work.tx());
        self.settle_open(books, work).await?;
        let firm = self.firm(books, work).await?;
        let company = company(work.tx(), books).await?;
        let invitation = self.draft(own, &company, firm.as_ref(), work);
        store::insert(work.tx(), &invitation).await?;
        let at = (books, invitation.invitation);
        due_store::plan(work.tx(), at, DueAct::Expire, invitation.expires_at).await?;
        for days in REMIND_DAYS {
            let day = invitation.sent_at.plus_seconds(days * DAY_SECONDS);
            due_store::plan(work.tx(), at, DueAct::Remind, day).await?;
        }
        let mailed = self.deliver(&invitation, &company, firm.as_ref(), work).await?;
        let reader = match &firm {
            Some(_) => None,
            None => store::person_at(work.tx(), &invitation.email_key).await?,
        };
        work.record(&InvitationEvent::Sent(Sent {
            invitation: &invitation,
            company: &company,
            firm: firm.as_ref(),
            addresses: mailed,
            reader,
        }));
        Ok(InvitationSent {
            invitation: invitation.invitation,
            firm: firm.map(|firm| firm.organisation_name),
        })
    }
}

impl SendInvitation {
    /// One waiting invitation per company and address; a rejection in its thirty seconds gives way.
    async fn settle_open(&self, books: BooksId, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let now = work.now;
        let open = store::open_at(work.tx(), books, self.email.key()).await?;
        if open.iter().any(|one| one.state_at(now) == State::Pending) {
            return Err(Refusal::conflict(
                "already_invited",
                "A request to this address is waiting. Withdraw it first to send another.",
            ));
        }
        if store::sent_since(work.tx(), books, now.plus_seconds(-DAY_SECONDS)).await? >= MOST_A_DAY {
            return Err(Refusal::TooMany { retry_after_seconds: 3_600 });
        }
        let Some(rejecting) = replaced(&open).filter(|one| one.state_at(now) == State::Rejecting) else {
            return Ok(());
        };
        let change = store::Change { by: rejecting.answered_by, ..store::Change::default() };
        store::change(work.tx(), rejecting, State::Withdrawn, &change, now).await?;
        if let Some(organisation) = rejecting.organisation {
            work.must_have_named(organisation.into())?;
            inbox::store::settle(work.tx(), organisation, rejecting.invitation, State::Withdrawn, now)
                .await?;
        }
        store::leave_address(work.tx(), (rejecting.books, rejecting.invitation), &rejecting.email_key)
            .await?;
        Ok(())
    }

    /// The branch behind the address, if it is one's and the firm is not connected yet.
    async fn firm(&self, books: BooksId, work: &mut Work<'_, '_>) -> Result<Option<Firm>, Refusal> {
        let Some((organisation, branch)) = store::branch_at(work.tx(), self.email.key()).await? else {
            return Ok(None);
        };
        work.must_have_named(organisation.into())?;
        if clients::is_connected(work.tx(), books, organisation).await? {
            return Err(already_connected());
        }
        Ok(firm(work.tx(), organisation, branch).await?)
    }

    fn draft(
        &self,
        own: &OwnBooks,
        company: &Company,
        firm: Option<&Firm>,
        work: &mut Work<'_, '_>,
    ) -> Invitation {
        let now = work.now;
        let (owner_name, owner_email) = match &company.owner {
            Some(owner) => (owner.name.clone(), owner.email.clone()),
            None => (work.actor.name().to_owned(), work.actor.email().to_owned()),
        };
        Invitation {
            books: company.books,
            invitation: work.id(),
            email: self.email.as_str().to_owned(),
            email_key: self.email.key().as_str().to_owned(),
            organisation: firm.map(|firm| firm.organisation),
            branch: firm.map(|firm| firm.branch),
            owner_name,
            owner_email,
            invited_by: own.user(),
            message: self.message.as_ref().map(|message| message.as_str().to_owned()),
            preset: self.preset,
            state: State::Pending,
            generation: 1,
            sent_at: now,
            expires_at: now.plus_seconds(LIFE_SECONDS),
            opened_at: None,
            answered_at: None,
            answered_by: None,
            reason: None,
            answer: None,
            final_at: None,
        }
    }

    /// Puts it where it is found, and tells to which addresses a mail goes.
    async fn deliver(
        &self,
        invitation: &Invitation,
        company: &Company,
        firm: Option<&Firm>,
        work: &mut Work<'_, '_>,
    ) -> Result<Vec<String>, Refusal> {
        let (now, at) = (work.now, (invitation.books, invitation.invitation));
        if let Some(firm) = firm {
            let copy = inbox::store::Copy::received(invitation, company, (firm.organisation, firm.branch));
            inbox::store::put(work.tx(), &copy, now).await?;
            due_store::plan(work.tx(), at, DueAct::Remind, now.plus_seconds(REMIND_FIRM_DAYS * DAY_SECONDS))
                .await?;
            return branch_addresses(firm, work).await;
        }
        store::wait_at(work.tx(), invitation).await?;
        let hash = link_hash(&work.core().keys, Purpose::ClientInvitation, invitation.invitation, 1);
        let subject = (Tenant::Books(invitation.books), invitation.invitation);
        let until = invitation.expires_at;
        links::insert(work.tx(), &hash, Purpose::ClientInvitation, subject, 1, until).await?;
        // An address that has had its mails for the day finds the invitation when it signs in: nobody can
        // use the count to keep a company's request from an accountant.
        match strangers::count(work.tx(), self.email.key(), now).await {
            Ok(()) => Ok(vec![invitation.email.clone()]),
            Err(Refusal::TooMany { .. }) => Ok(Vec::new()),
            Err(refusal) => Err(refusal),
        }
    }
}

/// The branch's mailbox, and every member who may answer for it, each address once.
async fn branch_addresses(firm: &Firm, work: &mut Work<'_, '_>) -> Result<Vec<String>, Refusal> {
    let mut addresses = vec![firm.branch_email.clone()];
    for member in inbox::store::answering(work.tx(), firm.organisation, firm.branch).await? {
        if !addresses.iter().any(|known| known.eq_ignore_ascii_case(&member.email)) {
            addresses.push(member.email);
        }
    }
    Ok(addresses)
}
