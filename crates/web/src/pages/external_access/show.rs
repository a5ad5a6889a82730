//! Who may open the books, who was asked, what they did.

use crate::extract::{Path, Person};
use crate::pages::books::Frame;
use crate::pages::clients::access;
use crate::views::books::access::{ExternalAccess as Page, Firm, FirmPerson, PendingRequest};
use crate::views::parts::{Badge, Happening, Tone};
use crate::views::shell::BooksNav;
use crate::{Answer, Refused, answer, wording};
use app::access::BooksKey;
use app::audit::{Record, WhatTheyDid};
use app::clients::list::{Assignment, ConnectedFirm, ExternalAccess, ExternalAccessFacts};
use app::invitations::{SentRequest, SentRequests, SentState};
use kernel::{BooksId, Moment, PageSize};

/// How many acts of an accountant the page tells; the whole log has all.
const ACTS: u16 = 12;

pub(super) async fn show(person: Person, Path(books): Path<BooksId>) -> Answer {
    let app = &person.web.app;
    let facts = app.read(&person.actor, ExternalAccess { books }).await?;
    let requests = app.read(&person.actor, SentRequests { books }).await?;
    let frame = Frame::of(&person, books).await?;
    let base = frame.base();
    let (pending, past): (Vec<_>, Vec<_>) = requests.iter().partition(|request| request.may_withdraw);
    answer::page(&Page {
        shell: frame.shell(&person, "External Access", BooksNav::ExternalAccess),
        firms: facts.connected.iter().map(|connected| firm(&base, connected)).collect(),
        pending: pending.into_iter().map(|request| waiting(&base, request)).collect(),
        past: history(&facts, &past),
        activity: match frame.may(BooksKey::AuditRead) {
            true => activity(&person, books, &facts).await?,
            false => Vec::new(),
        },
        closed: (!facts.may_invite).then(|| match frame.facts.delegate {
            Some(_) => "Only the company itself can let accountants in.".to_owned(),
            None => format!("Needs {}. Ask an owner of the company.", BooksKey::AccountantWrite.word()),
        }),
    })
}

fn firm(base: &str, connected: &ConnectedFirm) -> Firm {
    let connection = &connected.connection;
    Firm {
        name: connection.organisation_name.clone(),
        detail: format!(
            "{} branch · connected {}",
            connection.branch_name,
            wording::day(connection.started_at)
        ),
        access: access(connection.preset, None),
        url: format!("{base}/external-access/{}", connection.connection),
        people: connected.people.iter().map(member).collect(),
        looks_like: connected.looks_like.clone(),
    }
}

fn member(one: &Assignment) -> FirmPerson {
    FirmPerson {
        person: wording::person(&one.name, &one.email),
        primary: one.is_primary,
        role: access(one.preset, one.ends_at),
        scope: "Everything".to_owned(),
        opened: one.last_opened_at.map(wording::when),
        here: one.is_here,
    }
}

fn waiting(base: &str, request: &SentRequest) -> PendingRequest {
    PendingRequest {
        to: match &request.firm {
            Some(firm) => format!("{firm} · {}", request.email),
            None => request.email.clone(),
        },
        state: Badge { text: request.state.label().to_owned(), tone: Tone::Wait },
        sent: wording::when(request.sent_at),
        until: format!("Works until {}", wording::day(request.expires_at)),
        looks_like: request.looks_like.clone(),
        offer: access(request.preset, None),
        url: format!("{base}/external-access/requests/{}", request.invitation),
    }
}

fn happening(who: &str, what: String, at: Moment) -> Happening {
    Happening { who: wording::person(who, ""), what, at: wording::when(at), ..Happening::default() }
}

/// Connections and requests that are over, and access that was taken, the latest first.
fn history(facts: &ExternalAccessFacts, requests: &[&SentRequest]) -> Vec<Happening> {
    let mut events: Vec<(Moment, Happening)> = Vec::new();
    for one in facts.connected.iter().chain(&facts.past) {
        let connection = &one.connection;
        let firm = &connection.organisation_name;
        events.push((
            connection.started_at,
            happening("", format!("{firm} was let in"), connection.started_at),
        ));
        if let Some(at) = connection.ended_at {
            let by = connection.ended_by.as_deref().unwrap_or_default();
            let mut ended = happening(by, format!("ended the access of {firm}"), at);
            ended.detail = connection.reason.map_or_else(String::new, |reason| reason.label().to_owned());
            events.push((at, ended));
        }
        for person in &one.former {
            if let Some(at) = person.removed_at {
                let by = person.removed_by.as_deref().unwrap_or_default();
                events.push((at, happening(&person.name, format!("lost access, by {by}"), at)));
            }
        }
    }
    for request in requests.iter().filter(|request| request.state != SentState::Accepted) {
        let at = request.ended_at.unwrap_or(request.expires_at);
        let to = request.firm.as_deref().unwrap_or(&request.email);
        let mut over = happening("", format!("Request to {to}: {}", request.state.label()), at);
        over.detail = request.reason.map_or_else(String::new, |reason| reason.label().to_owned());
        if let Some(answer) = &request.answer {
            over.detail = format!("{}. {answer}", over.detail);
        }
        events.push((at, over));
    }
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    events.into_iter().map(|(_, happening)| happening).collect()
}

/// What the accountants did lately, of all connected firms.
async fn activity(
    person: &Person,
    books: BooksId,
    facts: &ExternalAccessFacts,
) -> Result<Vec<Happening>, Refused> {
    let mut records: Vec<Record> = Vec::new();
    for firm in &facts.connected {
        let connection = firm.connection.connection;
        let asked = WhatTheyDid { books, connection, size: PageSize::new(ACTS) };
        records.extend(person.web.app.read(&person.actor, asked).await?);
    }
    records.sort_by_key(|record| std::cmp::Reverse(record.seq));
    records.truncate(usize::from(ACTS));
    Ok(records.iter().map(told).collect())
}

/// A record of the log as a line of a timeline.
pub(crate) fn told(record: &Record) -> Happening {
    let mut did = record.did.chars();
    let what = did.next().map_or_else(String::new, |first| first.to_lowercase().chain(did).collect());
    Happening {
        who: wording::person(&record.who.name, ""),
        what,
        detail: record.to.clone(),
        at: wording::written(&record.at),
        changes: Vec::new(),
    }
}
