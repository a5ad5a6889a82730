//! The table of tokens.

use crate::TokenOf;
use crate::identity::tokens::{LiveToken, NewToken};
use ::store::{Read, Tx, id, p, sql};
use kernel::{Fault, Moment, TokenId, UserId};

/// The live API token behind a hash.
pub async fn token(
    read: &mut Read<'_>,
    token_hash: &[u8; 32],
    now: Moment,
) -> Result<Option<TokenOf>, Fault> {
    read.one(
        sql!(
            beyond: "select t.user_id, t.token_id, p.name, p.email, t.used_at, t.created_at from api_token t ",
            "join person p on p.user_id = t.user_id ",
            "where t.token_hash = $1 and t.ended_at is null and t.expires_at > $2 and p.disabled_at is null"
        ),
        p![token_hash, now],
        |row| {
            Ok(TokenOf {
                user: row.id(0)?,
                token: row.id(1)?,
                name: row.text(2)?,
                email: row.text(3)?,
                used_at: row.opt_moment(4)?,
                created_at: row.moment(5)?,
            })
        },
    )
    .await
}

/// How many live tokens a person has.
pub async fn count_tokens(read: &mut Read<'_>, user: UserId, now: Moment) -> Result<i64, Fault> {
    let count = read
        .one(
            sql!(
                "select cast(count(*) as bigint) from api_token ",
                "where user_id = $1 and ended_at is null and expires_at > $2"
            ),
            p![id(user), now],
            |row| row.i64(0),
        )
        .await?;
    Ok(count.unwrap_or(0))
}

/// A new token, with when it begins and ends.
pub async fn insert_token(
    tx: &mut Tx<'_>,
    (user, token): (UserId, TokenId),
    new: &NewToken,
    (from, until): (Moment, Moment),
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "insert into api_token (user_id, token_hash, token_id, name, tail, created_at, expires_at) ",
            "values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        p![id(user), &new.token_hash, id(token), new.name.as_str(), &new.tail, from, until],
    )
    .await?;
    Ok(())
}

/// Ends a token; 0 when it is not hers or has ended.
pub async fn end_token(tx: &mut Tx<'_>, user: UserId, token: TokenId, now: Moment) -> Result<u64, Fault> {
    tx.exec(
        sql!("update api_token set ended_at = $3 where user_id = $1 and token_id = $2 and ended_at is null"),
        p![id(user), id(token), now],
    )
    .await
}

/// The token was used.
pub async fn touch_token(tx: &mut Tx<'_>, user: UserId, token: TokenId, now: Moment) -> Result<(), Fault> {
    tx.exec(
        sql!("update api_token set used_at = $3 where user_id = $1 and token_id = $2 and ended_at is null"),
        p![id(user), id(token), now],
    )
    .await?;
    Ok(())
}

/// The live tokens, the newest first.
pub async fn tokens(read: &mut Read<'_>, user: UserId, now: Moment) -> Result<Vec<LiveToken>, Fault> {
    read.rows(
        sql!(
            "select token_id, name, tail, created_at, expires_at, used_at from api_token where user_id = $1 ",
            "and ended_at is null and expires_at > $2 order by created_at desc, token_id"
        ),
        p![id(user), now],
        |row| {
            Ok(LiveToken {
                token: row.id(0)?,
                name: row.text(1)?,
                tail: row.text(2)?,
                created_at: row.moment(3)?,
                expires_at: row.moment(4)?,
                used_at: row.opt_moment(5)?,
            })
        },
    )
    .await
}
