//! The dashboard's list: the clients that the reader opened last, then the others.

use crate::access::Permission;
use crate::clients::list::row::{ClientRow, row};
use crate::clients::list::{ClientState, Clients, store};
use crate::door::{Door, Query};
use kernel::{BranchId, OrganisationId, PageSize, Refusal};

/// Connected clients for the dashboard: those that the reader opened, the latest first, then the rest by
/// name until the page is full.
pub struct RecentClients {
    /// The firm.
    pub organisation: OrganisationId,
    /// One branch, or all of hers.
    pub branch: Option<BranchId>,
    /// How many rows.
    pub size: PageSize,
}

/// More of a member's clients than any dashboard shows are not looked at for the order.
const MOST_RECENT: i64 = 200;

impl Query for RecentClients {
    type Output = Vec<ClientRow>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<ClientRow>, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        let (organisation, now, size) = (firm.organisation(door.read()), door.now, self.size.rows());
        let names = store::branches(door.read(), organisation).await?;
        let mut recent = store::recent(door.read(), organisation, firm.user(), MOST_RECENT).await?;
        recent.retain(|found| {
            found.last_opened_at.is_some()
                && self.branch.is_none_or(|branch| branch == found.branch)
                && firm.standing().may(found.branch, Permission::ViewAssignedClients)
        });
        recent.truncate(size);
        let mut rows: Vec<ClientRow> =
            recent.into_iter().map(|found| row(&firm, &names, found, now)).collect();
        if rows.len() < size {
            // Enough to fill the page even if every one that was opened comes by name as well.
            let wish = u16::try_from(size + rows.len()).unwrap_or(u16::MAX);
            let by_name = Clients {
                organisation: self.organisation,
                branch: self.branch,
                search: None,
                state: ClientState::Active,
                after: None,
                size: PageSize::new(wish),
            };
            let others = by_name.answer(door).await?.rows;
            let opened: Vec<_> = rows.iter().map(|row| row.connection).collect();
            rows.extend(others.into_iter().filter(|other| !opened.contains(&other.connection)));
            rows.truncate(size);
        }
        Ok(rows)
    }
}
