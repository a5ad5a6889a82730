//! Laws of entries: what is refused (W-28), numbers, revisions, deletion, the lock.

use app::books::entries::{DeleteEntry, EntryKind, EntryPage, Journal, PostEntry, ReviseEntry};
use app::books::settings::SetLockDay;
use kernel::{Currency, Day, Money, PageSize, Refusal};
use ledger::DraftLine;
use std::sync::Arc;
use testkit::{Company, both_engines};

/// The code of a refusal, or that of its first field.
fn code(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Invalid(problems) => problems[0].code.clone(),
        other => other.code().to_owned(),
    }
}

fn money(minor: i64) -> Option<Money> {
    Some(Money::from_minor(minor, Currency::GBP))
}

fn line(company: &Company, account: &str, debit: Option<Money>, credit: Option<Money>) -> DraftLine {
    DraftLine { account: company.account(account), debit, credit, memo: None }
}

fn revision_of(post: &PostEntry, posted: &app::books::entries::EntryPosted) -> ReviseEntry {
    ReviseEntry {
        books: post.books,
        transaction: posted.transaction,
        expected: posted.revision,
        day: post.day,
        memo: post.memo.clone(),
        lines: post.lines.clone(),
    }
}

/// How often a post may wait for PostgreSQL; P2 allows ten.
const TRIPS: u64 = 7;

both_engines! {
    // P2: begin, wall, head · standing · facts · rows · what leaves · commit, and the key before.
    async fn a_post_waits_for_the_database_a_few_times(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let trips = || house.app.db().figures().round_trips;
        for number in 0..3 {
            let before = trips();
            let entry = company.entry("2026-11-03", &[("6190", 1000), ("1010", -1000)]);
            let key = app::door::IdempotencyKey::parse(&format!("post-entry-{number}")).ok();
            house.app.run(&asha, key, entry).await.unwrap();
            match house.engine {
                store::Engine::Sqlite => assert_eq!(trips(), before),
                store::Engine::Postgres => assert_eq!(trips() - before, TRIPS),
            }
        }
    }

    async fn an_entry_is_refused_for_its_own_reason(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let day = "2026-11-03";
        let both = vec![
            line(&company, "6190", money(1000), money(1000)),
            line(&company, "1010", None, money(0)),
        ];
        let negative = vec![
            line(&company, "6190", money(-1000), None),
            line(&company, "1010", None, money(-1000)),
        ];
        let foreign = vec![
            DraftLine::debit(company.account("6190"), Money::from_minor(1000, Currency::JPY)),
            DraftLine::credit(company.account("1010"), Money::from_minor(1000, Currency::JPY)),
        ];
        let elsewhere = house.company(&asha, "Heron Ltd").await;
        let cases: Vec<(&str, Vec<DraftLine>)> = vec![
            ("out_of_balance", company.lines(&[("6190", 1000), ("1010", -999)])),
            ("too_few_lines", company.lines(&[("6190", 1000)])),
            ("too_few_lines", Vec::new()),
            ("both_sides", both),
            ("negative_amount", negative),
            ("nets_to_nothing", company.lines(&[("1010", 1000), ("1010", -1000)])),
            ("wrong_currency", foreign),
            ("unknown_account", elsewhere.lines(&[("6190", 1000), ("1010", -1000)])),
            ("amount_too_large", company.lines(&[("6190", i64::MAX), ("6200", 1), ("1010", -i64::MAX), ("1020", -1)])),
            ("too_many_lines", company.lines(&[("6190", 1)].repeat(1001))),
        ];
        for (expected, lines) in cases {
            let post = PostEntry { lines, ..company.entry(day, &[]) };
            let refused = house.app.run(&asha, None, post).await.unwrap_err();
            assert_eq!(code(&refused), expected);
        }
        house.post(&asha, &company, day, &[("6190", 1000), ("1010", -400), ("2100", -600)]).await.unwrap();
        house.assert_sound(company.books).await;
    }

    async fn the_largest_amounts_are_exact_or_refused(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let most = [("6190", i64::MAX), ("1010", -i64::MAX)];
        house.post(&asha, &company, "2026-11-03", &most).await.unwrap();
        let refused = house.post(&asha, &company, "2026-11-04", &most).await.unwrap_err();
        assert_eq!(refused.code(), "amount_too_large");
        house.post(&asha, &company, "2026-10-03", &most).await.unwrap();
        let report = app::books::reports::TrialBalance { books: company.books, day: None };
        let report = house.app.read(&asha, report).await.unwrap();
        assert_eq!(report.total.minor(), 2 * i128::from(i64::MAX));
        house.assert_sound(company.books).await;
    }

    async fn entries_are_numbered_without_gaps(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let lines = [("6190", 1000), ("1010", -1000)];
        let first = house.post(&asha, &company, "2026-11-03", &lines).await.unwrap();
        house.post(&asha, &company, "2026-11-03", &[("6190", 1)]).await.unwrap_err();
        let second = house.post(&asha, &company, "2026-11-01", &lines).await.unwrap();
        assert_eq!((first.entry_no, second.entry_no), (1, 2));
    }

    async fn sixty_four_posts_at_once_are_gapless_and_balanced(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let (app, asha) = (Arc::new(house.app.clone()), Arc::new(asha));
        let posts = (0..64_i64).map(|n| {
            let post = company.entry("2026-11-03", &[("6190", n + 1), ("1010", -n - 1)]);
            let (app, asha) = (app.clone(), asha.clone());
            tokio::spawn(async move { app.run(&asha, None, post).await })
        });
        let mut numbers = Vec::new();
        for post in posts.collect::<Vec<_>>() {
            numbers.push(post.await.unwrap().unwrap().entry_no);
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=64).collect::<Vec<i64>>());
        house.assert_sound(company.books).await;
    }

    async fn a_revision_reverses_and_stands_anew(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let post = company.entry("2026-11-03", &[("6190", 1000), ("1010", -1000)]);
        let posted = house.app.run(&asha, None, post.clone()).await.unwrap();
        let mut revise = revision_of(&post, &posted);
        revise.lines = company.lines(&[("6200", 700), ("1010", -700)]);
        revise.day = Day::parse("2026-10-31").unwrap();
        let revised = house.app.run(&asha, None, revise.clone()).await.unwrap();
        assert_eq!((revised.entry_no, revised.revision), (3, 2));
        let stale = house.app.run(&asha, None, revise).await.unwrap_err();
        assert_eq!(stale.code(), "stale_revision");

        let page = EntryPage { books: company.books, transaction: posted.transaction };
        let history = house.app.read(&asha, page).await.unwrap();
        let kinds: Vec<_> =
            history.entries.iter().map(|entry| (entry.entry_no, entry.revision, entry.kind, entry.day.to_string())).collect();
        assert_eq!(kinds, [
            (1, 1, EntryKind::Journal, "2026-11-03".to_owned()),
            (2, 1, EntryKind::Reversal, "2026-11-03".to_owned()),
            (3, 2, EntryKind::Journal, "2026-10-31".to_owned()),
        ]);
        let journal = house.app.read(&asha, Journal::newest(company.books, PageSize::new(10))).await.unwrap();
        assert_eq!(journal.page.rows.iter().map(|row| row.entry_no).collect::<Vec<_>>(), [3]);
        house.assert_sound(company.books).await;
    }

    async fn a_deleted_entry_leaves_the_lists_and_keeps_its_history(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let books = company.books;
        let posted = house.post(&asha, &company, "2026-11-03", &[("6190", 1000), ("1010", -1000)]).await.unwrap();
        let delete = DeleteEntry {
            books,
            transaction: posted.transaction,
            expected: 1,
            reason: "Duplicate of 2098".parse().ok(),
        };
        house.app.run(&asha, None, delete.clone()).await.unwrap();
        assert_eq!(house.app.run(&asha, None, delete).await.unwrap_err().code(), "entry_deleted");
        let journal = house.app.read(&asha, Journal::newest(books, PageSize::new(10))).await.unwrap();
        assert!(journal.page.rows.is_empty());
        let page = EntryPage { books, transaction: posted.transaction };
        let history = house.app.read(&asha, page).await.unwrap();
        assert!(history.is_deleted);
        assert_eq!(history.entries.last().unwrap().memo, "Duplicate of 2098");
        let report = app::books::reports::TrialBalance { books, day: None };
        assert!(house.app.read(&asha, report).await.unwrap().rows.is_empty());
        house.assert_sound(books).await;
    }

    async fn a_locked_period_refuses_new_changed_moved_and_deleted_entries(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let books = company.books;
        let lines = [("6190", 1000), ("1010", -1000)];
        let old = company.entry("2025-12-31", &lines);
        let old_posted = house.app.run(&asha, None, old.clone()).await.unwrap();
        let new = company.entry("2026-01-01", &lines);
        let new_posted = house.app.run(&asha, None, new.clone()).await.unwrap();
        let lock = SetLockDay { books, day: Day::parse("2025-12-31").ok() };
        house.app.run(&asha, None, lock).await.unwrap();

        let mut moved_in = revision_of(&new, &new_posted);
        moved_in.day = old.day;
        let mut moved_out = revision_of(&old, &old_posted);
        moved_out.day = new.day;
        let delete =
            DeleteEntry { books, transaction: old_posted.transaction, expected: 1, reason: None };
        let refusals = [
            house.app.run(&asha, None, old.clone()).await.unwrap_err(),
            house.app.run(&asha, None, revision_of(&old, &old_posted)).await.unwrap_err(),
            house.app.run(&asha, None, moved_in).await.unwrap_err(),
            house.app.run(&asha, None, moved_out).await.unwrap_err(),
            house.app.run(&asha, None, delete).await.unwrap_err(),
        ];
        for refusal in refusals {
            assert_eq!(refusal.code(), "period_locked");
        }
        house.app.run(&asha, None, revision_of(&new, &new_posted)).await.unwrap();
        house.assert_sound(books).await;
    }

    async fn a_lock_and_sixty_four_posts_at_once_leave_each_entry_wholly_before_or_refused(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let (app, asha) = (Arc::new(house.app.clone()), Arc::new(asha));
        let mut runs = Vec::new();
        for n in 0..64_i64 {
            let post = company.entry("2026-11-03", &[("6190", n + 1), ("1010", -n - 1)]);
            let (poster_app, poster) = (app.clone(), asha.clone());
            runs.push(tokio::spawn(async move {
                poster_app.run(&poster, None, post).await.map(|posted| posted.entry_no)
            }));
            if n == 32 {
                let lock = SetLockDay { books: company.books, day: Day::parse("2026-11-03").ok() };
                let (app, asha) = (app.clone(), asha.clone());
                runs.push(tokio::spawn(async move { app.run(&asha, None, lock).await.map(|()| 0) }));
            }
        }
        let mut posted = 0;
        for run in runs {
            match run.await.unwrap() {
                Ok(0) => {}
                Ok(_) => posted += 1,
                Err(refusal) => assert_eq!(refusal.code(), "period_locked"),
            }
        }
        house.assert_sound(company.books).await;
        let journal = Journal::newest(company.books, PageSize::new(200));
        let journal = house.app.read(&asha, journal).await.unwrap();
        assert_eq!(journal.page.rows.len(), posted);
    }

    async fn the_journal_pages_newest_first_by_day_and_number(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        for day in ["2026-11-01", "2026-11-03", "2026-11-02", "2026-11-03"] {
            house.post(&asha, &company, day, &[("6190", 1000), ("1010", -1000)]).await.unwrap();
        }
        house.post(&asha, &company, "2026-11-02", &[("1020", 5), ("1010", -5)]).await.unwrap();
        let mut journal = Journal::newest(company.books, PageSize::new(2));
        let mut seen = Vec::new();
        loop {
            let page = house.app.read(&asha, Journal { after: journal.after.take(), ..journal_like(&journal) }).await.unwrap().page;
            seen.extend(page.rows.iter().map(|row| row.entry_no));
            match page.next {
                Some(next) => journal.after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, [4, 2, 5, 3, 1]);
        let of_account = Journal { account: Some(company.account("1020")), ..Journal::newest(company.books, PageSize::new(9)) };
        let found = house.app.read(&asha, of_account).await.unwrap().page.rows;
        assert_eq!(found.iter().map(|row| row.entry_no).collect::<Vec<_>>(), [5]);
        for (words, count) in [("AGREED", 5), ("100%", 0), ("as_", 0)] {
            let words = Journal { words: words.to_owned(), ..Journal::newest(company.books, PageSize::new(9)) };
            assert_eq!(house.app.read(&asha, words).await.unwrap().page.rows.len(), count);
        }
        let forged = Journal { after: Some("2026-11-03".to_owned()), ..Journal::newest(company.books, PageSize::new(9)) };
        assert_eq!(house.app.read(&asha, forged).await.unwrap_err().code(), "invalid");
    }

    async fn a_post_takes_at_most_ten_round_trips(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let lines = [("6190", 600), ("6200", 400), ("1010", -1000)];
        house.post(&asha, &company, "2026-11-03", &lines).await.unwrap();
        let before = house.app.db().figures().round_trips;
        house.post(&asha, &company, "2026-11-03", &lines).await.unwrap();
        let after = house.app.db().figures().round_trips;
        assert!(after - before <= 10, "{} round trips", after - before);
    }
}

fn journal_like(journal: &Journal) -> Journal {
    Journal::newest(journal.books, journal.size)
}
