//! Whoever edits history in the database is found out: four ways by the verifier, the fifth by the signer.

use super::{note, take, wrong};
use app::Tenant;
use app::audit::checkpoint;
use kernel::Refusal;
use store::{Engine, P, Reach, Sql, Tx, Writing, p, sql};
use testkit::{House, both_engines};

const LINES: [(&str, i64); 2] = [("6190", 1000), ("1010", -1000)];

#[derive(Clone, Copy)]
enum Tampering {
    EditAmount(i64),
    Delete(i64),
    Swap(i64, i64),
    CutFrom(i64),
}

struct Tamper(Tenant, Tampering);

/// A statement that no product code may have: it is not registered.
async fn forbidden(
    tx: &mut Tx<'_>,
    pg: &'static str,
    lite: &'static str,
    params: &[P<'_>],
) -> Result<(), Refusal> {
    let sql = |pg, lite| Sql { pg, lite, file: file!(), line: line!(), reach: Reach::Beyond };
    // Whoever edits history comes with the owner's rights: the role of the transactions has not got them.
    if tx.engine() == Engine::Postgres {
        tx.exec(&sql("set local role none", ""), &[]).await?;
    }
    tx.exec(&sql(pg, lite), params).await?;
    Ok(())
}

async fn drop_guards(tx: &mut Tx<'_>) -> Result<(), Refusal> {
    match tx.engine() {
        Engine::Postgres => {
            forbidden(tx, "drop trigger if exists audit_leaf_kept on audit_leaf", "", &[]).await?;
            forbidden(tx, "drop trigger if exists audit_node_kept on audit_node", "", &[]).await
        }
        Engine::Sqlite => {
            forbidden(tx, "", "drop trigger if exists audit_leaf_kept", &[]).await?;
            forbidden(tx, "", "drop trigger if exists audit_leaf_stays", &[]).await?;
            forbidden(tx, "", "drop trigger if exists audit_node_stays", &[]).await
        }
    }
}

async fn line_at(tx: &mut Tx<'_>, tenant: Tenant, seq: i64) -> Result<Vec<u8>, Refusal> {
    let line = tx
        .one(
            sql!("select line from audit_leaf where tenant_id = $1 and seq = $2"),
            p![tenant.p(), seq],
            |row| row.bytes(0),
        )
        .await?;
    Ok(line.unwrap())
}

async fn set_line(tx: &mut Tx<'_>, tenant: Tenant, seq: i64, line: &[u8]) -> Result<(), Refusal> {
    let params = [tenant.p(), P::I(seq), P::B(line)];
    forbidden(
        tx,
        "update audit_leaf set line = $3 where tenant_id = $1 and seq = $2",
        "update audit_leaf set line = ?3 where tenant_id = ?1 and seq = ?2",
        &params,
    )
    .await
}

impl Writing for Tamper {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let tenant = self.0;
        tx.name(tenant.bytes());
        drop_guards(tx).await?;
        match self.1 {
            Tampering::EditAmount(seq) => {
                let line = String::from_utf8(line_at(tx, tenant, seq).await?).unwrap();
                assert!(line.contains("\"10.00\""), "{line}");
                set_line(tx, tenant, seq, line.replace("\"10.00\"", "\"1.00\"").as_bytes()).await
            }
            Tampering::Swap(a, b) => {
                let (first, second) = (line_at(tx, tenant, a).await?, line_at(tx, tenant, b).await?);
                set_line(tx, tenant, a, &second).await?;
                set_line(tx, tenant, b, &first).await
            }
            Tampering::Delete(seq) => {
                forbidden(
                    tx,
                    "delete from audit_leaf where tenant_id = $1 and seq = $2",
                    "delete from audit_leaf where tenant_id = ?1 and seq = ?2",
                    &[tenant.p(), P::I(seq)],
                )
                .await
            }
            Tampering::CutFrom(seq) => {
                forbidden(
                    tx,
                    "delete from audit_leaf where tenant_id = $1 and seq >= $2",
                    "delete from audit_leaf where tenant_id = ?1 and seq >= ?2",
                    &[tenant.p(), P::I(seq)],
                )
                .await
            }
        }
    }
}

/// The head row and what was signed, as they were.
struct Remember(Tenant);

#[derive(Clone)]
struct Copy {
    size: i64,
    frontier: Vec<u8>,
}

impl Writing for Remember {
    type Out = Copy;
    async fn run(&self, tx: &mut Tx<'_>) -> Result<Copy, Refusal> {
        tx.name(self.0.bytes());
        let copy = tx
            .one(sql!("select size, frontier from tenant where tenant_id = $1"), p![self.0.p()], |row| {
                Ok(Copy { size: row.i64(0)?, frontier: row.bytes(1)? })
            })
            .await?;
        Ok(copy.unwrap())
    }
}

/// Puts a tenant's log back to an older copy: leaves, nodes, head, and the database's own memory.
struct PutBack(Tenant, Copy);

impl Writing for PutBack {
    type Out = ();
    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let Self(tenant, copy) = self;
        tx.name(tenant.bytes());
        drop_guards(tx).await?;
        let (id, size) = (tenant.p(), P::I(copy.size));
        forbidden(
            tx,
            "delete from audit_leaf where tenant_id = $1 and seq >= $2",
            "delete from audit_leaf where tenant_id = ?1 and seq >= ?2",
            &[id, size],
        )
        .await?;
        forbidden(
            tx,
            "delete from audit_text where tenant_id = $1 and seq >= $2",
            "delete from audit_text where tenant_id = ?1 and seq >= ?2",
            &[id, size],
        )
        .await?;
        forbidden(
            tx,
            "delete from audit_node where tenant_id = $1 and (idx + 1) << cast(level as integer) > $2",
            "delete from audit_node where tenant_id = ?1 and (idx + 1) << level > ?2",
            &[id, size],
        )
        .await?;
        forbidden(
            tx,
            "delete from audit_signed where tenant_id = $1",
            "delete from audit_signed where tenant_id = ?1",
            &[id],
        )
        .await?;
        tx.exec(
            sql!("update tenant set size = $2, frontier = $3 where tenant_id = $1"),
            &[id, size, P::B(&copy.frontier)],
        )
        .await?;
        Ok(())
    }
}

async fn busy_books(house: &House, asha: &app::Actor) -> (testkit::Company, Tenant, String) {
    let company = house.company(asha, "Kestrel Ltd").await;
    let tenant = Tenant::from(company.books);
    for _ in 0..10 {
        house.post(asha, &company, "2026-11-03", &LINES).await.unwrap();
    }
    let older = note(house, asha, tenant).await;
    for _ in 0..10 {
        house.post(asha, &company, "2026-11-03", &LINES).await.unwrap();
    }
    (company, tenant, older)
}

async fn is_found_out(house: House, tampering: Tampering) {
    let asha = house.person("Asha Raman").await;
    let (_, tenant, older) = busy_books(&house, &asha).await;
    let before = take(&house, &asha, tenant).await.unwrap();
    assert!(before.verify(&[older.as_bytes()]).is_ok());
    house.app.db().write(Tamper(tenant, tampering)).await.unwrap();
    let after = take(&house, &asha, tenant).await.unwrap();
    let failure = after.verify(&[older.as_bytes()]).unwrap_err();
    assert_eq!(failure.exit_code(), 1, "{failure}");
    assert!(!wrong(&house, tenant).await.is_empty());
}

both_engines! {
    async fn an_edited_amount_fails_at_the_verifier(house: House) {
        is_found_out(house, Tampering::EditAmount(4)).await;
    }

    async fn a_deleted_leaf_fails_at_the_verifier(house: House) {
        is_found_out(house, Tampering::Delete(4)).await;
    }

    async fn swapped_leaves_fail_at_the_verifier(house: House) {
        is_found_out(house, Tampering::Swap(3, 4)).await;
    }

    async fn a_cut_tail_fails_at_the_verifier(house: House) {
        is_found_out(house, Tampering::CutFrom(15)).await;
    }

    async fn an_older_copy_of_the_database_fails_at_the_signer(house: House) {
        let asha = house.person("Asha Raman").await;
        let (company, tenant, older) = busy_books(&house, &asha).await;
        let copy = house.app.db().write(Remember(tenant)).await.unwrap();
        for _ in 0..5 {
            house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
        }
        let now = note(&house, &asha, tenant).await;
        assert_ne!(older, now);
        house.app.db().write(PutBack(tenant, copy)).await.unwrap();
        // Shorter than what was signed, and later longer, but another history.
        for _ in 0..3 {
            let refused = checkpoint(&house.app, &asha, tenant, None).await.unwrap_err();
            assert_eq!(refused.code(), "log_not_as_signed");
            for _ in 0..4 {
                let renamed = app::books::settings::SetLockDay {
                    books: company.books,
                    day: kernel::Day::MIN.add_days(i32::try_from(house.clock_days()).unwrap()),
                };
                house.app.run(&asha, None, renamed).await.unwrap();
            }
        }
    }
}

/// A different day each time.
trait Days {
    fn clock_days(&self) -> u64;
}

impl Days for House {
    fn clock_days(&self) -> u64 {
        u64::from(self.app.core.entropy.bytes()[0]) + 1
    }
}
