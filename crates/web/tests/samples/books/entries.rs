//! Entries.

use web::views::{books::entries::*, parts::*, shell::*};

use super::{activity, delegate};
use crate::samples::{Sample, choices, form, refused, sample};

pub fn entries() -> Vec<Sample> {
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
    let mut all = vec![sample("books-transactions", &list), sample("books-transactions-empty", &empty)];
    all.extend(writing());
    all
}

fn writing() -> Vec<Sample> {
    let group = |label: &str, all: &[&str]| AccountChoices { label: label.into(), choices: choices(all, "") };
    let blank = EntryForm {
        shell: delegate("New entry", BooksNav::Transactions),
        form: form("entry"),
        action: "/books/bk_1/transactions/new".into(),
        back: "/books/bk_1/transactions".into(),
        title: "New entry".into(),
        verb: "Post".into(),
        date: "2026-11-20".into(),
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
    let mut all = vec![sample("books-entry-new", &blank), sample("books-entry-refused", &wrong)];
    all.extend(reading());
    all
}

fn reading() -> Vec<Sample> {
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
        action: "/books/bk_1/transactions/2118/void?revision=1".into(),
        reason: String::new(),
    };
    vec![
        sample("books-entry", &entry),
        sample("books-entry-void", &void),
        sample("fragment-books-entry-void", &void.as_dialog()),
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

fn timber() -> Vec<EntryLine> {
    vec![
        line("5000", "Timber and sheet materials", "European oak", "2,460.00", ""),
        line("2200", "VAT", "", "492.00", ""),
        line("2100", "Trade creditors", "", "", "2,952.00"),
    ]
}
