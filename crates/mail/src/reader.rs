//! Opens a stored mail again, for the demo's `/dev/mail` page and for tests.

use mail_parser::{Address, MessageParser};

/// What a reader sees of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMail {
    /// Its name in the folder; identifies it there.
    pub file: String,
    /// `Message-ID`, without angle brackets.
    pub message_id: String,
    /// `From`, name and address.
    pub from: String,
    /// `To`, name and address.
    pub to: String,
    /// `Subject`, decoded.
    pub subject: String,
    /// `Date`, microseconds since 1970 in UTC.
    pub dated_us: Option<i64>,
    /// The plain-text part, decoded.
    pub text: String,
    /// The HTML part, decoded. It is to be shown in a sandboxed frame.
    pub html: String,
}

/// Decodes a mail (MIME, quoted-printable, base64, RFC 2047). `None` when the bytes are no mail.
pub fn read(file: &str, bytes: &[u8]) -> Option<StoredMail> {
    let message = MessageParser::default().parse(bytes)?;
    Some(StoredMail {
        file: file.to_owned(),
        message_id: message.message_id()?.to_owned(),
        from: shown(message.from()),
        to: shown(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        dated_us: message.date().map(|date| date.to_timestamp().saturating_mul(1_000_000)),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).unwrap_or_default().into_owned(),
    })
}

fn shown(address: Option<&Address<'_>>) -> String {
    let Some(first) = address.and_then(Address::first) else { return String::new() };
    match (first.name(), first.address().unwrap_or_default()) {
        (Some(name), address) => format!("{name} <{address}>"),
        (None, address) => address.to_owned(),
    }
}
