//! Signing up. Nobody is signed in by it: the mailbox answers first.

use crate::extract::{Form, Next, Problems, Query, Visitor, cookie};
use crate::views::identity::{CheckMail, Purpose, Register as View};
use crate::{Answer, Web, answer};
use app::identity::{Password, Register, ResendConfirmation};
use axum::http::header;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::{EmailAddress, PersonName, Refusal};
use serde::Deserialize;

/// Where this browser wanted to go when its person signed up; kept until the mail is answered.
const NEXT: &str = "next";
const NEXT_SECONDS: i64 = 86_400;

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default, rename = "for")]
    purpose: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(rename = "for")]
    purpose: String,
    name: String,
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(super) struct Address {
    email: String,
}

fn purpose(word: &str) -> Purpose {
    [Purpose::Business, Purpose::Invitation]
        .into_iter()
        .find(|purpose| purpose.value() == word)
        .unwrap_or(Purpose::Firm)
}

/// Where the first steps lie.
fn first_step(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Firm => "/organisations/new",
        Purpose::Business => "/companies/new",
        Purpose::Invitation => super::sign_in::START,
    }
}

pub(super) async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Answer {
    let mut page = view(&visitor, purpose(&wish.purpose), Next::parse(&wish.next));
    page.email = wish.email;
    answer::page(&page)
}

pub(super) async fn send(visitor: Visitor, form: Form<Typed>) -> Answer {
    let Typed { purpose: word, name, email, password, next } = form.input;
    let (purpose, next) = (purpose(&word), Next::parse(&next));
    match register(&visitor, (&name, &email, password)).await {
        Ok(()) => {
            let wanted = next.map_or_else(|| first_step(purpose).to_owned(), Next::into_path);
            let mut response = check_mail(&visitor, email)?;
            let kept =
                cookie::set(&visitor.web.settings, NEXT, &URL_SAFE_NO_PAD.encode(wanted), NEXT_SECONDS);
            response.headers_mut().append(header::SET_COOKIE, kept);
            Ok(response)
        }
        Err(refusal) => {
            let mut page = view(&visitor, purpose, next);
            (page.name, page.email) = (name, email);
            page.form = visitor.refused_form("register", refusal)?;
            answer::refused(&page)
        }
    }
}

async fn register(visitor: &Visitor, (name, email, password): (&str, &str, String)) -> Result<(), Refusal> {
    let command = parse(&visitor.web, (name, email, password)).await?;
    visitor.web.app.run(&visitor.actor, None, command).await
}

/// The command out of what was typed, all problems at once.
pub(crate) async fn parse(
    web: &Web,
    (name, email, password): (&str, &str, String),
) -> Result<Register, Refusal> {
    let mut problems = Problems::default();
    let person = problems.take("name", PersonName::parse(name));
    let address = problems.take("email", EmailAddress::parse(email));
    let password = problems.keep(Password::new(password, &[name, email]))?;
    let (Some(name), Some(email), Some(password)) = (person, address, password) else {
        return Err(problems.refusal());
    };
    // Hashed whether the address is known or not: the answer takes as long.
    let password_hash = web.passwords.hash(password).await?;
    Ok(Register { email, name, password_hash })
}

pub(super) async fn again(visitor: Visitor, form: Form<Address>) -> Answer {
    // What is no address gets the same answer as one that nobody has.
    if let Ok(email) = EmailAddress::parse(&form.input.email) {
        visitor.web.app.run(&visitor.actor, None, ResendConfirmation { email }).await?;
    }
    check_mail(&visitor, form.input.email)
}

/// Where this browser wanted to go, after its mail was answered.
pub(super) fn wanted(visitor: &Visitor) -> Option<Next> {
    let text = URL_SAFE_NO_PAD.decode(visitor.cookie(NEXT)?).ok()?;
    Next::parse(std::str::from_utf8(&text).ok()?)
}

fn check_mail(visitor: &Visitor, email: String) -> Answer {
    answer::page(&CheckMail {
        shell: visitor.public_shell("Check your mail"),
        email,
        holds: "a link that confirms this address".to_owned(),
        lifetime: "one day".to_owned(),
        form: visitor.form("again"),
        again_url: "/register/again".to_owned(),
        dev_mail: visitor.web.settings.mails.is_some().then(|| "/dev/mail".to_owned()),
    })
}

fn view(visitor: &Visitor, purpose: Purpose, next: Option<Next>) -> View {
    View {
        shell: visitor.public_shell("Sign up"),
        form: visitor.form("register"),
        purpose,
        invited_by: "the team".to_owned(),
        name: String::new(),
        email: String::new(),
        next: next.map(Next::into_path).unwrap_or_default(),
    }
}
