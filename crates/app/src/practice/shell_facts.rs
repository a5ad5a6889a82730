//! Everything the frame of the portal shows, in one question.

use crate::access::{Permission, PortalStanding};
use crate::clients::counts::store as counts;
use crate::door::{Door, Query};
use crate::practice::list::visible_clients;
use crate::practice::{roles, store};
use kernel::{BranchId, Currency, OrganisationId, Refusal, UserId};

/// Asks for the frame of a firm's pages, for one branch or for all that the person sees.
pub struct PortalShellFacts {
    /// The firm.
    pub organisation: OrganisationId,
    /// The branch in view; all of hers when `None`.
    pub branch: Option<BranchId>,
}

/// What the frame shows.
#[derive(Debug, Clone)]
pub struct PortalFrame {
    /// The firm.
    pub organisation: OrganisationId,
    /// The firm's name.
    pub name: String,
    /// The branch in view, by id and name.
    pub branch: Option<(BranchId, String)>,
    /// The branches that the person sees, oldest first.
    pub branches: Vec<FrameBranch>,
    /// What she is: her firm-wide role, or her role in view.
    pub role: &'static str,
    /// Client invitations in view that she may answer.
    pub waiting: i64,
    /// Live clients in view that she may see.
    pub clients: i64,
    /// What she may do, for what pages offer.
    pub standing: PortalStanding,
}

/// A branch in the selector.
#[derive(Debug, Clone)]
pub struct FrameBranch {
    /// The branch.
    pub branch: BranchId,
    /// Its name.
    pub name: String,
    /// What it is billed in.
    pub currency: Currency,
    /// Live clients of it that she may see.
    pub clients: i64,
    /// Whether its address routes invitations.
    pub is_confirmed: bool,
}

impl Query for PortalShellFacts {
    type Output = PortalFrame;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<PortalFrame, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        let organisation = firm.organisation(door.read());
        let (user, standing, now) = (firm.user(), firm.standing(), door.now);
        let facts = store::organisation(door.read(), organisation).await?.ok_or(Refusal::NotFound)?;
        let known = store::branches(door.read(), organisation).await?;
        let clients = counts::of(door.read(), organisation, user, "active").await?;
        let waiting = store::waiting_counts(door.read(), organisation, now).await?;
        let branches: Vec<FrameBranch> = known
            .into_iter()
            .filter(|branch| standing.sees(branch.branch))
            .map(|branch| FrameBranch {
                clients: visible_clients(standing, &clients, branch.branch),
                is_confirmed: branch.confirmed_at.is_some(),
                branch: branch.branch,
                name: branch.name,
                currency: branch.currency,
            })
            .collect();
        let branch = match self.branch {
            None => None,
            Some(wanted) => {
                let found = branches.iter().find(|branch| branch.branch == wanted);
                Some(found.map(|branch| (wanted, branch.name.clone())).ok_or(Refusal::NotFound)?)
            }
        };
        let own = crate::invitations::inbox::own_waiting(&firm, door).await?;
        let in_view = |other: BranchId| self.branch.is_none_or(|wanted| wanted == other);
        Ok(PortalFrame {
            organisation,
            name: facts.name,
            role: roles::called(standing, self.branch),
            waiting: may_answer(standing, user, &waiting, in_view) + i64::try_from(own).unwrap_or(i64::MAX),
            clients: branches.iter().filter(|row| in_view(row.branch)).map(|row| row.clients).sum(),
            branch,
            branches,
            standing: standing.clone(),
        })
    }
}

/// How many invitations a person may answer: those of her branches, and those to herself.
fn may_answer(
    standing: &PortalStanding,
    user: UserId,
    waiting: &[store::WaitingCount],
    in_view: impl Fn(BranchId) -> bool,
) -> i64 {
    let hers = waiting.iter().filter(|count| match (count.branch, count.person) {
        (Some(branch), _) => in_view(branch) && standing.may(branch, Permission::AnswerInvitations),
        (None, person) => person == Some(user),
    });
    hers.map(|count| count.waiting).sum()
}
