//! Branches and whose the confirmed addresses are.

use crate::practice::CreateBranch;
use ::store::{Read, Row, Tx, id, p, sql};
use kernel::{BranchId, BranchName, Country, Currency, EmailAddress, Fault, Moment, OrganisationId};

/// An address of a branch, as typed and as compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub email: String,
    pub key: String,
}

/// A branch, as its settings know it.
#[derive(Debug, Clone)]
pub struct BranchFacts {
    pub branch: BranchId,
    pub name: String,
    pub address: Address,
    pub confirmed_at: Option<Moment>,
    pub pending: Option<Address>,
    pub generation: i64,
    /// Who named the address that was asked last.
    pub asked_by: String,
    /// When its mailbox was asked last.
    pub sent_at: Moment,
    pub country: Country,
    pub currency: Currency,
}

impl BranchFacts {
    /// The address whose mailbox has not answered yet.
    #[must_use]
    pub fn waiting(&self) -> Option<&Address> {
        self.pending.as_ref().or_else(|| self.confirmed_at.is_none().then_some(&self.address))
    }
}

/// A new branch; its address works for nothing yet.
pub async fn insert_branch(
    tx: &mut Tx<'_>,
    branch: BranchId,
    new: &CreateBranch,
    asker: &str,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "insert into branch (organisation_id, branch_id, name, name_folded, email, email_key, ",
            "email_generation, email_asked_name, email_sent_at, country, currency, created_at) ",
            "values ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10, $8)"
        ),
        p![
            id(new.organisation),
            id(branch),
            new.name.as_str(),
            &new.name.folded(),
            new.email.as_str(),
            new.email.key().as_str(),
            asker,
            now,
            new.country.code(),
            new.currency.code()
        ],
    )
    .await?;
    Ok(())
}

fn branch_facts(row: &Row<'_>) -> Result<BranchFacts, Fault> {
    let pending = row.opt_text(5)?.zip(row.opt_text(6)?);
    Ok(BranchFacts {
        branch: row.id(0)?,
        name: row.text(1)?,
        address: Address { email: row.text(2)?, key: row.text(3)? },
        confirmed_at: row.opt_moment(4)?,
        pending: pending.map(|(email, key)| Address { email, key }),
        generation: row.i64(7)?,
        asked_by: row.text(8)?,
        sent_at: row.moment(9)?,
        country: row.parsed(10)?,
        currency: row.parsed(11)?,
    })
}

/// One branch.
pub async fn branch(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    branch: BranchId,
) -> Result<Option<BranchFacts>, Fault> {
    read.one(
        sql!(
            "select branch_id, name, email, email_key, email_confirmed_at, pending_email, pending_email_key, ",
            "email_generation, email_asked_name, email_sent_at, country, currency from branch ",
            "where organisation_id = $1 and branch_id = $2"
        ),
        p![id(organisation), id(branch)],
        branch_facts,
    )
    .await
}

/// All branches of a firm, oldest first.
pub async fn branches(read: &mut Read<'_>, organisation: OrganisationId) -> Result<Vec<BranchFacts>, Fault> {
    read.rows(
        sql!(
            "select branch_id, name, email, email_key, email_confirmed_at, pending_email, pending_email_key, ",
            "email_generation, email_asked_name, email_sent_at, country, currency from branch ",
            "where organisation_id = $1 order by branch_id"
        ),
        p![id(organisation)],
        branch_facts,
    )
    .await
}

/// Name and country change.
pub async fn update_branch(
    tx: &mut Tx<'_>,
    (organisation, branch): (OrganisationId, BranchId),
    name: &BranchName,
    country: Country,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update branch set name = $3, name_folded = $4, country = $5 ",
            "where organisation_id = $1 and branch_id = $2"
        ),
        p![id(organisation), id(branch), name.as_str(), &name.folded(), country.code()],
    )
    .await?;
    Ok(())
}

/// A mailbox that is about to be asked.
pub struct Asking<'a> {
    pub email: &'a EmailAddress,
    pub asker: &'a str,
    pub generation: i64,
}

/// Another address waits; the confirmed one goes on working.
pub async fn set_pending_address(
    tx: &mut Tx<'_>,
    (organisation, branch): (OrganisationId, BranchId),
    asking: &Asking<'_>,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update branch set pending_email = $3, pending_email_key = $4, email_generation = $5, ",
            "email_asked_name = $6, email_sent_at = $7 where organisation_id = $1 and branch_id = $2"
        ),
        p![
            id(organisation),
            id(branch),
            asking.email.as_str(),
            asking.email.key().as_str(),
            asking.generation,
            asking.asker,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Another address takes the place of one that never worked.
pub async fn replace_address(
    tx: &mut Tx<'_>,
    (organisation, branch): (OrganisationId, BranchId),
    asking: &Asking<'_>,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update branch set email = $3, email_key = $4, email_generation = $5, email_asked_name = $6, ",
            "email_sent_at = $7 where organisation_id = $1 and branch_id = $2 and email_confirmed_at is null"
        ),
        p![
            id(organisation),
            id(branch),
            asking.email.as_str(),
            asking.email.key().as_str(),
            asking.generation,
            asking.asker,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Takes an address for a branch; false when another branch on the server has it.
pub async fn take_address(
    tx: &mut Tx<'_>,
    (organisation, branch): (OrganisationId, BranchId),
    key: &str,
) -> Result<bool, Fault> {
    let taken = tx
        .exec(
            sql!(
                "insert into branch_address (organisation_id, branch_id, email_key) values ($1, $2, $3) ",
                "on conflict (email_key) do update set branch_id = excluded.branch_id ",
                "where branch_address.organisation_id = excluded.organisation_id ",
                "and branch_address.branch_id = excluded.branch_id"
            ),
            p![id(organisation), id(branch), key],
        )
        .await?;
    Ok(taken == 1)
}

/// Lets go of an address that a branch had.
pub async fn release_address(
    tx: &mut Tx<'_>,
    (organisation, branch): (OrganisationId, BranchId),
    key: &str,
) -> Result<(), Fault> {
    tx.exec(
        sql!("delete from branch_address where organisation_id = $1 and branch_id = $2 and email_key = $3"),
        p![id(organisation), id(branch), key],
    )
    .await?;
    Ok(())
}

/// The mailbox has answered: the address works, and nothing waits any more.
pub async fn confirm_address(
    tx: &mut Tx<'_>,
    (organisation, branch): (OrganisationId, BranchId),
    address: &Address,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update branch set email = $3, email_key = $4, email_confirmed_at = $5, pending_email = null, ",
            "pending_email_key = null where organisation_id = $1 and branch_id = $2"
        ),
        p![id(organisation), id(branch), &address.email, &address.key, now],
    )
    .await?;
    Ok(())
}
