//! The portal's first page: who waits, the connected clients, what to do next.

use super::rows::{branch_email, mark, row};
use crate::asked::Fragment;
use crate::extract::{Path, Person, Query};
use crate::pages::books::with_weekday;
use crate::pages::external_access::told;
use crate::pages::invitations::{url as invitation_url, waited};
use crate::pages::practice::{Frame, Scope, needs};
use crate::views::dashboard::{Dashboard, Notice, Step, WaitingBanner, WaitingInvitation};
use crate::views::parts::Happening;
use crate::views::shell::PortalNav;
use crate::{Answer, Refused, answer, wording};
use app::access::Permission;
use app::audit::{LogFilter, LogPage};
use app::clients::list::{ClientRow, ClientState, Clients, RecentClients};
use app::invitations::inbox::{PendingInvitation, PendingInvitations};
use kernel::{Day, Moment, PageSize};
use serde::Deserialize;

/// How many clients the page lists.
const ROWS: u16 = 12;
/// How many invitations the banner names.
const NAMED: usize = 3;
/// How many acts the page tells.
const ACTS: u16 = 8;

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    q: String,
}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>, Query(wish): Query<Wish>) -> Answer {
    let frame = Frame::of(&person, scope).await?;
    let waiting = asking(&person, scope).await?;
    let clients = clients(&person, scope, &wish.q).await?;
    let email = branch_email(&person, &frame).await?;
    let steps = match frame.facts.clients {
        0 => steps(&frame, email.as_deref()),
        _ => Vec::new(),
    };
    answer::page(&Dashboard {
        shell: frame.shell(&person, "Dashboard", PortalNav::Dashboard),
        today: today(person.web.app.now()),
        notice: notice(&frame),
        waiting: banner(scope, &waiting),
        steps,
        shown: match wish.q.is_empty() {
            true => format!("Showing {} of {}", clients.len(), frame.facts.clients),
            false => format!("{} found", clients.len()),
        },
        rows: clients.iter().map(|client| row(&person, scope, client)).collect(),
        query: wish.q,
        branch_email: email,
        activity: activity(&person, &frame).await?,
        activity_closed: (!frame.facts.standing.may_somewhere(Permission::ViewAuditLogs))
            .then(|| needs(Permission::ViewAuditLogs, None)),
        invite_closed: (!frame.may(Permission::InviteTeamMembers))
            .then(|| needs(Permission::InviteTeamMembers, None)),
    })
}

/// "Saturday 28 November 2026".
fn today(now: Moment) -> String {
    Day::parse(&now.iso_millis()[..10]).map_or_else(|_| wording::day(now), with_weekday)
}

/// The banner alone, for live updates.
pub(super) async fn waiting(person: Person, Path(scope): Path<Scope>) -> Answer {
    if !person.wants(Fragment::Live) {
        return person.go(&scope.base());
    }
    let frame = Frame::of(&person, scope).await?;
    let waiting = banner(scope, &asking(&person, scope).await?);
    answer::page(&WaitingBanner { shell: frame.shell(&person, "", PortalNav::Dashboard), waiting })
}

/// The invitations that the reader sees; nobody is refused her dashboard for seeing none.
async fn asking(person: &Person, scope: Scope) -> Result<Vec<PendingInvitation>, Refused> {
    let frame = PendingInvitations { organisation: scope.organisation, branch: scope.branch };
    let facts = Frame::of(person, scope).await?;
    if !facts.may(Permission::AnswerInvitations) {
        return Ok(Vec::new());
    }
    Ok(person.web.app.read(&person.actor, frame).await?)
}

/// What happened in the firm lately, for whoever may read its log.
async fn activity(person: &Person, frame: &Frame) -> Result<Vec<Happening>, Refused> {
    if !frame.facts.standing.may_somewhere(Permission::ViewAuditLogs) {
        return Ok(Vec::new());
    }
    let log = LogPage {
        tenant: frame.scope.organisation.into(),
        after: None,
        size: PageSize::new(ACTS),
        filter: LogFilter { branch: frame.scope.branch, ..LogFilter::default() },
    };
    let records = person.web.app.read(&person.actor, log).await?;
    Ok(records.page.rows.iter().map(told).collect())
}

fn banner(scope: Scope, waiting: &[PendingInvitation]) -> Vec<WaitingInvitation> {
    let named = waiting.iter().filter(|one| one.may_answer).take(NAMED);
    let one = |one: &PendingInvitation| WaitingInvitation {
        mark: mark(&one.company, one.books),
        owner: one.owner_name.clone(),
        waited: waited(one.waiting_seconds),
        url: invitation_url(scope, one.invitation),
        sent: wording::when(one.sent_at),
        may_answer: one.may_answer,
    };
    named.map(one).collect()
}

async fn clients(person: &Person, scope: Scope, query: &str) -> Result<Vec<ClientRow>, Refused> {
    let (organisation, branch, size) = (scope.organisation, scope.branch, PageSize::new(ROWS));
    let app = &person.web.app;
    if query.is_empty() {
        return Ok(app.read(&person.actor, RecentClients { organisation, branch, size }).await?);
    }
    let search = Clients {
        organisation,
        branch,
        search: Some(query.to_owned()),
        state: ClientState::Active,
        after: None,
        size,
    };
    Ok(app.read(&person.actor, search).await?.rows)
}

/// A branch whose mailbox has not answered gets no invitation.
fn notice(frame: &Frame) -> Option<Notice> {
    let mut in_view =
        frame.facts.branches.iter().filter(|one| frame.scope.branch.is_none_or(|only| only == one.branch));
    let silent = in_view.find(|one| !one.is_confirmed)?;
    let scope = Scope::branch(frame.scope.organisation, silent.branch);
    Some(Notice {
        title: format!("The address of {} is not confirmed", silent.name),
        text: "Invitations that clients send there wait until its mailbox has answered our mail.".to_owned(),
        action: "Check the address".to_owned(),
        url: format!("{}/settings/branch", scope.base()),
    })
}

/// What to do while there is no client.
fn steps(frame: &Frame, email: Option<&str>) -> Vec<Step> {
    let base = frame.scope.base();
    if !frame.may(Permission::ViewAllClients) {
        return vec![Step {
            title: "Ask to be assigned".to_owned(),
            text:
                "You see the clients that somebody assigns to you. An Owner or Admin of the branch adds you \
                   on the client’s page; the client then stands here at once."
                    .to_owned(),
            action: "See who they are".to_owned(),
            url: format!("{base}/team"),
            done: false,
        }];
    }
    let mut steps = vec![Step {
        title: "Open a branch".to_owned(),
        text: "Clients belong to a branch, with its own people and its own billing currency.".to_owned(),
        action: match frame.facts.branches.is_empty() {
            true => "Open the first branch".to_owned(),
            false => String::new(),
        },
        url: format!("/organisations/{}/branches/first", frame.scope.organisation),
        done: !frame.facts.branches.is_empty(),
    }];
    steps.push(Step {
        title: "Tell clients your branch email".to_owned(),
        text: match email {
            Some(email) => {
                format!("They open External Access in their books and invite {email}. You accept here.")
            }
            None => {
                "They invite it in External Access in their books, once the address is confirmed.".to_owned()
            }
        },
        ..Step::default()
    });
    if frame.may(Permission::InviteTeamMembers) {
        steps.push(Step {
            title: "Invite your team".to_owned(),
            text: "Each colleague signs in under her own name; every act is written down under it."
                .to_owned(),
            action: "Invite Team Member".to_owned(),
            url: format!("{base}/team-invitations/new"),
            done: false,
        });
    }
    steps
}
