//! Pages in a company's books.

mod access;
mod entries;
mod reports;

use web::views::{
    books::overview::*,
    dashboard::{Notice, Step},
    parts::*,
    shell::*,
};

use super::{Sample, mark, person, sample, when};

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
    all.extend(access::access());
    all.extend(entries::entries());
    all.extend(reports::reports());
    all.extend(reports::settings());
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
