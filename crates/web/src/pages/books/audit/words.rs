//! Records of a log as pages write them.

use super::super::words::{long, person};
use crate::views::audit::{Day, Record as Shown};
use crate::views::parts::{Change, Choice, Happening};
use app::audit::{LogFilter, LogRecords, Record, sentences};
use kernel::UserId;

/// The icon of an act's noun.
fn icon(record: &Record) -> &'static str {
    if record.is_denied {
        return "ban";
    }
    match record.act.split('.').next().unwrap_or_default() {
        "entry" => "notebook-pen",
        "account" => "list-tree",
        "books" | "visit" => "book-open",
        "company" | "organisation" | "branch" | "client" => "building-2",
        "connection" => "link",
        "invitation" | "rejection" => "mail-open",
        "member" | "team_invitation" => "users-round",
        "lock_day" => "calendar-clock",
        "log" => "download",
        "session" | "password" | "token" | "person" => "key-round",
        _ => "circle",
    }
}

fn changes(record: &Record) -> Vec<Change> {
    let change = |changed: &app::audit::Changed| Change {
        field: changed.field.clone(),
        old: changed.old.clone(),
        new: changed.new.clone(),
    };
    record.changes.iter().map(change).collect()
}

/// One line of a timeline.
pub(crate) fn happening(record: &Record) -> Happening {
    let mut did = record.did.clone();
    // The sentence goes on after the name.
    if let Some(first) = did.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    Happening {
        who: person(&record.who.name, record.who.side.as_deref().unwrap_or_default()),
        what: did,
        detail: record.to.clone(),
        at: crate::wording::written(&record.at),
        changes: changes(record),
    }
}

/// Records by day, newest first.
pub(crate) fn days(records: &[Record], place: &str) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for record in records {
        let day = record.at.get(..10).and_then(|day| kernel::Day::parse(day).ok());
        let label = day.map(long).unwrap_or_default();
        if days.last().is_none_or(|last| last.label != label) {
            days.push(Day { label, records: Vec::new() });
        }
        if let Some(last) = days.last_mut() {
            last.records.push(shown(record, place));
        }
    }
    days
}

fn shown(record: &Record, place: &str) -> Shown {
    let facts = [
        ("Visit", record.visit.as_deref()),
        ("Sign-in", record.credential.as_deref()),
        ("Request", record.request.as_deref()),
    ];
    let facts: Vec<String> =
        facts.iter().filter_map(|(label, value)| value.map(|value| format!("{label} {value}"))).collect();
    let side = record.who.side.as_deref().unwrap_or_default();
    Shown {
        number: record.seq,
        time: record.at.get(11..19).unwrap_or_default().to_owned(),
        iso: record.at.clone(),
        who: person(&record.who.name, side),
        icon: icon(record).to_owned(),
        did: record.did.clone(),
        to: record.to.clone(),
        place: if record.who.by_token { "API" } else { place }.to_owned(),
        refused: record.is_denied,
        changes: changes(record),
        facts: facts.join(" · "),
        hash: record.hash.get(..8).unwrap_or_default().to_owned(),
    }
}

/// Everybody, and the people of this page.
pub(crate) fn people(found: &LogRecords, filter: &LogFilter) -> Vec<Choice> {
    let everybody = Choice { label: "Everybody".to_owned(), ..Choice::default() };
    let one = |(user, name): &(UserId, String)| Choice {
        value: user.to_string(),
        label: name.clone(),
        hint: String::new(),
        chosen: filter.person == Some(*user),
    };
    std::iter::once(everybody).chain(found.people.iter().map(one)).collect()
}

/// Everything, and the nouns of acts.
pub(crate) fn kinds(filter: &LogFilter) -> Vec<Choice> {
    let everything = Choice { label: "Everything".to_owned(), ..Choice::default() };
    let one = |noun: &'static str| Choice {
        value: noun.to_owned(),
        label: sentences::kind_label(noun),
        hint: String::new(),
        chosen: filter.kind.as_deref() == Some(noun),
    };
    std::iter::once(everything).chain(sentences::kinds().into_iter().map(one)).collect()
}
