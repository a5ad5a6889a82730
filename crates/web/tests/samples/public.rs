//! Pages without a menu.

use web::views::{failure::*, identity::*, shell::*, start::*};

use super::{Sample, choices, form, mark, person, refused, sample};

fn shell(title: &str) -> PublicShell {
    PublicShell { title: title.into(), ..PublicShell::default() }
}

fn inside(title: &str) -> PublicShell {
    PublicShell { person: Some(person("Asha Raman", "AR", "")), sign_out_key: "k1".into(), ..shell(title) }
}

pub fn pages() -> Vec<Sample> {
    let mut all = signing();
    all.extend(starting());
    all.extend(trouble());
    all
}

fn signing() -> Vec<Sample> {
    let plain = SignIn {
        shell: shell("Sign in"),
        form: form("sign-in"),
        email: String::new(),
        next: String::new(),
        notice: Some("Signed out after 30 minutes without activity.".into()),
    };
    let wrong = SignIn {
        form: refused(
            "sign-in",
            &[("password", "That password doesn’t match this email. 4 tries left before a 15-minute pause.")],
        ),
        email: "asha@harbourpike.example".into(),
        notice: None,
        ..plain.clone()
    };
    let mut all = vec![
        sample("sign-in", &plain),
        sample("sign-in-refused", &wrong),
        sample("begin", &Begin { shell: shell("Start") }),
        sample(
            "confirm-email",
            &ConfirmEmail {
                shell: shell("Confirm your email"),
                form: form("confirm"),
                email: "a•••@h•••.example".into(),
                action: "/confirm/abc".into(),
            },
        ),
        sample(
            "forgot",
            &Forgot { shell: shell("New password"), form: form("forgot"), email: String::new() },
        ),
        sample(
            "reset",
            &Reset {
                shell: shell("Set a new password"),
                form: form("reset"),
                email: "a•••@h•••.example".into(),
                action: "/reset/abc".into(),
            },
        ),
        sample(
            "prove",
            &Prove {
                shell: shell("Is it you?"),
                form: form("prove"),
                purpose: "lets somebody into your books".into(),
                next: "/books/bk_1/external-access".into(),
            },
        ),
        sample(
            "done",
            &Done {
                shell: shell("Mailbox confirmed"),
                title: "The mailbox is confirmed".into(),
                text: "Invitations to bristol@harbourpike.example now reach the Bristol branch.".into(),
                action: "Sign in".into(),
                url: "/sign-in".into(),
            },
        ),
        sample("signed-out", &SignedOut { shell: shell("Signed out") }),
    ];
    all.extend(registering());
    all
}

fn registering() -> Vec<Sample> {
    let register = Register {
        shell: shell("Start a practice"),
        form: form("register"),
        purpose: Purpose::Firm,
        invited_by: String::new(),
        name: String::new(),
        email: String::new(),
        next: String::new(),
    };
    let refused_register = Register {
        purpose: Purpose::Business,
        form: refused(
            "register",
            &[
                ("email", "An address has an @ and a domain."),
                ("password", "This password is on a public list of stolen ones."),
            ],
        ),
        email: "matteo".into(),
        name: "Matteo Ferri".into(),
        ..register.clone()
    };
    let joining = Register {
        purpose: Purpose::Invitation,
        invited_by: "Harbour & Pike LLP".into(),
        ..register.clone()
    };
    let mail = CheckMail {
        shell: shell("Check your mail"),
        email: "asha@harbourpike.example".into(),
        holds: "a link that confirms this address".into(),
        lifetime: "one hour".into(),
        form: form("again"),
        again_url: "/register/again".into(),
        dev_mail: Some("/dev/mail".into()),
    };
    vec![
        sample("register-firm", &register),
        sample("register-refused", &refused_register),
        sample("register-joining", &joining),
        sample("check-mail", &mail),
    ]
}

fn starting() -> Vec<Sample> {
    let door = |name: &str, initials: &str, cloth, detail: &str| Door {
        mark: mark(name, initials, cloth),
        detail: detail.into(),
        url: "/somewhere".into(),
    };
    let filled = Start {
        shell: inside("Start"),
        firms: vec![door("Harbour & Pike LLP", "HP", 1, "Super Admin · Bristol, Leeds, Lisbon · 85 clients")],
        companies: vec![
            door("Raman Holdings Ltd", "RH", 6, "Owner · GBP, year to 31 Mar"),
            door("Clifton Lido Café", "CL", 7, "Owner · GBP, year to 31 Dec"),
        ],
        waiting: vec![Waiting {
            text: "Severn Accounts invites you as Member of Gloucester".into(),
            url: "/join/x".into(),
        }],
    };
    let empty = Start { firms: vec![], companies: vec![], waiting: vec![], ..filled.clone() };
    let mut all = vec![sample("start", &filled), sample("start-empty", &empty)];
    all.extend(beginning());
    all
}

fn beginning() -> Vec<Sample> {
    let countries = choices(&["Portugal", "United Kingdom", "United States"], "United Kingdom");
    let currencies = choices(&["EUR Euro", "GBP Pound sterling", "USD US dollar"], "GBP Pound sterling");
    let company = NewCompany {
        shell: inside("Your company"),
        form: form("company"),
        name: "Sotto Coffee Roasters".into(),
        legal_name: String::new(),
        countries: countries.clone(),
        currencies: currencies.clone(),
        months: choices(&["March", "December"], "March"),
        days: choices(&["30", "31"], "31"),
        zones: choices(&["Europe/Lisbon", "Europe/London"], "Europe/London"),
    };
    let refused_company = NewCompany {
        form: refused(
            "company",
            &[("name", "A company needs a name."), ("year_end", "February 2027 has 28 days.")],
        ),
        name: String::new(),
        ..company.clone()
    };
    let branch = FirstBranch {
        shell: inside("Your first branch"),
        form: form("branch"),
        action: "/organisations/org_1/branches/first".into(),
        firm: "Harbour & Pike LLP".into(),
        name: "Bristol".into(),
        email: "bristol@harbourpike.example".into(),
        countries: countries.clone(),
        currencies,
    };
    vec![
        sample(
            "organisation-new",
            &NewOrganisation {
                shell: inside("Your firm"),
                form: form("organisation"),
                name: String::new(),
                countries,
            },
        ),
        sample("branch-first", &branch),
        sample(
            "branch-mailbox",
            &ConfirmMailbox {
                shell: shell("Confirm this mailbox"),
                form: form("mailbox"),
                action: "/branch-mailbox/abc".into(),
                branch: "Bristol, Harbour & Pike LLP".into(),
                email: "bristol@harbourpike.example".into(),
                asked_by: "Asha Raman".into(),
            },
        ),
        sample("company-new", &company),
        sample("company-refused", &refused_company),
    ]
}

fn trouble() -> Vec<Sample> {
    let failure = |kind, detail: Option<&str>, incident: Option<&str>| Failure {
        shell: shell("Not available"),
        kind,
        detail: detail.map(Into::into),
        incident: incident.map(Into::into),
        back: "/start".into(),
        again: None,
    };
    let sent_again = Failure {
        again: Some(Again {
            form: form("again"),
            url: "/somewhere".into(),
            kept: vec![("memo".into(), "Rent <November>".into())],
        }),
        ..failure(FailureKind::Busy, Some("The server can read but not save at the moment."), None)
    };
    let again = |id: &str| AskAgain { form: form(id), url: "/somewhere".into() };
    let link = |state, asking: bool| DeadLink {
        shell: shell("This link"),
        state,
        again: asking.then(|| again("again")),
    };
    vec![
        sample(
            "error-403",
            &failure(FailureKind::Forbidden, Some("Needs Manage Branch Settings. Ask Ines Carvalho."), None),
        ),
        sample("error-404", &failure(FailureKind::NotFound, None, None)),
        sample("error-429", &failure(FailureKind::TooMany, Some("Wait 15 minutes, then try again."), None)),
        sample("error-500", &failure(FailureKind::Fault, None, Some("7K2M-91QX"))),
        sample("error-503", &failure(FailureKind::Busy, None, None)),
        sample("error-503-kept", &sent_again),
        sample("link-expired", &link(LinkState::Expired("18 Dec".into()), true)),
        sample("link-replaced", &link(LinkState::Replaced, false)),
        sample("link-withdrawn", &link(LinkState::Withdrawn, true)),
        sample("link-used", &link(LinkState::Used, false)),
        sample("link-unknown", &link(LinkState::Unknown, false)),
        sample(
            "wrong-account",
            &WrongAccount {
                shell: inside("Another address"),
                invited: "m•••@s•••.example".into(),
                current: "asha@harbourpike.example".into(),
                switch: again("switch"),
                confirm: Some(again("confirm")),
                readdress: None,
            },
        ),
        sample(
            "no-visit",
            &NoVisit {
                shell: inside("The books are closed"),
                company: "Marlow & Finch Joinery Ltd".into(),
                reason: "Your visit ended after 30 minutes without activity.".into(),
                form: form("open"),
                action: "/books/bk_1/visit".into(),
                next: "/books/bk_1/transactions/new".into(),
                kept: vec![("description".into(), "Insurance prepayment".into())],
                back: "/portal/br_1".into(),
            },
        ),
    ]
}
