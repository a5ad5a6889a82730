//! Who looks at a page: whoever the session's cookie belongs to. Tokens are not looked at.

use crate::asked::{Asked, Fragment};
use crate::extract::caller::asked;
use crate::extract::cookie;
use crate::flash::Flash;
use crate::views::parts::{FieldError, Form, Person as Shown};
use crate::views::shell::{PublicShell, Toast};
use crate::{Answer, Refused, Web, answer};
use app::identity::{Authenticate, Credential, TouchSession};
use app::{Actor, SignedIn, Who};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use kernel::Refusal;
use std::ops::Deref;
use std::sync::Arc;

/// Somebody who looks at a page, signed in or not.
#[derive(Clone)]
pub struct Visitor {
    /// Who acts.
    pub actor: Actor,
    /// The request.
    pub asked: Arc<Asked>,
    /// The house.
    pub web: Web,
    headers: HeaderMap,
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let asked = asked(parts)?;
        let nobody = Actor::nobody(asked.id);
        let who = match cookie::get(&web.settings, &parts.headers, cookie::SESSION) {
            Some(token) if !token.is_empty() => {
                let credential = Credential::Cookie(token.to_owned());
                web.app.read(&nobody, Authenticate { credential }).await?
            }
            _ => Who::Nobody,
        };
        asked.note_who(&who);
        let actor = Actor { who, request: asked.id };
        touch(web, &actor, &asked).await;
        Ok(Self { actor, asked, web: web.clone(), headers: parts.headers.clone() })
    }
}

/// Notes that the session is in use. What a page fetches by itself is no use: an open tab must not keep a
/// session alive for ever. That it could not be noted is no reason to refuse the page.
async fn touch(web: &Web, actor: &Actor, asked: &Asked) {
    let by_itself = asked.fragment == Some(Fragment::Live) || asked.target == "/live";
    if by_itself || !TouchSession::is_due(actor, web.app.now()) {
        return;
    }
    if let Err(refusal) = web.app.run(actor, None, TouchSession).await {
        tracing::warn!(%refusal, "a session's use could not be noted");
    }
}

impl Visitor {
    /// The signed-in person, if there is one.
    #[must_use]
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match &self.actor.who {
            Who::Person(person) => Some(person),
            Who::Nobody | Who::Token(_) | Who::Job(_) => None,
        }
    }

    /// Whether a script asked for this fragment.
    #[must_use]
    pub fn wants(&self, fragment: Fragment) -> bool {
        self.asked.fragment == Some(fragment)
    }

    /// A new key for a form.
    #[must_use]
    pub fn key(&self) -> String {
        self.web.secret()
    }

    /// A form that nobody has sent yet. `id` is unique on the page.
    #[must_use]
    pub fn form(&self, id: &str) -> Form {
        Form::new(id, &self.key())
    }

    /// A form that comes back with what is wrong; what no form can mend stays a refusal.
    pub fn refused_form(&self, id: &str, refusal: Refusal) -> Result<Form, Refused> {
        let mut form = self.form(id);
        match refusal {
            Refusal::Invalid(problems) => {
                form.errors = problems
                    .into_iter()
                    .map(|problem| FieldError { name: problem.field, text: problem.message })
                    .collect();
            }
            Refusal::Rule { message, .. } | Refusal::Conflict { message, .. } => form.trouble = Some(message),
            other => return Err(other.into()),
        }
        Ok(form)
    }

    /// The value of one of our cookies.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookie::get(&self.web.settings, &self.headers, name)
    }

    /// The words that confirm what was done before, for the shell of a whole page. Showing uses them up.
    #[must_use]
    pub fn toasts(&self) -> Vec<Toast> {
        if self.asked.fragment.is_some() {
            return Vec::new();
        }
        let Some(flash) = Flash::read(&self.web.settings, &self.headers) else { return Vec::new() };
        self.asked.note_flash_shown();
        vec![flash.toast(self.key())]
    }

    /// The frame of pages outside firms and books.
    #[must_use]
    pub fn public_shell(&self, title: &str) -> PublicShell {
        PublicShell {
            title: title.to_owned(),
            person: self.signed_in().map(|person| Shown {
                name: person.name.clone(),
                initials: kernel::initials(&person.name),
                detail: person.email.clone(),
            }),
            sign_out_key: self.key(),
            toasts: self.toasts(),
        }
    }

    /// The way on after a command.
    pub fn go(&self, url: &str) -> Answer {
        answer::on(&self.asked, url)
    }

    /// The way on, with the word that confirms what was done.
    pub fn go_with(&self, url: &str, flash: &Flash) -> Answer {
        answer::on_with(&self.asked, &self.web.settings, url, flash)
    }
}

/// A person with a live session. Anybody else is led to the sign-in and back.
#[derive(Clone)]
pub struct Person(Visitor);

impl Person {
    /// Her session.
    pub fn session(&self) -> Result<&SignedIn, Refused> {
        Ok(self.0.signed_in().ok_or(Refusal::SignedOut)?)
    }
}

impl Deref for Person {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.0
    }
}

impl FromRequestParts<Web> for Person {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let visitor = Visitor::from_request_parts(parts, web).await?;
        if visitor.signed_in().is_none() {
            return Err(Refusal::SignedOut.into());
        }
        Ok(Self(visitor))
    }
}

/// Somebody who came to an address that leads nowhere; finding out who it is must not fail there.
pub struct MaybeVisitor(pub Option<Visitor>);

impl FromRequestParts<Web> for MaybeVisitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        let is_api = asked(parts).is_ok_and(|asked| asked.is_api());
        let visitor = if is_api { None } else { Visitor::from_request_parts(parts, web).await.ok() };
        Ok(Self(visitor))
    }
}
