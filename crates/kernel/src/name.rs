//! Names and free text that people type: cleaned once at the edge, safe to show everywhere after.
//!
//! Security row T42: text is NFC, outer white space is gone, and nothing is in it that a reader cannot see or
//! that changes the order of what they see. Line breaks exist only in messages and notes, as `\n`.

use crate::field_error::FieldError;
use crate::readable::{Lines, readable};
use crate::serde_text::serde_as_text;
use std::fmt;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Declares a text type with its limits: graphemes, bytes, whether lines may break, whether a letter is needed.
macro_rules! text_type {
    ($(#[$doc:meta])* $type:ident, $graphemes:literal, $bytes:literal, $lines:expr, needs_letter: $letter:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $type(String);

        impl $type {
            /// The most characters, as a reader counts them.
            pub const MAX: usize = $graphemes;

            /// Cleans and checks what was typed.
            pub fn parse(typed: &str) -> Result<Self, FieldError> {
                let text = readable(typed, $lines, $graphemes, $bytes)?;
                if $letter && !text.chars().any(char::is_alphanumeric) {
                    return Err(FieldError::NoLetter);
                }
                Ok(Self(text))
            }

            /// Like `parse`, where an empty field means none.
            pub fn parse_optional(typed: &str) -> Result<Option<Self>, FieldError> {
                if typed.trim().is_empty() { Ok(None) } else { Self::parse(typed).map(Some) }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text as search compares it; see [`folded`].
            pub fn folded(&self) -> String {
                folded(&self.0)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $type {
            type Err = FieldError;

            fn from_str(text: &str) -> Result<Self, FieldError> {
                Self::parse(text)
            }
        }

        serde_as_text!($type);
    };
}

text_type!(
    /// A person's name, as they write it.
    PersonName, 100, 400, Lines::One, needs_letter: true
);
text_type!(
    /// The legal or trading name of a client company or an organisation.
    CompanyName, 150, 600, Lines::One, needs_letter: true
);
text_type!(
    /// The name of a branch of an organisation.
    BranchName, 100, 400, Lines::One, needs_letter: true
);
text_type!(
    /// The name of a ledger account.
    AccountName, 120, 480, Lines::One, needs_letter: true
);
text_type!(
    /// What a person calls one of her API tokens.
    TokenName, 60, 240, Lines::One, needs_letter: true
);
text_type!(
    /// One line of free text: the memo of an entry or of a line, a reference, a reason.
    Memo, 500, 2000, Lines::One, needs_letter: false
);
text_type!(
    /// A short message to another person; lines may break.
    Text500, 500, 2000, Lines::Many, needs_letter: false
);
text_type!(
    /// An internal note; lines may break.
    Note, 4000, 16_000, Lines::Many, needs_letter: false
);

impl PersonName {
    /// Two letters for an avatar; see [`initials`].
    pub fn initials(&self) -> String {
        initials(&self.0)
    }
}

impl CompanyName {
    /// Two letters for a tile; see [`company_initials`].
    pub fn initials(&self) -> String {
        company_initials(&self.0)
    }
}

impl BranchName {
    /// Two letters for a tile; see [`initials`].
    pub fn initials(&self) -> String {
        initials(&self.0)
    }
}

/// Text as search compares it: compatibility-decomposed, without accents and case, spaces collapsed.
///
/// Letters that carry their accent inside (ø, ł, đ, ı, ß, æ, œ) become the plain letters people type for them.
pub fn folded(text: &str) -> String {
    let bare = |text: &str| text.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>();
    // Lower-casing can bring a combining mark back (İ), so marks are dropped again after it.
    let lowered = bare(&bare(text).to_lowercase());
    let mut plain = String::with_capacity(lowered.len());
    for letter in lowered.chars() {
        match letter {
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            other => plain.push(other),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How companies say what they are; no part of what they are called.
const FORMS: [&str; 22] = [
    "ab", "ag", "aps", "as", "bv", "cic", "co", "corp", "gmbh", "inc", "kg", "lda", "limited", "llc", "llp",
    "ltd", "nv", "oy", "plc", "sa", "sarl", "srl",
];

/// One or two letters that stand for a name: of its first and last word, or the first two of a single word.
pub fn initials(name: &str) -> String {
    let words = lettered(name);
    match words.as_slice() {
        [first, .., last] => capitals(&[first[0], last[0]]),
        words => short(words),
    }
}

/// One or two letters that stand for a company: of its first two words, without the legal form at the end and
/// without small words (`Adega do Rio` is AR), or the first two of a single word.
pub fn company_initials(name: &str) -> String {
    let all = lettered(name);
    let is_form = |word: &Vec<char>| FORMS.contains(&word.iter().collect::<String>().to_lowercase().as_str());
    let forms = all.iter().skip(1).rev().take_while(|word| is_form(word)).count();
    let called = &all[..all.len() - forms];
    let large: Vec<Vec<char>> = called.iter().filter(|word| !word[0].is_lowercase()).cloned().collect();
    let words = if large.len() < 2 { called } else { &large };
    match words {
        [first, second, ..] => capitals(&[first[0], second[0]]),
        words => short(words),
    }
}

fn lettered(name: &str) -> Vec<Vec<char>> {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<char>>();
    name.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect()
}

fn short(words: &[Vec<char>]) -> String {
    words.first().map_or_else(String::new, |only| capitals(&only[..only.len().min(2)]))
}

fn capitals(letters: &[char]) -> String {
    letters.iter().filter_map(|letter| letter.to_uppercase().next()).collect()
}

/// The colour of a client, 1 to 8, always the same for the same id bytes.
pub fn cloth(id: &[u8]) -> u8 {
    // FNV-1a: ids of one hour share their first bytes, so every byte has to count.
    let hash =
        id.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let [high, middle, low, last] = hash.to_be_bytes();
    ((high ^ middle ^ low ^ last) & 7) + 1
}

#[cfg(test)]
#[path = "name_tests.rs"]
mod tests;
