//! Asking for a handle.

use crate::Tenant;
use crate::access::handle::{
    BranchHandle, ConnectionHandle, Mine, OrganisationHandle, OwnBooks, ReadBooks, WriteBooks,
};
use crate::access::{BooksKey, BooksStanding, Permission, PortalStanding, store};
use crate::door::Door;
use kernel::{BooksId, BranchId, ConnectionId, OrganisationId, Refusal, UserId};

/// How old a proof of identity may be before a sensitive act asks for another.
const FRESH_SECONDS: i64 = 600;

impl Door<'_, '_> {
    /// The signed-in person, once her address is confirmed.
    pub fn mine(&mut self) -> Result<Mine, Refusal> {
        let user = self.confirmed()?;
        let stamp = self.read().stamp();
        Ok(Mine { user, stamp })
    }

    fn confirmed(&self) -> Result<UserId, Refusal> {
        let user = self.user()?;
        if self.actor.is_confirmed() {
            Ok(user)
        } else {
            Err(Refusal::rule("email_unconfirmed", "Confirm your email address first."))
        }
    }

    /// Refuses unless the person has proved who she is within ten minutes: by signing in, by a fresh
    /// proof, or by making the token that acts for her.
    pub fn fresh(&self) -> Result<(), Refusal> {
        let proved_at = match &self.actor.who {
            crate::Who::Person(person) => person.proved_at,
            crate::Who::Token(token) => token.created_at,
            crate::Who::Nobody | crate::Who::Job(_) => return Err(Refusal::Reauthenticate),
        };
        if self.now.seconds_since(proved_at) <= FRESH_SECONDS { Ok(()) } else { Err(Refusal::Reauthenticate) }
    }

    async fn portal(&mut self, organisation: OrganisationId) -> Result<(UserId, PortalStanding), Refusal> {
        let user = self.confirmed()?;
        let standing = store::portal(self.read(), organisation, user).await?.ok_or(Refusal::NotFound)?;
        Ok((user, standing))
    }

    /// A firm to which the person belongs, whatever she is there.
    pub async fn organisation(
        &mut self,
        organisation: OrganisationId,
    ) -> Result<OrganisationHandle, Refusal> {
        let (user, standing) = self.portal(organisation).await?;
        let stamp = self.read().stamp();
        Ok(OrganisationHandle { organisation, user, standing, stamp })
    }

    /// A firm in which she holds a permission for all of it.
    pub async fn whole_organisation(
        &mut self,
        organisation: OrganisationId,
        permission: Permission,
    ) -> Result<OrganisationHandle, Refusal> {
        let handle = self.organisation(organisation).await?;
        if handle.standing.may_everywhere(permission) {
            Ok(handle)
        } else {
            Err(self.deny(organisation.into(), permission.label(), None))
        }
    }

    /// A firm in which she holds a permission in at least one branch.
    pub async fn somewhere(
        &mut self,
        organisation: OrganisationId,
        permission: Permission,
    ) -> Result<OrganisationHandle, Refusal> {
        let handle = self.organisation(organisation).await?;
        if handle.standing.may_somewhere(permission) {
            Ok(handle)
        } else {
            Err(self.deny(organisation.into(), permission.label(), None))
        }
    }

    /// A branch in which she holds a permission. That the branch exists is the statement's business:
    /// a Super Admin's standing covers any id, and a row that is not there is not found.
    pub async fn branch(
        &mut self,
        organisation: OrganisationId,
        branch: BranchId,
        permission: Permission,
    ) -> Result<BranchHandle, Refusal> {
        let (user, standing) = self.portal(organisation).await?;
        if !standing.sees(branch) {
            return Err(Refusal::NotFound);
        }
        if !standing.may(branch, permission) {
            return Err(self.deny(organisation.into(), permission.label(), None));
        }
        let stamp = self.read().stamp();
        Ok(BranchHandle { organisation, branch, user, standing, stamp })
    }

    /// A client of the firm, live or ended: seen by whoever is assigned or may view all clients of
    /// its branch, and then held to `permission`.
    pub async fn client(
        &mut self,
        organisation: OrganisationId,
        connection: ConnectionId,
        permission: Permission,
    ) -> Result<ConnectionHandle, Refusal> {
        let (user, standing) = self.portal(organisation).await?;
        let facts =
            store::client(self.read(), organisation, connection, user).await?.ok_or(Refusal::NotFound)?;
        let seen = standing.may(facts.branch, Permission::ViewAllClients)
            || (facts.is_assigned && standing.may(facts.branch, Permission::ViewAssignedClients));
        if !seen {
            return Err(Refusal::NotFound);
        }
        if !standing.may(facts.branch, permission) {
            return Err(self.deny(organisation.into(), permission.label(), None));
        }
        let stamp = self.read().stamp();
        Ok(ConnectionHandle {
            organisation,
            branch: facts.branch,
            books: facts.books,
            connection,
            user,
            is_live: facts.is_live,
            standing,
            stamp,
        })
    }

    async fn books_standing(&mut self, books: BooksId) -> Result<(UserId, BooksStanding), Refusal> {
        let user = self.confirmed()?;
        let sign_in = self.actor.sign_in().ok_or(Refusal::SignedOut)?;
        let now = self.now;
        let ways = store::books(self.read(), books, (user, sign_in), now).await?;
        // A live visit wins over a membership: the strip on the page says through what she acts.
        let (visiting, others): (Vec<_>, Vec<_>) = ways.into_iter().partition(|way| way.has_live_visit);
        if let Some(way) = visiting.into_iter().next() {
            self.via = way.standing.via().cloned();
            return Ok((user, way.standing));
        }
        match others.into_iter().next().map(|way| way.standing) {
            None => Err(Refusal::NotFound),
            Some(standing @ BooksStanding::Member(_)) => Ok((user, standing)),
            Some(BooksStanding::Delegate { .. }) => Err(Refusal::NoVisit),
        }
    }

    /// Books that the person may read with `key`.
    pub async fn read_books(&mut self, books: BooksId, key: BooksKey) -> Result<ReadBooks, Refusal> {
        let (user, standing) = self.books_standing(books).await?;
        if !standing.may(key, self.now) {
            let via = standing.via().cloned();
            return Err(self.deny(Tenant::Books(books), key.word(), via));
        }
        let (now, stamp) = (self.now, self.read().stamp());
        Ok(ReadBooks { books, user, standing, now, stamp })
    }

    /// Books that the person may change with `key`.
    pub async fn write_books(&mut self, books: BooksId, key: BooksKey) -> Result<WriteBooks, Refusal> {
        self.read_books(books, key).await.map(WriteBooks)
    }

    /// Books on the client's own side. A delegate is refused whatever her scope: this is reserved.
    pub async fn own_books(&mut self, books: BooksId, key: BooksKey) -> Result<OwnBooks, Refusal> {
        let (user, standing) = self.books_standing(books).await?;
        if standing.via().is_some() || !standing.may(key, self.now) {
            let via = standing.via().cloned();
            return Err(self.deny(Tenant::Books(books), key.word(), via));
        }
        let (now, stamp) = (self.now, self.read().stamp());
        Ok(OwnBooks(ReadBooks { books, user, standing, now, stamp }))
    }
}
