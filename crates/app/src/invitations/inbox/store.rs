//! The firm's copies.

use crate::access::{BranchRole, ParentRole, Permission, PortalStanding};
use crate::clients::{Colleague, Company};
use crate::invitations::State;
use crate::invitations::store::Invitation;
use ::store::{Read, Tx, id, opt_id, p, sql};
use kernel::{BooksId, BranchId, Fault, InvitationId, Moment, OrganisationId, UserId};

/// Where a copy says that its invitation is.
pub struct Place {
    pub books: BooksId,
    pub person: Option<UserId>,
}

/// The books of a firm's copy, and whose it is when it was sent to a person.
pub async fn place(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    one: InvitationId,
) -> Result<Option<Place>, Fault> {
    read.one(
        sql!(
            "select books_id, person_id from client_invitation ",
            "where organisation_id = $1 and invitation_id = $2"
        ),
        p![id(organisation), id(one)],
        |row| Ok(Place { books: row.id(0)?, person: row.opt_id(1)? }),
    )
    .await
}

/// The firm's copy of an invitation, as it is to be written.
pub struct Copy<'c> {
    invitation: &'c Invitation,
    company: &'c Company,
    organisation: OrganisationId,
    branch: Option<BranchId>,
    person: Option<UserId>,
    state: State,
    answered_name: Option<&'c str>,
    reason: Option<&'c str>,
    final_at: Option<Moment>,
}

impl<'c> Copy<'c> {
    /// It has just reached the firm.
    pub fn received(
        invitation: &'c Invitation,
        company: &'c Company,
        (organisation, branch): (OrganisationId, BranchId),
    ) -> Self {
        Self {
            invitation,
            company,
            organisation,
            branch: Some(branch),
            person: None,
            state: State::Pending,
            answered_name: None,
            reason: None,
            final_at: None,
        }
    }
    /// Somebody of the firm answers it.
    pub fn answered(
        invitation: &'c Invitation,
        company: &'c Company,
        organisation: OrganisationId,
        name: &'c str,
    ) -> Self {
        Self {
            invitation,
            company,
            organisation,
            branch: invitation.branch,
            person: None,
            state: State::Pending,
            answered_name: Some(name),
            reason: None,
            final_at: None,
        }
    }
    /// The branch that keeps the client.
    pub fn for_branch(mut self, branch: BranchId) -> Self {
        self.branch = Some(branch);
        self
    }
    /// It was sent to this person.
    pub fn by_person(mut self, person: Option<UserId>) -> Self {
        self.person = person;
        self
    }
    /// Where it stands.
    pub fn state(mut self, state: State) -> Self {
        self.state = state;
        self
    }
    /// A rejection that may be undone until `final_at`.
    pub fn rejecting(mut self, reason: &'c str, final_at: Moment) -> Self {
        self.reason = Some(reason);
        self.final_at = Some(final_at);
        self.state(State::Rejecting)
    }
}

/// Writes the firm's copy, new or changed.
pub async fn put(tx: &mut Tx<'_>, copy: &Copy<'_>, now: Moment) -> Result<(), Fault> {
    let (one, company) = (copy.invitation, copy.company);
    let answered_at = copy.answered_name.map(|_| now);
    tx.exec(
        sql!(
            "insert into client_invitation (organisation_id, invitation_id, branch_id, person_id, books_id, company, ",
            "country, currency, fiscal_month, fiscal_day, owner_name, owner_email, message, preset, state, sent_at, ",
            "expires_at, answered_at, answered_name, reason, final_at, look) ",
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, ",
            "$22) ",
            "on conflict (organisation_id, invitation_id) do update set branch_id = excluded.branch_id, ",
            "state = excluded.state, answered_at = excluded.answered_at, answered_name = excluded.answered_name, ",
            "reason = excluded.reason, final_at = excluded.final_at"
        ),
        p![
            id(copy.organisation),
            id(one.invitation),
            opt_id(copy.branch),
            opt_id(copy.person),
            id(one.books),
            &company.name,
            &company.country,
            &company.currency,
            company.fiscal_month,
            company.fiscal_day,
            &one.owner_name,
            &one.owner_email,
            one.message.as_deref(),
            one.preset.word(),
            copy.state.word(),
            one.sent_at,
            one.expires_at,
            answered_at,
            copy.answered_name,
            copy.reason,
            copy.final_at,
            &kernel::look(&company.name)
        ],
    )
    .await?;
    Ok(())
}

/// Moves a copy to a state that needs no more words.
pub async fn settle(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    one: InvitationId,
    state: State,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update client_invitation set state = $3, answered_at = $4, final_at = null ",
            "where organisation_id = $1 and invitation_id = $2"
        ),
        p![id(organisation), id(one), state.word(), now],
    )
    .await?;
    Ok(())
}

/// The copy waits again.
pub async fn put_back(tx: &mut Tx<'_>, organisation: OrganisationId, one: InvitationId) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update client_invitation set state = 'pending', answered_at = null, answered_name = null, ",
            "reason = null, final_at = null where organisation_id = $1 and invitation_id = $2"
        ),
        p![id(organisation), id(one)],
    )
    .await?;
    Ok(())
}

/// A person took her own answer back: the firm keeps no copy of what was sent to her.
pub async fn remove(tx: &mut Tx<'_>, organisation: OrganisationId, one: InvitationId) -> Result<(), Fault> {
    tx.exec(
        sql!("delete from client_invitation where organisation_id = $1 and invitation_id = $2"),
        p![id(organisation), id(one)],
    )
    .await?;
    Ok(())
}

/// Who answered, and for which firm.
pub struct Answer {
    pub by: String,
    pub organisation_name: String,
}

pub async fn answer(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    one: InvitationId,
) -> Result<Answer, Fault> {
    let found = read
        .one(
            sql!(
                "select c.answered_name, o.name from client_invitation c ",
                "join organisation o on o.organisation_id = c.organisation_id ",
                "where c.organisation_id = $1 and c.invitation_id = $2"
            ),
            p![id(organisation), id(one)],
            |row| Ok(Answer { by: row.opt_text(0)?.unwrap_or_default(), organisation_name: row.text(1)? }),
        )
        .await?;
    found.ok_or_else(|| Fault::internal("an answered invitation has no copy in its firm"))
}

/// Members with what they are in a branch, in the order of joining.
async fn standing_in(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    branch: BranchId,
) -> Result<Vec<(Colleague, PortalStanding)>, Fault> {
    read.rows(
        sql!(
            "select m.user_id, m.name, m.email, m.parent_role, b.role from member m ",
            "left join branch_member b on b.organisation_id = m.organisation_id and b.branch_id = $2 ",
            "and b.user_id = m.user_id where m.organisation_id = $1 and m.removed_at is null ",
            "and (b.role is not null or m.parent_role is not null) order by m.joined_at, m.user_id"
        ),
        p![id(organisation), id(branch)],
        |row| {
            let person = Colleague { user: row.id(0)?, name: row.text(1)?, email: row.text(2)? };
            let parent = row.opt_text(3)?.map(|word| word.parse::<ParentRole>()).transpose();
            let role = row.opt_text(4)?.map(|word| word.parse::<BranchRole>()).transpose();
            let role = role.map_err(Fault::internal)?;
            let standing = PortalStanding {
                parent: parent.map_err(Fault::internal)?,
                branches: role.map(|role| (branch, role)).into_iter().collect(),
            };
            Ok((person, standing))
        },
    )
    .await
}

/// The members who may answer for a branch.
pub async fn answering(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    branch: BranchId,
) -> Result<Vec<Colleague>, Fault> {
    let members = standing_in(read, organisation, branch).await?;
    let may = |(person, standing): (Colleague, PortalStanding)| {
        standing.may(branch, Permission::AnswerInvitations).then_some(person)
    };
    Ok(members.into_iter().filter_map(may).collect())
}
