//! E-mail addresses: what a person typed, and the key under which it is the same address.
//!
//! Security row T12: two spellings are one address only when they differ in ASCII case. Plus tags and dots
//! are never removed, and mail always goes to the spelling that was stored.

use crate::field_error::{EmailFault, FieldError};
use crate::serde_text::serde_as_text;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use std::fmt;
use std::str::FromStr;

const LONGEST: usize = 254;
const LONGEST_LOCAL_PART: usize = 64;

/// An address that mail can be sent to, exactly as it was typed.
///
/// Two values are equal only when typed alike; compare [`EmailAddress::key`] to ask whether they are one address.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress {
    typed: String,
    key: EmailKey,
}

/// The form in which addresses are compared and stored uniquely: ASCII lower case, domain as an A-label.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailKey(String);

impl EmailAddress {
    /// Reads an address with an unquoted ASCII local part and a domain name (or `localhost`).
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        if typed.is_empty() {
            return Err(FieldError::Required);
        }
        read(typed).map_err(FieldError::NotAnEmail)
    }

    /// The address as it was typed: what mail is sent to and what its owner sees.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// The form to compare and to look up by.
    pub fn key(&self) -> &EmailKey {
        &self.key
    }

    /// The domain as it was typed.
    pub fn domain(&self) -> &str {
        self.typed.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address for eyes that may not read it: `m•••@s•••.example`. It does not tell lengths.
    pub fn masked(&self) -> String {
        let domain = self.domain();
        let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
        let top = domain.rsplit_once('.').map(|(_, top)| format!(".{top}")).unwrap_or_default();
        format!("{}•••@{}•••{top}", first(&self.typed), first(domain))
    }
}

impl EmailKey {
    /// The key as text, for a column or an index.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn read(typed: &str) -> Result<EmailAddress, EmailFault> {
    let (local, domain) = typed.split_once('@').ok_or(EmailFault::AtSign)?;
    if domain.contains('@') {
        return Err(EmailFault::AtSign);
    }
    if !is_dot_atom(local) {
        return Err(EmailFault::LocalPart);
    }
    let ascii_domain = ascii_domain(domain)?;
    let longest = typed.len().max(local.len() + 1 + ascii_domain.len());
    if local.len() > LONGEST_LOCAL_PART || longest > LONGEST {
        return Err(EmailFault::Length);
    }
    let key = EmailKey(format!("{}@{ascii_domain}", local.to_ascii_lowercase()));
    Ok(EmailAddress { typed: typed.to_owned(), key })
}

/// RFC 5322 `dot-atom` in ASCII: atoms joined by single dots, no quotes, no comments, no white space.
fn is_dot_atom(local: &str) -> bool {
    let is_atom_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
    local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_byte))
}

/// The domain as a lower-case A-label name, by UTS 46 under the strict rules.
fn ascii_domain(domain: &str) -> Result<String, EmailFault> {
    if domain.eq_ignore_ascii_case("localhost") {
        return Ok("localhost".to_owned());
    }
    if !domain.contains('.') || domain.ends_with('.') {
        return Err(EmailFault::Domain);
    }
    let name = Uts46::new()
        .to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::Check, DnsLength::Verify)
        .map_err(|_| EmailFault::Domain)?;
    let numeric_top =
        name.rsplit('.').next().is_some_and(|top| top.bytes().all(|byte| byte.is_ascii_digit()));
    if numeric_top || !is_honest(domain, &name) {
        return Err(EmailFault::Domain);
    }
    Ok(name.into_owned())
}

/// Whether the typed domain is not a disguise: mapping may fold case, but may not turn full-width letters,
/// the Kelvin sign or an ideographic stop into ASCII, nor drop soft hyphens and zero-width characters.
fn is_honest(typed: &str, name: &str) -> bool {
    let (typed_labels, labels) = (typed.split('.'), name.split('.'));
    typed_labels.clone().count() == labels.clone().count()
        && typed_labels.zip(labels).all(|(typed_label, label)| {
            let untouched = typed_label.eq_ignore_ascii_case(label);
            untouched || (!typed_label.is_ascii() && keeps_its_characters(typed_label, label))
        })
}

fn keeps_its_characters(typed_label: &str, label: &str) -> bool {
    let Some(decoded) = label.strip_prefix("xn--").and_then(idna::punycode::decode_to_string) else {
        return false;
    };
    use unicode_normalization::UnicodeNormalization;
    let lowered: String = typed_label.nfc().flat_map(char::to_lowercase).nfc().collect();
    // Lower-casing the Kelvin or Ångström sign yields a plain letter, so both must have been such already.
    let disguised = |c: char| matches!(c, '\u{212A}' | '\u{212B}' | '\u{2126}');
    lowered == decoded && !typed_label.chars().any(disguised)
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

impl fmt::Debug for EmailAddress {
    /// Masked, so that an address does not reach a log by accident.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl FromStr for EmailAddress {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::parse(text)
    }
}

impl fmt::Display for EmailKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmailKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailKey(…)")
    }
}

serde_as_text!(EmailAddress);

#[cfg(test)]
#[path = "email_tests.rs"]
mod tests;
