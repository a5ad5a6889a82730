//! The log in plain words.

use app::Tenant;
use app::access::Preset;
use app::audit::{LogFilter, LogPage, LogRecords, WhatTheyDid};
use kernel::{Day, PageSize, Refusal};
use testkit::{House, both_engines};

const LINES: [(&str, i64); 2] = [("6190", 1000), ("1010", -1000)];

async fn read(house: &House, actor: &app::Actor, tenant: Tenant, filter: LogFilter) -> LogRecords {
    let page = LogPage { tenant, after: None, size: PageSize::new(50), filter };
    house.app.read(actor, page).await.unwrap()
}

both_engines! {
    async fn the_owner_reads_who_did_what_for_which_firm(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let tenant = Tenant::from(company.books);
        let guest = house.accountant("Ben Okri", &company, Preset::Admin).await;
        house.post(&guest.actor, &company, "2026-11-03", &LINES).await.unwrap();
        let found = read(&house, &asha, tenant, LogFilter::default()).await;
        assert!(found.is_whole);
        let told: Vec<_> = found.page.rows.iter().map(|record| (record.seq, record.who.name.as_str(), record.did.as_str(), record.to.as_str())).collect();
        assert_eq!(told, [
            (1, "Ben Okri", "Posted an entry", "No. 1 · 10.00 GBP · As agreed"),
            (0, "Asha Raman", "Founded the books", "Kestrel Ltd"),
        ]);
        assert_eq!(found.page.rows[0].who.side.as_deref(), Some("Harbour & Pike LLP"));
        let lately = WhatTheyDid { books: company.books, connection: guest.connection, size: PageSize::new(5) };
        assert_eq!(house.app.read(&asha, lately).await.unwrap().len(), 1);
    }

    async fn a_delegate_reads_only_what_came_through_her_connection(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let guest = house.accountant("Ben Okri", &company, Preset::Admin).await;
        house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
        house.post(&guest.actor, &company, "2026-11-03", &LINES).await.unwrap();
        let found = read(&house, &guest.actor, company.books.into(), LogFilter::default()).await;
        assert!(!found.is_whole);
        assert_eq!(found.page.rows.iter().map(|record| record.seq).collect::<Vec<_>>(), [2]);
    }

    async fn changed_fields_stand_side_by_side(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let lock = app::books::settings::SetLockDay { books: company.books, day: Day::parse("2025-12-31").ok() };
        house.app.run(&asha, None, lock).await.unwrap();
        let found = read(&house, &asha, company.books.into(), LogFilter::default()).await;
        let change = &found.page.rows[0].changes[0];
        assert_eq!((change.field.as_str(), change.old.as_str(), change.new.as_str()), ("Lock day", "none", "2025-12-31"));
    }

    async fn filters_find_by_words_person_kind_and_day(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let tenant = Tenant::from(company.books);
        for _ in 0..4 {
            house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
        }
        let count = async |filter: LogFilter| read(&house, &asha, tenant, filter).await.page.rows.len();
        let none = LogFilter::default;
        assert_eq!(count(LogFilter { words: "POSTED agreed".to_owned(), ..none() }).await, 4);
        assert_eq!(count(LogFilter { kind: Some("books".to_owned()), ..none() }).await, 1);
        assert_eq!(count(LogFilter { person: asha.user(), ..none() }).await, 5);
        assert_eq!(count(LogFilter { from: Day::parse("2026-11-29").ok(), ..none() }).await, 0);
        assert_eq!(count(LogFilter { to: Day::parse("2026-11-27").ok(), ..none() }).await, 0);
        let page = |after| LogPage { tenant, after, size: PageSize::new(2), filter: none() };
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let found = house.app.read(&asha, page(after)).await.unwrap().page;
            seen.extend(found.rows.iter().map(|record| record.seq));
            after = found.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, [4, 3, 2, 1, 0]);
    }

    async fn every_command_of_the_books_leaves_exactly_one_leaf(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let posted = house.post(&asha, &company, "2026-11-03", &LINES).await.unwrap();
        house.post(&asha, &company, "2026-11-03", &[("6190", 1)]).await.unwrap_err();
        let delete = app::books::entries::DeleteEntry {
            books: company.books,
            transaction: posted.transaction,
            expected: 1,
            reason: None,
        };
        house.app.run(&asha, None, delete).await.unwrap();
        assert_eq!(house.acts(company.books).await, ["books.created", "entry.posted", "entry.deleted"]);
    }

    async fn a_refused_attempt_of_somebody_with_standing_is_a_leaf(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let guest = house.accountant("Ben Okri", &company, Preset::ReadOnly).await;
        let refused = house.post(&guest.actor, &company, "2026-11-03", &LINES).await.unwrap_err();
        assert_eq!(refused, Refusal::Forbidden { needs: "accounting.write" });
        let found = read(&house, &asha, company.books.into(), LogFilter::default()).await;
        let record = &found.page.rows[0];
        assert!(record.is_denied);
        assert_eq!(record.to, "Needs accounting.write");
    }
}
