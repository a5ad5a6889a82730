//! Chart, trial balance, settings, log.

use web::views::{
    audit::*,
    books::{accounts::*, settings::*, trial_balance::*},
    parts::*,
    shell::*,
};

use super::{delegate, owner};
use crate::samples::{Sample, choices, form, portal, sample};

pub fn reports() -> Vec<Sample> {
    let mut all = chart();
    all.extend(trial_balance());
    all
}

fn chart() -> Vec<Sample> {
    let account = |code: &str, name: &str, balance: &str, archived| AccountLine {
        code: code.into(),
        name: name.into(),
        kind: "Bank".into(),
        currency: "GBP".into(),
        balance: balance.into(),
        url: "/books/bk_1/transactions?account=1200".into(),
        change_url: "/books/bk_1/accounts/acc_1".into(),
        archived,
    };
    let chart = Chart {
        shell: delegate("Chart of accounts", BooksNav::Accounts),
        query: String::new(),
        may_change: true,
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
    let new = NewAccount {
        shell: owner("New account", BooksNav::Accounts),
        form: form("account"),
        code: "1015".into(),
        name: "Savings".into(),
        groups: vec![GroupChoices {
            label: "Assets".into(),
            choices: choices(&["Cash & Cash Equivalents", "Inventory"], "Inventory"),
        }],
    };
    let change = ChangeAccount {
        shell: owner("1200 Current account", BooksNav::Accounts),
        form: form("account"),
        label: "1200 Current account".into(),
        code: "1200".into(),
        name: "Current account".into(),
        group: "Cash & Cash Equivalents".into(),
        url: "/books/bk_1/accounts/acc_1".into(),
        entries_url: "/books/bk_1/transactions?account=acc_1".into(),
        archive_key: "k".into(),
        archived: false,
        kept: None,
        closed: None,
    };
    vec![
        sample("books-accounts", &chart),
        sample("books-account-new", &new),
        sample("books-account", &change),
    ]
}

fn trial_balance() -> Vec<Sample> {
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
    vec![sample("books-trial-balance", &report), sample("books-trial-balance-empty", &blank)]
}

pub fn settings() -> Vec<Sample> {
    let hub = SettingsHub {
        shell: owner("Settings", BooksNav::Settings),
        access: "One firm connected".into(),
        lock: "No period is locked".into(),
    };
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
    let lock = LockDay {
        shell: owner("Lock day", BooksNav::Settings),
        form: form("lock"),
        lock_day: "2025-12-31".into(),
        closed: Some("Needs accounting.close. Ask an owner of the company.".into()),
    };
    let log = AuditLog {
        shell: owner("Audit Log", BooksNav::AuditLog),
        filter: Filter { query: "zebra".into(), active: true, ..portal::settings::filter() },
        soundness: Some(Soundness {
            text: "Record 14 does not fit the signed tree of 3 Nov".into(),
            fine: false,
        }),
        export: Export {
            url: String::new(),
            key: String::new(),
            closed: Some("Only an owner may export the log.".into()),
        },
        days: portal::settings::days(),
        pager: Pager { position: "38 to 1".into(), previous: Some("?".into()), next: None },
    };
    vec![
        sample("books-settings", &hub),
        sample("books-settings-lock", &lock),
        sample("books-settings-company", &company),
        sample("books-audit-log", &log),
        sample("books-audit-log-empty", &AuditLog { days: vec![], ..log.clone() }),
    ]
}
