//! Who else of the firm may open a client's books: added and removed on the client's page.

use super::client::facts;
use super::rows::url;
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::pages::practice::{Frame, Scope};
use crate::views::clients::{AddAccountant, RemoveAccountant as RemovePage};
use crate::views::parts::Choice;
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer};
use app::access::{Permission, Preset};
use app::clients::assignments::{AssignAccountant, RemoveAccountant};
use app::clients::list::{Candidate, ClientFacts};
use axum::http::StatusCode;
use kernel::{ConnectionId, Day, FieldError, Refusal, Text500, UserId};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    user: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    last_day: String,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

type Client = Path<(Scope, ConnectionId)>;
type Colleague = Path<(Scope, ConnectionId, UserId)>;

pub(super) async fn show(person: Person, Path((scope, connection)): Client) -> Answer {
    let client = facts(&person, scope, connection).await?;
    may(client.may_give, &client, Permission::GrantClientAccess)?;
    let page = view(&person, scope, client, Typed::default()).await?;
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(super) async fn send(person: Person, Path((scope, connection)): Client, form: Form<Typed>) -> Answer {
    let client = facts(&person, scope, connection).await?;
    let outcome = match parse(scope, connection, &form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => {
            let flash = Flash::about(Word::AccessSaved, &client.row.name);
            person.go_with(&url(scope, connection), &flash)
        }
        Err(refusal) => {
            let mut page = view(&person, scope, client, form.input).await?;
            page.form.come_back(refusal)?;
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
    }
}

pub(super) async fn ask(person: Person, Path((scope, connection, user)): Colleague) -> Answer {
    let client = facts(&person, scope, connection).await?;
    may(client.may_remove, &client, Permission::RevokeClientAccess)?;
    let page = removal(&person, scope, client, user).await?.ok_or(Refusal::NotFound)?;
    answer::dialog(&person, StatusCode::OK, (&page, &page.as_dialog()))
}

pub(super) async fn remove(
    person: Person,
    Path((scope, connection, user)): Colleague,
    form: Form<Nothing>,
) -> Answer {
    let client = facts(&person, scope, connection).await?;
    // Read before: after a second click she stands in the list no more, and the first answer still holds.
    let page = removal(&person, scope, client, user).await?;
    let command = RemoveAccountant { organisation: scope.organisation, connection, user };
    match (person.web.app.run(&person.actor, Some(form.key), command).await, page) {
        (Ok(()), Some(page)) => person.go_with(&page.url, &Flash::about(Word::AccessTaken, &page.name)),
        (Ok(()), None) => person.go(&url(scope, connection)),
        (Err(refusal), Some(mut page)) => {
            page.form.come_back(refusal)?;
            answer::dialog(&person, StatusCode::UNPROCESSABLE_ENTITY, (&page, &page.as_dialog()))
        }
        (Err(refusal), None) => Err(refusal.into()),
    }
}

fn may(allowed: bool, client: &ClientFacts, permission: Permission) -> Result<(), Refusal> {
    match (allowed, client.row.ended_at) {
        (true, _) => Ok(()),
        (false, Some(_)) => Err(Refusal::conflict("connection_ended", "This connection has ended.")),
        (false, None) => Err(Refusal::Forbidden { needs: permission.label() }),
    }
}

fn parse(scope: Scope, connection: ConnectionId, typed: &Typed) -> Result<AssignAccountant, Refusal> {
    let mut problems = Problems::default();
    let user = match typed.user.as_str() {
        "" => Err(FieldError::Required),
        id => id.parse::<UserId>().map_err(|_| FieldError::NotAChoice),
    };
    let user = problems.take("user", user);
    let preset = problems.take("level", typed.level.parse::<Preset>().map_err(|_| FieldError::NotAChoice));
    let last_day = match typed.last_day.as_str() {
        "" => Ok(None),
        day => Day::parse(day).map(Some),
    };
    let last_day = problems.take("last_day", last_day);
    let reason = problems.take("reason", Text500::parse_optional(&typed.reason));
    let organisation = scope.organisation;
    match (user, preset, last_day, reason) {
        (Some(user), Some(preset), Some(last_day), Some(reason)) => {
            Ok(AssignAccountant { organisation, connection, user, preset: Some(preset), last_day, reason })
        }
        _ => Err(problems.refusal()),
    }
}

async fn view(
    person: &Person,
    scope: Scope,
    client: ClientFacts,
    typed: Typed,
) -> Result<AddAccountant, Refused> {
    let frame = Frame::of(person, scope).await?;
    let member = |one: Candidate| {
        let value = one.user.to_string();
        Choice { chosen: value == typed.user, value, label: one.name, ..Choice::default() }
    };
    Ok(AddAccountant {
        shell: frame.shell(person, "Add Accountant", PortalNav::Clients),
        form: person.form("add-accountant"),
        url: url(scope, client.row.connection),
        branch: client.row.branch_name,
        company: client.row.name,
        members: client.assignable.into_iter().map(member).collect(),
        levels: levels(client.row.preset, &typed.level),
        last_day: typed.last_day,
        reason: typed.reason,
    })
}

/// What the client gave the firm, and less.
fn levels(most: Preset, chosen: &str) -> Vec<Choice> {
    let chosen = chosen.parse().unwrap_or(most);
    let choice = |preset: &Preset| Choice {
        value: preset.word().to_owned(),
        label: preset.label().to_owned(),
        hint: String::new(),
        chosen: *preset == chosen,
    };
    Preset::GRANTABLE.iter().skip_while(|preset| **preset != most).map(choice).collect()
}

/// The question, when the person is among those who have access.
async fn removal(
    person: &Person,
    scope: Scope,
    client: ClientFacts,
    user: UserId,
) -> Result<Option<RemovePage>, Refused> {
    let frame = Frame::of(person, scope).await?;
    let Some(one) = client.people.iter().find(|one| one.user == user) else { return Ok(None) };
    Ok(Some(RemovePage {
        shell: frame.shell(person, "Remove Accountant", PortalNav::Clients),
        form: person.form("remove-accountant"),
        url: url(scope, client.row.connection),
        action: format!("{}/accountants/{user}/remove", url(scope, client.row.connection)),
        name: one.name.clone(),
        here: one.is_here,
        last: client.people.len() == 1,
        company: client.row.name.clone(),
    }))
}
