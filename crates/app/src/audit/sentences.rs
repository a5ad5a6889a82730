//! Acts in plain English. Every act that the code can write stands here; a test compares both lists.

/// How an act reads: what was done, and to what. `{name}` stands for a text or a fact of the leaf; a part
/// between dots whose text is missing, or was erased, is left out.
struct Sentence {
    act: &'static str,
    did: &'static str,
    to: &'static str,
}

const fn reads(act: &'static str, did: &'static str, to: &'static str) -> Sentence {
    Sentence { act, did, to }
}

const SENTENCES: &[Sentence] = &[
    reads("access.denied", "Was refused", "Needs {needs}"),
    reads("account.added", "Added an account", "{code} {name}"),
    reads("account.archived", "Archived an account", "{code}"),
    reads("account.renamed", "Renamed an account", "{code} {name}"),
    reads("account.restored", "Restored an account", "{code}"),
    reads("books.created", "Founded the books", "{name}"),
    reads("books.viewed", "Looked at", "{pages}"),
    reads("branch.address_asked", "Asked for a branch mailbox to be confirmed again", "{email}"),
    reads("branch.address_changed", "Changed the address of a branch", "{email}"),
    reads("branch.address_confirmed", "Confirmed the mailbox of a branch", "{email}"),
    reads("branch.created", "Added a branch", "{name}"),
    reads("branch.updated", "Changed a branch", "{name}"),
    reads("client.renamed", "Renamed the company", "{name}"),
    reads("company.updated", "Changed the company's details", "{name}"),
    reads("connection.accepted", "Accepted a client invitation", "{company} · {firm}"),
    reads("connection.access_given", "Gave access to a client", "{name} · {company}"),
    reads("connection.access_removed", "Took away access to a client", "{name} · {company}"),
    reads("connection.ended", "Ended the connection", "{company} · {firm}"),
    reads("delegated.act", "Acted in a client's books", "{company}"),
    reads("entry.deleted", "Deleted an entry", "No. {entry_no} · {amount} {currency} · {reason}"),
    reads("entry.posted", "Posted an entry", "No. {entry_no} · {amount} {currency} · {memo}"),
    reads("entry.revised", "Changed an entry", "No. {entry_no} · {amount} {currency} · {memo}"),
    reads("invitation.asked_again", "Asked for another invitation", "{email}"),
    reads("invitation.expired", "Let an invitation run out", "{company} · {firm}"),
    reads("invitation.opened", "Opened an invitation", "{company}"),
    reads("invitation.received", "Received a client invitation", "{company}"),
    reads("invitation.refused", "Was refused an invitation", "{email}"),
    reads("invitation.rejected", "Rejected a client invitation", "{company} · {firm}"),
    reads("invitation.reminded", "Was reminded of an invitation", "{company}"),
    reads("invitation.routed", "Delivered an invitation", "{firm}"),
    reads("invitation.sent", "Invited an accountant", "{email}"),
    reads("invitation.withdrawn", "Withdrew an invitation", "{company}"),
    reads("lock_day.set", "Moved the lock day", "{lock_day}"),
    reads("log.exported", "Exported the audit log", "{size} records, {format}"),
    reads("member.added_to_branch", "Added a member to a branch", "{name} · {role}"),
    reads("member.joined", "Joined the team", "{name}"),
    reads("member.left_branches", "Took a member out of branches", "{name}"),
    reads("member.parent_role_changed", "Changed a firm-wide role", "{name} · {role}"),
    reads("member.removed", "Removed a member from the team", "{name}"),
    reads("member.renamed", "Changed a name", "{name}"),
    reads("member.role_changed", "Changed a role", "{name} · {role}"),
    reads("organisation.created", "Signed up the firm", "{name}"),
    reads("organisation.updated", "Changed the firm's details", "{name}"),
    reads("password.changed", "Changed the password", ""),
    reads("password.reset", "Set a new password by mail", ""),
    reads("person.email_confirmed", "Confirmed the email address", "{email}"),
    reads("person.registered", "Signed up", "{email}"),
    reads("person.renamed", "Changed the name", "{name}"),
    reads("rejection.started", "Began to reject a client invitation", "{company}"),
    reads("rejection.undone", "Took a rejection back", "{company}"),
    reads("session.ended", "Signed out", "{others} other sessions"),
    reads("session.proved", "Proved who is signed in", ""),
    reads("session.started", "Signed in", "{agent} · {address}"),
    reads("team_invitation.accepted", "Accepted a team invitation", "{name}"),
    reads("team_invitation.asked_again", "Asked for another team invitation", "{email}"),
    reads("team_invitation.cancelled", "Cancelled a team invitation", "{email}"),
    reads("team_invitation.declined", "Declined a team invitation", "{email}"),
    reads("team_invitation.sent", "Invited a colleague", "{email}"),
    reads("team_invitation.sent_again", "Sent a team invitation again", "{email}"),
    reads("token.created", "Made an API token", "{name}"),
    reads("token.revoked", "Revoked an API token", ""),
    reads("visit.closed", "Left the books", "{company} · {name}"),
    reads("visit.opened", "Opened the books", "{company}"),
];

fn sentence(act: &str) -> Option<&'static Sentence> {
    SENTENCES.iter().find(|sentence| sentence.act == act)
}

/// Whether an act has its sentence.
#[must_use]
pub fn is_told(act: &str) -> bool {
    sentence(act).is_some()
}

/// What was done, e.g. `Posted an entry`.
#[must_use]
pub fn did(act: &str) -> String {
    match sentence(act) {
        Some(sentence) => sentence.did.to_owned(),
        // A log may hold acts of a later version, after a downgrade.
        None => act.replace(['.', '_'], " "),
    }
}

/// To what it was done, e.g. `No. 2116 · 120.00 GBP`; `known` finds a text or a fact by its name.
#[must_use]
pub fn to(act: &str, known: impl Fn(&str) -> Option<String>) -> String {
    let Some(sentence) = sentence(act) else { return String::new() };
    let parts: Vec<String> = sentence
        .to
        .split(" · ")
        .filter_map(|part| filled(part, &known))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// A part with its names filled in; `None` when one of them is not known.
fn filled(part: &str, known: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut text = String::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, left) = after.split_once('}')?;
        text.push_str(before);
        let value = known(name)?;
        text.push_str(&if name == "amount" { grouped(&value) } else { value });
        rest = left;
    }
    text.push_str(rest);
    Some(text)
}

/// `1954.00` as people read it: `1,954.00`. A leaf holds the plain form.
fn grouped(plain: &str) -> String {
    let (whole, decimals) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let digits = whole.trim_start_matches('-');
    let mut text = String::from(if whole.len() > digits.len() { "\u{2212}" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.chars().count() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + decimals
}

/// The nouns of acts, for filters: `entry`, `account`, …
#[must_use]
pub fn kinds() -> Vec<&'static str> {
    let mut kinds: Vec<&str> =
        SENTENCES.iter().filter_map(|sentence| sentence.act.split_once('.').map(|(noun, _)| noun)).collect();
    kinds.dedup();
    kinds
}

/// How a filter calls a noun.
#[must_use]
pub fn kind_label(noun: &str) -> String {
    let words = noun.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_with_an_erased_text_is_left_out() {
        let known = |name: &str| match name {
            "entry_no" => Some("2116".to_owned()),
            "amount" => Some("120.00".to_owned()),
            "currency" => Some("GBP".to_owned()),
            _ => None,
        };
        assert_eq!(to("entry.posted", known), "No. 2116 · 120.00 GBP");
        assert_eq!(to("entry.posted", |_| None), "");
        assert_eq!(did("entry.posted"), "Posted an entry");
        assert_eq!(did("later.act"), "later act");
    }

    #[test]
    fn amounts_are_grouped_by_thousands() {
        let table = [
            ("120.00", "120.00"),
            ("1954.00", "1,954.00"),
            ("1234567", "1,234,567"),
            ("-1000.5", "−1,000.5"),
        ];
        for (plain, read) in table {
            assert_eq!(grouped(plain), read);
        }
    }

    #[test]
    fn sentences_stand_in_the_order_of_their_acts_and_once() {
        assert!(SENTENCES.windows(2).all(|pair| pair[0].act < pair[1].act));
    }
}
