//! An accountant inside a client's books, put there row by row: for tests of what she may do and what is
//! written about it. How connections come about is tested where it belongs.

use crate::{Company, House};
use app::Actor;
use app::access::Preset;
use app::practice::CreateOrganisation;
use kernel::{
    BooksId, BranchId, CompanyName, ConnectionId, Country, Id as _, Moment, OrganisationId, Refusal,
    SessionId, UserId, VisitId,
};
use store::{Tx, Writing, id, p, sql};

/// An accountant with a live visit.
pub struct Accountant {
    /// She, signed in.
    pub actor: Actor,
    /// Her firm.
    pub organisation: OrganisationId,
    /// Its branch.
    pub branch: BranchId,
    /// The connection.
    pub connection: ConnectionId,
    /// Her stay.
    pub visit: VisitId,
}

struct Rows {
    books: BooksId,
    organisation: OrganisationId,
    branch: BranchId,
    connection: ConnectionId,
    visit: VisitId,
    user: UserId,
    session: SessionId,
    preset: Preset,
    now: Moment,
}

impl Writing for Rows {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let (now, later) = (self.now, self.now.plus_seconds(86_400 * 30));
        tx.name(self.books.bytes());
        tx.name(self.organisation.bytes());
        tx.exec_all(&[
            (
                sql!(
                    "insert into connection (books_id, connection_id, organisation_id, branch_id, ",
                    "organisation_name, branch_name, preset, payer, state, epoch, started_at, started_by) ",
                    "values ($1, $2, $3, $4, 'Harbour & Pike LLP', 'Bristol', 'admin', 'client', 'active', 1, $5, $6)"
                ),
                p![
                    id(self.books),
                    id(self.connection),
                    id(self.organisation),
                    id(self.branch),
                    now,
                    id(self.user)
                ],
            ),
            (
                sql!(
                    "insert into assignment (books_id, connection_id, user_id, organisation_id, name, email, kind, ",
                    "preset, given_at, given_by) values ($1, $2, $3, $4, 'A', 'a@example.test', 'primary', $5, $6, $3)"
                ),
                p![
                    id(self.books),
                    id(self.connection),
                    id(self.user),
                    id(self.organisation),
                    self.preset.word(),
                    now
                ],
            ),
            (
                sql!(
                    "insert into visit (books_id, visit_id, connection_id, user_id, session_id, epoch, opened_at, ",
                    "seen_at, expires_at, came_from) values ($1, $2, $3, $4, $5, 1, $6, $7, $7, '/portal')"
                ),
                p![
                    id(self.books),
                    id(self.visit),
                    id(self.connection),
                    id(self.user),
                    id(self.session),
                    now,
                    later
                ],
            ),
            (
                sql!(
                    "insert into client (organisation_id, connection_id, branch_id, books_id, name, name_folded, ",
                    "owner_name, owner_email, country, currency, preset, payer, state, connected_at, look) values ",
                    "($1, $2, $3, $4, 'Kestrel Ltd', 'kestrel ltd', 'O', 'o@example.test', 'GB', 'GBP', 'admin', ",
                    "'client', 'active', $5, 'kestrelltd')"
                ),
                p![id(self.organisation), id(self.connection), id(self.branch), id(self.books), now],
            ),
        ])
        .await?;
        Ok(())
    }
}

impl House {
    /// A firm's founder with a live visit in this company, her assignment holding `preset`.
    pub async fn accountant(&self, name: &str, company: &Company, preset: Preset) -> Accountant {
        let actor = self.person(name).await;
        let firm = CreateOrganisation {
            name: CompanyName::parse("Harbour & Pike LLP").expect("a name"),
            country: "GB".parse::<Country>().expect("a country"),
        };
        let organisation = self.app.run(&actor, None, firm).await.expect("a firm is signed up").organisation;
        let fresh = |n: u8| {
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&self.app.core.entropy.bytes()[..16]);
            bytes[0] = n;
            bytes
        };
        let rows = Rows {
            books: company.books,
            organisation,
            branch: BranchId::from_bytes(fresh(1)),
            connection: ConnectionId::from_bytes(fresh(2)),
            visit: VisitId::from_bytes(fresh(3)),
            user: actor.user().expect("a person"),
            session: actor.sign_in().expect("a session"),
            preset,
            now: self.app.now(),
        };
        let (branch, connection, visit) = (rows.branch, rows.connection, rows.visit);
        self.app.db().write(rows).await.expect("rows are written");
        Accountant { actor, organisation, branch, connection, visit }
    }
}
