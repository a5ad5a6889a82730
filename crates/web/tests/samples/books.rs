//! Pages in a company's books.

use web::views::{
    audit::*,
    books::{access::*, accounts::*, entries::*, overview::*, settings::*, trial_balance::*},
    dashboard::{Notice, Step},
    parts::*,
    shell::*,
};

use super::{Sample, choices, form, mark, person, portal, refused, sample, when};

/// The frame as an accountant of a firm sees it.
fn delegate(title: &str, nav: BooksNav) -> BooksShell {
    BooksShell {
        title: title.into(),
        base: "/books/bk_1".into(),
        person: person("Asha Raman", "AR", "Accountant, Harbour & Pike LLP"),
        company: mark("Marlow & Finch Joinery Ltd", "MF", 2),
        facts: "GBP, year to 31 Mar".into(),
        delegate: Some(Delegate {
            firm: "Harbour & Pike LLP, Bristol".into(),
            access: "Admin, no end".into(),
            stop_url: "/books/bk_1/visit/end".into(),
            stop_key: "k1".into(),
        }),
        companies: vec![],
        nav,
        sign_out_key: "k2".into(),
        toasts: vec![],
    }
}

/// The frame as the owner sees it.
fn owner(title: &str, nav: BooksNav) -> BooksShell {
    BooksShell {
        person: person("Eleanor Finch", "EF", "Owner"),
        delegate: None,
        companies: vec![PaletteClient {
            mark: mark("Finch Properties", "FP", 5),
            url: "/books/bk_2".into(),
            detail: "GBP".into(),
            post: false,
        }],
        ..delegate(title, nav)
    }
}

pub fn pages() -> Vec<Sample> {
    let mut all = overview();
    all.extend(access());
    all.extend(entries());
    all.extend(reports());
    all.extend(settings());
    all
}

fn did(who: &str, initials: &str, what: &str, detail: &str) -> Happening {
    Happening {
        who: person(who, initials, ""),
        what: what.into(),
        detail: detail.into(),
        at: when("Thu, 16:20"),
        changes: vec![],
    }
}

fn activity() -> Vec<Happening> {
    let mut changed = did("Asha Raman", "AR", "changed entry 2112, Western Power Supply", "");
    changed.changes = vec![Change {
        field: "Account".into(),
        old: "6300 Tools and small equipment".into(),
        new: "6100 Light, heat and power".into(),
    }];
    vec![did("Asha Raman", "AR", "opened your books", "For Harbour & Pike LLP, Bristol"), changed]
}

fn overview() -> Vec<Sample> {
    let step = |title: &str, text: &str, action: &str| Step {
        title: title.into(),
        text: text.into(),
        action: action.into(),
        url: "/books/bk_1/accounts".into(),
        done: false,
    };
    let young = Overview {
        shell: owner("Overview", BooksNav::Overview),
        today: "Friday 20 November 2026".into(),
        notice: Some(Notice {
            title: "Waiting for Harbour & Pike LLP".into(),
            text: "Your invitation of 18 Nov has not been answered.".into(),
            action: "External Access".into(),
            url: "/books/bk_1/external-access".into(),
        }),
        steps: vec![
            step(
                "Look through the chart of accounts",
                "It was made for the United Kingdom.",
                "Chart of accounts",
            ),
            step("Let your accountant in", "Invite them by their branch email.", "External Access"),
            step("Post the first entry", "Often the opening balance of the bank.", "New entry"),
        ],
        figures: vec![],
        recent: vec![],
        activity: vec![],
    };
    let figure = |label: &str, value: &str| Figure {
        label: label.into(),
        value: value.into(),
        detail: "At 20 Nov".into(),
        url: "/books/bk_1/transactions".into(),
    };
    let recent = |number: &str, what: &str, amount: &str| RecentEntry {
        day: "19 Nov".into(),
        number: number.into(),
        what: what.into(),
        amount: amount.into(),
        url: "/books/bk_1/transactions/2118".into(),
    };
    let filled = Overview {
        shell: delegate("Overview", BooksNav::Overview),
        notice: None,
        steps: vec![],
        figures: vec![
            figure("Bank", "47,760.04"),
            figure("Debtors", "12,480.00"),
            figure("Creditors", "−8,214.16"),
        ],
        recent: vec![
            recent("2118", "Lathams Timber", "2,952.00"),
            recent("2117", "Canford Estates", "8,640.00"),
        ],
        activity: activity(),
        ..young.clone()
    };
    vec![sample("books-overview-young", &young), sample("books-overview", &filled)]
}

fn access() -> Vec<Sample> {
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
    let mut scopes = choices(&["Admin", "Accountant", "Bookkeeper", "Read-only"], "Admin");
    scopes[0].hint = "Everything but owners, sign-ins, this list, the Audit Log and deletion.".into();
    scopes[3].hint = "See everything, change nothing.".into();
    let invite = InviteAccountant {
        shell: filled.shell.clone(),
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
        shell: filled.shell.clone(),
        form: form("withdraw"),
        to: "hello@severnaccounts.example".into(),
        url: "/books/bk_1/external-access/invitations/inv_1".into(),
    };
    let end = EndAccess {
        shell: filled.shell.clone(),
        form: form("end"),
        firm: "Harbour & Pike LLP".into(),
        people: 4,
        url: "/books/bk_1/external-access/firms/con_1".into(),
        note: String::new(),
    };
    vec![
        sample("books-external-access", &filled),
        sample("books-external-access-empty", &empty),
        sample("books-external-access-closed", &closed),
        sample("books-invite", &invite),
        sample("books-invite-refused", &refused_invite),
        sample("fragment-books-invite", &invite.as_dialog()),
        sample("books-withdraw", &withdraw),
        sample("fragment-books-withdraw", &withdraw.as_dialog()),
        sample("books-end", &end),
        sample("fragment-books-end", &end.as_dialog()),
    ]
}

fn line(code: &str, account: &str, memo: &str, debit: &str, credit: &str) -> EntryLine {
    EntryLine {
        code: code.into(),
        account: account.into(),
        memo: memo.into(),
        debit: debit.into(),
        credit: credit.into(),
    }
}

fn block(number: &str, what: &str, void: bool, lines: Vec<EntryLine>) -> EntryBlock {
    let (text, tone) = if void { ("Void", Tone::Bad) } else { ("Posted", Tone::Plain) };
    EntryBlock {
        day: "19 Nov".into(),
        iso: "2026-11-19".into(),
        number: number.into(),
        what: what.into(),
        detail: "Journal · JNL-0146".into(),
        url: "/books/bk_1/transactions/2118".into(),
        void,
        state: Badge { text: text.into(), tone },
        lines,
    }
}

fn entries() -> Vec<Sample> {
    let timber = || {
        vec![
            line("5000", "Timber and sheet materials", "European oak", "2,460.00", ""),
            line("2200", "VAT", "", "492.00", ""),
            line("2100", "Trade creditors", "", "", "2,952.00"),
        ]
    };
    let receipt = vec![
        line("1200", "Current account 4471", "", "8,640.00", ""),
        line("1100", "Trade debtors", "INV-0931", "", "8,640.00"),
    ];
    let list = Transactions {
        shell: delegate("Transactions", BooksNav::Transactions),
        state: "Posted up to 19 November 2026.".into(),
        query: String::new(),
        account: Some("1200 Current account 4471".into()),
        entries: vec![
            block("2118", "Lathams Timber", false, timber()),
            block("2117", "Canford Estates", false, receipt.clone()),
            block("2111", "Trade Counter Direct", true, receipt),
        ],
        debit: "20,232.00".into(),
        credit: "20,232.00".into(),
        pager: Pager { position: "1 to 3 of 3".into(), previous: None, next: None },
        may_post: true,
    };
    let empty = Transactions { entries: vec![], account: None, ..list.clone() };
    let group = |label: &str, all: &[&str]| AccountChoices { label: label.into(), choices: choices(all, "") };
    let blank = EntryForm {
        shell: delegate("New entry", BooksNav::Transactions),
        form: form("entry"),
        action: "/books/bk_1/transactions/new".into(),
        back: "/books/bk_1/transactions".into(),
        title: "New entry".into(),
        verb: "Post".into(),
        date: "2026-11-20".into(),
        reference: String::new(),
        description: String::new(),
        currency: "GBP".into(),
        scale: 2,
        accounts: vec![
            group("Assets", &["1150 Prepayments", "1200 Current account 4471"]),
            group("Expenses", &["6400 Insurance", "6800 Depreciation"]),
        ],
        lines: vec![TypedLine::default(); 6],
        debit: "0.00".into(),
        credit: "0.00".into(),
        balance: "Debits and credits must be equal.".into(),
    };
    let typed = |account: &str, memo: &str, debit: &str, credit: &str, error: Option<&str>| TypedLine {
        account: account.into(),
        memo: memo.into(),
        debit: debit.into(),
        credit: credit.into(),
        error: error.map(Into::into),
    };
    let wrong = EntryForm {
        form: refused("entry", &[("lines", "Out by 120.00. Add 120.00 on the debit side.")]),
        description: "Insurance prepayment".into(),
        lines: vec![
            typed("6400 insurance", "Public liability, Nov to Mar", "", "1,624.00", None),
            typed("1150 prepayments", "Policy 7719-B", "1,504.00", "", None),
            typed(
                "",
                "Typed without an account",
                "10.00",
                "10.00",
                Some("A line has a debit or a credit, not both."),
            ),
        ],
        debit: "1,514.00".into(),
        credit: "1,634.00".into(),
        balance: "Out by 120.00. Add 120.00 on the debit side.".into(),
        ..blank.clone()
    };
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let entry = Entry {
        shell: delegate("Entry 2118", BooksNav::Transactions),
        entry: block("2118", "Lathams Timber", false, timber()),
        day: "19 November 2026".into(),
        currency: "GBP".into(),
        debit: "2,952.00".into(),
        credit: "2,952.00".into(),
        facts: vec![
            fact("Posted by", "Asha Raman"),
            fact("Posted", "20 Nov 2026, 10:43"),
            fact("Reference", "SI-88213"),
        ],
        history: activity(),
        may_change: true,
    };
    let void = VoidEntry {
        shell: entry.shell.clone(),
        form: form("void"),
        number: "2118".into(),
        day: "19 November 2026".into(),
        url: "/books/bk_1/transactions/2118".into(),
        reason: String::new(),
    };
    vec![
        sample("books-transactions", &list),
        sample("books-transactions-empty", &empty),
        sample("books-entry-new", &blank),
        sample("books-entry-refused", &wrong),
        sample("books-entry", &entry),
        sample("books-entry-void", &void),
        sample("fragment-books-entry-void", &void.as_dialog()),
    ]
}

fn reports() -> Vec<Sample> {
    let account = |code: &str, name: &str, balance: &str, archived| AccountLine {
        code: code.into(),
        name: name.into(),
        kind: "Bank".into(),
        currency: "GBP".into(),
        balance: balance.into(),
        url: "/books/bk_1/transactions?account=1200".into(),
        archived,
    };
    let chart = Chart {
        shell: delegate("Chart of accounts", BooksNav::Accounts),
        query: String::new(),
        groups: vec![
            AccountGroup {
                label: "Assets".into(),
                accounts: vec![
                    account("1100", "Trade debtors", "12,480.00", false),
                    account("1200", "Current account 4471", "47,760.04", false),
                    account("1250", "Old savings", "–", true),
                ],
            },
            AccountGroup {
                label: "Liabilities".into(),
                accounts: vec![account("2100", "Trade creditors", "−8,214.16", false)],
            },
        ],
    };
    let balance = |code: &str, name: &str, debit: &str, credit: &str| BalanceLine {
        code: code.into(),
        account: name.into(),
        debit: debit.into(),
        credit: credit.into(),
        url: "/books/bk_1/transactions?account=1200".into(),
    };
    let report = TrialBalance {
        shell: delegate("Trial balance", BooksNav::TrialBalance),
        on: "2026-11-20".into(),
        title: "At 20 November 2026".into(),
        currency: "GBP".into(),
        groups: vec![
            BalanceGroup {
                label: "Assets".into(),
                lines: vec![
                    balance("1100", "Trade debtors", "12,480.00", ""),
                    balance("1200", "Current account 4471", "47,760.04", ""),
                ],
            },
            BalanceGroup {
                label: "Equity".into(),
                lines: vec![balance("3000", "Share capital", "", "60,240.04")],
            },
        ],
        debit: "60,240.04".into(),
        credit: "60,240.04".into(),
        source: "Figures as of 20 Nov 2026, 10:44. Prepared by Asha Raman.".into(),
    };
    let blank = TrialBalance { groups: vec![], ..report.clone() };
    vec![
        sample("books-accounts", &chart),
        sample("books-trial-balance", &report),
        sample("books-trial-balance-empty", &blank),
    ]
}

fn settings() -> Vec<Sample> {
    let hub =
        SettingsHub { shell: owner("Settings", BooksNav::Settings), access: "One firm connected".into() };
    let company = CompanySettings {
        shell: owner("Company", BooksNav::Settings),
        form: form("company"),
        name: "Marlow & Finch Joinery".into(),
        legal_name: "Marlow & Finch Joinery Ltd".into(),
        countries: choices(&["Portugal", "United Kingdom"], "United Kingdom"),
        currency: "GBP".into(),
        months: choices(&["March", "December"], "March"),
        days: choices(&["30", "31"], "31"),
        zones: choices(&["Europe/Lisbon", "Europe/London"], "Europe/London"),
        closed: None,
    };
    let log = AuditLog {
        shell: owner("Audit Log", BooksNav::AuditLog),
        filter: Filter { query: "zebra".into(), active: true, ..portal::filter() },
        soundness: Some(Soundness {
            text: "Record 14 does not fit the signed tree of 3 Nov".into(),
            fine: false,
        }),
        export: Export {
            url: String::new(),
            key: String::new(),
            closed: Some("Only an owner may export the log.".into()),
        },
        days: portal::days(),
        pager: Pager { position: "38 to 1".into(), previous: Some("?".into()), next: None },
    };
    vec![
        sample("books-settings", &hub),
        sample("books-settings-company", &company),
        sample("books-audit-log", &log),
        sample("books-audit-log-empty", &AuditLog { days: vec![], ..log.clone() }),
    ]
}
