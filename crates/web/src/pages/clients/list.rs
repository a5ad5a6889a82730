//! `Clients`: all that the reader sees, by name.

use super::rows::{branch_email, row};
use crate::extract::{Path, Person, Query};
use crate::pages::practice::{Frame, Scope, more};
use crate::views::clients::Clients as Page;
use crate::views::parts::{Pager, Tab};
use crate::views::shell::PortalNav;
use crate::{Answer, answer};
use app::access::Permission;
use app::clients::list::{ClientCounts, ClientState, Clients};
use kernel::PageSize;
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    q: String,
    #[serde(default)]
    view: String,
    #[serde(default)]
    after: Option<String>,
}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>, Query(wish): Query<Wish>) -> Answer {
    let frame = Frame::of(&person, scope).await?;
    let state = match wish.view.as_str() {
        "disconnected" => ClientState::Ended,
        _ => ClientState::Active,
    };
    let (organisation, branch) = (scope.organisation, scope.branch);
    let asked = Clients {
        organisation,
        branch,
        search: (!wish.q.is_empty()).then(|| wish.q.clone()),
        state,
        after: wish.after.clone(),
        size: PageSize::default(),
    };
    let app = &person.web.app;
    let page = app.read(&person.actor, asked).await?;
    let ended = app.read(&person.actor, ClientCounts { organisation, state: ClientState::Ended }).await?;
    let ended = ended.iter().filter(|(other, _)| branch.is_none_or(|branch| branch == *other));
    let ended: u64 = ended.map(|(_, count)| *count).sum();
    let path = here(scope, &wish, state);
    answer::page(&Page {
        counts: counts(&frame),
        tabs: tabs(scope, state, (frame.facts.clients, ended)),
        pager: Pager {
            position: match page.next {
                Some(_) => format!("{} shown, more follow", page.rows.len()),
                None => format!("{} shown", page.rows.len()),
            },
            previous: wish.after.as_ref().map(|_| path.clone()),
            next: page.next.as_ref().map(|next| more(&path, next)),
        },
        rows: page.rows.iter().map(|client| row(&person, scope, client)).collect(),
        across: branch.is_none() && frame.facts.branches.len() > 1,
        branch_email: branch_email(&person, &frame).await?,
        assigned_only: !frame.may(Permission::ViewAllClients),
        shell: frame.shell(&person, "Clients", PortalNav::Clients),
        query: wish.q,
    })
}

/// The address of this list's first page.
fn here(scope: Scope, wish: &Wish, state: ClientState) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !wish.q.is_empty() {
        query.append_pair("q", &wish.q);
    }
    if state == ClientState::Ended {
        query.append_pair("view", "disconnected");
    }
    let query = query.finish();
    let joint = if query.is_empty() { "" } else { "?" };
    format!("{}/clients{joint}{query}", scope.base())
}

fn counts(frame: &Frame) -> String {
    let name = match frame.scope.branch {
        Some(_) => frame.branch_name(),
        None => &frame.facts.name,
    };
    format!("{} in {name}", frame.facts.clients)
}

fn tabs(scope: Scope, state: ClientState, (live, ended): (i64, u64)) -> Vec<Tab> {
    let base = format!("{}/clients", scope.base());
    vec![
        Tab {
            label: "All".to_owned(),
            url: base.clone(),
            count: Some(live.to_string()),
            current: state == ClientState::Active,
        },
        Tab {
            label: "Disconnected".to_owned(),
            url: format!("{base}?view=disconnected"),
            count: Some(ended.to_string()),
            current: state == ClientState::Ended,
        },
    ]
}
