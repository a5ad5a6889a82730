//! Pages of the portal.

use web::views::{
    audit::*, clients::*, dashboard::*, invitations::*, parts::*, practice::*, shell::*, team::*,
};

use super::{Sample, choices, form, mark, person, refused, sample, when};

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
    all.extend(clients());
    all.extend(invitations());
    all.extend(team());
    all.extend(settings());
    all.push(trail());
    all
}

fn row(name: &str, initials: &str, cloth: u8, owner: &str, door: ClientDoor) -> ClientRow {
    ClientRow {
        mark: mark(name, initials, cloth),
        url: "/portal/br_1/clients/cl_1".into(),
        owner: owner.into(),
        branch: "Bristol".into(),
        currency: "GBP".into(),
        access: "Admin".into(),
        payer: "Client".into(),
        connected: when("2 Apr 2023"),
        opened: Some(when("09:12 today")),
        may_disconnect: !matches!(door, ClientDoor::Ended),
        door,
    }
}

fn rows() -> Vec<ClientRow> {
    let go = || ClientDoor::GoTo("k2".into());
    let mut late = row("Hollis Print Works", "HP", 6, "Jean Hollis", ClientDoor::SetUp);
    late.access = "Admin until 30 Nov 2026".into();
    late.opened = None;
    let closed = "Needs Update Client Access. Ask Ines Carvalho.".into();
    vec![
        row("Marlow & Finch Joinery Ltd", "MF", 2, "Eleanor Finch", go()),
        row("Okafor Consulting", "OC", 1, "Ada Okafor", go()),
        row("Bellringer Bakehouse", "BB", 3, "Rufus Bell", go()),
        row("Clifton Lido Café", "CL", 7, "Noor Haddad", go()),
        row("Quayside Legal", "QL", 5, "Priya Nair", go()),
        late,
        row("Larkhall Community Arts CIC", "LC", 4, "Margaret Oyelaran", ClientDoor::Closed(closed)),
        row("Fennel & Rye", "FR", 8, "Tom Rye", go()),
    ]
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

fn activity() -> Vec<Happening> {
    vec![
        happening("Tom Ellery", "TE", "accepted Zimmer Boats", "", "10:41"),
        happening("Hanna Lindqvist", "HL", "posted 38 entries in Tessellate Studio", "", "10:18"),
        happening("Asha Raman", "AR", "invited Rowan Pryce as Member of Bristol", "", "09:30"),
        happening("Paul Jessop", "PJ", "extended access to Jessop Family Farm", "To 31 Dec 2027", "Thu"),
    ]
}

fn home() -> Vec<Sample> {
    let waiting = |name: &str, initials: &str, cloth, owner: &str, waited: &str| WaitingInvitation {
        mark: mark(name, initials, cloth),
        owner: owner.into(),
        waited: waited.into(),
        url: "/portal/br_1/client-invitations/inv_1".into(),
        sent: when("18 Nov, 17:40"),
        may_answer: true,
    };
    let filled = Dashboard {
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
        rows: rows(),
        shown: "8 of 40, last opened first".into(),
        activity: activity(),
    };
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
    let nothing = Dashboard { query: "zebra".into(), rows: vec![], waiting: vec![], ..filled.clone() };
    vec![
        sample("portal-home", &filled),
        sample("portal-home-empty", &empty),
        sample("portal-home-nothing-found", &nothing),
        sample(
            "fragment-waiting",
            &WaitingBanner { shell: filled.shell.clone(), waiting: filled.waiting.clone() },
        ),
        sample("fragment-badge", &InvitationBadge { shell: filled.shell.clone() }),
    ]
}

fn clients() -> Vec<Sample> {
    let tab = |label: &str, count: &str, current| Tab {
        label: label.into(),
        url: "?view=x".into(),
        count: Some(count.into()),
        current,
    };
    let list = Clients {
        shell: shell("Clients", PortalNav::Clients),
        counts: "40 in Bristol, 58 in Harbour & Pike LLP".into(),
        tabs: vec![tab("All", "40", true), tab("Disconnected", "6", false)],
        query: String::new(),
        rows: rows(),
        across: true,
        pager: Pager { position: "1 to 8 of 40".into(), previous: None, next: Some("?after=x".into()) },
        branch_email: Some("bristol@harbourpike.example".into()),
    };
    let empty = Clients { rows: vec![], across: false, ..list.clone() };
    let ended = Clients {
        rows: vec![row("Bramley Dental", "BD", 6, "Iris Bramley", ClientDoor::Ended)],
        ..list.clone()
    };
    let assigned = |name: &str, initials: &str, primary, suspended| Assigned {
        person: person(name, initials, ""),
        primary,
        scope: "Admin".into(),
        ends: "No end".into(),
        opened: primary.then(|| when("09:12 today")),
        suspended,
    };
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let client = Client {
        shell: shell("Marlow & Finch Joinery Ltd", PortalNav::Clients),
        row: row("Marlow & Finch Joinery Ltd", "MF", 2, "Eleanor Finch", ClientDoor::GoTo("k2".into())),
        owner_email: "eleanor@marlowfinch.example".into(),
        state: None,
        facts: vec![
            fact("Granted by", "Eleanor Finch, owner"),
            fact("Granted to", "Harbour & Pike LLP, Bristol"),
            fact("Since", "2 Apr 2023"),
            fact("Ends", "No end"),
            fact("Payer", "Client"),
            fact("Currency", "GBP"),
        ],
        people: vec![assigned("Asha Raman", "AR", true, false), assigned("Mei-Ling Zhou", "MZ", false, true)],
        history: activity(),
    };
    let ask = Disconnect {
        shell: shell("Disconnect", PortalNav::Clients),
        company: "Marlow & Finch Joinery Ltd".into(),
        url: "/portal/br_1/clients/cl_1".into(),
        people: 4,
    };
    let reason = DisconnectReason {
        shell: ask.shell.clone(),
        form: refused("disconnect", &[("reason", "Choose a reason.")]),
        company: ask.company.clone(),
        url: ask.url.clone(),
        reasons: choices(
            &[
                "Client request",
                "Business closed",
                "Switched accountants",
                "Non-payment",
                "Service termination",
                "Other",
            ],
            "",
        ),
        note: String::new(),
    };
    let set_up = SetUpAccess {
        shell: ask.shell.clone(),
        form: form("access"),
        company: ask.company.clone(),
        url: ask.url.clone(),
        scope: "Admin".into(),
        reason: String::new(),
    };
    vec![
        sample("clients", &list),
        sample("clients-empty", &empty),
        sample("clients-disconnected", &ended),
        sample("client", &client),
        sample("client-disconnect", &ask),
        sample("fragment-client-disconnect", &ask.as_dialog()),
        sample("client-disconnect-reason", &reason),
        sample("fragment-client-disconnect-reason", &reason.as_dialog()),
        sample("client-set-up-access", &set_up),
    ]
}

fn invitations() -> Vec<Sample> {
    let line = |name: &str, initials: &str, cloth, owner: &str, waited: &str, state: &str| InvitationRow {
        mark: mark(name, initials, cloth),
        url: "/portal/br_1/client-invitations/inv_1".into(),
        owner: owner.into(),
        branch: "Bristol".into(),
        excerpt: "Our last bookkeeper retired in the summer and the September VAT return went in late."
            .into(),
        waited: waited.into(),
        long: waited.starts_with('5'),
        state: state.into(),
        current: initials == "SC",
    };
    let check = |text: &str, fine| Check { text: text.into(), fine };
    let review = Review {
        mark: mark("Sotto Coffee Roasters Ltd", "SC", 1),
        url: "/portal/br_1/client-invitations/inv_1".into(),
        message: "Our last bookkeeper retired in the summer and the September VAT return went in late. We have two cafés and a roastery, about 300 transactions a month. Could you take over from November?".into(),
        owner: "Matteo Ferri".into(),
        email: "matteo@sottocoffee.example".into(),
        sent: when("18 Nov, 17:40"),
        branch: "Bristol".into(),
        offer: "Admin, no end".into(),
        payer: "Client".into(),
        books: "GBP, year to 31 Mar".into(),
        waited: "Waiting for 51 hours".into(),
        long: true,
        checks: vec![
            check("No client with this name or email in Harbour & Pike LLP", true),
            check("Email address confirmed by Matteo Ferri on 2 Mar 2024", true),
        ],
        outcome: None,
        closed: None,
    };
    let tab = |label: &str, count: Option<&str>, current| Tab {
        label: label.into(),
        url: "?view=x".into(),
        count: count.map(Into::into),
        current,
    };
    let inbox = Inbox {
        shell: shell("Client Invitations", PortalNav::ClientInvitations),
        tabs: vec![tab("Pending", Some("3"), true), tab("Answered", None, false)],
        branch_email: Some("bristol@harbourpike.example".into()),
        rows: vec![
            line("Sotto Coffee Roasters Ltd", "SC", 1, "Matteo Ferri", "51 h", ""),
            line("Tidewater Pilates Ltd", "TP", 5, "Grace Holloway", "25 h", ""),
            line("Wye Valley Glamping", "WV", 4, "Bethan Price", "6 min", "New"),
        ],
        across: true,
        review: Some(review.clone()),
        url: "/portal/br_1/client-invitations".into(),
    };
    let empty = Inbox { rows: vec![], review: None, ..inbox.clone() };
    let closed = Inbox {
        review: Some(Review {
            closed: Some("Needs Accept Client Invitations. Ask Ines Carvalho.".into()),
            message: String::new(),
            ..review
        }),
        ..inbox.clone()
    };
    let accept = Accept {
        shell: inbox.shell.clone(),
        form: form("accept"),
        url: inbox.url.clone(),
        company: "Sotto Coffee Roasters Ltd".into(),
        owner: "Matteo Ferri".into(),
        branch: "Bristol".into(),
        branches: vec![],
        colleagues: choices(
            &["Tom Ellery, 7 clients", "Mei-Ling Zhou, 10 clients", "Declan Byrne, 9 clients"],
            "",
        ),
    };
    let personal =
        Accept { branches: choices(&["Bristol", "Lisbon"], "Bristol"), colleagues: vec![], ..accept.clone() };
    let reject = Reject {
        shell: inbox.shell.clone(),
        form: form("reject"),
        url: inbox.url.clone(),
        company: accept.company.clone(),
        owner: accept.owner.clone(),
        reasons: choices(
            &["Capacity full", "Outside service area", "Service mismatch", "Conflict of interest", "Other"],
            "",
        ),
        message: String::new(),
    };
    let list = InboxList {
        shell: inbox.shell.clone(),
        rows: inbox.rows.clone(),
        across: false,
        url: inbox.url.clone(),
    };
    vec![
        sample("invitations", &inbox),
        sample("invitations-empty", &empty),
        sample("invitations-closed", &closed),
        sample("fragment-invitations", &list),
        sample("invitation-accept", &accept),
        sample("invitation-accept-personal", &personal),
        sample("fragment-invitation-accept", &accept.as_dialog()),
        sample("invitation-reject", &reject),
        sample("fragment-invitation-reject", &reject.as_dialog()),
    ]
}

fn team() -> Vec<Sample> {
    let member = |name: &str, initials: &str, role: &str, firm_role: &str, clients, current| MemberRow {
        person: person(name, initials, ""),
        url: "/portal/br_1/team/usr_1".into(),
        role: role.into(),
        firm_role: firm_role.into(),
        clients,
        active: (clients > 0).then(|| when("09:12 today")),
        current,
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
            roles: vec![("Bristol".into(), "Member".into()), ("Lisbon".into(), "Admin".into())],
            facts: vec![("Joined".into(), "4 Mar 2025".into()), ("Last active".into(), "10:02 today".into())],
            clients: vec!["Redcliffe Robotics".into(), "Zimmer Boats Ltd".into()],
        }),
        invite_closed: None,
    };
    let plain = Members {
        panel: None,
        invite_closed: Some("Needs Invite Team Members. Ask Ines Carvalho.".into()),
        ..members.clone()
    };
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
        sample("team", &members),
        sample("team-plain", &plain),
        sample("team-invitations", &pending),
        sample("team-invitations-empty", &none),
        sample("team-invite", &invite),
        sample("fragment-team-invite", &invite.as_dialog()),
        sample("join", &join),
        sample("join-signed-out", &JoinTeam { sign_in: Some(first), ..join.clone() }),
    ]
}

fn settings() -> Vec<Sample> {
    let countries = choices(&["Portugal", "United Kingdom"], "United Kingdom");
    let line = |name: &str, email: &str, text: &str, tone| BranchLine {
        name: name.into(),
        email: email.into(),
        state: Badge { text: text.into(), tone },
        currency: "GBP".into(),
        url: "/portal/br_1/settings/branch".into(),
    };
    let hub = Settings {
        shell: shell("Settings", PortalNav::Settings),
        branches: vec![
            line("Bristol", "bristol@harbourpike.example", "Confirmed", Tone::Good),
            line("Lisbon", "lisboa@harbourpike.example", "Waits for its mailbox", Tone::Wait),
        ],
    };
    let branch = BranchSettings {
        shell: shell("Branch", PortalNav::Settings),
        form: form("details"),
        name: "Bristol".into(),
        countries: countries.clone(),
        currency: "GBP".into(),
        email_form: refused("email", &[("email", "Another branch uses this address.")]),
        email: Some("bristol@harbourpike.example".into()),
        pending: Some(PendingAddress {
            email: "hello@harbourpike.example".into(),
            sent: "Link sent 20 Nov, 10:41".into(),
            key: "k5".into(),
        }),
        typed_email: "leeds@harbourpike.example".into(),
        closed: None,
    };
    let closed = BranchSettings {
        closed: Some("Needs Manage Branch Settings. Ask Ines Carvalho.".into()),
        pending: None,
        email: None,
        email_form: form("email"),
        typed_email: String::new(),
        ..branch.clone()
    };
    let organisation = OrganisationSettings {
        shell: shell("Organisation", PortalNav::Settings),
        form: form("organisation"),
        name: "Harbour & Pike LLP".into(),
        countries: countries.clone(),
        closed: None,
    };
    let new = NewBranch {
        shell: shell("Add Branch", PortalNav::Settings),
        form: form("branch"),
        name: String::new(),
        email: String::new(),
        countries,
        currencies: choices(&["EUR", "GBP"], "GBP"),
    };
    vec![
        sample("settings", &hub),
        sample("settings-branch", &branch),
        sample("settings-branch-closed", &closed),
        sample("settings-organisation", &organisation),
        sample("branch-new", &new),
    ]
}

/// Records of a day, used by both logs.
pub fn days() -> Vec<Day> {
    let record = |number, time: &str, who: Person, icon: &str, did: &str, to: &str| Record {
        number,
        time: time.into(),
        iso: "2026-11-20T10:41:07Z".into(),
        who,
        icon: icon.into(),
        did: did.into(),
        to: to.into(),
        place: "Portal".into(),
        refused: did.starts_with("Tried"),
        changes: vec![],
        facts: String::new(),
        hash: "a41f 09c2".into(),
    };
    let tom = person("Tom Ellery", "TE", "");
    let mut changed = record(
        48_216,
        "09:30:11",
        person("Asha Raman", "AR", ""),
        "key-round",
        "Changed permissions",
        "Declan Byrne, Bristol",
    );
    changed.changes = vec![
        Change { field: "View Access History".into(), old: "Off".into(), new: "On".into() },
        Change {
            field: "Reason".into(),
            old: String::new(),
            new: "Covers for Mei-Ling until January".into(),
        },
    ];
    changed.facts = "192.0.2.44, Firefox on Windows, signed in at 08:58 (+00:00).".into();
    vec![
        Day {
            label: "Today".into(),
            records: vec![
                record(
                    48_217,
                    "10:41:07",
                    tom.clone(),
                    "mail-check",
                    "Accepted a client invitation",
                    "Zimmer Boats Ltd",
                ),
                changed,
                record(
                    48_215,
                    "09:12:03",
                    tom,
                    "ban",
                    "Tried to open the books",
                    "Larkhall Community Arts CIC",
                ),
            ],
        },
        Day {
            label: "Yesterday".into(),
            records: vec![record(
                48_214,
                "16:20:40",
                person("Mei-Ling Zhou", "MZ", ""),
                "notebook-pen",
                "Posted 38 entries",
                "Tessellate Studio Ltd",
            )],
        },
    ]
}

/// The search above the records.
pub fn filter() -> Filter {
    Filter {
        people: choices(&["Anybody", "Asha Raman", "Tom Ellery"], "Anybody"),
        kinds: choices(&["Anything", "Access", "Entries", "Refused"], "Anything"),
        ..Filter::default()
    }
}

fn trail() -> Sample {
    let soundness =
        Soundness { text: "48,217 records checked at 10:44, back to 3 Feb 2023".into(), fine: true };
    sample(
        "audit-trail",
        &AuditTrail {
            shell: shell("Audit Trail", PortalNav::AuditTrail),
            filter: filter(),
            soundness: Some(soundness),
            export: Export { url: "/portal/br_1/audit-trail/export".into(), key: "k6".into(), closed: None },
            days: days(),
            pager: Pager {
                position: "48,217 to 48,168".into(),
                previous: None,
                next: Some("?before=x".into()),
            },
        },
    )
}
