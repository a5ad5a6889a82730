//! What is taken away verifies without us.

use super::{note, take, wrong};
use app::Tenant;
use app::access::Preset;
use app::audit::{Consistency, checkpoint, proof};
use evidence::proof::verify_consistency;
use evidence::verify::verify_proof;
use kernel::Refusal;
use testkit::both_engines;

const LINES: [(&str, i64); 2] = [("6190", 1000), ("1010", -1000)];

both_engines! {
    async fn an_export_verifies_against_every_older_checkpoint(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let tenant = Tenant::from(company.books);
        let january = note(&house, &asha, tenant).await;
        for _ in 0..7 {
            house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
        }
        let february = note(&house, &asha, tenant).await;
        for _ in 0..50 {
            house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
        }
        let taken = take(&house, &asha, tenant).await.unwrap();
        let report = taken.verify(&[february.as_bytes(), january.as_bytes()]).unwrap();
        assert_eq!((report.head.size, report.older.as_slice()), (59, [1, 8].as_slice()));
        assert_eq!(report.verify_openings(&taken.openings).unwrap(), 58);
        assert!(wrong(&house, tenant).await.is_empty());
    }

    async fn a_leaf_is_proved_at_every_size_that_holds_it(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let tenant = Tenant::from(company.books);
        for _ in 0..6 {
            house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
        }
        let key = take(&house, &asha, tenant).await.unwrap().key;
        for size in 1..=8 {
            for seq in 0..size {
                let found = proof(&house.app, &asha, tenant, (seq, Some(size))).await.unwrap();
                let report = verify_proof(&found.line, found.bundle.as_bytes(), std::slice::from_ref(&key)).unwrap();
                assert_eq!((report.seq, report.head.size), (seq, size));
            }
        }
        for (seq, size) in [(8, Some(8)), (0, Some(0)), (0, Some(9)), (99, None)] {
            assert!(proof(&house.app, &asha, tenant, (seq, size)).await.is_err(), "{seq} {size:?}");
        }
    }

    async fn the_log_is_shown_to_have_only_grown(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let tenant = Tenant::from(company.books);
        let mut heads = vec![checkpoint(&house.app, &asha, tenant, None).await.unwrap().head];
        for _ in 0..9 {
            house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
            heads.push(checkpoint(&house.app, &asha, tenant, None).await.unwrap().head);
        }
        for old in &heads {
            for new in heads.iter().filter(|new| new.size >= old.size) {
                let wish = Consistency { tenant, from: old.size, to: new.size };
                let hashes = house.app.read(&asha, wish).await.unwrap();
                verify_consistency(old, new, &hashes).unwrap();
            }
        }
        let beyond = Consistency { tenant, from: 1, to: 99 };
        assert_eq!(house.app.read(&asha, beyond).await.unwrap_err().code(), "invalid");
    }

    async fn the_whole_log_never_leaves_through_a_connection(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let tenant = Tenant::from(company.books);
        let guest = house.accountant("Ben Okri", &company, Preset::Admin).await;
        house.post(&guest.actor, &company, "2026-11-03", &LINES).await.unwrap();
        let refused = take(&house, &guest.actor, tenant).await.map(drop).unwrap_err();
        assert!(matches!(refused, Refusal::Forbidden { .. }));
        assert_eq!(house.acts(company.books).await.last().map(String::as_str), Some("access.denied"));
        // Her own act she may prove, the owner's she does not find.
        assert!(proof(&house.app, &guest.actor, tenant, (1, None)).await.is_ok());
        assert_eq!(proof(&house.app, &guest.actor, tenant, (0, None)).await.unwrap_err(), Refusal::NotFound);
    }

    async fn a_log_is_closed_to_strangers(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let other = house.person("Other Person").await;
        let own = Tenant::from(asha.user().unwrap());
        for tenant in [Tenant::from(company.books), own, Tenant::Operator] {
            assert_eq!(take(&house, &other, tenant).await.map(drop).unwrap_err(), Refusal::NotFound);
            let refused = checkpoint(&house.app, &other, tenant, None).await.unwrap_err();
            assert_eq!(refused, Refusal::NotFound);
        }
        take(&house, &asha, own).await.unwrap().verify(&[]).unwrap();
    }
}
