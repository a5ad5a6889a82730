//! Requests as a firm reads them: its copies, and those at a member's own address.

use crate::access::Preset;
use crate::invitations::State;
use ::store::{Read, Row, id, p, sql};
use kernel::{BooksId, BranchId, EmailKey, Fault, InvitationId, Moment, OrganisationId, UserId};

/// A request of a company.
#[derive(Debug, Clone)]
pub struct Request {
    pub invitation: InvitationId,
    pub branch: Option<BranchId>,
    pub person: Option<UserId>,
    pub books: BooksId,
    pub company: String,
    pub country: String,
    pub currency: String,
    pub fiscal_month: i64,
    pub fiscal_day: i64,
    pub owner_name: String,
    pub owner_email: String,
    pub message: Option<String>,
    pub preset: Preset,
    pub state: State,
    pub sent_at: Moment,
    pub expires_at: Moment,
    pub answered_at: Option<Moment>,
    pub answered_name: Option<String>,
    pub reason: Option<String>,
    pub final_at: Option<Moment>,
    /// Whether it waits at the reader's own address.
    pub is_personal: bool,
}

macro_rules! columns {
    () => {
        "invitation_id, branch_id, person_id, books_id, company, country, currency, fiscal_month, fiscal_day, \
         owner_name, owner_email, message, preset, state, sent_at, expires_at, answered_at, answered_name, \
         reason, final_at from client_invitation "
    };
}

macro_rules! personal {
    () => {
        "select i.invitation_id, i.branch_id, i.person_id, i.books_id, b.name, b.country, b.currency, \
         b.fiscal_month, b.fiscal_day, i.owner_name, i.owner_email, i.message, i.preset, i.state, i.sent_at, \
         i.expires_at, i.answered_at, null as answered_name, i.reason, i.final_at from invitation_waiting w \
         join invitation i on i.books_id = w.books_id and i.invitation_id = w.invitation_id \
         join books b on b.books_id = w.books_id "
    };
}

fn request(row: &Row<'_>, is_personal: bool) -> Result<Request, Fault> {
    Ok(Request {
        invitation: row.id(0)?,
        branch: row.opt_id(1)?,
        person: row.opt_id(2)?,
        books: row.id(3)?,
        company: row.text(4)?,
        country: row.text(5)?,
        currency: row.text(6)?,
        fiscal_month: row.i64(7)?,
        fiscal_day: row.i64(8)?,
        owner_name: row.text(9)?,
        owner_email: row.text(10)?,
        message: row.opt_text(11)?,
        preset: row.parsed(12)?,
        state: row.parsed(13)?,
        sent_at: row.moment(14)?,
        expires_at: row.moment(15)?,
        answered_at: row.opt_moment(16)?,
        answered_name: row.opt_text(17)?,
        reason: row.opt_text(18)?,
        final_at: row.opt_moment(19)?,
        is_personal,
    })
}

/// A firm's copy by id.
pub async fn copy(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    one: InvitationId,
) -> Result<Option<Request>, Fault> {
    read.one(
        sql!("select ", columns!(), "where organisation_id = $1 and invitation_id = $2"),
        p![id(organisation), id(one)],
        |row| request(row, false),
    )
    .await
}

/// The firm's copies that wait, oldest first.
pub async fn pending(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    now: Moment,
) -> Result<Vec<Request>, Fault> {
    read.rows(
        sql!(
            "select ",
            columns!(),
            "where organisation_id = $1 and state = 'pending' and expires_at > $2 ",
            "order by sent_at, invitation_id limit 1000"
        ),
        p![id(organisation), now],
        |row| request(row, false),
    )
    .await
}

/// The firm's copies that have an answer or an end, of one stored state, the latest sent first.
pub async fn of_state(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    state: State,
    most: i64,
) -> Result<Vec<Request>, Fault> {
    read.rows(
        sql!(
            "select ",
            columns!(),
            "where organisation_id = $1 and state = $2 order by sent_at desc, invitation_id desc limit $3"
        ),
        p![id(organisation), state.word(), most],
        |row| request(row, false),
    )
    .await
}

/// How many wait, by branch.
pub async fn pending_by_branch(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    now: Moment,
) -> Result<Vec<(Option<BranchId>, i64)>, Fault> {
    read.rows(
        sql!(
            "select branch_id, cast(count(*) as bigint) from client_invitation ",
            "where organisation_id = $1 and state = 'pending' and expires_at > $2 ",
            "group by branch_id order by branch_id"
        ),
        p![id(organisation), now],
        |row| Ok((row.opt_id(0)?, row.i64(1)?)),
    )
    .await
}

/// Those that wait at a confirmed address, oldest first.
pub async fn personal(read: &mut Read<'_>, email: &EmailKey, now: Moment) -> Result<Vec<Request>, Fault> {
    read.rows(
        sql!(
            beyond: personal!(),
            "where w.email_key = $1 and w.expires_at > $2 and i.state = 'pending' ",
            "order by i.sent_at, i.invitation_id limit 200"
        ),
        p![email.as_str(), now],
        |row| request(row, true),
    )
    .await
}

/// One at a confirmed address, wherever it stands.
pub async fn personal_one(
    read: &mut Read<'_>,
    email: &EmailKey,
    one: InvitationId,
) -> Result<Option<Request>, Fault> {
    read.one(
        sql!(beyond: personal!(), "where w.email_key = $1 and w.invitation_id = $2"),
        p![email.as_str(), id(one)],
        |row| request(row, true),
    )
    .await
}

/// A firm's branches by name, with the address that clients use once it is confirmed.
pub async fn branches(
    read: &mut Read<'_>,
    organisation: OrganisationId,
) -> Result<Vec<(BranchId, String)>, Fault> {
    let mut branches = read
        .rows(
            sql!("select branch_id, name from branch where organisation_id = $1 order by branch_id"),
            p![id(organisation)],
            |row| Ok((row.id(0)?, row.text(1)?)),
        )
        .await?;
    branches.sort_by_key(|(_, name)| kernel::folded(name));
    Ok(branches)
}

/// Names of connected clients, and of companies that wait for an answer, that look like the one of a company.
pub async fn look_alikes(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    (books, name): (BooksId, &str),
    most: i64,
) -> Result<Vec<String>, Fault> {
    read.rows(
        sql!(
            "select name from client where organisation_id = $1 and state = 'active' and look = $3 and books_id <> $2 ",
            "union select company from client_invitation ",
            "where organisation_id = $1 and state = 'pending' and look = $3 and books_id <> $2 order by 1 limit $4"
        ),
        p![id(organisation), id(books), &kernel::look(name), most],
        |row| row.text(0),
    )
    .await
}

/// When a person confirmed her address.
pub async fn confirmed_at(read: &mut Read<'_>, user: UserId) -> Result<Option<Moment>, Fault> {
    let found = read
        .one(sql!("select confirmed_at from person where user_id = $1"), p![id(user)], |row| {
            row.opt_moment(0)
        })
        .await?;
    Ok(found.flatten())
}
