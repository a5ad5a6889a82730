//! Whoever holds a colleague's link that is of no use to her asks the firm for another.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::links::LinkState;
use crate::practice::join_team::{Found, Reader, find, reader};
use crate::practice::store::{self, InvitationFacts};
use crate::practice::team_events::{AskedAgain, TeamEvent};
use crate::strangers;
use kernel::{OrganisationId, Refusal};
use serde::Serialize;

/// Asks whoever invited a colleague for another link, or for one to the actor's own address when she is signed
/// in under another than the invited. Asking more often than a few times a day changes nothing and says
/// nothing.
#[derive(Debug, Clone, Serialize)]
pub struct AskInviter {
    /// The secret from the link.
    pub secret: String,
}

/// What is asked for.
pub struct Asking {
    organisation: OrganisationId,
    facts: InvitationFacts,
    instead: Option<String>,
}

impl Command for AskInviter {
    const NAME: &'static str = "ask_inviter";
    type Handle = Asking;
    type Output = ();

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![find(door, &self.secret).await?.organisation.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<Asking, Refusal> {
        let Found { organisation, facts, state } = find(door, &self.secret).await?;
        let instead = match (state, reader(door, &facts)) {
            (LinkState::Live, Reader::Other) => {
                door.mine().await?;
                Some(door.actor.email().to_owned())
            }
            (LinkState::Live, _) => {
                return Err(Refusal::conflict("link_works", "This link works. Open it again."));
            }
            _ => None,
        };
        Ok(Asking { organisation, facts, instead })
    }

    async fn apply(&self, asking: &Asking, work: &mut Work<'_, '_>) -> Result<(), Refusal> {
        let (organisation, facts, now) = (asking.organisation, &asking.facts, work.now);
        if !strangers::may_ask(work.tx(), &facts.invitation.to_string(), now).await? {
            return Ok(());
        }
        let firm = store::organisation(work.tx(), organisation).await?.ok_or(Refusal::NotFound)?;
        let inviter = store::member(work.tx(), organisation, facts.invited_by).await?;
        work.record(&TeamEvent::AskedAgain(AskedAgain {
            organisation,
            organisation_name: firm.name,
            invitation: facts.invitation,
            email: &facts.email,
            instead: asking.instead.as_deref(),
            inviter_email: inviter.map(|member| member.email),
        }));
        Ok(())
    }
}
