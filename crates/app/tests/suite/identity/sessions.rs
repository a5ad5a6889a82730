//! Sessions: new tokens, idle time, and their end.

use super::{
    NEW, OLD, acting, ask_reset, browser, email, fresh_token, is_signed_in, leaves, rows_with, secret, user,
};
use app::identity::{
    ChangePassword, CreateToken, EndOtherSessions, EndSession, MySessions, NewToken, ProveIdentity,
    ResetPassword, RevokeToken, SessionsEnded, SignOut, StartSession, TouchSession,
};
use app::keys::{Purpose, hash_of};
use app::{Actor, Who};
use kernel::{Refusal, SessionId, TokenName};
use testkit::{House, both_engines};

fn session(actor: &Actor) -> SessionId {
    actor.sign_in().unwrap()
}

async fn prove(house: &House, actor: &Actor) -> Result<String, Refusal> {
    let token = fresh_token(house);
    let command = ProveIdentity { token_hash: hash_of(&token) };
    house.app.run(actor, None, command).await.map(|()| token)
}

fn new_token(house: &House) -> CreateToken {
    let text = app::identity::token_text(house.app.core.entropy.bytes());
    CreateToken { token: NewToken::new(TokenName::parse("Till").unwrap(), &text, 30).unwrap() }
}

both_engines! {
    // T4: a token that somebody planted or saw before the proof is worth nothing after it.
    async fn a_fresh_proof_rotates_the_token_and_opens_sensitive_acts(house: House) {
        let asha = house.person("Asha Raman").await;
        let old = browser(&house, user(&asha)).await;
        house.clock.pass_seconds(601);
        let stale = acting(&house, &old).await;
        let refused = house.app.run(&stale, None, new_token(&house)).await.unwrap_err();
        assert_eq!(refused, Refusal::Reauthenticate);
        let new = prove(&house, &stale).await.unwrap();
        assert!(!is_signed_in(&house, &old).await);
        let proved = acting(&house, &new).await;
        assert_eq!(session(&proved), session(&stale), "it is the same session");
        house.app.run(&proved, None, new_token(&house)).await.unwrap();
    }

    // T6: each way out ends what it names, on the very next request.
    async fn every_way_out_ends_what_it_names_and_nothing_else(house: House) {
        let asha = house.person("Asha Raman").await;
        let (one, two, three) =
            (browser(&house, user(&asha)).await, browser(&house, user(&asha)).await, browser(&house, user(&asha)).await);
        house.app.run(&acting(&house, &one).await, None, SignOut).await.unwrap();
        assert!(!is_signed_in(&house, &one).await && is_signed_in(&house, &two).await);
        let other = session(&acting(&house, &three).await);
        let actor = acting(&house, &two).await;
        house.app.run(&actor, None, EndSession { session: other }).await.unwrap();
        assert!(!is_signed_in(&house, &three).await);
        let again = house.app.run(&actor, None, EndSession { session: other }).await.unwrap_err();
        assert_eq!(again, Refusal::NotFound);
        let ended = house.app.run(&actor, None, EndOtherSessions).await.unwrap();
        assert_eq!(ended, SessionsEnded { count: 1 });
        assert!(is_signed_in(&house, &two).await);
        assert_eq!(house.app.run(&actor, None, EndOtherSessions).await.unwrap().count, 0);
        assert_eq!(house.app.run(&asha, None, SignOut).await.unwrap_err(), Refusal::SignedOut);
    }

    // What a browser had in hand when its session ended does nothing any more.
    async fn an_ended_session_changes_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        house.app.run(&asha, None, SignOut).await.unwrap();
        assert_eq!(prove(&house, &asha).await.unwrap_err(), Refusal::SignedOut);
        assert_eq!(house.app.run(&asha, None, TouchSession).await.unwrap_err(), Refusal::SignedOut);
        assert_eq!(house.app.run(&asha, None, new_token(&house)).await.unwrap_err(), Refusal::SignedOut);
    }

    // Nor is anything read or changed that the person holds by membership, by a role or by a visit.
    async fn an_ended_session_opens_no_door(house: House) {
        let asha = house.person("Asha Raman").await;
        let company = house.company(&asha, "Kestrel Ltd").await;
        let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
        let guest = house.accountant("Ben Okri", &company, app::access::Preset::Admin).await;
        for actor in [&asha, &guest.actor] {
            house.post(actor, &company, "2026-11-03", &[("6190", 1000), ("1010", -1000)]).await.unwrap();
            house.app.run(actor, None, SignOut).await.unwrap();
            let post = house.post(actor, &company, "2026-11-03", &[("6190", 1000), ("1010", -1000)]).await;
            assert_eq!(post.unwrap_err(), Refusal::SignedOut);
        }
        let name = kernel::CompanyName::parse("Heron").unwrap();
        let country = "GB".parse().unwrap();
        let renamed = app::practice::UpdateOrganisation { organisation, name, country };
        assert_eq!(house.app.run(&asha, None, renamed).await.unwrap_err(), Refusal::SignedOut);
        let founding = testkit::founding("Heron Ltd");
        assert_eq!(house.app.run(&asha, None, founding).await.unwrap_err(), Refusal::SignedOut);
        assert_eq!(house.app.read(&asha, MySessions).await.unwrap_err(), Refusal::SignedOut);
    }

    async fn nobody_ends_the_session_of_another(house: House) {
        let (asha, ben) = (house.person("Asha Raman").await, house.person("Ben Okri").await);
        let theft = EndSession { session: session(&ben) };
        assert_eq!(house.app.run(&asha, None, theft).await.unwrap_err(), Refusal::NotFound);
        house.app.run(&asha, None, EndOtherSessions).await.unwrap();
        house.app.run(&ben, None, TouchSession).await.unwrap();
    }

    async fn a_session_idles_out_after_an_hour_and_ends_after_a_day(house: House) {
        let asha = house.person("Asha Raman").await;
        let (idle, used) = (browser(&house, user(&asha)).await, browser(&house, user(&asha)).await);
        assert!(!TouchSession::is_due(&acting(&house, &used).await, house.app.now()));
        for _ in 0..24 {
            house.clock.pass_seconds(3_590);
            let actor = acting(&house, &used).await;
            assert!(TouchSession::is_due(&actor, house.app.now()));
            house.app.run(&actor, None, TouchSession).await.unwrap();
        }
        assert!(!is_signed_in(&house, &idle).await && is_signed_in(&house, &used).await);
        house.clock.pass_seconds(240);
        assert!(!is_signed_in(&house, &used).await, "a day is over");
    }

    async fn the_list_shows_live_sessions_and_marks_the_present_one(house: House) {
        let asha = house.person("Asha Raman").await;
        let (mine, gone) = (browser(&house, user(&asha)).await, browser(&house, user(&asha)).await);
        house.app.run(&acting(&house, &gone).await, None, SignOut).await.unwrap();
        let actor = acting(&house, &mine).await;
        let list = house.app.read(&actor, MySessions).await.unwrap();
        assert_eq!(list.len(), 2);
        let current: Vec<_> = list.iter().filter(|row| row.is_current).collect();
        assert_eq!(current.len(), 1);
        assert_eq!(current[0].session, session(&actor));
        assert_eq!((current[0].agent.as_str(), current[0].address.as_str()), ("Firefox on Linux", "192.0.2.7"));
    }

    async fn sessions_begin_and_end_all_or_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        let started = StartSession {
            user: user(&asha),
            checked_hash: OLD.to_owned(),
            token_hash: [1; 32],
            agent: "a".to_owned(),
            address: "b".to_owned(),
        };
        let other = house.sabotage(&house.nobody(), started).await.session;
        house.sabotage(&asha, ProveIdentity { token_hash: [2; 32] }).await;
        house.sabotage(&asha, EndSession { session: other }).await;
        browser(&house, user(&asha)).await;
        house.sabotage(&asha, EndOtherSessions).await;
        house.clock.pass_seconds(60);
        house.sabotage(&asha, TouchSession).await;
        house.sabotage(&asha, SignOut).await;
    }

    async fn the_token_of_a_program_cannot_stand_in_for_a_browser(house: House) {
        let asha = house.person("Asha Raman").await;
        let text = app::identity::token_text(house.app.core.entropy.bytes());
        let token = NewToken::new(TokenName::parse("Till").unwrap(), &text, 30).unwrap();
        house.app.run(&asha, None, CreateToken { token }).await.unwrap();
        let credential = app::identity::Credential::Bearer(text.to_string());
        let who = house.app.read(&house.nobody(), app::identity::Authenticate { credential }).await.unwrap();
        assert!(matches!(who, Who::Token(_)));
        let program = Actor { who, request: house.app.request_id() };
        assert_eq!(prove(&house, &program).await.unwrap_err().code(), "needs_session");
        assert_eq!(house.app.run(&program, None, SignOut).await.unwrap_err().code(), "needs_session");
        let another = house.app.run(&program, None, new_token(&house)).await.unwrap_err();
        assert_eq!(another.code(), "needs_session", "a token makes no token");
    }

    // What is decided about a sign-in stands in the person's log, and open streams hear of every end.
    async fn every_decision_about_a_sign_in_leaves_one_leaf(house: House) {
        let asha = house.person("Asha Raman").await;
        let other = session(&acting(&house, &browser(&house, user(&asha)).await).await);
        browser(&house, user(&asha)).await;
        house.app.run(&asha, None, TouchSession).await.unwrap();
        house.app.run(&asha, None, ProveIdentity { token_hash: [1; 32] }).await.unwrap();
        house.app.run(&asha, None, EndSession { session: other }).await.unwrap();
        house.app.run(&asha, None, EndOtherSessions).await.unwrap();
        let token = house.app.run(&asha, None, new_token(&house)).await.unwrap().token;
        house.app.run(&asha, None, RevokeToken { token }).await.unwrap();
        let change = ChangePassword { password_hash: NEW.to_owned(), token_hash: [2; 32] };
        house.app.run(&asha, None, change).await.unwrap();
        house.app.run(&asha, None, SignOut).await.unwrap();
        ask_reset(&house, &email(&asha)).await;
        let secret = secret(&house, Purpose::ResetPassword, user(&asha), 1);
        let reset = ResetPassword { secret, password_hash: OLD.to_owned() };
        house.app.run(&house.nobody(), None, reset).await.unwrap();
        for (act, count) in [
            ("person.registered", 1),
            ("person.email_confirmed", 1),
            ("session.started", 3),
            ("session.proved", 1),
            ("session.ended", 3),
            ("token.created", 1),
            ("token.revoked", 1),
            ("password.changed", 1),
            ("password.reset", 1),
        ] {
            assert_eq!(leaves(&house, act).await, count, "{act}");
        }
        assert_eq!(house.app.db().dump().await.unwrap()["audit_leaf"].len(), 13, "and no other");
        assert_eq!(rows_with(&house, "change", "person").await, 6);
    }
}
