//! Firms with clients as tests need them: invited, accepted and opened through the product's commands.

use crate::{Company, House};
use app::Actor;
use app::access::{BranchRole, Preset};
use app::clients::visits::{OpenBooks, Place};
use app::invitations::{AcceptInvitation, SendInvitation};
use kernel::{BooksId, BranchId, ConnectionId, EmailAddress, InvitationId, OrganisationId, Text500};

/// A firm with one branch, its Super Admin and an Admin of the branch, and a company that may invite it.
pub struct Practice {
    /// The firm's Super Admin.
    pub asha: Actor,
    /// An Admin of the branch.
    pub tom: Actor,
    /// The firm.
    pub organisation: OrganisationId,
    /// Its branch; the confirmed address is [`Practice::ADDRESS`].
    pub branch: BranchId,
    /// The company's owner.
    pub zoe: Actor,
    /// The company.
    pub books: BooksId,
}

impl Practice {
    /// The address of the branch.
    pub const ADDRESS: &'static str = "bristol@firm.test";
}

impl House {
    /// A firm and a company that do not know each other yet.
    pub async fn practice(&self) -> Practice {
        let asha = self.person("Asha Raman").await;
        let organisation = self.firm(&asha, "Harbour & Pike LLP").await;
        let branch = self.branch(&asha, organisation, "Bristol").await;
        let tom = self.colleague(&asha, organisation, ("Tom Ellery", BranchRole::Admin), &[branch]).await;
        let zoe = self.person("Zoe Marsh").await;
        let books = self.company(&zoe, "Café Zoë").await.books;
        Practice { asha, tom, organisation, branch, zoe, books }
    }

    /// The accounts of a practice's company, as its owner reads them.
    pub async fn learned(&self, practice: &Practice) -> Company {
        self.company_at(&practice.zoe, practice.books).await
    }

    /// The wish of a company to be kept by whoever has an address.
    #[must_use]
    pub fn wish(&self, books: BooksId, address: &str) -> SendInvitation {
        SendInvitation {
            books,
            email: EmailAddress::parse(address).expect("a valid address"),
            message: Some(Text500::parse("We need help with our year end.").expect("a message")),
            preset: Preset::Admin,
        }
    }

    /// Sends an invitation.
    pub async fn invite(&self, owner: &Actor, books: BooksId, address: &str) -> InvitationId {
        let sent = self.app.run(owner, None, self.wish(books, address)).await;
        sent.expect("an invitation is sent").invitation
    }

    /// Accepts an invitation that went to a branch.
    pub async fn accept(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        invitation: InvitationId,
    ) -> ConnectionId {
        let accept = AcceptInvitation { organisation, invitation, branch: None, colleagues: Vec::new() };
        self.app.run(actor, None, accept).await.expect("an invitation is accepted").connection
    }

    /// The company of a practice, connected by its Admin.
    pub async fn connected(&self, practice: &Practice) -> ConnectionId {
        let invitation = self.invite(&practice.zoe, practice.books, Practice::ADDRESS).await;
        self.accept(&practice.tom, practice.organisation, invitation).await
    }

    /// `Go To`.
    pub async fn open_books(&self, actor: &Actor, organisation: OrganisationId, connection: ConnectionId) {
        let came_from = Place::within(organisation, "");
        let open = OpenBooks { organisation, connection, came_from };
        self.app.run(actor, None, open).await.expect("the books open");
    }
}
