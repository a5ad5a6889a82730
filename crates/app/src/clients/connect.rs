//! Making a connection: rows on the client's side, rows in the firm's lists.

use crate::access::{Preset, Via};
use crate::clients::{Company, Firm, company, search, store};
use crate::door::Work;
use ::store::Read;
use kernel::{BooksId, ConnectionId, Fault, OrganisationId, UserId, VisitId};

/// A connection to be made, by consent of both sides.
pub(crate) struct NewConnection<'n> {
    /// The client.
    pub company: &'n Company,
    /// The branch.
    pub firm: &'n Firm,
    /// The most that the client gives.
    pub preset: Preset,
    /// Who answered for the firm; she leads.
    pub primary: UserId,
    /// Who of the branch may enter from the start, the primary among them.
    pub people: &'n [Colleague],
}

/// Who of a firm is to be given access.
#[derive(Debug, Clone)]
pub(crate) struct Colleague {
    /// Her id.
    pub user: UserId,
    /// Her name.
    pub name: String,
    /// Her address.
    pub email: String,
}

impl store::Connection {
    /// What is done through it, by this visit when there is one: how the client's log names the firm.
    pub(super) fn via(&self, visit: Option<VisitId>) -> Via {
        Via { connection: self.connection, organisation: self.organisation, branch: self.branch, visit }
    }
}

/// Whether the firm and the client are connected already, through any branch.
pub(crate) async fn is_connected(
    read: &mut Read<'_>,
    books: BooksId,
    organisation: OrganisationId,
) -> Result<bool, Fault> {
    Ok(store::live_connection(read, books, organisation).await?.is_some())
}

/// By which words a firm finds a company.
fn words(company: &Company) -> Vec<String> {
    let owner = company.owner.as_ref();
    search::words_of(&[
        &company.name,
        owner.map_or("", |owner| &owner.name),
        owner.map_or("", |owner| &owner.email),
    ])
}

/// A company has another name: the firms find it by that from here on.
pub(crate) async fn refresh_words(
    work: &mut Work<'_, '_>,
    books: BooksId,
    firms: &[(OrganisationId, ConnectionId)],
) -> Result<(), Fault> {
    let words = words(&company(work.tx(), books).await?);
    for (organisation, connection) in firms {
        store::forget_words(work.tx(), *organisation, *connection).await?;
        store::insert_words(work.tx(), *organisation, *connection, &words).await?;
    }
    Ok(())
}

/// Makes the connection. Both tenants must have been named.
pub(crate) async fn connect(work: &mut Work<'_, '_>, new: &NewConnection<'_>) -> Result<ConnectionId, Fault> {
    let connection: ConnectionId = work.id();
    let now = work.now;
    store::insert_connection(work.tx(), connection, new, now).await?;
    store::insert_client(work.tx(), connection, new, now).await?;
    let words = words(new.company);
    store::insert_words(work.tx(), new.firm.organisation, connection, &words).await?;
    for person in new.people {
        let kind = if person.user == new.primary { "primary" } else { "accountant" };
        let given = store::Given {
            books: new.company.books,
            connection,
            organisation: new.firm.organisation,
            user: person.user,
            name: &person.name,
            email: &person.email,
            kind,
            preset: new.preset,
            ends_at: None,
            reason: None,
            given_by: new.primary,
        };
        store::give(work.tx(), &given, now).await?;
    }
    // From here on the client's log names the firm for which the accepter acts.
    work.via =
        Some(Via { connection, organisation: new.firm.organisation, branch: new.firm.branch, visit: None });
    Ok(connection)
}
