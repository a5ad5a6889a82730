//! The second wall, read from the catalogue of PostgreSQL: a table without its policy fails here.

use app::Tenant;
use app::access::Preset;
use kernel::{Id as _, Refusal, UserId};
use std::collections::BTreeMap;
use store::{Engine, P, Reach, Read, Reading, Sql};
use testkit::{House, both_engines};

/// Tables that belong to no tenant: the server's settings, the count of mails to strangers' addresses,
/// and what the store itself remembers.
const OPEN: &[&str] = &["mail_count", "schema_migration", "setting"];

/// Keys that name a tenant, in the order in which a table may have them.
const KEYS: &[&str] = &["tenant_id", "books_id", "organisation_id", "user_id"];

fn beyond(pg: &'static str) -> Sql {
    Sql { pg, lite: "", file: file!(), line: line!(), reach: Reach::Beyond }
}

/// What the catalogue says of a table.
#[derive(Debug)]
struct Walled {
    table: String,
    is_forced: bool,
    /// What the policies for writing compare with the named tenants.
    policies: Vec<String>,
}

struct Catalogue;

impl Reading for Catalogue {
    type Out = Vec<Walled>;
    async fn read(&self, read: &mut Read<'_>) -> Result<Self::Out, Refusal> {
        let text = "select c.relname::text, \
             (case when c.relrowsecurity and c.relforcerowsecurity then 1 else 0 end)::bigint, \
             coalesce((select string_agg(replace(p.qual, E'\\n', ' '), E'\\n' order by p.policyname) from pg_policies p \
             where p.schemaname = current_schema() and p.tablename = c.relname and p.cmd = 'ALL'), '') \
             from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace \
             order by c.relname";
        let found = read
            .rows(&beyond(text), &[], |row| {
                let policies = row.text(2)?.lines().map(str::to_owned).collect();
                Ok(Walled { table: row.text(0)?, is_forced: row.i64(1)? == 1, policies })
            })
            .await?;
        Ok(found)
    }
}

/// How many rows of each table a transaction sees that named one tenant, or one that sees everything.
struct Seen {
    tables: Vec<String>,
    named: Option<[u8; 16]>,
}

impl Reading for Seen {
    type Out = BTreeMap<String, i64>;
    async fn read(&self, read: &mut Read<'_>) -> Result<Self::Out, Refusal> {
        let mut seen = BTreeMap::new();
        for table in &self.tables {
            // Leaked once for each table of a test: the texts of statements live for ever.
            let text = format!("select cast(count(*) as bigint) from {table} where $1::uuid is not null");
            let reach = if self.named.is_some() { Reach::Named } else { Reach::Beyond };
            let sql = Sql { reach, ..beyond(text.leak()) };
            let tenant = self.named.unwrap_or([1; 16]);
            read.name(tenant);
            let count = read.one(&sql, &[P::Id(tenant)], |row| row.i64(0)).await?;
            seen.insert(table.clone(), count.unwrap());
        }
        Ok(seen)
    }
}

/// The tables with a tenant, each held by a policy of its own.
async fn walled(house: &House) -> Vec<String> {
    let catalogue = house.app.db().read(Catalogue).await.unwrap();
    let (open, walled): (Vec<_>, Vec<_>) =
        catalogue.into_iter().partition(|table| OPEN.contains(&table.table.as_str()));
    assert_eq!(open.len(), OPEN.len(), "a table that is said to be open is not there");
    for table in &walled {
        assert!(table.is_forced, "{} has no row level security, or its owner passes it", table.table);
        let [policy] = &table.policies[..] else { panic!("{table:?}: one policy for writing") };
        let key = KEYS.iter().find(|key| policy.contains(&format!("({key} = ANY")));
        assert!(key.is_some() && policy.contains("countinghouse.tenants"), "{table:?}");
    }
    walled.into_iter().map(|table| table.table).collect()
}

both_engines! {
    async fn every_table_with_a_tenant_is_held_by_the_wall(house: House) {
        if house.engine == Engine::Postgres {
            assert!(walled(&house).await.len() > 30);
        }
    }

    async fn a_transaction_sees_the_rows_of_its_own_tenants_alone(house: House) {
        if house.engine == Engine::Sqlite {
            return;
        }
        let practice = house.practice().await;
        house.connected(&practice).await;
        let other = house.company(&practice.tom, "Heron Ltd").await;
        house.accountant("Ben Okri", &other, Preset::Admin).await;
        house.post(&practice.tom, &other, "2026-11-03", &[("6190", 1000), ("1010", -1000)]).await.unwrap();
        let tables = walled(&house).await;
        let see = async |named| house.app.db().read(Seen { tables: tables.clone(), named }).await.unwrap();
        let all = see(None).await;
        for table in ["audit_leaf", "client", "entry", "session", "visit"] {
            assert!(all[table] > 0, "{table} is empty: nothing is shown");
        }
        let stranger = see(Some(UserId::from_bytes([9; 16]).bytes())).await;
        assert!(stranger.values().all(|count| *count == 0), "{stranger:?}");
        let books = see(Some(Tenant::Books(other.books).bytes())).await;
        assert!(books["entry"] == 1 && books["books"] == 1 && all["books"] == 2);
        for foreign in ["client", "member", "session", "person", "organisation"] {
            assert_eq!(books[foreign], 0, "{foreign}");
        }
    }
}
