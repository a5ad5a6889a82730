//! Tokens for programs. Making one asks for the password, because a token acts for its person.

use super::show::view;
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::public::{check_mine, renew};
use crate::{Answer, Refused, answer};
use app::identity::{CreateToken, LONGEST_DAYS, NewToken, RevokeToken, token_text};
use axum::http::{HeaderValue, header};
use kernel::{Refusal, TokenId, TokenName};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    password: String,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// Answers with the page itself, not a way on: the token is shown this once.
pub(super) async fn create(person: Person, form: Form<Typed>) -> Answer {
    let Typed { name, password } = form.input;
    match make(&person, &name, password).await {
        Ok((text, cookie)) => {
            let mut page = view(&person).await?;
            page.fresh_token = Some(text);
            let mut response = answer::page(&page)?;
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(Refused::By(refusal)) => {
            let refused = person.refused_form("token", refusal)?;
            let mut page = view(&person).await?;
            (page.token_name, page.token_form) = (name, refused);
            answer::refused(&page)
        }
        Err(turned) => Err(turned),
    }
}

async fn make(person: &Person, name: &str, password: String) -> Result<(String, HeaderValue), Refused> {
    let mut problems = Problems::default();
    let checked = problems.keep(check_mine(person, "password", password).await)?;
    let name = problems.take("name", TokenName::parse(name));
    let (Some(()), Some(name)) = (checked, name) else { return Err(problems.refusal().into()) };
    let (actor, cookie) = renew(person).await?;
    let text = token_text(person.web.app.core.entropy.bytes());
    let token = NewToken::new(name, &text, LONGEST_DAYS)?;
    // Without a key: each try draws its own token.
    person.web.app.run(&actor, None, CreateToken { token }).await?;
    Ok((text.to_string(), cookie))
}

pub(super) async fn revoke(person: Person, Path(token): Path<TokenId>, form: Form<Nothing>) -> Answer {
    let Nothing {} = form.input;
    let known = person.web.app.read(&person.actor, app::identity::MyTokens).await?;
    let name = known.into_iter().find(|one| one.token == token).ok_or(Refusal::NotFound)?.name;
    person.web.app.run(&person.actor, Some(form.key), RevokeToken { token }).await?;
    person.go_with("/profile", &Flash::about(Word::TokenRevoked, &name))
}
