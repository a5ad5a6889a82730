//! A new password by a link from a mail. It ends all sessions and signs nobody in.

use super::link;
use crate::extract::{Form, Path, Visitor};
use crate::views::identity::Reset;
use crate::{Answer, answer};
use app::identity::{Password, ResetLink, ResetLinkFound, ResetPassword};
use app::links::LinkState;
use kernel::Refusal;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    password: String,
}

/// Opening changes nothing.
pub(super) async fn show(visitor: Visitor, Path(secret): Path<String>) -> Answer {
    match found(&visitor, &secret).await {
        Ok(link) if link.state == LinkState::Live => answer::page(&view(&visitor, &secret, &link)),
        Ok(link) => link::dead(&visitor, Some(link.state)),
        Err(Refusal::NotFound) => link::dead(&visitor, None),
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn send(visitor: Visitor, Path(secret): Path<String>, form: Form<Typed>) -> Answer {
    let link = match found(&visitor, &secret).await {
        Ok(link) if link.state == LinkState::Live => link,
        Ok(link) => return link::dead(&visitor, Some(link.state)),
        Err(Refusal::NotFound) => return link::dead(&visitor, None),
        Err(other) => return Err(other.into()),
    };
    match set(&visitor, &secret, &link, form.input.password).await {
        Ok(()) => visitor.go("/sign-in?reset=done"),
        Err(refusal) => match link::state_of(&refusal) {
            Some(state) => link::dead(&visitor, state),
            None => {
                let mut page = view(&visitor, &secret, &link);
                page.form = visitor.refused_form("reset", refusal)?;
                answer::refused(&page)
            }
        },
    }
}

async fn set(
    visitor: &Visitor,
    secret: &str,
    link: &ResetLinkFound,
    password: String,
) -> Result<(), Refusal> {
    let own: Vec<&str> = link.own_words.iter().map(String::as_str).collect();
    let password = Password::new(password, &own)?;
    let password_hash = visitor.web.passwords.hash(password).await?;
    let command = ResetPassword { secret: secret.to_owned(), password_hash };
    visitor.web.app.run(&visitor.actor, None, command).await.map(|_| ())
}

async fn found(visitor: &Visitor, secret: &str) -> Result<ResetLinkFound, Refusal> {
    visitor.web.app.read(&visitor.actor, ResetLink { secret: secret.to_owned() }).await
}

fn view(visitor: &Visitor, secret: &str, link: &ResetLinkFound) -> Reset {
    Reset {
        shell: visitor.public_shell("Set a new password"),
        form: visitor.form("reset"),
        email: link.address.clone().unwrap_or_default(),
        action: format!("/reset/{secret}"),
    }
}
