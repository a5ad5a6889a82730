//! The list of clients, by name or by what was typed.

use crate::access::{OrganisationHandle, Permission, stored_words};
use crate::clients::counts::store as counts;
use crate::clients::list::row::{ClientRow, row};
use crate::clients::list::store::{self, Found, Wanted};
use crate::clients::search::{Prefix, prefixes};
use crate::door::{Door, Query};
use kernel::{BranchId, ConnectionId, Id as _, OrganisationId, Page, PageSize, Refusal};

stored_words! {
    /// Which clients a list shows.
    ClientState {
        /// Connected.
        Active "active" "Connected",
        /// Not any more.
        Ended "ended" "Disconnected",
    }
}

/// Clients of a firm that the reader may see.
pub struct Clients {
    /// The firm.
    pub organisation: OrganisationId,
    /// One branch, or all of hers.
    pub branch: Option<BranchId>,
    /// Words of the name, the owner or her address; accents, case and order do not matter.
    pub search: Option<String>,
    /// Connected or disconnected ones.
    pub state: ClientState,
    /// Where the page before ended.
    pub after: Option<String>,
    /// How many rows.
    pub size: PageSize,
}

/// A part of the firm that is listed by one walk of one index.
#[derive(Debug, Clone, Copy)]
enum Part {
    Firm,
    Branch(BranchId),
    Assigned(BranchId),
}

/// The parts of a firm that a reader may see, narrowed to one branch when she chose one.
fn parts(
    firm: &OrganisationHandle,
    names: &[(BranchId, String)],
    chosen: Option<BranchId>,
) -> Result<Vec<Part>, Refusal> {
    let standing = firm.standing();
    if chosen.is_none() && standing.may_everywhere(Permission::ViewAllClients) {
        return Ok(vec![Part::Firm]);
    }
    if chosen.is_some_and(|chosen| !names.iter().any(|(branch, _)| *branch == chosen)) {
        return Err(Refusal::NotFound);
    }
    let mut parts = Vec::new();
    for (branch, _) in names.iter().filter(|(branch, _)| chosen.is_none_or(|chosen| chosen == *branch)) {
        if standing.may(*branch, Permission::ViewAllClients) {
            parts.push(Part::Branch(*branch));
        } else if standing.may(*branch, Permission::ViewAssignedClients) {
            parts.push(Part::Assigned(*branch));
        }
    }
    Ok(parts)
}

/// The key of a page: the last row's place in the order, and the client.
fn key(found: &Found) -> String {
    format!("{}~{}", found.connection, found.key)
}

fn read_key(key: &str) -> Result<(ConnectionId, String), Refusal> {
    let bad = || Refusal::field("after", "not_a_key", "This page key is not one of ours.");
    let (connection, rest) = key.split_once('~').ok_or_else(bad)?;
    Ok((connection.parse().map_err(|_| bad())?, rest.to_owned()))
}

impl Clients {
    async fn part(
        &self,
        part: Part,
        prefixes: Option<&[Prefix; 4]>,
        wanted: &Wanted<'_>,
        door: &mut Door<'_, '_>,
    ) -> Result<Vec<Found>, Refusal> {
        let read = door.read();
        let rows = match (prefixes, part) {
            (Some(typed), Part::Firm) => store::search(read, wanted, typed, (None, false)).await?,
            (Some(typed), Part::Branch(branch)) => {
                store::search(read, wanted, typed, (Some(branch), false)).await?
            }
            (Some(typed), Part::Assigned(branch)) => {
                store::search(read, wanted, typed, (Some(branch), true)).await?
            }
            (None, Part::Firm) => store::all(read, wanted).await?,
            (None, Part::Branch(branch)) => store::of_branch(read, wanted, branch).await?,
            (None, Part::Assigned(branch)) => store::assigned(read, wanted, branch).await?,
        };
        Ok(rows)
    }
}

impl Query for Clients {
    type Output = Page<ClientRow>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Page<ClientRow>, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        let (organisation, now) = (firm.organisation(door.read()), door.now);
        let names = store::branches(door.read(), organisation).await?;
        let parts = parts(&firm, &names, self.branch)?;
        let typed = self.search.as_deref().and_then(prefixes);
        let (connection, after) = match &self.after {
            Some(key) => read_key(key)?,
            None => (ConnectionId::from_bytes([0; 16]), String::new()),
        };
        let wanted = Wanted {
            organisation,
            user: firm.user(),
            state: self.state.word(),
            after: (&after, connection),
            most: self.size.rows_and_one(),
        };
        let mut rows = Vec::new();
        for part in &parts {
            rows.extend(self.part(*part, typed.as_ref(), &wanted, door).await?);
        }
        if parts.len() > 1 {
            rows.sort_by(|a, b| (&a.key, a.connection).cmp(&(&b.key, b.connection)));
        }
        let page = Page::cut(rows, self.size, key);
        Ok(page.map(|found| row(&firm, &names, found, now)))
    }
}

/// How many clients of a state the reader may see, by branch.
pub struct ClientCounts {
    /// The firm.
    pub organisation: OrganisationId,
    /// Connected or disconnected ones.
    pub state: ClientState,
}

impl Query for ClientCounts {
    type Output = Vec<(BranchId, u64)>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<(BranchId, u64)>, Refusal> {
        let firm = door.organisation(self.organisation).await?;
        let (organisation, standing) = (firm.organisation(door.read()), firm.standing());
        let counts = counts::of(door.read(), organisation, firm.user(), self.state.word()).await?;
        let visible = counts.iter().filter_map(|count| {
            let clients = count.visible(standing)?;
            Some((count.branch, u64::try_from(clients).unwrap_or(0)))
        });
        Ok(visible.collect())
    }
}
