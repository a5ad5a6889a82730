//! External Access.

use web::views::{books::access::*, parts::*, shell::*};

use super::{activity, delegate, did, owner};
use crate::samples::{Sample, choices, form, person, refused, sample, when};

pub fn access() -> Vec<Sample> {
    let one = |name: &str, initials: &str, role: &str, here| FirmPerson {
        person: person(name, initials, ""),
        primary: here,
        role: role.into(),
        scope: "Everything".into(),
        opened: None,
        here,
    };
    let filled = ExternalAccess {
        shell: owner("External Access", BooksNav::ExternalAccess),
        firms: vec![Firm {
            name: "Harbour & Pike LLP".into(),
            detail: "Bristol branch · connected 2 Apr 2023 · bristol@harbourpike.example".into(),
            access: "Admin, no end".into(),
            looks_like: Some("Harbour & Pine LLP".into()),
            url: "/books/bk_1/external-access/firms/con_1".into(),
            people: vec![
                one("Asha Raman", "AR", "Admin", true),
                one("Mei-Ling Zhou", "MZ", "Bookkeeper", false),
            ],
        }],
        pending: vec![PendingRequest {
            to: "hello@severnaccounts.example".into(),
            state: Badge { text: "Sent".into(), tone: Tone::Plain },
            sent: when("18 Nov"),
            until: "works until 18 Dec".into(),
            offer: "Read-only, no end".into(),
            looks_like: Some("Severn Accounts".into()),
            url: "/books/bk_1/external-access/invitations/inv_1".into(),
        }],
        past: vec![did("Eleanor Finch", "EF", "ended access of Brunel Street Accounts", "")],
        activity: activity(),
        closed: None,
    };
    let empty =
        ExternalAccess { firms: vec![], pending: vec![], past: vec![], activity: vec![], ..filled.clone() };
    let closed = ExternalAccess {
        shell: delegate("External Access", BooksNav::ExternalAccess),
        closed: Some("Only an owner of the company can let accountants in.".into()),
        ..filled.clone()
    };
    let mut all = vec![
        sample("books-external-access", &filled),
        sample("books-external-access-empty", &empty),
        sample("books-external-access-closed", &closed),
    ];
    all.extend(changes());
    all
}

fn changes() -> Vec<Sample> {
    let mut scopes = choices(&["Admin", "Accountant", "Bookkeeper", "Read-only"], "Admin");
    scopes[0].hint = "Everything but owners, sign-ins, this list, the Audit Log and deletion.".into();
    scopes[3].hint = "See everything, change nothing.".into();
    let invite = InviteAccountant {
        shell: owner("External Access", BooksNav::ExternalAccess),
        form: form("invite"),
        email: String::new(),
        scopes,
        message: String::new(),
        proof: true,
    };
    let refused_invite = InviteAccountant {
        form: refused(
            "invite",
            &[("email", "This firm is connected already."), ("password", "That is not your password.")],
        ),
        email: "bristol@harbourpike.example".into(),
        ..invite.clone()
    };
    let withdraw = WithdrawRequest {
        shell: owner("External Access", BooksNav::ExternalAccess),
        form: form("withdraw"),
        to: "hello@severnaccounts.example".into(),
        url: "/books/bk_1/external-access/invitations/inv_1".into(),
    };
    let end = EndAccess {
        shell: owner("External Access", BooksNav::ExternalAccess),
        form: form("end"),
        firm: "Harbour & Pike LLP".into(),
        people: 4,
        url: "/books/bk_1/external-access/firms/con_1".into(),
        note: String::new(),
    };
    vec![
        sample("books-invite", &invite),
        sample("books-invite-refused", &refused_invite),
        sample("fragment-books-invite", &invite.as_dialog()),
        sample("books-withdraw", &withdraw),
        sample("fragment-books-withdraw", &withdraw.as_dialog()),
        sample("books-end", &end),
        sample("fragment-books-end", &end.as_dialog()),
    ]
}
