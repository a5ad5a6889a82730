//! New passwords: by the mailbox, and by the person herself.

use super::{
    NEW, OLD, acting, ask_reset, browser, email, fresh_token, is_signed_in, known, rows_with, secret, start,
    user,
};
use app::identity::{
    Authenticate, ChangePassword, ConfirmEmail, CreateToken, Credential, EndOtherSessions, MyPassword,
    NewToken, RequestReset, ResetLink, ResetPassword, token_text,
};
use app::keys::{Purpose, hash_of};
use app::links::LinkState;
use app::{Actor, Who};
use kernel::{EmailAddress, Refusal, TokenName};
use testkit::{House, both_engines};

async fn reset(house: &House, asha: &Actor, generation: i64) -> Result<(), Refusal> {
    let secret = secret(house, Purpose::ResetPassword, user(asha), generation);
    let command = ResetPassword { secret, password_hash: NEW.to_owned() };
    house.app.run(&house.nobody(), None, command).await.map(|_| ())
}

async fn state(house: &House, asha: &Actor, generation: i64) -> LinkState {
    let secret = secret(house, Purpose::ResetPassword, user(asha), generation);
    house.app.read(&house.nobody(), ResetLink { secret }).await.unwrap().state
}

both_engines! {
    // T10: mail scanners open links; only the posted form uses one, and only once.
    async fn opening_a_reset_link_never_uses_it_and_using_it_works_once(house: House) {
        let asha = house.person("Asha Raman").await;
        ask_reset(&house, &email(&asha)).await;
        let before = house.app.db().fingerprint().await.unwrap();
        for _ in 0..20 {
            assert_eq!(state(&house, &asha, 1).await, LinkState::Live);
        }
        assert_eq!(house.app.db().fingerprint().await.unwrap(), before);
        reset(&house, &asha, 1).await.unwrap();
        assert_eq!(reset(&house, &asha, 1).await.unwrap_err().code(), "link_used");
        assert_eq!(state(&house, &asha, 1).await, LinkState::Used);
        assert_eq!(known(&house, &email(&asha)).await.unwrap().password_hash, NEW);
        assert_eq!(rows_with(&house, "outbox", "password_changed").await, 1);
    }

    // T10, T16: every order of two requests; only the newest link works, for ten minutes.
    async fn a_newer_reset_link_kills_the_older_and_ten_minutes_kill_both(house: House) {
        let asha = house.person("Asha Raman").await;
        assert_eq!(reset(&house, &asha, 1).await.unwrap_err(), Refusal::NotFound);
        ask_reset(&house, &email(&asha)).await;
        ask_reset(&house, &email(&asha)).await;
        assert_eq!(reset(&house, &asha, 1).await.unwrap_err().code(), "link_replaced");
        house.clock.pass_seconds(599);
        assert_eq!(state(&house, &asha, 2).await, LinkState::Live);
        house.clock.pass_seconds(1);
        assert_eq!(reset(&house, &asha, 2).await.unwrap_err().code(), "link_expired");
        ask_reset(&house, &email(&asha)).await;
        reset(&house, &asha, 3).await.unwrap();
        for (generation, code) in [(1, "link_replaced"), (2, "link_replaced"), (3, "link_used")] {
            assert_eq!(reset(&house, &asha, generation).await.unwrap_err().code(), code);
        }
    }

    async fn one_reset_link_used_many_times_at_once_works_once(house: House) {
        let asha = house.person("Asha Raman").await;
        ask_reset(&house, &email(&asha)).await;
        let tries: Vec<_> = (0..16).map(|_| {
            let secret = secret(&house, Purpose::ResetPassword, user(&asha), 1);
            let command = ResetPassword { secret, password_hash: NEW.to_owned() };
            let (app, actor) = (house.app.clone(), house.nobody());
            tokio::spawn(async move { app.run(&actor, None, command).await })
        }).collect();
        let mut worked = 0;
        for attempt in tries {
            match attempt.await.unwrap() {
                Ok(_) => worked += 1,
                Err(refusal) => assert_eq!(refusal.code(), "link_used"),
            }
        }
        assert_eq!(worked, 1);
    }

    async fn the_page_of_a_reset_link_shows_a_masked_address_and_only_while_it_works(house: House) {
        let asha = house.person("Asha Raman").await;
        ask_reset(&house, &email(&asha)).await;
        let link = || ResetLink { secret: secret(&house, Purpose::ResetPassword, user(&asha), 1) };
        let live = house.app.read(&house.nobody(), link()).await.unwrap();
        assert_eq!(live.address.as_deref(), Some("a•••@e•••.test"));
        house.clock.pass_seconds(600);
        let expired = house.app.read(&house.nobody(), link()).await.unwrap();
        assert_eq!((expired.address, expired.own_words.len()), (None, 0));
    }

    // T6: whatever was signed in before a reset is refused on its next request, and so is what it began.
    async fn a_reset_ends_every_session_and_every_token(house: House) {
        let asha = house.person("Asha Raman").await;
        let text = token_text(house.app.core.entropy.bytes());
        let token = NewToken::new(TokenName::parse("Till").unwrap(), &text, 30).unwrap();
        house.app.run(&asha, None, CreateToken { token }).await.unwrap();
        let mut cookies = Vec::new();
        for _ in 0..3 {
            cookies.push(browser(&house, user(&asha)).await);
        }
        let stale = acting(&house, &cookies[0]).await;
        ask_reset(&house, &email(&asha)).await;
        reset(&house, &asha, 1).await.unwrap();
        for cookie in &cookies {
            assert!(!is_signed_in(&house, cookie).await);
        }
        let bearer = Authenticate { credential: Credential::Bearer(text.to_string()) };
        assert!(matches!(house.app.read(&house.nobody(), bearer).await.unwrap(), Who::Nobody));
        let change = ChangePassword { password_hash: OLD.to_owned(), token_hash: [1; 32] };
        assert_eq!(house.app.run(&stale, None, change).await.unwrap_err(), Refusal::SignedOut);
        assert_eq!(house.app.run(&stale, None, EndOtherSessions).await.unwrap_err(), Refusal::SignedOut);
        assert_eq!(start(&house, user(&asha), OLD).await.unwrap_err(), Refusal::SignedOut);
        assert!(start(&house, user(&asha), NEW).await.is_ok());
    }

    // Whoever reads the mailbox owns the account, also when somebody else had signed up with it.
    async fn a_reset_confirms_an_address_that_was_not(house: House) {
        let squatted = house.unconfirmed("Asha Raman").await;
        let address = EmailAddress::parse("asha.raman@example.test").unwrap();
        ask_reset(&house, &address).await;
        let secret_of = |purpose| secret(&house, purpose, squatted, 1);
        let command = ResetPassword { secret: secret_of(Purpose::ResetPassword), password_hash: NEW.to_owned() };
        house.app.run(&house.nobody(), None, command).await.unwrap();
        let late = ConfirmEmail { secret: secret_of(Purpose::ConfirmEmail) };
        assert_eq!(house.app.run(&house.nobody(), None, late).await.unwrap_err().code(), "link_used");
        assert_eq!(start(&house, squatted, OLD).await.unwrap_err(), Refusal::SignedOut);
        assert!(start(&house, squatted, NEW).await.is_ok());
    }

    // T4, T6: this browser gets a new token, the others end.
    async fn a_changed_password_ends_the_other_sessions_and_rotates_this_one(house: House) {
        let asha = house.person("Asha Raman").await;
        let (mine, other) = (browser(&house, user(&asha)).await, browser(&house, user(&asha)).await);
        let (rotated, actor) = (fresh_token(&house), acting(&house, &mine).await);
        assert_eq!(house.app.read(&actor, MyPassword).await.unwrap(), OLD);
        let change = ChangePassword { password_hash: NEW.to_owned(), token_hash: hash_of(&rotated) };
        house.app.run(&actor, None, change).await.unwrap();
        assert!(!is_signed_in(&house, &mine).await && !is_signed_in(&house, &other).await);
        assert!(is_signed_in(&house, &rotated).await);
        assert_eq!(known(&house, &email(&asha)).await.unwrap().password_hash, NEW);
        assert_eq!(rows_with(&house, "outbox", "password_changed").await, 1);
    }

    // T2: the answer and the work are the same; only the mailbox can tell.
    async fn asking_for_a_reset_takes_the_same_statements_for_known_and_unknown(house: House) {
        let asha = house.person("Asha Raman").await;
        let unknown = EmailAddress::parse("nobody@example.test").unwrap();
        let cost = async |email: &EmailAddress| {
            let before = house.app.db().figures();
            ask_reset(&house, email).await;
            let after = house.app.db().figures();
            (after.statements - before.statements, after.round_trips - before.round_trips)
        };
        for _ in 0..5 {
            assert_eq!(cost(&email(&asha)).await, cost(&unknown).await);
        }
        let facts = async |email: &EmailAddress| {
            let before = house.app.db().figures();
            known(&house, email).await;
            house.app.db().figures().statements - before.statements
        };
        assert_eq!(facts(&email(&asha)).await, facts(&unknown).await);
        assert_eq!(rows_with(&house, "outbox", "nobody@example.test").await, 0);
    }

    async fn an_address_gets_three_reset_letters_a_day(house: House) {
        let asha = house.person("Asha Raman").await;
        for _ in 0..6 {
            ask_reset(&house, &email(&asha)).await;
        }
        assert_eq!(rows_with(&house, "outbox", "reset_password").await, 3);
        assert_eq!(state(&house, &asha, 3).await, LinkState::Live, "the last letter still works");
        house.clock.pass_seconds(86_400);
        ask_reset(&house, &email(&asha)).await;
        assert_eq!(rows_with(&house, "outbox", "reset_password").await, 4);
    }

    async fn new_passwords_are_all_or_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        browser(&house, user(&asha)).await;
        let change = ChangePassword { password_hash: NEW.to_owned(), token_hash: [1; 32] };
        house.sabotage(&asha, change).await;
        house.sabotage(&house.nobody(), RequestReset { email: email(&asha) }).await;
        let unknown = EmailAddress::parse("nobody@example.test").unwrap();
        house.sabotage(&house.nobody(), RequestReset { email: unknown }).await;
        let secret = secret(&house, Purpose::ResetPassword, user(&asha), 1);
        house.sabotage(&house.nobody(), ResetPassword { secret, password_hash: OLD.to_owned() }).await;
    }
}
