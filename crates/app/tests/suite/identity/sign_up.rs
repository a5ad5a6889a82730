//! Sign-up and the confirmed address.

use super::{NEW, OLD, browser, email, known, rows_with, secret, start, user};
use app::identity::{ConfirmEmail, MyPlaces, PersonToConfirm, Register, ResendConfirmation};
use app::keys::Purpose;
use app::links::LinkState;
use app::{Actor, SignedIn, Who};
use kernel::{EmailAddress, Id as _, PersonName, SessionId};
use testkit::{House, both_engines};

fn sign_up(address: &str) -> Register {
    Register {
        email: EmailAddress::parse(address).unwrap(),
        name: PersonName::parse("Asha Raman").unwrap(),
        password_hash: OLD.to_owned(),
    }
}

async fn signed_up(house: &House, address: &str) {
    house.app.run(&house.nobody(), None, sign_up(address)).await.unwrap();
}

both_engines! {
    async fn a_confirmed_person_signs_in_under_her_own_name(house: House) {
        let asha = house.person("Asha Raman").await;
        let Who::Person(person) = &asha.who else { panic!("signed in") };
        assert_eq!((person.name.as_str(), person.confirmed), ("Asha Raman", true));
    }

    // T14: signing up with an address that somebody invited shows nothing before the mailbox answers.
    async fn before_the_mailbox_answers_nothing_is_seen_and_nobody_signs_in(house: House) {
        let asha = house.unconfirmed("Asha Raman").await;
        assert_eq!(start(&house, asha, OLD).await.unwrap_err().code(), "email_unconfirmed");
        let who = Who::Person(SignedIn {
            user: asha,
            session: SessionId::from_bytes([0; 16]),
            name: String::new(),
            email: String::new(),
            confirmed: false,
            proved_at: house.app.now(),
            seen_at: house.app.now(),
        });
        let actor = Actor { who, request: house.app.request_id() };
        assert_eq!(house.app.read(&actor, MyPlaces).await.unwrap_err().code(), "email_unconfirmed");
    }

    async fn only_her_own_confirmation_link_confirms(house: House) {
        let (asha, ben) = (house.unconfirmed("Asha Raman").await, house.unconfirmed("Ben Okri").await);
        let actor = house.nobody();
        let confirm = |secret| house.app.run(&actor, None, ConfirmEmail { secret });
        for wrong in [
            secret(&house, Purpose::ResetPassword, asha, 1),
            secret(&house, Purpose::ConfirmEmail, asha, 2),
            secret(&house, Purpose::ConfirmEmail, asha, 0),
        ] {
            assert_eq!(confirm(wrong).await.unwrap_err().code(), "not_found");
        }
        let hers = secret(&house, Purpose::ConfirmEmail, asha, 1);
        confirm(hers.clone()).await.unwrap();
        assert_eq!(confirm(hers).await.unwrap_err().code(), "link_used");
        assert!(start(&house, asha, OLD).await.is_ok());
        assert_eq!(start(&house, ben, OLD).await.unwrap_err().code(), "email_unconfirmed");
    }

    async fn a_confirmation_link_lives_a_day_and_dies_by_the_next(house: House) {
        let asha = house.unconfirmed("Asha Raman").await;
        let state = async |generation| {
            let secret = secret(&house, Purpose::ConfirmEmail, asha, generation);
            house.app.read(&house.nobody(), PersonToConfirm { secret }).await.unwrap().state
        };
        signed_up(&house, "asha.raman@example.test").await;
        assert_eq!((state(1).await, state(2).await), (LinkState::Replaced, LinkState::Live));
        house.clock.pass_seconds(86_401);
        assert_eq!(state(2).await, LinkState::Expired);
        let late = ConfirmEmail { secret: secret(&house, Purpose::ConfirmEmail, asha, 2) };
        assert_eq!(house.app.run(&house.nobody(), None, late).await.unwrap_err().code(), "link_expired");
    }

    async fn a_second_sign_up_keeps_the_first_password_and_changes_no_person(house: House) {
        let asha = house.person("Asha Raman").await;
        let mut again = sign_up(asha.email());
        again.password_hash = NEW.to_owned();
        house.app.run(&house.nobody(), None, again).await.unwrap();
        let facts = known(&house, &email(&asha)).await.unwrap();
        assert_eq!((facts.user, facts.password_hash.as_str()), (user(&asha), OLD));
        assert_eq!(rows_with(&house, "outbox", "already_registered").await, 1);
    }

    // T2: how much work a sign-up is does not tell whether the address was known.
    async fn a_sign_up_takes_the_same_statements_for_known_and_unknown_addresses(house: House) {
        let asha = house.person("Asha Raman").await;
        let db = house.app.db().clone();
        let cost = async |address: &str| {
            let before = db.figures();
            signed_up(&house, address).await;
            let after = db.figures();
            (after.statements - before.statements, after.round_trips - before.round_trips)
        };
        let unknown = cost("nobody@example.test").await;
        assert_eq!(cost(asha.email()).await, unknown);
        assert!(unknown.0 > 0);
    }

    async fn a_confirmation_sent_again_kills_the_first_link_and_goes_only_to_whom_it_may_concern(house: House) {
        let asha = house.unconfirmed("Asha Raman").await;
        let again = async |address: &str| {
            let email = EmailAddress::parse(address).unwrap();
            house.app.run(&house.nobody(), None, ResendConfirmation { email }).await.unwrap();
        };
        again("asha.raman@example.test").await;
        again("nobody@example.test").await;
        let state = async |generation| {
            let secret = secret(&house, Purpose::ConfirmEmail, asha, generation);
            house.app.read(&house.nobody(), PersonToConfirm { secret }).await.unwrap().state
        };
        assert_eq!((state(1).await, state(2).await), (LinkState::Replaced, LinkState::Live));
        assert_eq!(rows_with(&house, "outbox", "confirm_email").await, 2);
        assert_eq!(rows_with(&house, "person", "nobody").await, 0);
        let ben = house.person("Ben Okri").await;
        again(ben.email()).await;
        assert_eq!(rows_with(&house, "outbox", "already_registered").await, 1);
    }

    async fn asking_for_the_confirmation_again_takes_the_same_statements_whoever_it_is(house: House) {
        house.unconfirmed("Asha Raman").await;
        let ben = house.person("Ben Okri").await;
        let db = house.app.db().clone();
        let cost = async |address: &str| {
            let before = db.figures();
            let email = EmailAddress::parse(address).unwrap();
            house.app.run(&house.nobody(), None, ResendConfirmation { email }).await.unwrap();
            let after = db.figures();
            (after.statements - before.statements, after.round_trips - before.round_trips)
        };
        let unknown = cost("nobody@example.test").await;
        assert_eq!((cost(ben.email()).await, cost("asha.raman@example.test").await), (unknown, unknown));
    }

    async fn an_address_gets_three_letters_a_day_however_often_it_is_typed(house: House) {
        for _ in 0..6 {
            signed_up(&house, "asha.raman@example.test").await;
        }
        assert_eq!(rows_with(&house, "outbox", "confirm_email").await, 3);
        let asha = known(&house, &EmailAddress::parse("asha.raman@example.test").unwrap()).await.unwrap().user;
        let last = secret(&house, Purpose::ConfirmEmail, asha, 3);
        let found = house.app.read(&house.nobody(), PersonToConfirm { secret: last }).await.unwrap();
        assert_eq!(found.state, LinkState::Live, "the last letter that was sent still works");
        house.clock.pass_seconds(86_400);
        signed_up(&house, "asha.raman@example.test").await;
        assert_eq!(rows_with(&house, "outbox", "confirm_email").await, 4);
    }

    // T12: only the letter case of an address is the same address.
    async fn another_spelling_is_another_person_unless_only_case_differs(house: House) {
        let asha = house.person("Asha Raman").await;
        signed_up(&house, "ASHA.Raman@Example.TEST").await;
        assert_eq!(rows_with(&house, "outbox", "already_registered").await, 1);
        assert_eq!(rows_with(&house, "outbox", "ASHA.Raman").await, 0, "mail goes to the stored spelling");
        for other in ["asharaman@example.test", "asha.raman+x@example.test", "asha.raman@example.test.test"] {
            signed_up(&house, other).await;
            let typed = EmailAddress::parse(other).unwrap();
            assert_ne!(known(&house, &typed).await.unwrap().user, user(&asha), "{other}");
        }
    }

    async fn sixty_four_sign_ups_at_once_make_one_person(house: House) {
        let tries = (0..64).map(|_| {
            let (app, actor) = (house.app.clone(), house.nobody());
            tokio::spawn(async move { app.run(&actor, None, sign_up("asha.raman@example.test")).await })
        });
        for attempt in tries.collect::<Vec<_>>() {
            attempt.await.unwrap().unwrap();
        }
        let dump = house.app.db().dump().await.unwrap();
        let count = |table: &str| dump[table].len();
        assert_eq!((count("person"), count("address"), count("tenant")), (1, 1, 1));
        assert_eq!(count("outbox"), 3);
    }

    async fn sign_up_and_confirmation_are_all_or_nothing(house: House) {
        let wish: Register = sign_up("asha.raman@example.test");
        house.sabotage(&house.nobody(), wish).await;
        house.sabotage(&house.nobody(), sign_up("asha.raman@example.test")).await;
        let address = EmailAddress::parse("asha.raman@example.test").unwrap();
        let asha = known(&house, &address).await.unwrap().user;
        let secret = secret(&house, Purpose::ConfirmEmail, asha, 2);
        house.sabotage(&house.nobody(), ConfirmEmail { secret }).await;
        house.sabotage(&house.nobody(), sign_up("asha.raman@example.test")).await;
        browser(&house, asha).await;
    }
}
