//! The team.

use web::views::{parts::*, shell::*, team::*};

use super::shell;
use crate::samples::{Sample, choices, form, person, sample, when};

pub fn team() -> Vec<Sample> {
    let member = |name: &str, initials: &str, role: &str, firm_role: &str, clients, current| MemberRow {
        person: person(name, initials, ""),
        url: "/portal/br_1/team/usr_1".into(),
        role: role.into(),
        firm_role: firm_role.into(),
        clients,
        active: (clients > 0).then(|| when("09:12 today")),
        current,
    };
    let role = |branch: &str, open: bool| MemberRole {
        branch: branch.into(),
        value: branch.into(),
        role: "Member".into(),
        change: open.then(|| choices(&["Admin", "Member"], "Member")),
        leavable: open,
    };
    let members = Members {
        shell: shell("Team Members", PortalNav::TeamMembers),
        counts: "4 in Bristol".into(),
        rows: vec![
            member("Asha Raman", "AR", "Owner", "Super Admin", 6, false),
            member("Tom Ellery", "TE", "Admin", "", 7, false),
            member("Declan Byrne", "DB", "Member", "", 9, true),
            member("Rowan Pryce", "RP", "Member", "", 0, false),
        ],
        panel: Some(MemberPanel {
            person: person("Declan Byrne", "DB", "declan@harbourpike.example"),
            url: "/portal/br_1/team/usr_1".into(),
            key: "k1".into(),
            roles: vec![role("Bristol", true), role("Lisbon", false)],
            add: Some((choices(&["Porto"], "Porto"), choices(&["Admin", "Member"], "Member"))),
            firm_roles: Some(choices(&["None", "Viewer"], "None")),
            removable: true,
            facts: vec![("Joined".into(), "4 Mar 2025".into()), ("Last active".into(), "10:02 today".into())],
            clients: vec!["Redcliffe Robotics".into(), "Zimmer Boats Ltd".into()],
            closed: None,
        }),
        more: Some("?after=x".into()),
        invite_closed: None,
    };
    let plain = Members {
        panel: None,
        more: None,
        invite_closed: Some("Needs Invite Team Members. Ask Ines Carvalho.".into()),
        ..members.clone()
    };
    let mut all = vec![sample("team", &members), sample("team-plain", &plain)];
    all.extend(team_invitations());
    all
}

fn team_invitations() -> Vec<Sample> {
    let invited = |email: &str, text: &str, tone, key: Option<&str>| TeamInvitationRow {
        email: email.into(),
        role: "Member, Bristol".into(),
        sent: when("17 Nov"),
        state: Badge { text: text.into(), tone },
        url: "/portal/br_1/team-invitations/tinv_1".into(),
        key: key.map(Into::into),
        expired: tone == Tone::Bad,
    };
    let tabs = vec![
        Tab { label: "Pending".into(), url: "?".into(), count: Some("2".into()), current: true },
        Tab { label: "History".into(), url: "?view=history".into(), count: None, current: false },
    ];
    let pending = TeamInvitations {
        shell: shell("Team Invitations", PortalNav::TeamInvitations),
        tabs,
        rows: vec![
            invited("rowan.pryce@harbourpike.example", "4 days left", Tone::Plain, Some("k3")),
            invited("j.osei@harbourpike.example", "Expired 12 Nov", Tone::Bad, Some("k4")),
            invited("tom@harbourpike.example", "Joined 13 Nov", Tone::Good, None),
        ],
        more: Some("?after=x".into()),
        invite_closed: None,
    };
    let none = TeamInvitations { rows: vec![], ..pending.clone() };
    let mut roles = choices(&["Admin", "Member"], "Member");
    roles[0].hint = "All clients of the branch, its team and settings.".into();
    roles[1].hint = "Clients that somebody assigns.".into();
    let invite = InviteMember {
        shell: pending.shell.clone(),
        form: form("invite-member"),
        email: String::new(),
        name: String::new(),
        branches: choices(&["Bristol", "Lisbon"], "Bristol"),
        roles,
    };
    let join = JoinTeam {
        shell: PublicShell { title: "Join".into(), ..PublicShell::default() },
        form: form("join"),
        action: "/join/abc".into(),
        firm: "Harbour & Pike LLP".into(),
        branch: "Bristol".into(),
        role: "Member".into(),
        allows: vec!["Open the books of clients assigned to you".into(), "Write in your own name".into()],
        denies: vec!["Invite colleagues".into(), "Change the branch".into()],
        invited_by: "Asha Raman".into(),
        sent: when("18 November"),
        until: "25 November".into(),
        sign_in: None,
    };
    let first = SignInFirst { register_url: "/register".into(), sign_in_url: "/sign-in".into() };
    vec![
        sample("team-invitations", &pending),
        sample("team-invitations-empty", &none),
        sample("team-invite", &invite),
        sample("fragment-team-invite", &invite.as_dialog()),
        sample("join", &join),
        sample("join-signed-out", &JoinTeam { sign_in: Some(first), ..join.clone() }),
    ]
}
