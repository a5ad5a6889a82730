//! Settings and the Audit Trail.

use web::views::{audit::*, parts::*, practice::*, shell::*};

use super::shell;
use crate::samples::{Sample, choices, form, person, refused, sample};

pub fn settings() -> Vec<Sample> {
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

pub fn trail() -> Sample {
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
