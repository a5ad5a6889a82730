//! The tables of people.

use crate::identity::authenticate::alive_after;
use crate::identity::own::Through;
use crate::identity::{LiveSession, Place, Register, StartSession};
use crate::{SignedIn, Tenant};
use ::store::{P, Read, Row, Sql, Tx, id, p, sql};
use kernel::{BooksId, EmailKey, Fault, Id as _, Moment, Refusal, SessionId, UserId};

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

/// A confirmed person whose password is still the one that was checked.
pub async fn let_in(read: &mut Read<'_>, user: UserId, checked_hash: &str) -> Result<Known, Refusal> {
    let person = by_id(read, user).await?.ok_or(Refusal::SignedOut)?;
    if person.password_hash != checked_hash {
        return Err(Refusal::SignedOut);
    }
    if person.is_confirmed {
        Ok(person)
    } else {
        Err(Refusal::rule("email_unconfirmed", "Confirm your email address first."))
    }
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

/// As many statements and round trips as a new person costs, her link and her leaf included, each about
/// nobody: how long a sign-up takes does not tell whether the address was known.
pub async fn pretend_new(tx: &mut Tx<'_>, nobody: UserId, now: Moment) -> Result<(), Fault> {
    let nothing = sql!("update person set confirmed_at = $2 where user_id = $1 and disabled_at is not null");
    let params: &[P<'_>] = p![id(nobody), now];
    tx.exec(nothing, params).await?;
    tx.exec_all(&[(nothing, params); 2]).await?;
    tx.exec_all(&[(nothing, params); 5]).await
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
    now: Moment,
) -> Result<Option<SignedIn>, Fault> {
    let (oldest, idle) = alive_after(now);
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

/// Raises the generation of the reset link: older links die. `None` when there is no such person.
pub async fn next_reset(tx: &mut Tx<'_>, user: UserId) -> Result<Option<i64>, Fault> {
    let rows = tx
        .exec_rows(
            sql!(
                "update person set reset_generation = reset_generation + 1 where user_id = $1 ",
                "returning reset_generation"
            ),
            p![id(user)],
            |row| row.i64(0),
        )
        .await?;
    Ok(rows.into_iter().next())
}

/// Another password.
pub async fn set_password(tx: &mut Tx<'_>, user: UserId, password_hash: &str) -> Result<(), Fault> {
    tx.exec(sql!("update person set password_hash = $2 where user_id = $1"), p![id(user), password_hash])
        .await?;
    Ok(())
}

/// Whether a sign-in of the person is alive in this very snapshot.
pub async fn is_live(
    read: &mut Read<'_>,
    user: UserId,
    through: Through,
    now: Moment,
) -> Result<bool, Fault> {
    let (oldest, idle) = alive_after(now);
    let found = match through {
        Through::Session(session) => {
            read.one(
                sql!(
                    "select user_id from session where user_id = $1 and session_id = $2 and ended_at is null ",
                    "and created_at > $3 and seen_at > $4"
                ),
                p![id(user), id(session), oldest, idle],
                |_| Ok(()),
            )
            .await?
        }
        Through::Token(token) => {
            read.one(
                sql!(
                    "select user_id from api_token where user_id = $1 and token_id = $2 and ended_at is null ",
                    "and expires_at > $3"
                ),
                p![id(user), id(token), now],
                |_| Ok(()),
            )
            .await?
        }
    };
    Ok(found.is_some())
}

/// A fresh proof, and the session's new token; the old one is forgotten.
pub async fn prove(
    tx: &mut Tx<'_>,
    user: UserId,
    session: SessionId,
    token_hash: &[u8; 32],
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update session set token_hash = $3, proved_at = $4, seen_at = $4 ",
            "where user_id = $1 and session_id = $2 and ended_at is null"
        ),
        p![id(user), id(session), token_hash, now],
    )
    .await?;
    Ok(())
}

/// The session was seen.
pub async fn touch_session(
    tx: &mut Tx<'_>,
    user: UserId,
    session: SessionId,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update session set seen_at = $3 ",
            "where user_id = $1 and session_id = $2 and ended_at is null and seen_at < $3"
        ),
        p![id(user), id(session), now],
    )
    .await?;
    Ok(())
}

/// Ends a session; 0 when it is not hers or has ended.
pub async fn end_session(
    tx: &mut Tx<'_>,
    user: UserId,
    session: SessionId,
    now: Moment,
) -> Result<u64, Fault> {
    tx.exec(
        sql!("update session set ended_at = $3 where user_id = $1 and session_id = $2 and ended_at is null"),
        p![id(user), id(session), now],
    )
    .await
}

/// Ends all sessions but one; answers how many ended.
pub async fn end_other_sessions(
    tx: &mut Tx<'_>,
    user: UserId,
    kept: SessionId,
    now: Moment,
) -> Result<u64, Fault> {
    tx.exec(
        sql!("update session set ended_at = $3 where user_id = $1 and session_id <> $2 and ended_at is null"),
        p![id(user), id(kept), now],
    )
    .await
}

/// Ends every session and every token of a person.
pub async fn end_all(tx: &mut Tx<'_>, user: UserId, now: Moment) -> Result<(), Fault> {
    tx.exec_all(&[
        (sql!("update session set ended_at = $2 where user_id = $1 and ended_at is null"), p![id(user), now]),
        (
            sql!("update api_token set ended_at = $2 where user_id = $1 and ended_at is null"),
            p![id(user), now],
        ),
    ])
    .await
}

/// The live sessions, the most recently seen first. None of them is marked as current.
pub async fn sessions(read: &mut Read<'_>, user: UserId, now: Moment) -> Result<Vec<LiveSession>, Fault> {
    let (oldest, idle) = alive_after(now);
    read.rows(
        sql!(
            "select session_id, agent, address, created_at, seen_at from session where user_id = $1 ",
            "and ended_at is null and created_at > $2 and seen_at > $3 order by seen_at desc, session_id"
        ),
        p![id(user), oldest, idle],
        |row| {
            Ok(LiveSession {
                session: row.id(0)?,
                agent: row.text(1)?,
                address: row.text(2)?,
                started_at: row.moment(3)?,
                seen_at: row.moment(4)?,
                is_current: false,
            })
        },
    )
    .await
}

/// Where the person belongs now.
pub async fn places(read: &mut Read<'_>, user: UserId) -> Result<Vec<Place>, Fault> {
    read.rows(
        sql!(
            "select kind, tenant_id, name, role from membership where user_id = $1 and ended_at is null ",
            "order by tenant_id"
        ),
        p![id(user)],
        |row| {
            let (kind, tenant) = (row.text(0)?, row.id::<BooksId>(1)?);
            let tenant = Tenant::from_stored(&kind, tenant.bytes())
                .ok_or_else(|| Fault::internal(format!("a membership of the kind {kind}")))?;
            Ok(Place { tenant, name: row.text(2)?, role: row.text(3)? })
        },
    )
    .await
}

/// Another name for the person, and for her copies in the firms and books to which she belongs.
pub async fn rename(tx: &mut Tx<'_>, user: UserId, name: &str, places: &[Tenant]) -> Result<(), Fault> {
    let own: (&Sql, Vec<P<'_>>) =
        (sql!("update person set name = $2 where user_id = $1"), vec![id(user), P::T(name)]);
    let copies = places.iter().filter_map(|place| {
        let sql = match place {
            Tenant::Organisation(_) => {
                sql!("update member set name = $3 where organisation_id = $1 and user_id = $2")
            }
            Tenant::Books(_) => {
                sql!("update books_member set name = $3 where books_id = $1 and user_id = $2")
            }
            Tenant::Person(_) | Tenant::Operator => return None,
        };
        Some((sql, vec![place.p(), id(user), P::T(name)]))
    });
    let rows: Vec<(&Sql, Vec<P<'_>>)> = std::iter::once(own).chain(copies).collect();
    let batch: Vec<(&Sql, &[P<'_>])> = rows.iter().map(|(sql, params)| (*sql, params.as_slice())).collect();
    tx.exec_all(&batch).await
}
