//! Accept Invitation: consent from both sides, and the connection is there.

use crate::Tenant;
use crate::clients::{self, NewConnection, company, firm};
use crate::door::{Command, Door, Work};
use crate::invitations::answering::{self, Answering, already_answered, pending};
use crate::invitations::events::{Accepted, InvitationEvent};
use crate::invitations::{State, inbox, store};
use crate::keys::Purpose;
use crate::links;
use kernel::{BranchId, ConnectionId, InvitationId, OrganisationId, Refusal, UserId};
use serde::{Deserialize, Serialize};

/// Accepts an invitation. Nothing changes in who pays.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptInvitation {
    /// The firm.
    pub organisation: OrganisationId,
    /// The invitation.
    pub invitation: InvitationId,
    /// The branch that will keep the client; needed only when the invitation was sent to a person.
    pub branch: Option<BranchId>,
    /// Members of that branch who get access in the same step.
    pub colleagues: Vec<UserId>,
}

/// The client is connected.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InvitationAccepted {
    /// The new connection.
    pub connection: ConnectionId,
}

impl Command for AcceptInvitation {
    const NAME: &'static str = "accept_invitation";
    type Handle = Answering;
    type Output = InvitationAccepted;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        answering::tenants(door, self.organisation, self.invitation).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Answering, Refusal> {
        answering::open(door, self.organisation, self.invitation).await
    }

    async fn apply(
        &self,
        answer: &Answering,
        work: &mut Work<'_, '_>,
    ) -> Result<InvitationAccepted, Refusal> {
        let found = pending(work, answer.books, self.invitation).await?;
        let (organisation, now) = (answer.organisation(work.tx()), work.now);
        let branch = answer.branch(found.branch, self.branch)?;
        let firm = firm(work.tx(), organisation, branch).await?.ok_or_else(|| {
            Refusal::field("branch", "not_a_choice", "Choose the branch that will keep this client.")
        })?;
        if clients::is_connected(work.tx(), found.books, organisation).await? {
            return Err(already_connected());
        }
        let people = self.people(answer, branch, work).await?;
        let company = company(work.tx(), found.books).await?;
        let change = store::Change {
            firm: Some((organisation, Some(branch))),
            by: Some(answer.user()),
            ..store::Change::default()
        };
        if !store::change(work.tx(), &found, State::Accepted, &change, now).await? {
            return Err(already_answered());
        }
        let name = work.actor.name().to_owned();
        let copy = inbox::store::Copy::answered(&found, &company, organisation, &name);
        let copy = copy.for_branch(branch).by_person(answer.is_personal().then(|| answer.user()));
        inbox::store::put(work.tx(), &copy.state(State::Accepted), now).await?;
        links::kill(work.tx(), Purpose::ClientInvitation, found.invitation, now).await?;
        let new = NewConnection {
            company: &company,
            firm: &firm,
            preset: found.preset,
            primary: answer.user(),
            people: &people,
        };
        let connection = clients::connect(work, &new).await?;
        work.record(&InvitationEvent::Accepted(Accepted {
            invitation: &found,
            connection,
            company: &company,
            firm: &firm,
            accountant: &name,
            people: &people,
        }));
        Ok(InvitationAccepted { connection })
    }
}

impl AcceptInvitation {
    /// The accepter, who leads, and the colleagues she named: each belongs to the branch.
    async fn people(
        &self,
        answer: &Answering,
        branch: BranchId,
        work: &mut Work<'_, '_>,
    ) -> Result<Vec<clients::Colleague>, Refusal> {
        let organisation = answer.organisation(work.tx());
        let mut wanted = vec![answer.user()];
        for user in &self.colleagues {
            if !wanted.contains(user) {
                wanted.push(*user);
            }
        }
        let mut people = Vec::with_capacity(wanted.len());
        for user in wanted {
            let member = clients::assignments::member_of(work.tx(), organisation, branch, user).await?;
            people.push(member.ok_or_else(|| {
                Refusal::field("colleagues", "not_in_branch", "Choose people who belong to this branch.")
            })?);
        }
        Ok(people)
    }
}

/// One live connection per firm.
pub(super) fn already_connected() -> Refusal {
    Refusal::rule(
        "already_connected",
        "This company and your firm are connected already. End that connection first to use another branch.",
    )
}
