//! Pages of the portal.

mod clients;
mod invitations;
pub mod settings;
mod team;

use web::views::{dashboard::*, parts::*, shell::*};

use super::{Sample, mark, person, sample, when};

/// The frame as a Super Admin sees it.
pub fn shell(title: &str, nav: PortalNav) -> PortalShell {
    let branch = |name: &str, detail: &str, current| BranchChoice {
        name: name.into(),
        detail: detail.into(),
        url: "/portal/br_1".into(),
        current,
    };
    PortalShell {
        title: title.into(),
        base: "/portal/br_1".into(),
        person: person("Asha Raman", "AR", "Super Admin, Bristol"),
        firm: "Harbour & Pike LLP".into(),
        branch: "Bristol".into(),
        branches: vec![
            branch("Bristol", "40 clients · GBP", true),
            branch("Lisbon", "18 clients · EUR", false),
            branch("All branches", "58 clients", false),
        ],
        nav,
        clients: 40,
        waiting: 3,
        sign_out_key: "k1".into(),
        may_invite: true,
        palette: vec![PaletteClient {
            mark: mark("Marlow & Finch Joinery Ltd", "MF", 2),
            url: "/portal/br_1/clients/cl_1/go-to".into(),
            detail: "Go To".into(),
            post: true,
        }],
        toasts: vec![],
    }
}

pub fn pages() -> Vec<Sample> {
    let mut all = home();
    all.extend(clients::clients());
    all.extend(invitations::invitations());
    all.extend(team::team());
    all.extend(settings::settings());
    all.push(settings::trail());
    all
}

fn happening(who: &str, initials: &str, what: &str, detail: &str, at: &str) -> Happening {
    Happening {
        who: person(who, initials, ""),
        what: what.into(),
        detail: detail.into(),
        at: when(at),
        changes: vec![],
    }
}

pub fn activity() -> Vec<Happening> {
    vec![
        happening("Tom Ellery", "TE", "accepted Zimmer Boats", "", "10:41"),
        happening("Hanna Lindqvist", "HL", "posted 38 entries in Tessellate Studio", "", "10:18"),
        happening("Asha Raman", "AR", "invited Rowan Pryce as Member of Bristol", "", "09:30"),
        happening("Paul Jessop", "PJ", "extended access to Jessop Family Farm", "To 31 Dec 2027", "Thu"),
    ]
}

fn filled() -> Dashboard {
    let waiting = |name: &str, initials: &str, cloth, owner: &str, waited: &str| WaitingInvitation {
        mark: mark(name, initials, cloth),
        owner: owner.into(),
        waited: waited.into(),
        url: "/portal/br_1/client-invitations/inv_1".into(),
        sent: when("18 Nov, 17:40"),
        may_answer: true,
    };
    Dashboard {
        shell: shell("Dashboard", PortalNav::Dashboard),
        today: "Friday 20 November 2026".into(),
        branch_email: Some("bristol@harbourpike.example".into()),
        notice: None,
        waiting: vec![
            waiting("Sotto Coffee Roasters Ltd", "SC", 1, "Matteo Ferri", "41 hours"),
            waiting("Tidewater Pilates Ltd", "TP", 5, "Grace Holloway", "25 hours"),
            waiting("Wye Valley Glamping", "WV", 4, "Bethan Price", "6 minutes"),
        ],
        steps: vec![],
        query: String::new(),
        rows: clients::rows(),
        shown: "8 of 40, last opened first".into(),
        activity: activity(),
        activity_closed: None,
        invite_closed: None,
    }
}

fn home() -> Vec<Sample> {
    let filled = filled();
    let mut all = vec![
        sample("portal-home", &filled),
        sample(
            "fragment-waiting",
            &WaitingBanner { shell: filled.shell.clone(), waiting: filled.waiting.clone() },
        ),
        sample("fragment-badge", &InvitationBadge { shell: filled.shell.clone() }),
    ];
    all.extend(first_day());
    all
}

fn first_day() -> Vec<Sample> {
    let filled = filled();
    let step = |title: &str, text: &str, action: &str, done| Step {
        title: title.into(),
        text: text.into(),
        action: action.into(),
        url: "/portal/br_1/settings/branch".into(),
        done,
    };
    let mut empty_shell = shell("Dashboard", PortalNav::Dashboard);
    empty_shell.clients = 0;
    empty_shell.waiting = 0;
    empty_shell.toasts = vec![Toast { text: "Bristol is ready.".into(), undo: None }];
    let empty = Dashboard {
        shell: empty_shell,
        branch_email: None,
        notice: Some(Notice {
            title: "Confirm the branch mailbox".into(),
            text:
                "We sent a link to bristol@harbourpike.example. Until it is used, no invitation arrives here."
                    .into(),
            action: "Branch settings".into(),
            url: "/portal/br_1/settings/branch".into(),
        }),
        waiting: vec![],
        steps: vec![
            step("Create your first branch", "Bristol, billed in GBP.", "", true),
            step(
                "Confirm the branch mailbox",
                "Open the link we sent to bristol@harbourpike.example.",
                "Send it again",
                false,
            ),
            step(
                "Give clients the branch email",
                "In their books they open External Access and invite you by it.",
                "Copy branch email",
                false,
            ),
            step(
                "Invite a colleague",
                "One role per branch. They join by mail.",
                "Invite Team Member",
                false,
            ),
        ],
        rows: vec![],
        shown: String::new(),
        activity: vec![],
        ..filled.clone()
    };
    let nothing = Dashboard {
        query: "zebra".into(),
        rows: vec![],
        waiting: vec![],
        activity_closed: Some("Needs View Audit Logs.".into()),
        invite_closed: Some("Needs Invite Team Members.".into()),
        ..filled.clone()
    };
    vec![sample("portal-home-empty", &empty), sample("portal-home-nothing-found", &nothing)]
}
