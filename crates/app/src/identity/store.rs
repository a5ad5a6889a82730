//! The tables of people.

use crate::identity::{Register, StartSession};
use crate::{SignedIn, TokenOf};
use ::store::{Read, Row, Tx, id, p, sql};
use kernel::{EmailKey, Fault, Moment, SessionId, UserId};

/// A person with a sign-in.
#[derive(Debug, Clone)]
pub struct Known {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub password_hash: String,
    pub is_confirmed: bool,
}

fn known(row: &Row<'_>) -> Result<Known, Fault> {
    Ok(Known {
        user: row.id(0)?,
        name: row.text(1)?,
        email: row.text(2)?,
        password_hash: row.text(3)?,
        is_confirmed: row.opt_moment(4)?.is_some(),
    })
}

/// By sign-in address.
pub async fn find(read: &mut Read<'_>, email: &EmailKey) -> Result<Option<Known>, Fault> {
    read.one(
        sql!(
            "select p.user_id, p.name, p.email, p.password_hash, p.confirmed_at from address a ",
            "join person p on p.user_id = a.user_id where a.email_key = $1 and p.disabled_at is null"
        ),
        p![email.as_str()],
        known,
    )
    .await
}

/// By id.
pub async fn by_id(read: &mut Read<'_>, user: UserId) -> Result<Option<Known>, Fault> {
    read.one(
        sql!(
            "select user_id, name, email, password_hash, confirmed_at from person ",
            "where user_id = $1 and disabled_at is null"
        ),
        p![id(user)],
        known,
    )
    .await
}

/// A new person, and whose the address is. A second one with the same address loses the race.
pub async fn insert_person(tx: &mut Tx<'_>, user: UserId, new: &Register, now: Moment) -> Result<(), Fault> {
    let key = new.email.key().as_str();
    tx.exec_all(&[
        (
            sql!(
                "insert into person (user_id, email, email_key, name, password_hash, confirm_generation, ",
                "reset_generation, created_at) values ($1, $2, $3, $4, $5, 1, 0, $6)"
            ),
            p![id(user), new.email.as_str(), key, new.name.as_str(), &new.password_hash, now],
        ),
        (sql!("insert into address (email_key, user_id) values ($1, $2)"), p![key, id(user)]),
    ])
    .await
}

/// Raises the generation of the confirmation link: older links die.
pub async fn next_confirmation(tx: &mut Tx<'_>, user: UserId) -> Result<i64, Fault> {
    let rows = tx
        .exec_rows(
            sql!(
                "update person set confirm_generation = confirm_generation + 1 where user_id = $1 ",
                "returning confirm_generation"
            ),
            p![id(user)],
            |row| row.i64(0),
        )
        .await?;
    rows.into_iter().next().ok_or_else(|| Fault::internal("a person vanished"))
}

/// The address is hers.
pub async fn confirm(tx: &mut Tx<'_>, user: UserId, now: Moment) -> Result<(), Fault> {
    tx.exec(
        sql!("update person set confirmed_at = $2 where user_id = $1 and confirmed_at is null"),
        p![id(user), now],
    )
    .await?;
    Ok(())
}

/// A new session, proved just now.
pub async fn insert_session(
    tx: &mut Tx<'_>,
    session: SessionId,
    new: &StartSession,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "insert into session (token_hash, user_id, session_id, created_at, seen_at, proved_at, agent, address) ",
            "values ($1, $2, $3, $4, $4, $4, $5, $6)"
        ),
        p![&new.token_hash, id(new.user), id(session), now, &new.agent, &new.address],
    )
    .await?;
    Ok(())
}

/// The live session behind a token's hash.
pub async fn session(
    read: &mut Read<'_>,
    token_hash: &[u8; 32],
    oldest: Moment,
    idle: Moment,
) -> Result<Option<SignedIn>, Fault> {
    read.one(
        sql!(
            "select s.user_id, s.session_id, p.name, p.email, p.confirmed_at, s.proved_at, s.seen_at from session s ",
            "join person p on p.user_id = s.user_id where s.token_hash = $1 and s.ended_at is null ",
            "and s.created_at > $2 and s.seen_at > $3 and p.disabled_at is null"
        ),
        p![token_hash, oldest, idle],
        |row| {
            Ok(SignedIn {
                user: row.id(0)?,
                session: row.id(1)?,
                name: row.text(2)?,
                email: row.text(3)?,
                confirmed: row.opt_moment(4)?.is_some(),
                proved_at: row.moment(5)?,
                seen_at: row.moment(6)?,
            })
        },
    )
    .await
}

/// The live API token behind a hash.
pub async fn token(
    read: &mut Read<'_>,
    token_hash: &[u8; 32],
    now: Moment,
) -> Result<Option<TokenOf>, Fault> {
    read.one(
        sql!(
            "select t.user_id, t.token_id, p.name, p.email from api_token t join person p on p.user_id = t.user_id ",
            "where t.token_hash = $1 and t.ended_at is null and t.expires_at > $2 and p.disabled_at is null"
        ),
        p![token_hash, now],
        |row| Ok(TokenOf { user: row.id(0)?, token: row.id(1)?, name: row.text(2)?, email: row.text(3)? }),
    )
    .await
}
