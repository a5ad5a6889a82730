//! What was issued as a secret is never stored as one (T48).

use super::{NEW, acting, ask_reset, browser, email, fresh_token, secret, user};
use app::identity::{
    ChangePassword, CreateToken, NewToken, ProveIdentity, ResetPassword, parse_token, token_text,
};
use app::keys::{Purpose, hash_of};
use base64::Engine as _;
use kernel::TokenName;
use std::collections::HashSet;
use std::fmt::Write as _;
use testkit::{House, both_engines};

/// The ways in which a secret could have been written down.
fn spellings(secret: &str) -> Vec<Vec<u8>> {
    let hex = |bytes: &[u8]| {
        bytes.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    };
    let mut all = vec![secret.as_bytes().to_vec(), hex(secret.as_bytes()).into_bytes()];
    let decoded = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(secret).ok();
    for raw in decoded.into_iter().chain(parse_token(secret).map(|bytes| bytes.to_vec())) {
        all.push(hex(&raw).into_bytes());
        all.push(raw);
    }
    all
}

/// So many bytes of a secret are already too much of it.
const TOO_MUCH: usize = 16;

/// Whether any part of the secrets, in any spelling, stands in what is stored.
fn leaks(stored: &[Vec<u8>], secrets: &[String]) -> bool {
    let spelled: Vec<Vec<u8>> = secrets.iter().flat_map(|secret| spellings(secret)).collect();
    let parts: HashSet<&[u8]> = spelled.iter().flat_map(|spelling| spelling.windows(TOO_MUCH)).collect();
    stored.iter().any(|bytes| bytes.windows(TOO_MUCH).any(|window| parts.contains(window)))
}

/// Everything that is stored: every row as text, and the bytes of the files on the embedded engine.
async fn stored(house: &House) -> Vec<Vec<u8>> {
    let dump = house.app.db().dump().await.unwrap();
    let mut all = vec![dump.into_values().flatten().collect::<Vec<_>>().join("\n").into_bytes()];
    for file in std::fs::read_dir(house.folder()).unwrap() {
        all.push(std::fs::read(file.unwrap().path()).unwrap());
    }
    all
}

both_engines! {
    async fn no_issued_secret_is_found_in_the_database(house: House) {
        let asha = house.person("Asha Raman").await;
        let mut issued = vec![secret(&house, Purpose::ConfirmEmail, user(&asha), 1)];
        let cookie = browser(&house, user(&asha)).await;
        let (proved, changed) = (fresh_token(&house), fresh_token(&house));
        let actor = acting(&house, &cookie).await;
        house.app.run(&actor, None, ProveIdentity { token_hash: hash_of(&proved) }).await.unwrap();
        let text = token_text(house.app.core.entropy.bytes()).to_string();
        let token = NewToken::new(TokenName::parse("Till").unwrap(), &text, 30).unwrap();
        house.app.run(&actor, None, CreateToken { token }).await.unwrap();
        let change = ChangePassword { password_hash: NEW.to_owned(), token_hash: hash_of(&changed) };
        house.app.run(&actor, None, change).await.unwrap();
        ask_reset(&house, &email(&asha)).await;
        let reset = secret(&house, Purpose::ResetPassword, user(&asha), 1);
        let command = ResetPassword { secret: reset.clone(), password_hash: NEW.to_owned() };
        house.app.run(&house.nobody(), None, command).await.unwrap();
        issued.extend([cookie, proved, changed, text, reset]);

        let stored = stored(&house).await;
        assert!(leaks(&stored, &["asha.raman@example.test".to_owned()]), "what is stored is found");
        assert!(!leaks(&stored, &issued));
    }
}
