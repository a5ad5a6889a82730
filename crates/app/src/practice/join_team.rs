//! The invited colleague answers: only under the address that was invited.

use crate::Tenant;
use crate::access::BranchRole;
use crate::door::{Command, Denial, Door, Query, Work};
use crate::keys::{Purpose, hash_of};
use crate::links::{self, LinkState};
use crate::practice::invite_member::named;
use crate::practice::store::{self, Answer, InvitationFacts};
use crate::practice::team_events::{Joined, TeamEvent};
use kernel::{EmailAddress, Fault, Id as _, Moment, OrganisationId, Refusal, UserId};
use serde::{Deserialize, Serialize};

/// What an invitation's link is about. Opening it changes nothing.
pub struct TeamInvitationByLink {
    /// The secret from the link.
    pub secret: String,
}

/// How whoever opened the link stands to the invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Nobody is signed in.
    Nobody,
    /// The invited person, but her address is not confirmed yet.
    Unconfirmed,
    /// The invited person.
    Invited,
    /// Somebody signed in under another address.
    Other,
}

/// What the page of an invitation shows.
#[derive(Debug, Clone)]
pub struct InvitationToTeam {
    /// The firm.
    pub organisation: OrganisationId,
    /// The firm's name.
    pub organisation_name: String,
    /// The branches' names.
    pub branches: Vec<String>,
    /// The role in each of them.
    pub role: BranchRole,
    /// Who invited.
    pub inviter: String,
    /// The invited address, masked: the link may have been forwarded.
    pub masked: String,
    /// When it was sent last.
    pub sent_at: Moment,
    /// When the link ends.
    pub expires_at: Moment,
    /// Where the link stands.
    pub state: LinkState,
    /// How the reader stands to it.
    pub reader: Reader,
}

/// An invitation behind a link, and where the link stands.
pub(super) struct Found {
    pub organisation: OrganisationId,
    pub facts: InvitationFacts,
    pub state: LinkState,
}

/// Finds an invitation by its secret, whatever became of it.
pub(super) async fn find(door: &mut Door<'_, '_>, secret: &str) -> Result<Found, Refusal> {
    let now = door.now;
    let link = links::find(door.read(), Purpose::JoinTeam, secret, now).await?.ok_or(Refusal::NotFound)?;
    let organisation = OrganisationId::from_bytes(link.tenant);
    let facts =
        store::invitation(door.read(), organisation, link.subject()).await?.ok_or(Refusal::NotFound)?;
    let state = match facts.answer {
        Answer::Accepted | Answer::Declined => LinkState::Used,
        Answer::Cancelled => LinkState::Withdrawn,
        Answer::Pending => link.state,
    };
    Ok(Found { organisation, facts, state })
}

/// Whether the actor signs in under the invited address, in the sense in which two spellings are one.
pub(super) fn reader(door: &Door<'_, '_>, facts: &InvitationFacts) -> Reader {
    let Ok(address) = EmailAddress::parse(door.actor.email()) else { return Reader::Nobody };
    match (address.key().as_str() == facts.email_key, door.actor.is_confirmed()) {
        (true, true) => Reader::Invited,
        (true, false) => Reader::Unconfirmed,
        (false, _) => Reader::Other,
    }
}

fn masked(facts: &InvitationFacts) -> Result<String, Fault> {
    EmailAddress::parse(&facts.email).map(|email| email.masked()).map_err(Fault::internal)
}

impl Query for TeamInvitationByLink {
    type Output = InvitationToTeam;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<InvitationToTeam, Refusal> {
        let Found { organisation, facts, state } = find(door, &self.secret).await?;
        let firm = store::organisation(door.read(), organisation).await?.ok_or(Refusal::NotFound)?;
        let branches = store::branches(door.read(), organisation).await?;
        let reader = reader(door, &facts);
        Ok(InvitationToTeam {
            organisation,
            organisation_name: firm.name,
            branches: branches
                .into_iter()
                .filter(|known| facts.branches.contains(&known.branch))
                .map(|known| known.name)
                .collect(),
            role: facts.role,
            masked: masked(&facts)?,
            inviter: facts.inviter_name,
            sent_at: facts.sent_at,
            expires_at: facts.expires_at,
            state,
            reader,
        })
    }
}

/// Joins the team.
#[derive(Debug, Clone, Serialize)]
pub struct JoinTeam {
    /// The secret from the link.
    pub secret: String,
}

/// Declines to join.
#[derive(Debug, Clone, Serialize)]
pub struct DeclineTeamInvitation {
    /// The secret from the link.
    pub secret: String,
}

/// The firm that was joined.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TeamJoined {
    /// The firm.
    pub organisation: OrganisationId,
}

/// An invitation in the hands of the person it was sent to.
pub struct InRightHands {
    organisation: OrganisationId,
    user: UserId,
    facts: InvitationFacts,
}

async fn in_right_hands(door: &mut Door<'_, '_>, secret: &str) -> Result<InRightHands, Refusal> {
    let Found { organisation, facts, state } = find(door, secret).await?;
    let user = door.user()?;
    match reader(door, &facts) {
        Reader::Invited => {
            state.usable()?;
            Ok(InRightHands { organisation, user, facts })
        }
        Reader::Unconfirmed => Err(Refusal::rule("email_unconfirmed", "Confirm your email address first.")),
        Reader::Other | Reader::Nobody => {
            let needs = "the invited address";
            door.denial = Some(Denial { tenant: organisation.into(), needs, via: None });
            Err(Refusal::rule(
                "wrong_account",
                format!("This invitation is for {}. Sign in with that address.", masked(&facts)?),
            ))
        }
    }
}

async fn tenants(door: &mut Door<'_, '_>, secret: &str) -> Result<Vec<Tenant>, Refusal> {
    let now = door.now;
    let link = links::find(door.read(), Purpose::JoinTeam, secret, now).await?.ok_or(Refusal::NotFound)?;
    Ok(vec![OrganisationId::from_bytes(link.tenant).into(), door.user()?.into()])
}

impl Command for JoinTeam {
    const NAME: &'static str = "join_team";
    type Handle = InRightHands;
    type Output = TeamJoined;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        tenants(door, &self.secret).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<InRightHands, Refusal> {
        in_right_hands(door, &self.secret).await
    }

    async fn apply(&self, mine: &InRightHands, work: &mut Work<'_, '_>) -> Result<TeamJoined, Refusal> {
        let InRightHands { organisation, user, facts } = mine;
        let (organisation, user, now) = (*organisation, *user, work.now);
        if store::member(work.tx(), organisation, user).await?.is_some() {
            return Err(Refusal::rule("already_member", "You are in this team already."));
        }
        let actor = work.actor;
        let branches = named(work, organisation, &facts.branches).await?;
        let firm = store::organisation(work.tx(), organisation).await?.ok_or(Refusal::NotFound)?;
        store::answer_invitation(work.tx(), organisation, facts.invitation, Answer::Accepted, now).await?;
        links::use_up(work.tx(), &hash_of(&self.secret), now).await?;
        let person = store::Joining {
            organisation,
            user,
            name: actor.name(),
            email: actor.email(),
            parent: None,
            organisation_name: &firm.name,
        };
        store::insert_member(work.tx(), &person, now).await?;
        store::give_roles(work.tx(), organisation, user, (&facts.branches, facts.role), now).await?;
        let inviter = store::member(work.tx(), organisation, facts.invited_by).await?;
        work.record(&TeamEvent::Joined(Joined {
            organisation,
            organisation_name: firm.name,
            invitation: facts.invitation,
            user,
            name: actor.name(),
            email: actor.email(),
            role: facts.role,
            branches,
            inviter_email: inviter.map(|member| member.email),
        }));
        Ok(TeamJoined { organisation })
    }
}

impl Command for DeclineTeamInvitation {
    const NAME: &'static str = "decline_team_invitation";
    type Handle = InRightHands;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        tenants(door, &self.secret).await
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<InRightHands, Refusal> {
        in_right_hands(door, &self.secret).await
    }

    async fn apply(&self, mine: &InRightHands, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let (organisation, invitation, now) = (mine.organisation, mine.facts.invitation, work.now);
        store::answer_invitation(work.tx(), organisation, invitation, Answer::Declined, now).await?;
        links::use_up(work.tx(), &hash_of(&self.secret), now).await?;
        work.record(&TeamEvent::InvitationDeclined { organisation, invitation, email: &mine.facts.email });
        Ok(())
    }
}
