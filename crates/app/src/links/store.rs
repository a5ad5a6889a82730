//! The table of links.

use crate::Tenant;
use crate::keys::{Purpose, hash_of};
use crate::links::LinkState;
use ::store::{Read, Tx, id, p, sql};
use kernel::{BooksId, Fault, Id, Moment};

/// A link, found by its secret.
#[derive(Debug, Clone)]
pub struct Link {
    subject: [u8; 16],
    /// The stored id of its tenant; the purpose says of which kind.
    pub tenant: [u8; 16],
    /// Which of several links of its subject it is.
    pub generation: i64,
    /// Where it stands.
    pub state: LinkState,
}

impl Link {
    /// What it is about; the purpose says of which type.
    #[must_use]
    pub fn subject<T: Id>(&self) -> T {
        T::from_bytes(self.subject)
    }

    /// Its tenant, for the purposes whose tenant is a company's books.
    #[must_use]
    pub fn books(&self) -> BooksId {
        BooksId::from_bytes(self.tenant)
    }
}

/// Whether a text has the form of a secret: 256 bits in the alphabet of URLs. What has not costs no statement.
fn has_form(secret: &str) -> bool {
    secret.len() == 43 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Finds a link by its secret. A newer generation of the same subject has replaced the older ones.
pub async fn find(
    read: &mut Read<'_>,
    purpose: Purpose,
    secret: &str,
    now: Moment,
) -> Result<Option<Link>, Fault> {
    if !has_form(secret) {
        return Ok(None);
    }
    let link = read
    .one(
        sql!(
            beyond: "select l.tenant_id, l.subject, l.generation, l.expires_at, l.used_at, ",
            "(select max(n.generation) from link n where n.subject = l.subject and n.purpose = l.purpose) ",
            "from link l where l.secret_hash = $1 and l.purpose = $2"
        ),
        p![&hash_of(secret), purpose.word()],
        |row| {
            let (generation, newest) = (row.i64(2)?, row.i64(5)?);
            let state = if row.opt_moment(4)?.is_some() {
                LinkState::Used
            } else if generation < newest {
                LinkState::Replaced
            } else if row.moment(3)? <= now {
                LinkState::Expired
            } else {
                LinkState::Live
            };
            let tenant = row.id::<BooksId>(0)?.bytes();
            Ok(Link { tenant, subject: row.id::<BooksId>(1)?.bytes(), generation, state })
        },
    )
    .await?;
    // Whoever holds a genuine secret may reach whom it is about.
    link.iter().for_each(|link| read.name(link.tenant));
    Ok(link)
}

/// A new link; older generations of the same subject die by it.
pub async fn insert<T: Id>(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    purpose: Purpose,
    (tenant, subject): (Tenant, T),
    generation: i64,
    expires_at: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "insert into link (tenant_id, purpose, secret_hash, subject, generation, expires_at) ",
            "values ($1, $2, $3, $4, $5, $6)"
        ),
        p![tenant.p(), purpose.word(), hash, id(subject), generation, expires_at],
    )
    .await?;
    Ok(())
}

/// Marks a link as used.
pub async fn use_up(tx: &mut Tx<'_>, hash: &[u8; 32], now: Moment) -> Result<(), Fault> {
    tx.exec(
        sql!(beyond: "update link set used_at = $2 where secret_hash = $1 and used_at is null"),
        p![hash, now],
    )
    .await?;
    Ok(())
}

/// Ends all links of a subject at once: withdrawn, answered, ended.
pub async fn kill<T: Id>(tx: &mut Tx<'_>, purpose: Purpose, subject: T, now: Moment) -> Result<(), Fault> {
    tx.exec(
        sql!(
            beyond: "update link set expires_at = $3 where subject = $1 and purpose = $2 and used_at is null ",
            "and expires_at > $3"
        ),
        p![id(subject), purpose.word(), now],
    )
    .await?;
    Ok(())
}
