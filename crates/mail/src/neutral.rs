//! Makes text that strangers typed safe to put into a mail.
//!
//! A mail is a megaphone: whoever chooses a company name writes a line into somebody's inbox under our address.
//! So such text may say what it likes but may not act:
//!
//! * Controls, bidirectional overrides, invisible and filler characters are dropped; white space becomes a
//!   single space (paragraph breaks survive in [`words`]).
//! * Nothing becomes a link. Mail programs link anything that looks like an address, in plain text and in
//!   subjects too, so looks are changed: a dot before a label of letters gets a space in front of it, and two
//!   slashes get one between them: `http://evil.test` reads `http:/ /evil .test`. The space is visible on
//!   purpose. An invisible joiner or a look-alike dot would hide from the reader what the sender tried, breaks
//!   copying, and counts against the whole server at spam filters. Numbers and initials (`3.5`, `U.S.`) stay.
//! * Nothing is decoded into something else: `=?` opens an encoded word (RFC 2047) in subjects and display
//!   names, through which all of the above would come back, so it gets a space as well.
//! * Length is limited in characters; what is cut ends in an ellipsis.
//!
//! HTML is escaped by the template, not here.

/// Longest name that a mail repeats, in characters.
pub const NAME_LIMIT: usize = 120;
/// Longest free text that a mail repeats, in characters.
pub const WORDS_LIMIT: usize = 500;

/// A name, reason or other single line.
pub fn name(raw: &str) -> String {
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    limited(&broken(&visible(&line).split_whitespace().collect::<Vec<_>>().join(" ")), NAME_LIMIT)
}

/// Free text: paragraphs, in order, without empty ones.
pub fn words(raw: &str) -> Vec<String> {
    let cut = limited(raw.trim(), WORDS_LIMIT);
    let paragraphs = cut.split(['\n', '\r', '\u{2028}', '\u{2029}']);
    paragraphs
        .map(|line| broken(&visible(line).split_whitespace().collect::<Vec<_>>().join(" ")))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Whether a character may be seen in a mail: not a control, not invisible, not able to reorder its neighbours.
fn is_visible(character: char) -> bool {
    !(character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'))
}

/// Drops what cannot be seen. Joiners stay between letters beyond ASCII, where scripts and emoji need them.
pub(crate) fn visible(raw: &str) -> String {
    let mut kept = String::with_capacity(raw.len());
    let mut characters = raw.chars().filter(|c| c.is_whitespace() || is_visible(*c)).peekable();
    while let Some(character) = characters.next() {
        let joiner = matches!(character, '\u{200C}' | '\u{200D}');
        let between = kept.chars().next_back().is_some_and(|c| !c.is_ascii())
            && characters.peek().is_some_and(|c| !c.is_ascii());
        if !joiner || between {
            kept.push(character);
        }
    }
    kept
}

/// Changes what a mail program would make a link of.
fn broken(line: &str) -> String {
    let characters = line.chars().collect::<Vec<_>>();
    let mut out = String::with_capacity(line.len() + 8);
    for (at, character) in characters.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|i| characters.get(i)).copied();
        let slashes = is_slash(character) && before.is_some_and(is_slash);
        let encoded_word = character == '?' && before == Some('=');
        if slashes || encoded_word || (is_dot(character) && joins_labels(&characters, at)) {
            out.push(' ');
        }
        out.push(character);
    }
    out
}

fn is_slash(character: char) -> bool {
    matches!(character, '/' | '\\' | '\u{2044}' | '\u{2215}' | '\u{FF0F}')
}

/// The full stop and what browsers read as one.
fn is_dot(character: char) -> bool {
    matches!(character, '.' | '\u{2024}' | '\u{3002}' | '\u{FE52}' | '\u{FF0E}' | '\u{FF61}')
}

/// Whether the dot at `at` could stand inside a host name: something before it and, after it, a label that is
/// not a number and not a single initial.
fn joins_labels(characters: &[char], at: usize) -> bool {
    let before = at > 0 && !characters[at - 1].is_whitespace();
    let label = characters[at + 1..].iter().take_while(|c| c.is_alphanumeric() || **c == '-');
    let (mut length, mut letters) = (0usize, 0usize);
    for character in label {
        length += 1;
        letters += usize::from(character.is_alphabetic());
    }
    let www = at >= 3 && characters[at - 3..at].iter().all(|c| c.eq_ignore_ascii_case(&'w'));
    before && (letters > 0 && length > 1 || www)
}

/// Cuts after `limit` characters, the ellipsis included.
pub(crate) fn limited(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some(_) => {
            let kept = text.chars().take(limit.saturating_sub(1)).collect::<String>();
            format!("{}…", kept.trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_name_no_longer_looks_like_one() {
        for (raw, shown) in [
            ("http://evil.test/pay", "http:/ /evil .test/pay"),
            ("www.evil.test", "www .evil .test"),
            ("Pay at EVIL.Test now", "Pay at EVIL .Test now"),
            ("//evil.test", "/ /evil .test"),
            ("evil。test", "evil 。test"),
            ("evil․test", "evil ․test"),
            ("xn--80ak6aa92e.xn--p1ai", "xn--80ak6aa92e .xn--p1ai"),
            ("a@evil.test", "a@evil .test"),
            ("=?utf-8?Q?evil=2Etest?=", "= ?utf-8?Q?evil=2Etest?="),
            ("ev\u{200B}il.\u{200D}te\u{2060}st", "evil .test"),
        ] {
            assert_eq!(name(raw), shown, "{raw:?}");
        }
    }

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for plain in
            ["Marlow & Finch Joinery Ltd.", "3.5 Percent Club", "U.S. Grain", "Søren & Cº", "نمی‌خواهم"]
        {
            assert_eq!(name(plain), plain);
        }
    }

    #[test]
    fn controls_and_reordering_disappear() {
        assert_eq!(name("Ac\u{0}me\r\nBcc: x\u{202E}dtL\u{7}"), "Acme Bcc: xdtL");
        assert_eq!(words("one\u{0}\r\n\r\n\u{2066}two\u{2069}\u{2028}three"), ["one", "two", "three"]);
    }

    #[test]
    fn length_is_limited() {
        assert_eq!(name(&"é".repeat(400)).chars().count(), NAME_LIMIT);
        assert_eq!(words(&"w".repeat(5000)).concat().chars().count(), WORDS_LIMIT);
        assert_eq!(limited("abc", 3), "abc");
    }
}
