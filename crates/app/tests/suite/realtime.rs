//! Laws of live updates: hints follow the commit, reach every process, and carry no facts.

use app::practice::CreateOrganisation;
use app::realtime::{Signal, Topic, follow};
use app::{App, Tenant, Who};
use kernel::{CompanyName, Country};
use std::collections::HashSet;
use std::time::Duration;
use testkit::both_engines;

fn firm() -> CreateOrganisation {
    CreateOrganisation {
        name: CompanyName::parse("Harbour & Pike LLP").unwrap(),
        country: "GB".parse::<Country>().unwrap(),
    }
}

fn stream(app: &App, who: &Who) -> app::realtime::Subscription {
    let Who::Person(person) = who else { panic!("a person") };
    let tenants: HashSet<Tenant> = [Tenant::Person(person.user)].into();
    app.hub().subscribe(person.user, person.session, tenants).unwrap()
}

both_engines! {
    async fn a_change_of_rights_ends_streams_in_every_process(house: House) {
        let asha = house.person("Asha Raman").await;
        let other = house.second_process();
        tokio::spawn(follow(house.app.clone()));
        tokio::spawn(follow(other.clone()));
        let (mut here, mut there) = (stream(&house.app, &asha.who), stream(&other, &asha.who));
        house.app.run(&asha, None, firm()).await.unwrap();
        for stream in [&mut here, &mut there] {
            let signal = tokio::time::timeout(Duration::from_secs(1), stream.signals.recv()).await;
            assert_eq!(signal.expect("within a second"), Some(Signal::End));
        }
    }

    // The database closes after the workers, and what they had in hand is done.
    async fn the_workers_finish_and_end_when_the_server_stops(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let guest = house.accountant("Ben Okri", &company, app::access::Preset::Admin).await;
        let mailbox = mail::Mailbox::new(None, "house@example.test").unwrap();
        let folder = mail::Transport::Folder(mail::FolderPost::new(house.folder()));
        let mut workers = tokio::task::JoinSet::new();
        workers.spawn(follow(house.app.clone()));
        workers.spawn(app::jobs::run(house.app.clone()));
        workers.spawn(app::mail::PostOffice::new(house.app.clone(), folder, mailbox).run());
        tokio::time::timeout(Duration::from_millis(300), workers.join_next()).await.unwrap_err();
        let via = app::access::Via {
            connection: guest.connection,
            organisation: guest.organisation,
            branch: guest.branch,
            visit: Some(guest.visit),
        };
        let now = house.app.now();
        house.app.views().saw(&guest.actor, company.books, &via, app::audit::ViewedPage::Chart, now);
        house.app.stop();
        let ended = async { while workers.join_next().await.is_some() {} };
        tokio::time::timeout(Duration::from_secs(5), ended).await.unwrap();
        let acts = house.acts(company.books).await;
        assert_eq!(acts.iter().filter(|act| *act == "books.viewed").count(), 1, "{acts:?}");
    }

    async fn a_refused_command_hints_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        tokio::spawn(follow(house.app.clone()));
        let mut here = stream(&house.app, &asha.who);
        house.app.run(&house.nobody(), None, firm()).await.unwrap_err();
        let silence = tokio::time::timeout(Duration::from_millis(700), here.signals.recv()).await;
        assert!(silence.is_err(), "{silence:?}");
    }
}

#[test]
fn every_topic_has_a_word_of_its_own() {
    let words: HashSet<&str> = Topic::ALL.iter().map(|topic| topic.word()).collect();
    assert_eq!(words.len(), Topic::ALL.len());
    assert!(Topic::ALL.iter().all(|topic| Topic::from_word(topic.word()) == Some(*topic)));
}
