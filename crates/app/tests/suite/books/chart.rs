//! Laws of founding and of the chart.

use app::books::BooksShellFacts;
use app::books::chart::{AddAccount, ArchiveAccount, ChartOfAccounts, RenameAccount, RestoreAccount};
use kernel::{AccountName, Refusal};
use ledger::{AccountCode, AccountGroup, Posting};
use testkit::{both_engines, founding};

fn account(books: kernel::BooksId, code: &str) -> AddAccount {
    AddAccount {
        books,
        code: AccountCode::parse(code).unwrap(),
        name: AccountName::parse("Sales tax").unwrap(),
        group: AccountGroup::SalesTaxesPayable,
    }
}

both_engines! {
    async fn only_a_confirmed_person_founds_books(house: House) {
        let refused = house.app.run(&house.nobody(), None, founding("Kestrel Ltd")).await.unwrap_err();
        assert_eq!(refused, Refusal::SignedOut);
    }

    async fn new_books_have_exactly_the_default_chart(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let chart = house.app.read(&asha, ChartOfAccounts { books: company.books }).await.unwrap();
        let found: Vec<_> = chart
            .accounts
            .iter()
            .map(|row| {
                let account = &row.account;
                (account.code.as_str(), account.name.as_str(), account.group, account.system, account.currency)
            })
            .collect();
        let expected: Vec<_> = ledger::postable_chart()
            .map(|row| (row.code, row.name, row.group, row.system, company.currency))
            .collect();
        assert_eq!(found, expected);
        assert!(chart.accounts.iter().all(|row| row.balance.is_zero()));
    }

    async fn the_founder_is_owner_and_her_other_companies_stand_in_the_frame(house: House) {
        let asha = house.person("Asha Raman").await;
        let kestrel = house.company(&asha, "Kestrel Ltd").await;
        let heron = house.company(&asha, "Heron Ltd").await;
        let frame = house.app.read(&asha, BooksShellFacts { books: kestrel.books }).await.unwrap();
        assert_eq!((frame.name.as_str(), frame.role), ("Kestrel Ltd", "Owner"));
        assert!(frame.delegate.is_none());
        assert_eq!(frame.companies.iter().map(|other| other.books).collect::<Vec<_>>(), [heron.books]);
    }

    async fn a_stranger_finds_no_books(house: House) {
        let asha = house.person("Asha Raman").await;
        let books = house.company(&asha, "Kestrel Ltd").await.books;
        let other = house.person("Other Person").await;
        assert_eq!(house.app.read(&other, ChartOfAccounts { books }).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(house.app.run(&other, None, account(books, "2200")).await.unwrap_err(), Refusal::NotFound);
    }

    async fn a_code_belongs_to_one_account(house: House) {
        let asha = house.person("Asha Raman").await;
        let books = house.company(&asha, "Kestrel Ltd").await.books;
        let added = house.app.run(&asha, None, account(books, "2200")).await.unwrap();
        let again = house.app.run(&asha, None, account(books, "2200")).await.unwrap_err();
        assert!(matches!(again, Refusal::Invalid(problems) if problems[0].code == "code_taken"));
        let rename = |code: &str| RenameAccount {
            books,
            account: added.account,
            code: AccountCode::parse(code).unwrap(),
            name: AccountName::parse("VAT").unwrap(),
        };
        assert!(house.app.run(&asha, None, rename("1010")).await.is_err());
        house.app.run(&asha, None, rename("2201")).await.unwrap();
        let chart = house.app.read(&asha, ChartOfAccounts { books }).await.unwrap();
        let renamed = chart.accounts.iter().find(|row| row.account.id == added.account).unwrap();
        assert_eq!(renamed.account.label(), "2201 VAT");
    }

    async fn system_accounts_are_renamed_never_archived(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let books = company.books;
        let system = ArchiveAccount { books, account: company.account("3300") };
        assert_eq!(house.app.run(&asha, None, system).await.unwrap_err().code(), "system_account");
        let rent = company.account("6190");
        house.app.run(&asha, None, ArchiveAccount { books, account: rent }).await.unwrap();
        let refused = house.post(&asha, &company, "2026-11-01", &[("6190", 100), ("1010", -100)]).await;
        assert!(matches!(refused, Err(Refusal::Invalid(problems)) if problems[0].code == "archived_account"));
        house.app.run(&asha, None, RestoreAccount { books, account: rent }).await.unwrap();
        house.post(&asha, &company, "2026-11-01", &[("6190", 100), ("1010", -100)]).await.unwrap();
        let chart = house.app.read(&asha, ChartOfAccounts { books }).await.unwrap();
        assert!(chart.accounts.iter().all(|row| row.account.posting == Posting::Open));
    }
}
