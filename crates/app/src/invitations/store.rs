//! Invitations with their books, and the address book of those that wait.

use crate::access::Preset;
use crate::invitations::State;
use ::store::{Read, Row, Tx, id, opt_id, p, sql};
use kernel::{BooksId, BranchId, EmailKey, Fault, InvitationId, Moment, OrganisationId, UserId};

/// An invitation.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub books: BooksId,
    pub invitation: InvitationId,
    pub email: String,
    pub email_key: String,
    pub organisation: Option<OrganisationId>,
    pub branch: Option<BranchId>,
    pub owner_name: String,
    pub owner_email: String,
    pub invited_by: UserId,
    pub message: Option<String>,
    pub preset: Preset,
    pub state: State,
    pub generation: i64,
    pub sent_at: Moment,
    pub expires_at: Moment,
    pub opened_at: Option<Moment>,
    pub answered_at: Option<Moment>,
    pub answered_by: Option<UserId>,
    pub reason: Option<String>,
    pub answer: Option<String>,
    pub final_at: Option<Moment>,
}

macro_rules! columns {
    () => {
        "invitation_id, email, email_key, organisation_id, branch_id, owner_name, owner_email, \
         invited_by, message, preset, state, generation, sent_at, expires_at, opened_at, answered_at, \
         answered_by, reason, answer, final_at "
    };
}

fn invitation(books: BooksId, row: &Row<'_>) -> Result<Invitation, Fault> {
    Ok(Invitation {
        books,
        invitation: row.id(0)?,
        email: row.text(1)?,
        email_key: row.text(2)?,
        organisation: row.opt_id(3)?,
        branch: row.opt_id(4)?,
        owner_name: row.text(5)?,
        owner_email: row.text(6)?,
        invited_by: row.id(7)?,
        message: row.opt_text(8)?,
        preset: row.parsed(9)?,
        state: row.parsed(10)?,
        generation: row.i64(11)?,
        sent_at: row.moment(12)?,
        expires_at: row.moment(13)?,
        opened_at: row.opt_moment(14)?,
        answered_at: row.opt_moment(15)?,
        answered_by: row.opt_id(16)?,
        reason: row.opt_text(17)?,
        answer: row.opt_text(18)?,
        final_at: row.opt_moment(19)?,
    })
}

/// By id.
pub async fn find(
    read: &mut Read<'_>,
    books: BooksId,
    one: InvitationId,
) -> Result<Option<Invitation>, Fault> {
    read.one(
        sql!("select ", columns!(), "from invitation where books_id = $1 and invitation_id = $2"),
        p![id(books), id(one)],
        |row| invitation(books, row),
    )
    .await
}

/// All of a company, the latest first.
pub async fn of_books(read: &mut Read<'_>, books: BooksId) -> Result<Vec<Invitation>, Fault> {
    read.rows(
        sql!(
            "select ",
            columns!(),
            "from invitation where books_id = $1 order by sent_at desc, invitation_id desc limit 200"
        ),
        p![id(books)],
        |row| invitation(books, row),
    )
    .await
}

/// Those of a company that have no final answer yet at an address.
pub async fn open_at(
    read: &mut Read<'_>,
    books: BooksId,
    email: &EmailKey,
) -> Result<Vec<Invitation>, Fault> {
    read.rows(
        sql!(
            "select ",
            columns!(),
            "from invitation where books_id = $1 and state in ('pending', 'rejecting') and email_key = $2 ",
            "order by sent_at, invitation_id"
        ),
        p![id(books), email.as_str()],
        |row| invitation(books, row),
    )
    .await
}

/// How many a company has sent since an instant.
pub async fn sent_since(read: &mut Read<'_>, books: BooksId, from: Moment) -> Result<i64, Fault> {
    let count = read
        .one(
            sql!("select cast(count(*) as bigint) from invitation where books_id = $1 and sent_at > $2"),
            p![id(books), from],
            |row| row.i64(0),
        )
        .await?;
    Ok(count.unwrap_or(0))
}

/// The branch whose confirmed address it is.
pub async fn branch_at(
    read: &mut Read<'_>,
    email: &EmailKey,
) -> Result<Option<(OrganisationId, BranchId)>, Fault> {
    read.one(
        sql!(beyond: "select organisation_id, branch_id from branch_address where email_key = $1"),
        p![email.as_str()],
        |row| Ok((row.id(0)?, row.id(1)?)),
    )
    .await
}

/// Whose sign-in address it is, if she has confirmed it.
pub async fn person_at(read: &mut Read<'_>, email: &str) -> Result<Option<UserId>, Fault> {
    read.one(
        sql!(
            beyond: "select p.user_id from address a join person p on p.user_id = a.user_id ",
            "where a.email_key = $1 and p.confirmed_at is not null and p.disabled_at is null"
        ),
        p![email],
        |row| row.id(0),
    )
    .await
}

pub async fn insert(tx: &mut Tx<'_>, new: &Invitation) -> Result<(), Fault> {
    let addressee = if new.branch.is_some() { "branch" } else { "address" };
    tx.exec(
        sql!(
            "insert into invitation (books_id, invitation_id, addressee, email, email_key, organisation_id, ",
            "branch_id, invited_by, owner_name, owner_email, message, preset, state, generation, sent_at, ",
            "expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
        ),
        p![
            id(new.books),
            id(new.invitation),
            addressee,
            &new.email,
            &new.email_key,
            opt_id(new.organisation),
            opt_id(new.branch),
            id(new.invited_by),
            &new.owner_name,
            &new.owner_email,
            new.message.as_deref(),
            new.preset.word(),
            new.state.word(),
            new.generation,
            new.sent_at,
            new.expires_at
        ],
    )
    .await?;
    Ok(())
}

/// The invitation waits at its address.
pub async fn wait_at(tx: &mut Tx<'_>, new: &Invitation) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "insert into invitation_waiting (books_id, invitation_id, email_key, expires_at) ",
            "values ($1, $2, $3, $4)"
        ),
        p![id(new.books), id(new.invitation), &new.email_key, new.expires_at],
    )
    .await?;
    Ok(())
}

/// The books of an invitation that waits, or waited, at an address.
pub async fn waiting_books(
    read: &mut Read<'_>,
    email: &EmailKey,
    one: InvitationId,
) -> Result<Option<BooksId>, Fault> {
    read.one(
        sql!(beyond: "select books_id from invitation_waiting where email_key = $1 and invitation_id = $2"),
        p![email.as_str(), id(one)],
        |row| row.id(0),
    )
    .await
}

/// The invitations at an address that still wait, oldest first.
pub async fn waiting_at(
    read: &mut Read<'_>,
    email: &EmailKey,
    now: Moment,
) -> Result<Vec<(BooksId, InvitationId)>, Fault> {
    read.rows(
        sql!(
            beyond: "select w.books_id, w.invitation_id from invitation_waiting w ",
            "join invitation i on i.books_id = w.books_id and i.invitation_id = w.invitation_id ",
            "where w.email_key = $1 and w.expires_at > $2 and i.state = 'pending' ",
            "order by i.sent_at, w.invitation_id limit 200"
        ),
        p![email.as_str(), now],
        |row| Ok((row.id(0)?, row.id(1)?)),
    )
    .await
}

/// It waits at the address no longer.
pub async fn leave_address(
    tx: &mut Tx<'_>,
    (books, one): (BooksId, InvitationId),
    email_key: &str,
) -> Result<(), Fault> {
    tx.exec(
        sql!("delete from invitation_waiting where books_id = $1 and invitation_id = $2 and email_key = $3"),
        p![id(books), id(one), email_key],
    )
    .await?;
    Ok(())
}

/// A waiting invitation reaches the branch whose address it was sent to.
pub async fn route(
    tx: &mut Tx<'_>,
    (books, one): (BooksId, InvitationId),
    (organisation, branch): (OrganisationId, BranchId),
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update invitation set addressee = 'branch', organisation_id = $3, branch_id = $4, person_id = null ",
            "where books_id = $1 and invitation_id = $2 and state = 'pending'"
        ),
        p![id(books), id(one), id(organisation), id(branch)],
    )
    .await?;
    Ok(())
}

/// An answer, or the end of an invitation without one.
#[derive(Default)]
pub struct Change<'c> {
    /// The firm that answers; kept as it is when `None`.
    pub firm: Option<(OrganisationId, Option<BranchId>)>,
    pub by: Option<UserId>,
    pub reason: Option<&'c str>,
    pub answer: Option<&'c str>,
    pub final_at: Option<Moment>,
}

/// Moves an invitation from one stored state to another; `false` when it was not in the first.
pub async fn change(
    tx: &mut Tx<'_>,
    invitation: &Invitation,
    to: State,
    change: &Change<'_>,
    now: Moment,
) -> Result<bool, Fault> {
    let (organisation, branch) = match change.firm {
        Some((organisation, branch)) => (Some(organisation), branch),
        None => (invitation.organisation, invitation.branch),
    };
    let changed = tx
        .exec(
            sql!(
                "update invitation set state = $4, organisation_id = $5, branch_id = $6, answered_by = $7, ",
                "answered_at = $8, reason = $9, answer = $10, final_at = $11 ",
                "where books_id = $1 and invitation_id = $2 and state = $3"
            ),
            p![
                id(invitation.books),
                id(invitation.invitation),
                invitation.state.word(),
                to.word(),
                opt_id(organisation),
                opt_id(branch),
                opt_id(change.by),
                now,
                change.reason,
                change.answer,
                change.final_at
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// A rejection is taken back: the invitation waits as before, for whom it waited before.
pub async fn put_back(tx: &mut Tx<'_>, invitation: &Invitation) -> Result<bool, Fault> {
    // A person's answer had named a firm for thirty seconds; a branch's invitation keeps its own.
    let organisation = invitation.branch.and(invitation.organisation);
    let changed = tx
        .exec(
            sql!(
                "update invitation set state = 'pending', organisation_id = $3, answered_by = null, ",
                "answered_at = null, reason = null, answer = null, final_at = null ",
                "where books_id = $1 and invitation_id = $2 and state = 'rejecting'"
            ),
            p![id(invitation.books), id(invitation.invitation), opt_id(organisation)],
        )
        .await?;
    Ok(changed == 1)
}

/// The person to whom it was sent has opened it.
pub async fn mark_opened(
    tx: &mut Tx<'_>,
    (books, one): (BooksId, InvitationId),
    person: UserId,
    now: Moment,
) -> Result<bool, Fault> {
    let marked = tx
        .exec(
            sql!(
                "update invitation set opened_at = $4, person_id = $3 ",
                "where books_id = $1 and invitation_id = $2 and opened_at is null and state = 'pending'"
            ),
            p![id(books), id(one), id(person), now],
        )
        .await?;
    Ok(marked == 1)
}
