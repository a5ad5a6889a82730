//! What a command leaves behind, read from the tables: letters in the outbox, leaves in the tree.

use crate::House;
use app::Tenant;
use kernel::Refusal;
use store::{Read, Reading, p, sql};

struct Letters(Tenant);
struct Acts(Tenant);

impl Reading for Letters {
    type Out = Vec<(String, String)>;
    async fn read(&self, read: &mut Read<'_>) -> Result<Self::Out, Refusal> {
        read.name(self.0.bytes());
        let found = read
            .rows(
                sql!("select template, address from outbox where tenant_id = $1 order by letter_id"),
                p![self.0.p()],
                |row| Ok((row.text(0)?, row.text(1)?)),
            )
            .await?;
        Ok(found)
    }
}

impl Reading for Acts {
    type Out = Vec<String>;
    async fn read(&self, read: &mut Read<'_>) -> Result<Self::Out, Refusal> {
        read.name(self.0.bytes());
        let lines = read
            .rows(
                sql!("select line from audit_leaf where tenant_id = $1 order by seq"),
                p![self.0.p()],
                |row| row.bytes(0),
            )
            .await?;
        let act = |line: &Vec<u8>| {
            let leaf: serde_json::Value = serde_json::from_slice(line).expect("a leaf is JSON");
            leaf["act"].as_str().expect("a leaf has an act").to_owned()
        };
        Ok(lines.iter().map(act).collect())
    }
}

impl House {
    /// The letters queued by a tenant so far, oldest first: what each says, and to which address.
    pub async fn letters(&self, tenant: impl Into<Tenant>) -> Vec<(String, String)> {
        self.app.db().read(Letters(tenant.into())).await.expect("the outbox can be read")
    }

    /// The acts in a tenant's tree, oldest first.
    pub async fn acts(&self, tenant: impl Into<Tenant>) -> Vec<String> {
        self.app.db().read(Acts(tenant.into())).await.expect("the tree can be read")
    }
}
