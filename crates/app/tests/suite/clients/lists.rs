//! Laws of lists: what is found, by whom, in which order.

use app::access::BranchRole;
use app::books::settings::{CompanySettings, UpdateCompany};
use app::clients::list::{
    ClientCounts, ClientRow, ClientState, Clients, ExternalAccess, RecentClients, WayToBooks,
};
use app::clients::visits::CurrentVisit;
use app::practice::{UpdateBranch, UpdateOrganisation};
use kernel::{BranchName, CompanyName, OrganisationId, Page, PageSize, Refusal, TimeZoneName};
use testkit::{House, both_engines, user};

fn all(organisation: OrganisationId) -> Clients {
    Clients {
        organisation,
        branch: None,
        search: None,
        state: ClientState::Active,
        after: None,
        size: PageSize::default(),
    }
}

fn names(page: &Page<ClientRow>) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

/// Clients of a branch, by company and owner.
async fn client(
    house: &House,
    actor: &app::Actor,
    org: OrganisationId,
    address: &str,
    (name, owner): (&str, &str),
) {
    let owner = house.person(owner).await;
    let books = house.company(&owner, name).await.books;
    let invitation = house.invite(&owner, books, address).await;
    house.accept(actor, org, invitation).await;
}

both_engines! {
    async fn another_name_is_found_and_the_old_one_is_not(house: House) {
        let practice = house.practice().await;
        house.connected(&practice).await;
        let before = house.app.read(&practice.zoe, CompanySettings { books: practice.books }).await.unwrap();
        let update = UpdateCompany {
            books: practice.books,
            expected: Some(before.revision),
            name: CompanyName::parse("Überholt & Töchter").unwrap(),
            legal_name: None,
            country: "GB".parse().unwrap(),
            time_zone: TimeZoneName::utc(),
            fiscal_year_end: before.fiscal_year_end,
        };
        house.app.run(&practice.zoe, None, update).await.unwrap();
        let first = before.name.split(' ').next().unwrap().to_owned();
        for (typed, found) in [("uberholt", 1), ("TOCHTER", 1), ("zoe", 1), (first.as_str(), 0)] {
            let search = Clients { search: Some(typed.to_owned()), ..all(practice.organisation) };
            let page = house.app.read(&practice.tom, search).await.unwrap();
            assert_eq!(page.rows.len(), found, "{typed}");
        }
    }

    async fn a_firm_or_branch_with_another_name_is_read_so_by_its_clients(house: House) {
        let practice = house.practice().await;
        let connection = house.connected(&practice).await;
        let (organisation, branch) = (practice.organisation, practice.branch);
        let (name, country) = (CompanyName::parse("Pike & Daughters LLP").unwrap(), "GB".parse().unwrap());
        house.app.run(&practice.asha, None, UpdateOrganisation { organisation, name, country }).await.unwrap();
        let name = BranchName::parse("Bristol Docks").unwrap();
        house.app.run(&practice.asha, None, UpdateBranch { organisation, branch, name, country }).await.unwrap();
        let access = ExternalAccess { books: practice.books };
        let access = house.app.read(&practice.zoe, access).await.unwrap();
        let shown = &access.connected[0].connection;
        assert_eq!((shown.organisation_name.as_str(), shown.branch_name.as_str()), ("Pike & Daughters LLP", "Bristol Docks"));
        house.open_books(&practice.tom, organisation, connection).await;
        let visit = house.app.read(&practice.tom, CurrentVisit { books: practice.books }).await.unwrap();
        assert_eq!(visit.unwrap().organisation_name, "Pike & Daughters LLP");
    }

    async fn search_ignores_accents_case_and_order_and_wants_every_word(house: House) {
        let practice = house.practice().await;
        let org = practice.organisation;
        for one in [("Café Zoë", "Ana Ruiz"), ("Zoo Supplies", "Bjorn Akesson"), ("Müller & Söhne", "Ana Zobel")] {
            client(&house, &practice.tom, org, "bristol@firm.test", one).await;
        }
        for (typed, expected) in [
            ("cafe", vec!["Café Zoë"]),
            ("ZOE caf", vec!["Café Zoë"]),
            ("zo", vec!["Müller & Söhne", "Café Zoë", "Zoo Supplies"]),
            ("akesson", vec!["Zoo Supplies"]),
            ("ana", vec!["Café Zoë", "Müller & Söhne"]),
            ("ana muller", vec!["Müller & Söhne"]),
            ("ana zoo", vec![]),
            ("afe", vec![]),
            ("%", vec!["Café Zoë", "Müller & Söhne", "Zoo Supplies"]),
            ("' or 1=1 --", vec![]),
        ] {
            let search = Clients { search: Some(typed.to_owned()), ..all(org) };
            let page = house.app.read(&practice.tom, search).await.unwrap();
            let mut found = names(&page);
            let mut wanted = expected.clone();
            if typed == "ana" {
                found.sort_unstable();
                wanted.sort_unstable();
            }
            assert_eq!(found, wanted, "{typed}");
        }
    }

    async fn pages_follow_each_other_without_gap_or_repeat(house: House) {
        let practice = house.practice().await;
        let org = practice.organisation;
        let leeds = house.branch(&practice.asha, org, "Leeds").await;
        for number in 0..7 {
            let address = if number % 2 == 0 { "bristol@firm.test" } else { "leeds@firm.test" };
            let (name, owner) = (format!("Client {}", number / 2), format!("Owner {number}"));
            client(&house, &practice.asha, org, address, (&name, &owner)).await;
        }
        let admin = ("Cara Lind", BranchRole::Admin);
        let cara = house.colleague(&practice.asha, org, admin, &[practice.branch, leeds]).await;
        for (actor, search) in [(&practice.asha, None), (&cara, None), (&practice.asha, Some("client")), (&cara, Some("client"))] {
            let mut seen = Vec::new();
            let mut after = None;
            loop {
                let size = PageSize::new(2);
                let search = search.map(str::to_owned);
                let page = house.app.read(actor, Clients { after, size, search, ..all(org) }).await.unwrap();
                seen.extend(page.rows.iter().map(|row| (row.name.clone(), row.connection)));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), 7);
            let mut sorted = seen.clone();
            sorted.dedup();
            assert_eq!(sorted.len(), 7);
            if search.is_none() {
                assert!(seen.is_sorted(), "{seen:?}");
            }
        }
        let odd = Clients { after: Some("nonsense".to_owned()), ..all(org) };
        assert!(matches!(house.app.read(&cara, odd).await.unwrap_err(), Refusal::Invalid(_)));
    }

    async fn a_member_sees_her_clients_and_an_admin_her_branches(house: House) {
        let practice = house.practice().await;
        let org = practice.organisation;
        let leeds = house.branch(&practice.asha, org, "Leeds").await;
        client(&house, &practice.tom, org, "bristol@firm.test", ("Alpha", "Owner A")).await;
        client(&house, &practice.asha, org, "leeds@firm.test", ("Beta", "Owner B")).await;
        let tom = house.app.read(&practice.tom, all(org)).await.unwrap();
        assert_eq!((names(&tom), tom.rows[0].way), (vec!["Alpha"], WayToBooks::GoTo));
        assert!(tom.rows[0].may_disconnect);
        let asha = house.app.read(&practice.asha, all(org)).await.unwrap();
        assert_eq!(names(&asha), ["Alpha", "Beta"]);
        assert_eq!(asha.rows[0].way, WayToBooks::SetUpAccess);
        let member = ("Ben Cole", BranchRole::Member);
        let ben = house.colleague(&practice.asha, org, member, &[practice.branch, leeds]).await;
        assert!(house.app.read(&ben, all(org)).await.unwrap().rows.is_empty());
        let assign = app::clients::assignments::AssignAccountant {
            organisation: org,
            connection: asha.rows[1].connection,
            user: user(&ben),
            preset: None,
            last_day: None,
            reason: None,
        };
        house.app.run(&practice.asha, None, assign).await.unwrap();
        let hers = house.app.read(&ben, all(org)).await.unwrap();
        assert_eq!((names(&hers), hers.rows[0].may_disconnect), (vec!["Beta"], false));
        let search = Clients { search: Some("alpha".to_owned()), ..all(org) };
        assert!(house.app.read(&ben, search).await.unwrap().rows.is_empty());
        let narrow = Clients { branch: Some(leeds), ..all(org) };
        assert_eq!(house.app.read(&practice.tom, narrow).await.unwrap().rows.len(), 0);
        let counts = ClientCounts { organisation: org, state: ClientState::Active };
        let mut counts = house.app.read(&practice.asha, counts).await.unwrap();
        counts.sort_unstable();
        let mut expected = vec![(practice.branch, 1), (leeds, 1)];
        expected.sort_unstable();
        assert_eq!(counts, expected);
    }

    async fn the_dashboard_begins_with_what_was_opened_last(house: House) {
        let practice = house.practice().await;
        let org = practice.organisation;
        for (name, owner) in [("Alpha", "Owner A"), ("Beta", "Owner B"), ("Gamma", "Owner C")] {
            client(&house, &practice.tom, org, "bristol@firm.test", (name, owner)).await;
        }
        let rows = house.app.read(&practice.tom, all(org)).await.unwrap().rows;
        house.open_books(&practice.tom, org, rows[2].connection).await;
        house.open_books(&practice.tom, org, rows[1].connection).await;
        let recent = RecentClients { organisation: org, branch: None, size: PageSize::default() };
        let recent = house.app.read(&practice.tom, recent).await.unwrap();
        let order: Vec<_> = recent.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(order, ["Beta", "Gamma", "Alpha"]);
        let recent = RecentClients { organisation: org, branch: None, size: PageSize::new(2) };
        assert_eq!(house.app.read(&practice.asha, recent).await.unwrap().len(), 2);
    }

    async fn a_stranger_reads_no_list(house: House) {
        let practice = house.practice().await;
        house.connected(&practice).await;
        let refused = house.app.read(&practice.zoe, all(practice.organisation)).await.unwrap_err();
        assert_eq!(refused, Refusal::NotFound);
    }
}
