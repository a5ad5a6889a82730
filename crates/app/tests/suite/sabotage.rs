//! Whoever adds a command shows that it is wholly done or not at all: jobs and what the logs need, and a
//! count of all commands against those that a test sabotages.

use app::access::{Permission, Preset, Via};
use app::audit::{CopyDelegatedActs, ExportFormat, RecordExport, ViewedPage, checkpoint, write_views};
use app::identity::ResendConfirmation;
use app::mail::{ClaimLetters, Outcome, SettleLetter};
use app::practice::InviteMember;
use app::realtime::ForgetChanges;
use app::{Actor, Tenant};
use kernel::Refusal;
use std::path::Path;
use testkit::{House, both_engines};

fn job(house: &House) -> Actor {
    Actor::job("test", house.app.request_id())
}

both_engines! {
    async fn what_the_logs_need_is_all_or_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let guest = house.accountant("Ben Okri", &company, Preset::Admin).await;
        let tenant = Tenant::from(company.books);
        house.sabotage(&asha, RecordExport { tenant, format: ExportFormat::Csv }).await;
        house.post(&guest.actor, &company, "2026-11-03", &[("6190", 1000), ("1010", -1000)]).await.unwrap();
        house.sabotage(&job(&house), CopyDelegatedActs { organisation: guest.organisation }).await;
        // RecordViews and PrepareCheckpoint are run by the log itself alone.
        let via = Via {
            connection: guest.connection,
            organisation: guest.organisation,
            branch: guest.branch,
            visit: Some(guest.visit),
        };
        house.app.views().saw(&guest.actor, company.books, &via, ViewedPage::Chart, house.app.now());
        house.sabotage_act("record_views", async || write_views(&house.app).await).await;
        let acts = house.acts(company.books).await;
        assert_eq!(acts.iter().filter(|act| *act == "books.viewed").count(), 1);
        house.sabotage_act("prepare_checkpoint", async || drop(checkpoint(&house.app, &asha, tenant, None).await)).await;
        checkpoint(&house.app, &asha, tenant, None).await.unwrap();
    }

    async fn jobs_are_all_or_nothing(house: House) {
        house.unconfirmed("Asha Raman").await;
        let again = kernel::EmailAddress::parse("asha.raman@example.test").unwrap();
        house.sabotage(&house.nobody(), ResendConfirmation { email: again }).await;
        let claimed = house.sabotage(&job(&house), ClaimLetters).await;
        let first = &claimed[0];
        let settle = SettleLetter { tenant: first.tenant, letter: first.letter, outcome: Outcome::Sent };
        house.sabotage(&job(&house), settle).await;
        house.sabotage(&job(&house), ForgetChanges).await;
    }

    // NoteDenial: the refusal stands whether or not it could be written down.
    async fn a_refusal_is_written_down_wholly_or_not_at_all(house: House) {
        let practice = house.practice().await;
        let (organisation, branch) = (practice.organisation, practice.branch);
        let mia = house.colleague(&practice.asha, organisation, ("Mia Stone", app::access::BranchRole::Member), &[branch]).await;
        let invite = InviteMember {
            organisation,
            email: kernel::EmailAddress::parse("new@example.test").unwrap(),
            name: kernel::PersonName::parse("New Person").unwrap(),
            role: app::access::BranchRole::Member,
            branches: vec![branch],
        };
        house.sabotage_act("note_denial", async || {
            let outcome = house.app.run(&mia, None, invite.clone()).await;
            let needs = Permission::InviteTeamMembers.label();
            // The failure may have met the command itself, where a tenant is taken by a write.
            let refused = match &outcome {
                Err(Refusal::Forbidden { needs: found }) => *found == needs,
                Err(Refusal::Fault(fault)) => fault.detail == "injected failure",
                _ => false,
            };
            assert!(refused, "{outcome:?}");
        }).await;
        assert_eq!(house.acts(organisation).await.last().map(String::as_str), Some("access.denied"));
    }
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
}

/// Commands that no test names in a law that sabotages.
fn unsabotaged(product: &[String], tests: &[String]) -> Vec<String> {
    let laws: Vec<&str> = tests
        .iter()
        .flat_map(|text| text.split("async fn "))
        .filter(|law| law.contains(".sabotage(") || law.contains(".sabotage_act("))
        .collect();
    let commands = product.iter().flat_map(|text| text.split("impl Command for ").skip(1));
    let commands = commands.filter_map(|rest| words(rest).next());
    let missing = commands.filter(|name| !laws.iter().any(|law| words(law).any(|word| word == *name)));
    missing.map(str::to_owned).collect()
}

#[test]
fn every_command_is_sabotaged_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut product, mut tests) = (Vec::new(), Vec::new());
    sources(&root.join("src"), &mut product);
    sources(&root.join("tests"), &mut tests);
    assert!(product.iter().filter(|text| text.contains("impl Command for ")).count() > 50);
    assert_eq!(unsabotaged(&product, &tests), Vec::<String>::new());
    // A command that nobody sabotages is found.
    let planted = ["impl Command for Paint", "TheHouse {"].concat();
    assert_eq!(unsabotaged(&[planted], &tests).len(), 1);
}
