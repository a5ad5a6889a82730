//! Invitations of colleagues: waiting, and past.

use super::team::more;
use super::{Frame, Scope, needs};
use crate::extract::{Form, Path, Person, Query};
use crate::flash::{Flash, Word};
use crate::views::parts::{Badge, Tab, Tone};
use crate::views::shell::PortalNav;
use crate::views::team::{TeamInvitationRow as Row, TeamInvitations as Page};
use crate::{Answer, answer, wording};
use app::access::Permission;
use app::practice::{
    CancelTeamInvitation, InvitationState, InvitationView, ResendTeamInvitation, TeamInvitationRow,
    TeamInvitations,
};
use kernel::{Moment, PageSize, TeamInvitationId};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    view: String,
    #[serde(default)]
    after: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn show(person: Person, Path(scope): Path<Scope>, Query(wish): Query<Wish>) -> Answer {
    let frame = Frame::of(&person, scope).await?;
    let is_history = wish.view == "history";
    let asked = TeamInvitations {
        organisation: scope.organisation,
        branch: scope.branch,
        view: if is_history { InvitationView::History } else { InvitationView::Pending },
        after: wish.after,
        size: PageSize::default(),
    };
    let found = person.web.app.read(&person.actor, asked).await?;
    let (list, now) = (format!("{}/team-invitations", scope.base()), person.web.app.now());
    let history = format!("{list}?view=history");
    let tab = |label: &str, url: &str, current| Tab {
        label: label.to_owned(),
        url: url.to_owned(),
        count: None,
        current,
    };
    let here = if is_history { &history } else { &list };
    answer::page(&Page {
        shell: frame.shell(&person, "Team Invitations", PortalNav::TeamInvitations),
        tabs: vec![tab("Pending", &list, !is_history), tab("History", &history, is_history)],
        more: found.rows.next.as_deref().map(|next| more(here, next)),
        rows: found.rows.rows.into_iter().map(|invitation| row(&person, &list, invitation, now)).collect(),
        invite_closed: (!found.may_invite)
            .then(|| needs(Permission::InviteTeamMembers, found.ask.as_deref())),
    })
}

fn row(person: &Person, list: &str, invitation: TeamInvitationRow, now: Moment) -> Row {
    let branches: Vec<String> = invitation.branches.into_iter().map(|(_, name)| name).collect();
    Row {
        role: format!("{}, {}", invitation.role.label(), branches.join(", ")),
        state: badge(invitation.state, invitation.expires_at, now),
        url: format!("{list}/{}", invitation.invitation),
        key: (invitation.may_resend && invitation.may_cancel).then(|| person.key()),
        expired: invitation.state == InvitationState::Expired,
        sent: wording::when(invitation.sent_at),
        email: invitation.email,
    }
}

fn badge(state: InvitationState, until: Moment, now: Moment) -> Badge {
    let (text, tone) = match state {
        InvitationState::Pending => (wording::days_left(until, now), Tone::Plain),
        InvitationState::Expired => (format!("Expired {}", wording::day(until)), Tone::Bad),
        InvitationState::Accepted(at) => (format!("Joined {}", wording::day(at)), Tone::Good),
        InvitationState::Declined(at) => (format!("Declined {}", wording::day(at)), Tone::Bad),
        InvitationState::Cancelled(at) => (format!("Withdrawn {}", wording::day(at)), Tone::Plain),
    };
    Badge { text, tone }
}

type Place = Path<(Scope, TeamInvitationId)>;

pub(super) async fn resend(person: Person, Path((scope, invitation)): Place, form: Form<Nothing>) -> Answer {
    let command = ResendTeamInvitation { organisation: scope.organisation, invitation };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    back(&person, scope, &Flash::new(Word::MailSentAgain))
}

pub(super) async fn withdraw(
    person: Person,
    Path((scope, invitation)): Place,
    form: Form<Nothing>,
) -> Answer {
    let command = CancelTeamInvitation { organisation: scope.organisation, invitation };
    person.web.app.run(&person.actor, Some(form.key), command).await?;
    back(&person, scope, &Flash::new(Word::TeamInvitationWithdrawn))
}

fn back(person: &Person, scope: Scope, flash: &Flash) -> Answer {
    person.go_with(&format!("{}/team-invitations", scope.base()), flash)
}
