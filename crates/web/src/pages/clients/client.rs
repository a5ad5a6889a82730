//! One client: who may open its books, and what was between it and the firm.

use super::rows::{access, row};
use crate::extract::{Path, Person};
use crate::pages::practice::{Frame, Scope, needs};
use crate::views::clients::{Assigned, Client as Page};
use crate::views::parts::{Badge, Happening, Tone};
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer, wording};
use app::access::Permission;
use app::clients::list::{Assignment, ClientFacts, ClientPage, Connection};
use kernel::{ConnectionId, Moment};

/// Reads a client of the scope's firm.
pub(super) async fn facts(
    person: &Person,
    scope: Scope,
    connection: ConnectionId,
) -> Result<ClientFacts, Refused> {
    let asked = ClientPage { organisation: scope.organisation, connection };
    Ok(person.web.app.read(&person.actor, asked).await?)
}

pub(super) async fn show(person: Person, Path((scope, connection)): Path<(Scope, ConnectionId)>) -> Answer {
    let client = facts(&person, scope, connection).await?;
    let frame = Frame::of(&person, scope).await?;
    let shown = row(&person, scope, &client.row);
    let ended = client
        .row
        .ended_at
        .map(|at| Badge { text: format!("Disconnected {}", wording::day(at)), tone: Tone::Bad });
    answer::page(&Page {
        shell: frame.shell(&person, &client.row.name, PortalNav::Clients),
        owner_email: client.row.owner_email.clone(),
        state: ended,
        facts: connection_facts(&client),
        people: client.people.iter().map(|one| assigned(one, &shown.url)).collect(),
        live: client.row.ended_at.is_none(),
        add_closed: (!client.may_give).then(|| needs(Permission::GrantClientAccess, None)),
        remove_closed: (!client.may_remove).then(|| needs(Permission::RevokeClientAccess, None)),
        history: history(&client),
        row: shown,
    })
}

fn connection_facts(client: &ClientFacts) -> Vec<(String, String)> {
    let row = &client.row;
    let fact = |label: &str, value: String| (label.to_owned(), value);
    let mut facts = vec![
        fact("Granted by", row.owner_name.clone()),
        fact("Granted to", row.branch_name.clone()),
        fact("Level", access(row.preset, None)),
        fact("Since", wording::day(row.connected_at)),
        fact("Payer", if row.payer == "client" { "Client" } else { "Firm" }.to_owned()),
        fact("Currency", row.currency.clone()),
    ];
    if let Some(reason) = row.reason {
        facts.push(fact("Ended because", reason.label().to_owned()));
    }
    facts
}

fn assigned(one: &Assignment, client: &str) -> Assigned {
    Assigned {
        remove: format!("{client}/accountants/{}/remove", one.user),
        person: wording::person(&one.name, &one.email),
        primary: one.is_primary,
        scope: one.preset.label().to_owned(),
        ends: one.ends_at.map_or_else(|| "No end".to_owned(), |at| wording::when(at).text),
        opened: one.last_opened_at.map(wording::when),
        suspended: false,
    }
}

/// What happened, the latest first.
fn history(client: &ClientFacts) -> Vec<Happening> {
    let mut events: Vec<(Moment, Happening)> = Vec::new();
    for connection in &client.connections {
        events.extend(ends(connection));
        let at = connection.started_at;
        events.push((at, happening("", format!("Connected with {}", connection.branch_name), at)));
    }
    for one in client.people.iter().chain(&client.former) {
        events.push((one.given_at, happening(&one.name, "got access".to_owned(), one.given_at)));
        if let Some(at) = one.removed_at {
            let by = one.removed_by.as_deref().unwrap_or_default();
            events.push((at, happening(&one.name, format!("lost access, by {by}"), at)));
        }
    }
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    events.into_iter().map(|(_, happening)| happening).collect()
}

fn ends(connection: &Connection) -> Option<(Moment, Happening)> {
    let at = connection.ended_at?;
    let side =
        if connection.ended_side.as_deref() == Some("client") { "for the client" } else { "for the firm" };
    let mut happening = happening(
        connection.ended_by.as_deref().unwrap_or_default(),
        format!("ended the connection {side}"),
        at,
    );
    happening.detail = connection.note.clone().unwrap_or_default();
    Some((at, happening))
}

fn happening(who: &str, what: String, at: Moment) -> Happening {
    Happening { who: wording::person(who, ""), what, at: wording::when(at), ..Happening::default() }
}
