//! Laws of the outbox: nothing lost, nothing for work that was rolled back, duplicates recognisable.

use app::Actor;
use app::identity::Register;
use app::mail::{DeadLetters, PostOffice};
use kernel::{EmailAddress, FaultKind, PersonName};
use mail::{Mailbox, SmtpConfig, SmtpPost, Transport};
use std::time::Duration;
use testkit::smtp::{Behaviour, Protection, SmtpServer, Step};
use testkit::{House, both_engines};

fn register(email: &str) -> Register {
    Register {
        email: EmailAddress::parse(email).unwrap(),
        name: PersonName::parse("Grace Holloway").unwrap(),
        password_hash: "$argon2id$none".to_owned(),
    }
}

async fn post(house: &House, server: &SmtpServer) -> PostOffice {
    let limits = Duration::from_secs(2);
    let config: SmtpConfig = server.url().parse().unwrap();
    let transport = Transport::Smtp(SmtpPost::new(config.with_limits(limits, limits)).unwrap());
    PostOffice::new(house.app.clone(), transport, Mailbox::new(None, "house@example.test").unwrap())
}

async fn dead(house: &House) -> usize {
    let actor = Actor::job("test", house.app.request_id());
    house.app.read(&actor, DeadLetters).await.unwrap().len()
}

both_engines! {
    async fn a_letter_goes_once_with_a_link_that_works(house: House) {
        let server = SmtpServer::start(Protection::None).await;
        let post = post(&house, &server).await;
        house.app.run(&house.nobody(), None, register("grace@example.test")).await.unwrap();
        assert_eq!(post.deliver_due().await, Ok(1));
        assert_eq!(post.deliver_due().await, Ok(0));
        let accepted = server.accepted();
        assert_eq!(accepted.len(), 1);
        assert_eq!(accepted[0].to, ["grace@example.test"]);
        let text = String::from_utf8_lossy(&accepted[0].data).replace("=\r\n", "");
        assert!(text.contains("http://localhost/confirm/"), "{text}");
    }

    async fn a_letter_of_rolled_back_work_does_not_exist(house: House) {
        let server = SmtpServer::start(Protection::None).await;
        let post = post(&house, &server).await;
        for k in 1.. {
            house.app.db().faults().arm(k, FaultKind::ReadOnly);
            let outcome = house.app.run(&house.nobody(), None, register("grace@example.test")).await;
            if house.app.db().faults().disarm() {
                outcome.unwrap();
                break;
            }
            assert_eq!(post.deliver_due().await, Ok(0), "failing at statement {k}");
        }
        assert_eq!(post.deliver_due().await, Ok(1));
    }

    async fn a_server_that_drops_after_accepting_gets_the_same_letter_again(house: House) {
        let server = SmtpServer::start(Protection::None).await;
        server.script([Behaviour::DropAfterAccept, Behaviour::Accept]);
        let post = post(&house, &server).await;
        house.app.run(&house.nobody(), None, register("grace@example.test")).await.unwrap();
        assert_eq!(post.deliver_due().await, Ok(1));
        assert_eq!(post.deliver_due().await, Ok(0), "not before the pause is over");
        house.clock.pass_seconds(31);
        assert_eq!(post.deliver_due().await, Ok(1));
        let accepted = server.accepted();
        assert_eq!(accepted.len(), 2);
        assert_eq!(accepted[0].header("Message-ID"), accepted[1].header("Message-ID"));
        assert!(!accepted[0].header("Message-ID").is_empty());
    }

    async fn a_refused_letter_is_dead_and_a_delayed_one_waits(house: House) {
        let server = SmtpServer::start(Protection::None).await;
        let answer = |code| Behaviour::Answer(Step::Recipient, code);
        server.script([answer(451), answer(550)]);
        let post = post(&house, &server).await;
        house.app.run(&house.nobody(), None, register("grace@example.test")).await.unwrap();
        assert_eq!(post.deliver_due().await, Ok(1));
        assert_eq!(dead(&house).await, 0);
        house.clock.pass_seconds(31);
        assert_eq!(post.deliver_due().await, Ok(1));
        assert_eq!(dead(&house).await, 1);
        house.clock.pass_seconds(1_000_000);
        assert_eq!(post.deliver_due().await, Ok(0), "a dead letter does not walk");
    }

    async fn a_stalling_server_is_left_and_asked_again(house: House) {
        let server = SmtpServer::start(Protection::None).await;
        server.script([Behaviour::Stall(Step::Data), Behaviour::Accept]);
        let post = post(&house, &server).await;
        house.app.run(&house.nobody(), None, register("grace@example.test")).await.unwrap();
        assert_eq!(post.deliver_due().await, Ok(1));
        house.clock.pass_seconds(31);
        assert_eq!(post.deliver_due().await, Ok(1));
        assert_eq!(server.accepted().len(), 1);
    }

    async fn a_letter_whose_sender_died_is_taken_over_after_its_lease(house: House) {
        let server = SmtpServer::start(Protection::None).await;
        let post = post(&house, &server).await;
        house.app.run(&house.nobody(), None, register("grace@example.test")).await.unwrap();
        let actor = Actor::job("post", house.app.request_id());
        let claimed = house.app.run(&actor, None, app::mail::ClaimLetters).await.unwrap();
        assert_eq!(claimed.len(), 1);
        assert_eq!(post.deliver_due().await, Ok(0), "somebody holds it");
        house.clock.pass_seconds(181);
        assert_eq!(post.deliver_due().await, Ok(1));
        assert_eq!(server.accepted().len(), 1);
    }
}
