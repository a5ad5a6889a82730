//! The clients: list, one, disconnecting.

use web::views::{clients::*, parts::*, shell::*};

use super::{activity, shell};
use crate::samples::{Sample, choices, form, mark, person, refused, sample, when};

pub fn clients() -> Vec<Sample> {
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
        assigned_only: false,
    };
    let unassigned = Clients { rows: vec![], assigned_only: true, ..list.clone() };
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
        remove: "/portal/br_1/clients/cl_1/accountants/usr_1/remove".into(),
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
        live: true,
        add_closed: None,
        remove_closed: None,
        history: activity(),
    };
    let closed = Client {
        add_closed: Some("Needs Grant Client Access.".into()),
        remove_closed: Some("Needs Revoke Client Access.".into()),
        ..client.clone()
    };
    let mut all = vec![
        sample("clients", &list),
        sample("clients-empty", &empty),
        sample("clients-unassigned", &unassigned),
        sample("clients-disconnected", &ended),
        sample("client", &client),
        sample("client-read-only", &closed),
    ];
    all.extend(endings());
    all
}

fn endings() -> Vec<Sample> {
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
    let add = AddAccountant {
        shell: ask.shell.clone(),
        form: refused("add-accountant", &[("last_day", "Choose a day to come, or none.")]),
        company: ask.company.clone(),
        url: ask.url.clone(),
        branch: "Bristol".into(),
        members: choices(&["Tom Pike", "Mei-Ling Zhou"], "Tom Pike"),
        levels: choices(&["Admin", "Accountant", "Bookkeeper", "Read-only"], "Admin"),
        last_day: "2025-01-01".into(),
        reason: String::new(),
    };
    let nobody = AddAccountant { form: form("add-accountant"), members: vec![], ..add.clone() };
    let remove = RemoveAccountant {
        shell: ask.shell.clone(),
        form: form("remove-accountant"),
        company: ask.company.clone(),
        url: ask.url.clone(),
        action: format!("{}/accountants/usr_1/remove", ask.url),
        name: "Tom Pike".into(),
        here: true,
        last: true,
    };
    vec![
        sample("client-add-accountant", &add),
        sample("client-add-accountant-nobody", &nobody),
        sample("fragment-client-add-accountant", &add.as_dialog()),
        sample("client-remove-accountant", &remove),
        sample("client-disconnect", &ask),
        sample("fragment-client-disconnect", &ask.as_dialog()),
        sample("client-disconnect-reason", &reason),
        sample("fragment-client-disconnect-reason", &reason.as_dialog()),
        sample("client-set-up-access", &set_up),
    ]
}

pub fn row(name: &str, initials: &str, cloth: u8, owner: &str, door: ClientDoor) -> ClientRow {
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

pub fn rows() -> Vec<ClientRow> {
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
