//! Inviting an accountant. It lets somebody in, so the password is asked again when it is long ago.

use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::books::Frame;
use crate::pages::public::{check_mine, renew};
use crate::views::books::access::InviteAccountant as Page;
use crate::views::parts::Choice;
use crate::views::shell::BooksNav;
use crate::{Answer, Refused, answer};
use app::access::{BooksKey, Preset};
use app::invitations::SendInvitation;
use axum::http::{StatusCode, header};
use kernel::{BooksId, EmailAddress, FieldError, Refusal, Text500};
use serde::Deserialize;

/// A proof of identity is fresh for ten minutes.
const FRESH_SECONDS: i64 = 600;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    password: Option<String>,
}

pub(super) async fn show(person: Person, Path(books): Path<BooksId>) -> Answer {
    let page = view(&person, books).await?;
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(super) async fn send(person: Person, Path(books): Path<BooksId>, form: Form<Typed>) -> Answer {
    let Form { mut input, key, .. } = form;
    let mut actor = person.actor.clone();
    let mut cookie = None;
    let outcome = match parse(books, &input) {
        Err(refusal) => Err(refusal),
        Ok(command) => match prove_if_asked(&person, input.password.take()).await? {
            Err(refusal) => Err(refusal),
            Ok(proved) => {
                if let Some((proved, renewed)) = proved {
                    (actor, cookie) = (proved, Some(renewed));
                }
                person.web.app.run(&actor, Some(key), command).await
            }
        },
    };
    let mut answer = match outcome {
        Ok(_) => person.go_with(
            &format!("/books/{books}/external-access"),
            &Flash::about(Word::AccountantInvited, &input.email),
        )?,
        Err(refusal) => come_back(&person, books, input, refusal).await?,
    };
    // The proof gave the session a new token, whatever became of the invitation.
    if let Some(cookie) = cookie {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

type Proved = Option<(app::Actor, axum::http::HeaderValue)>;

/// Checks the password when the form carries one, and notes the proof.
async fn prove_if_asked(person: &Person, typed: Option<String>) -> Result<Result<Proved, Refusal>, Refused> {
    let Some(typed) = typed else { return Ok(Ok(None)) };
    match check_mine(person, "password", typed).await {
        Err(refusal) => Ok(Err(refusal)),
        Ok(()) => Ok(Ok(Some(renew(person).await?))),
    }
}

fn parse(books: BooksId, typed: &Typed) -> Result<SendInvitation, Refusal> {
    let mut problems = Problems::default();
    let email = problems.take("email", EmailAddress::parse(&typed.email));
    let preset = problems.take("scope", typed.scope.parse::<Preset>().map_err(|_| FieldError::NotAChoice));
    let message = problems.take("message", Text500::parse_optional(&typed.message));
    match (email, preset, message) {
        (Some(email), Some(preset), Some(message)) => Ok(SendInvitation { books, email, message, preset }),
        _ => Err(problems.refusal()),
    }
}

async fn come_back(person: &Person, books: BooksId, typed: Typed, refusal: Refusal) -> Answer {
    let mut page = view(person, books).await?;
    match refusal {
        // Ten minutes have passed since the page was opened: the form asks for the password now.
        Refusal::Reauthenticate => page.proof = true,
        refusal => page.form.come_back(refusal)?,
    }
    if page.proof && page.form.errors.is_empty() && page.form.trouble.is_none() {
        page.form.trouble = Some("Give your password to let somebody in.".to_owned());
    }
    page.scopes = scopes(&typed.scope);
    page.email = typed.email;
    page.message = typed.message;
    answer::dialog(person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
}

/// What each level allows, in a few words.
fn hint(preset: Preset) -> &'static str {
    match preset {
        Preset::Admin => "Everything but owners, sign-ins, this list and deleting the books.",
        Preset::Accountant => "Full bookkeeping; not the team or integrations.",
        Preset::Bookkeeper => "Day-to-day entries; no period end, no tax settings.",
        Preset::ReadOnly => "Sees everything, changes nothing.",
        Preset::Owner | Preset::InvoiceOnly | Preset::ExpenseSubmitter => "",
    }
}

fn scopes(chosen: &str) -> Vec<Choice> {
    let choice = |preset: &Preset| Choice {
        value: preset.word().to_owned(),
        label: preset.label().to_owned(),
        hint: hint(*preset).to_owned(),
        chosen: preset.word() == chosen,
    };
    Preset::GRANTABLE.iter().map(choice).collect()
}

async fn view(person: &Person, books: BooksId) -> Result<Page, Refused> {
    let frame = Frame::of(person, books).await?;
    if frame.facts.delegate.is_some() || !frame.may(BooksKey::AccountantWrite) {
        return Err(Refusal::Forbidden { needs: BooksKey::AccountantWrite.word() }.into());
    }
    let proved_at = person.session()?.proved_at;
    Ok(Page {
        shell: frame.shell(person, "Invite an accountant", BooksNav::ExternalAccess),
        form: person.form("invite"),
        email: String::new(),
        scopes: scopes(Preset::Admin.word()),
        message: String::new(),
        proof: person.web.app.now().seconds_since(proved_at) > FRESH_SECONDS,
    })
}
