//! Tokens of programs.

use super::{NEW, OLD, user};
use app::identity::{
    Authenticate, CreateToken, Credential, IssueToken, MyTokens, NewToken, RevokeToken, TouchToken,
    token_text,
};
use app::{Actor, Who};
use kernel::{Id as _, Refusal, TokenId, TokenName};
use testkit::{House, both_engines};

fn drawn(house: &House, days: u16) -> (String, NewToken) {
    let text = token_text(house.app.core.entropy.bytes()).to_string();
    let token = NewToken::new(TokenName::parse("Till").unwrap(), &text, days).unwrap();
    (text, token)
}

async fn program(house: &House, text: &str) -> Actor {
    let credential = Credential::Bearer(text.to_owned());
    let who = house.app.read(&house.nobody(), Authenticate { credential }).await.unwrap();
    Actor { who, request: house.app.request_id() }
}

both_engines! {
    async fn a_token_acts_for_its_person_until_it_is_revoked(house: House) {
        let asha = house.person("Asha Raman").await;
        let (text, token) = drawn(&house, 30);
        let made = house.app.run(&asha, None, CreateToken { token }).await.unwrap();
        let actor = program(&house, &text).await;
        assert_eq!((actor.user(), actor.name()), (asha.user(), "Asha Raman"));
        let list = house.app.read(&asha, MyTokens).await.unwrap();
        assert_eq!((list[0].token, list[0].name.as_str(), list[0].used_at), (made.token, "Till", None));
        assert!(text.ends_with(&list[0].tail) && list[0].tail.len() == 4);
        house.app.run(&asha, None, RevokeToken { token: made.token }).await.unwrap();
        assert!(matches!(program(&house, &text).await.who, Who::Nobody));
        assert_eq!(house.app.run(&actor, None, TouchToken).await.unwrap_err(), Refusal::SignedOut);
        assert!(house.app.read(&asha, MyTokens).await.unwrap().is_empty());
        let again = house.app.run(&asha, None, RevokeToken { token: made.token }).await.unwrap_err();
        assert_eq!(again, Refusal::NotFound);
    }

    async fn a_token_lives_its_days_and_at_most_a_year(house: House) {
        let asha = house.person("Asha Raman").await;
        let (text, token) = drawn(&house, 1);
        house.app.run(&asha, None, CreateToken { token }).await.unwrap();
        house.clock.pass_seconds(86_399);
        assert!(matches!(program(&house, &text).await.who, Who::Token(_)));
        house.clock.pass_seconds(1);
        assert!(matches!(program(&house, &text).await.who, Who::Nobody));
        for days in [0, 366, u16::MAX] {
            let name = TokenName::parse("Till").unwrap();
            assert_eq!(NewToken::new(name, &text, days).unwrap_err().code(), "invalid");
        }
    }

    // T15: whatever else comes as a bearer token is nobody, costs nothing, and changes nothing.
    async fn a_text_that_is_no_token_is_nobody_without_asking_the_database(house: House) {
        let before = house.app.db().figures().statements;
        let long = "chs_".to_owned() + &"a".repeat(1_000_000);
        for text in ["", "chs_", "null", "true", "0", "{}", "[]", "\0", "chs_\0", long.as_str()] {
            assert!(matches!(program(&house, text).await.who, Who::Nobody));
        }
        assert_eq!(house.app.db().figures().statements, before);
        let unknown = token_text([3; 32]);
        assert!(matches!(program(&house, &unknown).await.who, Who::Nobody));
    }

    async fn nobody_revokes_the_token_of_another(house: House) {
        let (asha, ben) = (house.person("Asha Raman").await, house.person("Ben Okri").await);
        let (text, token) = drawn(&house, 30);
        let made = house.app.run(&ben, None, CreateToken { token }).await.unwrap();
        let theft = house.app.run(&asha, None, RevokeToken { token: made.token }).await.unwrap_err();
        assert_eq!(theft, Refusal::NotFound);
        let unknown = RevokeToken { token: TokenId::from_bytes([9; 16]) };
        assert_eq!(house.app.run(&asha, None, unknown).await.unwrap_err(), Refusal::NotFound);
        assert!(matches!(program(&house, &text).await.who, Who::Token(_)));
    }

    async fn a_program_begins_with_a_checked_password_of_a_confirmed_person(house: House) {
        let asha = house.person("Asha Raman").await;
        let ben = house.unconfirmed("Ben Okri").await;
        let issue = |user, checked: &str, token| IssueToken { user, checked_hash: checked.to_owned(), token };
        let (text, token) = drawn(&house, 30);
        let changed = house.app.run(&house.nobody(), None, issue(user(&asha), NEW, token.clone())).await;
        assert_eq!(changed.unwrap_err(), Refusal::SignedOut);
        let unconfirmed = house.app.run(&house.nobody(), None, issue(ben, OLD, token.clone())).await;
        assert_eq!(unconfirmed.unwrap_err().code(), "email_unconfirmed");
        house.app.run(&house.nobody(), None, issue(user(&asha), OLD, token)).await.unwrap();
        assert_eq!(program(&house, &text).await.user(), asha.user());
    }

    async fn the_use_of_a_token_is_noted_at_most_once_a_minute(house: House) {
        let asha = house.person("Asha Raman").await;
        let (text, token) = drawn(&house, 30);
        house.app.run(&asha, None, CreateToken { token }).await.unwrap();
        let first = program(&house, &text).await;
        assert!(TouchToken::is_due(&first, house.app.now()));
        house.app.run(&first, None, TouchToken).await.unwrap();
        let second = program(&house, &text).await;
        assert!(!TouchToken::is_due(&second, house.app.now()));
        assert!(house.app.read(&asha, MyTokens).await.unwrap()[0].used_at.is_some());
        house.clock.pass_seconds(60);
        assert!(TouchToken::is_due(&second, house.app.now()));
    }

    async fn a_person_has_at_most_a_hundred_live_tokens(house: House) {
        let asha = house.person("Asha Raman").await;
        for _ in 0..100 {
            house.app.run(&asha, None, CreateToken { token: drawn(&house, 30).1 }).await.unwrap();
        }
        let refused = house.app.run(&asha, None, CreateToken { token: drawn(&house, 30).1 }).await.unwrap_err();
        assert_eq!(refused.code(), "too_many_tokens");
    }

    async fn tokens_come_and_go_all_or_nothing(house: House) {
        let asha = house.person("Asha Raman").await;
        let made = house.sabotage(&asha, CreateToken { token: drawn(&house, 30).1 }).await;
        let (text, token) = drawn(&house, 30);
        let issue = IssueToken { user: user(&asha), checked_hash: OLD.to_owned(), token };
        house.sabotage(&house.nobody(), issue).await;
        house.sabotage(&program(&house, &text).await, TouchToken).await;
        house.sabotage(&asha, RevokeToken { token: made.token }).await;
    }
}
