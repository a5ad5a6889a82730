//! Delegated acts reach the firm's log in order and exactly once.

use super::{take, wrong};
use app::Tenant;
use app::access::Preset;
use app::audit::{LogFilter, LogPage, copy_waiting};
use kernel::PageSize;
use testkit::both_engines;

const LINES: [(&str, i64); 2] = [("6190", 1000), ("1010", -1000)];

both_engines! {
    async fn every_act_of_a_delegate_arrives_once_and_in_order(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let guest = house.accountant("Ben Okri", &company, Preset::Admin).await;
        let firm = Tenant::from(guest.organisation);
        house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
        for _ in 0..5 {
            house.post(&guest.actor, &company, "2026-11-03", &LINES).await.unwrap();
        }
        let other = house.second_process();
        let (first, second) = tokio::join!(copy_waiting(&house.app), copy_waiting(&other));
        assert_eq!(first.unwrap() + second.unwrap(), 5);
        assert_eq!(copy_waiting(&house.app).await.unwrap(), 0);
        let acts = house.acts(firm).await;
        assert_eq!(acts.iter().filter(|act| *act == "delegated.act").count(), 5);

        let taken = take(&house, &guest.actor, firm).await.unwrap();
        taken.verify(&[]).unwrap();
        let books_log = String::from_utf8(take(&house, &asha, company.books.into()).await.unwrap().lines).unwrap();
        let originals: Vec<&str> = books_log.lines().collect();
        let mut copied = Vec::new();
        for line in String::from_utf8(taken.lines).unwrap().lines() {
            let leaf: serde_json::Value = serde_json::from_str(line).unwrap();
            if leaf["act"] == "delegated.act" {
                let seq = usize::try_from(leaf["chg"]["seq"].as_u64().unwrap()).unwrap();
                let hash = evidence::hash::leaf_hash(originals[seq].as_bytes()).to_base64();
                assert_eq!(leaf["chg"]["leaf_hash"], hash.as_str());
                assert_eq!(leaf["chg"]["person"], guest.actor.user().unwrap().to_string().as_str());
                copied.push(seq);
            }
        }
        assert_eq!(copied, [2, 3, 4, 5, 6]);
        assert!(wrong(&house, firm).await.is_empty());
    }

    async fn the_firm_reads_what_was_done_where_and_by_whom(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let guest = house.accountant("Ben Okri", &company, Preset::Admin).await;
        house.post(&guest.actor, &company, "2026-11-03", &LINES).await.unwrap();
        copy_waiting(&house.app).await.unwrap();
        let page = LogPage {
            tenant: guest.organisation.into(),
            after: None,
            size: PageSize::new(10),
            filter: LogFilter::default(),
        };
        let records = house.app.read(&guest.actor, page).await.unwrap().page.rows;
        let record = &records[0];
        assert_eq!((record.who.name.as_str(), record.did.as_str(), record.to.as_str()), ("Ben Okri", "Posted an entry", "Kestrel Ltd"));
        assert_eq!(record.visit.as_deref(), Some(guest.visit.to_string().as_str()));
    }
}
