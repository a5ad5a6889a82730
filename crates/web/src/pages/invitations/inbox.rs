//! The list of invitations, and the one that is read.

use super::{is_long, url, waited};
use crate::asked::Fragment;
use crate::extract::{Path, Person, Query};
use crate::pages::clients::{access, branch_email, mark};
use crate::pages::practice::{Frame, Scope, needs};
use crate::views::dashboard::InvitationBadge;
use crate::views::invitations::{Check, Inbox, InboxList, InvitationRow, Review as Shown};
use crate::views::parts::Tab;
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer, wording};
use app::access::Permission;
use app::invitations::State;
use app::invitations::inbox::{
    AnsweredInvitation, AnsweredInvitations, InvitationReview, PendingInvitation, PendingInvitations, Review,
};
use kernel::{InvitationId, Moment};
use serde::Deserialize;

/// How much of a message a row shows.
const EXCERPT: usize = 120;

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    view: String,
}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>, Query(wish): Query<Wish>) -> Answer {
    let answered = wish.view == "answered";
    let rows = if answered { past(&person, scope).await? } else { pending(&person, scope).await? };
    let frame = Frame::of(&person, scope).await?;
    let list = format!("{}/client-invitations", scope.base());
    let here = if answered { format!("{list}?view=answered") } else { list };
    if person.wants(Fragment::Live) {
        let shell = frame.shell(&person, "", PortalNav::ClientInvitations);
        return answer::page(&InboxList { shell, rows, across: across(&frame), url: here });
    }
    let email = branch_email(&person, &frame).await?;
    answer::page(&inbox(&person, &frame, rows, (email, here), None))
}

pub(super) async fn review(person: Person, Path((scope, invitation)): Path<(Scope, InvitationId)>) -> Answer {
    let asked = InvitationReview { organisation: scope.organisation, invitation };
    let review = person.web.app.read(&person.actor, asked).await?;
    let frame = Frame::of(&person, scope).await?;
    let waiting = review.state == State::Pending;
    let may_list = frame.may(Permission::AnswerInvitations) || frame.may(Permission::ViewAllClients);
    let mut rows = match (may_list, waiting) {
        (true, true) => pending(&person, scope).await?,
        (true, false) => past(&person, scope).await?,
        (false, _) => Vec::new(),
    };
    let here = url(scope, invitation);
    for row in &mut rows {
        row.current = row.url == here;
    }
    let email = branch_email(&person, &frame).await?;
    let shown = read(scope, &frame, review);
    answer::page(&inbox(&person, &frame, rows, (email, here), Some(shown)))
}

/// The number beside the menu's entry, alone.
pub(super) async fn badge(person: Person, Path(scope): Path<Scope>) -> Answer {
    let frame = Frame::of(&person, scope).await?;
    answer::page(&InvitationBadge { shell: frame.shell(&person, "", PortalNav::ClientInvitations) })
}

fn across(frame: &Frame) -> bool {
    frame.scope.branch.is_none() && frame.facts.branches.len() > 1
}

fn inbox(
    person: &Person,
    frame: &Frame,
    rows: Vec<InvitationRow>,
    (branch_email, url): (Option<String>, String),
    review: Option<Shown>,
) -> Inbox {
    let base = format!("{}/client-invitations", frame.scope.base());
    let answered =
        url.ends_with("?view=answered") || review.as_ref().is_some_and(|review| review.outcome.is_some());
    let tab = |label: &str, url: String, count, current| Tab { label: label.to_owned(), url, count, current };
    Inbox {
        shell: frame.shell(person, "Client Invitations", PortalNav::ClientInvitations),
        tabs: vec![
            tab("Pending", base.clone(), Some(frame.facts.waiting.to_string()), !answered),
            tab("Answered", format!("{base}?view=answered"), None, answered),
        ],
        branch_email,
        rows,
        across: across(frame),
        review,
        url,
    }
}

async fn pending(person: &Person, scope: Scope) -> Result<Vec<InvitationRow>, Refused> {
    let asked = PendingInvitations { organisation: scope.organisation, branch: scope.branch };
    let rows = person.web.app.read(&person.actor, asked).await?;
    let row = |one: PendingInvitation| InvitationRow {
        mark: mark(&one.company, one.books),
        url: url(scope, one.invitation),
        owner: one.owner_name,
        branch: one.branch_name.unwrap_or_else(|| "To you".to_owned()),
        excerpt: excerpt(one.message.as_deref()),
        waited: waited(one.waiting_seconds),
        long: is_long(one.waiting_seconds),
        state: String::new(),
        current: false,
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn past(person: &Person, scope: Scope) -> Result<Vec<InvitationRow>, Refused> {
    let asked = AnsweredInvitations { organisation: scope.organisation, branch: scope.branch };
    let rows = person.web.app.read(&person.actor, asked).await?;
    let row = |one: AnsweredInvitation| InvitationRow {
        mark: mark(&one.company, one.books),
        url: url(scope, one.invitation),
        owner: one.owner_name,
        branch: one.branch_name.unwrap_or_default(),
        excerpt: one.answered_by.map(|name| format!("By {name}")).unwrap_or_default(),
        waited: one.answered_at.map(wording::day).unwrap_or_default(),
        long: false,
        state: state_words(one.state).to_owned(),
        current: false,
    };
    Ok(rows.into_iter().map(row).collect())
}

fn state_words(state: State) -> &'static str {
    // The thirty seconds of a rejection read as a rejection inside the firm.
    if state == State::Rejecting { State::Rejected.label() } else { state.label() }
}

fn excerpt(message: Option<&str>) -> String {
    let Some(message) = message else { return "No message".to_owned() };
    let line: String = message.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn read(scope: Scope, frame: &Frame, review: Review) -> Shown {
    let closed = match (review.state, review.may_answer) {
        (State::Pending, false) => Some(needs(Permission::AnswerInvitations, None)),
        _ => None,
    };
    let year = wording::year_to(review.fiscal_month, review.fiscal_day);
    Shown {
        mark: mark(&review.company, review.books),
        url: url(scope, review.invitation),
        checks: checks(&review),
        outcome: outcome(&review),
        offer: access(review.preset, None),
        payer: "Client".to_owned(),
        books: format!("{}, {year}", review.currency),
        waited: match review.state {
            State::Pending => format!("Waiting for {}", waited(review.waiting_seconds)),
            state => state_words(state).to_owned(),
        },
        long: review.state == State::Pending && is_long(review.waiting_seconds),
        branch: match (&review.branch_name, review.is_personal) {
            (Some(name), _) => name.clone(),
            (None, true) => "Sent to you".to_owned(),
            (None, false) => frame.branch_name().to_owned(),
        },
        message: review.message.unwrap_or_default(),
        owner: review.owner_name,
        email: review.owner_email,
        sent: wording::when(review.sent_at),
        closed,
    }
}

fn checks(review: &Review) -> Vec<Check> {
    let confirmed = match review.owner_confirmed_at {
        Some(at) => Check {
            text: format!("The owner confirmed {} on {}.", review.owner_email, wording::day(at)),
            fine: true,
        },
        None => Check { text: "The owner has not confirmed an address.".to_owned(), fine: false },
    };
    let twin = match review.look_alikes.first() {
        None => {
            Check { text: "No other client has this name, or one that looks like it.".to_owned(), fine: true }
        }
        Some(other) => Check {
            text: format!(
                "The name looks like that of {other}, another company. Compare the owner’s address before \
                 you accept."
            ),
            fine: false,
        },
    };
    match review.state {
        State::Pending => vec![confirmed, twin],
        _ => vec![confirmed],
    }
}

fn outcome(review: &Review) -> Option<String> {
    let on = |at: Option<Moment>| at.map(wording::day).unwrap_or_default();
    let by = review.answered_by.as_deref().unwrap_or("the firm");
    match review.state {
        State::Pending => None,
        State::Accepted => Some(format!("Accepted by {by} on {}", on(review.answered_at))),
        State::Rejecting | State::Rejected => {
            let reason = review.reason.map_or("", |reason| reason.label());
            Some(format!("Rejected by {by} on {}: {reason}", on(review.answered_at)))
        }
        State::Withdrawn => Some("The client has withdrawn it.".to_owned()),
        State::Expired => Some(format!("Expired on {}", on(Some(review.expires_at)))),
    }
}
