//! Requests of clients.

use web::views::{invitations::*, parts::*, shell::*};

use super::shell;
use crate::samples::{Sample, choices, form, mark, sample, when};

pub fn invitations() -> Vec<Sample> {
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
    let review = review();
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
    let list = InboxList {
        shell: inbox.shell.clone(),
        rows: inbox.rows.clone(),
        across: false,
        url: inbox.url.clone(),
    };
    let mut all = vec![
        sample("fragment-invitations", &list),
        sample("invitations", &inbox),
        sample("invitations-empty", &empty),
        sample("invitations-closed", &closed),
    ];
    all.extend(answers());
    all.extend(landings());
    all
}

fn answers() -> Vec<Sample> {
    let accept = Accept {
        shell: shell("Client Invitations", PortalNav::ClientInvitations),
        form: form("accept"),
        url: "/portal/br_1/client-invitations".into(),
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
        shell: shell("Client Invitations", PortalNav::ClientInvitations),
        form: form("reject"),
        url: "/portal/br_1/client-invitations".into(),
        company: accept.company.clone(),
        owner: accept.owner.clone(),
        reasons: choices(
            &["Capacity full", "Outside service area", "Service mismatch", "Conflict of interest", "Other"],
            "",
        ),
        message: String::new(),
    };
    vec![
        sample("invitation-accept", &accept),
        sample("invitation-accept-personal", &personal),
        sample("fragment-invitation-accept", &accept.as_dialog()),
        sample("invitation-reject", &reject),
        sample("fragment-invitation-reject", &reject.as_dialog()),
    ]
}

fn review() -> Review {
    let check = |text: &str, fine| Check { text: text.into(), fine };
    Review {
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
    }
}

fn landings() -> Vec<Sample> {
    let first = web::views::team::SignInFirst {
        register_url: "/register?next=/invitation/x".into(),
        sign_in_url: "/sign-in?next=/invitation/x".into(),
    };
    let signed_out = Landing {
        shell: PublicShell { title: "Invitation".into(), ..PublicShell::default() },
        company: "Sotto Coffee Roasters Ltd".into(),
        until: "18 Dec 2026".into(),
        sign_in: Some(first),
        firms: vec![],
    };
    let firms = vec![
        ("Harbour & Pike LLP".to_owned(), "/portal/org_1/client-invitations/inv_1".to_owned()),
        ("Quay & Co".to_owned(), "/portal/org_2/client-invitations/inv_1".to_owned()),
    ];
    let none = Landing { sign_in: None, ..signed_out.clone() };
    let choice = Landing { firms, ..none.clone() };
    vec![
        sample("invitation-landing", &signed_out),
        sample("invitation-landing-no-firm", &none),
        sample("invitation-landing-firms", &choice),
    ]
}
