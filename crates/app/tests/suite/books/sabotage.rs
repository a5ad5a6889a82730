//! Every command of the books is all or nothing.

use app::books::CreateBooks;
use app::books::chart::{AddAccount, ArchiveAccount, RenameAccount, RestoreAccount};
use app::books::entries::{DeleteEntry, PostEntry, ReviseEntry};
use app::books::settings::{SetLockDay, UpdateCompany};
use kernel::{AccountName, CompanyName, Day};
use ledger::{AccountCode, AccountGroup};
use testkit::{both_engines, founding};

both_engines! {
    async fn no_failure_leaves_half_of_a_command_of_the_books(house: House) {
        let asha = house.person("Asha Raman").await;
        let wish: CreateBooks = founding("Heron Ltd");
        house.sabotage(&asha, wish).await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let books = company.books;
        let entry: PostEntry = company.entry("2026-11-03", &[("6190", 1000), ("1010", -1000)]);
        let posted = house.sabotage(&asha, entry.clone()).await;
        let (transaction, memo, day) = (posted.transaction, entry.memo.clone(), entry.day);
        let revise = ReviseEntry { books, transaction, expected: 1, day, memo, lines: entry.lines };
        house.sabotage(&asha, revise).await;
        house.sabotage(&asha, DeleteEntry { books, transaction, expected: 2, reason: None }).await;
        let (code, name) = (AccountCode::parse("2200").unwrap(), AccountName::parse("VAT").unwrap());
        let add = AddAccount { books, code, name: name.clone(), group: AccountGroup::SalesTaxesPayable };
        let account = house.sabotage(&asha, add).await.account;
        let code = AccountCode::parse("2201").unwrap();
        house.sabotage(&asha, RenameAccount { books, account, code, name }).await;
        house.sabotage(&asha, ArchiveAccount { books, account }).await;
        house.sabotage(&asha, RestoreAccount { books, account }).await;
        house.sabotage(&asha, SetLockDay { books, day: Day::parse("2025-12-31").ok() }).await;
        let update = UpdateCompany {
            books,
            expected: None,
            name: CompanyName::parse("Kestrel & Daughters").unwrap(),
            legal_name: None,
            country: "GB".parse().unwrap(),
            time_zone: kernel::TimeZoneName::utc(),
            fiscal_year_end: kernel::FiscalYearEnd::DECEMBER,
        };
        house.sabotage(&asha, update).await;
        house.assert_sound(books).await;
    }
}
