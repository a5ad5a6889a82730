//! The mailbox answers: link and password together confirm the address and sign in.

use super::{link, register, sign_in};
use crate::extract::{Form, Next, Origin, Path, Visitor, cookie};
use crate::flash::{Flash, Word};
use crate::views::identity::ConfirmEmail as View;
use crate::{Answer, answer};
use app::identity::{ConfirmEmail, ConfirmingPerson, PersonToConfirm, SignInFacts};
use app::links::LinkState;
use axum::http::header;
use kernel::{EmailAddress, Fault, Refusal};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    password: String,
}

/// Opening changes nothing, however often a mail scanner does it.
pub(super) async fn show(visitor: Visitor, Path(secret): Path<String>) -> Answer {
    match found(&visitor, &secret).await {
        Ok(person) if person.state == LinkState::Live => answer::page(&view(&visitor, &secret, &person)?),
        Ok(person) => link::dead(&visitor, Some(person.state)),
        Err(Refusal::NotFound) => link::dead(&visitor, None),
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn send(
    visitor: Visitor,
    origin: Origin,
    Path(secret): Path<String>,
    form: Form<Typed>,
) -> Answer {
    let person = match found(&visitor, &secret).await {
        Ok(person) if person.state == LinkState::Live => person,
        Ok(person) => return link::dead(&visitor, Some(person.state)),
        Err(Refusal::NotFound) => return link::dead(&visitor, None),
        Err(other) => return Err(other.into()),
    };
    let web = &visitor.web;
    if !web.passwords.fits(form.input.password, Some(person.password_hash.clone())).await? {
        let mut page = view(&visitor, &secret, &person)?;
        let refusal = Refusal::field("password", "wrong_password", "This is not the password you chose.");
        page.form = visitor.refused_form("confirm", refusal)?;
        return answer::refused(&page);
    }
    match web.app.run(&visitor.actor, None, ConfirmEmail { secret }).await {
        Ok(_) => {}
        Err(refusal) => {
            return match link::state_of(&refusal) {
                Some(state) => link::dead(&visitor, state),
                None => Err(refusal.into()),
            };
        }
    }
    let facts = SignInFacts { user: person.user, password_hash: person.password_hash, is_confirmed: true };
    let cookie = sign_in::start(&visitor, &origin, &facts).await?;
    let wanted = register::wanted(&visitor).map_or_else(|| sign_in::START.to_owned(), Next::into_path);
    let mut response = visitor.go_with(&wanted, &Flash::new(Word::EmailConfirmed))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response.headers_mut().append(header::SET_COOKIE, cookie::set(&web.settings, "next", "", 0));
    Ok(response)
}

async fn found(visitor: &Visitor, secret: &str) -> Result<ConfirmingPerson, Refusal> {
    visitor.web.app.read(&visitor.actor, PersonToConfirm { secret: secret.to_owned() }).await
}

fn view(visitor: &Visitor, secret: &str, person: &ConfirmingPerson) -> Result<View, Fault> {
    let address = EmailAddress::parse(&person.email).map_err(Fault::internal)?;
    Ok(View {
        shell: visitor.public_shell("Confirm your email"),
        form: visitor.form("confirm"),
        email: address.masked(),
        action: format!("/confirm/{secret}"),
    })
}
