//! A branch has confirmed its mailbox: what waited there reaches the branch.

use crate::Tenant;
use crate::clients::{company, firm};
use crate::door::{Door, Work};
use crate::invitations::events::InvitationEvent;
use crate::invitations::{inbox, store};
use crate::keys::Purpose;
use crate::links;
use kernel::{BranchId, EmailKey, OrganisationId, Refusal};

/// The companies whose invitations wait at an address: whoever routes them must name them.
pub(crate) async fn tenants_waiting(
    door: &mut Door<'_, '_>,
    email: &EmailKey,
) -> Result<Vec<Tenant>, Refusal> {
    let now = door.now;
    let waiting = store::waiting_at(door.read(), email, now).await?;
    Ok(waiting.into_iter().map(|(books, _)| Tenant::Books(books)).collect())
}

/// Moves the invitations that wait at a branch's confirmed address into the firm, and tells how many.
/// No mail goes out: the address has had it already.
pub(crate) async fn route_waiting(
    work: &mut Work<'_, '_>,
    (organisation, branch): (OrganisationId, BranchId),
    email: &EmailKey,
) -> Result<usize, Refusal> {
    let now = work.now;
    let waiting = store::waiting_at(work.tx(), email, now).await?;
    let firm = firm(work.tx(), organisation, branch).await?.ok_or(Refusal::NotFound)?;
    let mut moved = 0;
    for (books, one) in waiting {
        work.must_have_named(books.into())?;
        let Some(found) = store::find(work.tx(), books, one).await? else { continue };
        let company = company(work.tx(), books).await?;
        store::route(work.tx(), (books, one), (organisation, branch)).await?;
        let copy = inbox::store::Copy::received(&found, &company, (organisation, branch));
        inbox::store::put(work.tx(), &copy, now).await?;
        store::leave_address(work.tx(), (books, one), email.as_str()).await?;
        links::kill(work.tx(), Purpose::ClientInvitation, one, now).await?;
        work.record(&InvitationEvent::Routed { invitation: &found, company: &company.name, firm: &firm });
        moved += 1;
    }
    Ok(moved)
}
