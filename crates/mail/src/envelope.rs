//! From a letter to the bytes that travel (RFC 5322, MIME, RFC 2047).

use std::time::{Duration, SystemTime};

use lettre::message::header::{self, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, MultiPart, SinglePart};

use crate::letter::Letter;
use crate::neutral;

/// 9999-12-31T23:59:59Z, the last second that a `Date` header can name.
const LAST_SECOND: u64 = 253_402_300_799;

/// Who a mail goes to or comes from: a name that people see and an address that servers use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    name: Option<String>,
    address: lettre::Address,
}

impl Mailbox {
    /// Accepts an ASCII address (international domains as A-labels) and any name without control characters.
    /// The name is shown neutralised, so it cannot pose as an address.
    ///
    /// # Errors
    ///
    /// [`Unwritable`] when a header could be forged by either, or when the address is none.
    pub fn new(name: Option<&str>, address: &str) -> Result<Mailbox, Unwritable> {
        let name = match name {
            Some(name) => Some(neutral::name(header_text("name", name)?)).filter(|name| !name.is_empty()),
            None => None,
        };
        if !address.is_ascii() {
            return Err(Unwritable::NotAnAddress);
        }
        let address = header_text("address", address)?.parse().map_err(|_| Unwritable::NotAnAddress)?;
        Ok(Mailbox { name, address })
    }

    /// The address, exactly as given.
    pub fn address(&self) -> &str {
        self.address.as_ref()
    }

    /// The name, neutralised.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn header(&self) -> lettre::message::Mailbox {
        lettre::message::Mailbox::new(self.name.clone(), self.address.clone())
    }
}

/// A letter with its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The one recipient.
    pub to: Mailbox,
    /// The sender, in `From` and on the envelope.
    pub from: Mailbox,
    /// Where an answer goes, when not to `from`.
    pub reply_to: Option<Mailbox>,
    /// What it says.
    pub letter: Letter,
    /// The outbox id, letters, digits, `.`, `_` and `-`: the same seed gives the same `Message-ID`, by which a
    /// mail that had to be sent twice is recognised.
    pub message_id_seed: String,
    /// The `Date`, microseconds since 1970 in UTC.
    pub dated_us: i64,
}

/// Why a mail cannot be written. Trying again gives the same answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// A header value holds CR, LF, NUL or another control character.
    #[error("the {field} holds a control character")]
    ControlCharacter {
        /// Which value.
        field: &'static str,
    },
    /// Not an ASCII address.
    #[error("not an ASCII mail address")]
    NotAnAddress,
    /// Not 1 to 60 letters, digits, `.`, `_` or `-`.
    #[error("the message id seed must be 1 to 60 letters, digits, dots, hyphens or underscores")]
    Seed,
    /// A date that the header cannot name.
    #[error("the date {dated_us} µs lies outside 1970 to 9999")]
    Date {
        /// What was given.
        dated_us: i64,
    },
    /// The parts do not make a message.
    #[error("the message cannot be assembled: {reason}")]
    Assembly {
        /// What the library said.
        reason: String,
    },
}

/// A mail as bytes, with what delivery needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    message_id: String,
    from: lettre::Address,
    to: lettre::Address,
    bytes: Vec<u8>,
}

impl Rendered {
    /// `<seed@domain>`, angle brackets included.
    pub fn message_id(&self) -> &str {
        &self.message_id
    }

    /// The recipient's address.
    pub fn to(&self) -> &str {
        self.to.as_ref()
    }

    /// The whole message: ASCII, CRLF line ends.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn envelope(&self) -> (lettre::Address, lettre::Address) {
        (self.from.clone(), self.to.clone())
    }
}

impl Mail {
    /// Writes the message. The same mail always gives the same bytes.
    ///
    /// # Errors
    ///
    /// [`Unwritable`], which no retry cures.
    pub fn render(&self) -> Result<Rendered, Unwritable> {
        let seed = checked_seed(&self.message_id_seed)?;
        let message_id = format!("<{seed}@{}>", self.from.address.domain());
        let subject = self.letter.subject();
        let mut builder = lettre::Message::builder()
            .message_id(Some(message_id.clone()))
            .date(date(self.dated_us)?)
            .from(self.from.header())
            .to(self.to.header())
            .subject(header_text("subject", &subject)?)
            .header(AutoSubmitted);
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.header());
        }
        let message = builder
            .multipart(self.parts(seed)?)
            .map_err(|error| Unwritable::Assembly { reason: error.to_string() })?;
        let (from, to) = (self.from.address.clone(), self.to.address.clone());
        Ok(Rendered { message_id, from, to, bytes: message.formatted() })
    }

    /// Both parts as quoted-printable: ASCII on the wire, readable in the file, and unable to contain the
    /// boundary, whose `=_` quoted-printable never writes.
    fn parts(&self, seed: &str) -> Result<MultiPart, Unwritable> {
        let text = quoted_printable(self.letter.text(&self.to))?;
        let html = quoted_printable(self.letter.html(&self.to))?;
        Ok(MultiPart::alternative()
            .boundary(format!("=_{seed}"))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(html)))
    }
}

/// Tells mail programs and vacation responders not to answer (RFC 3834).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn quoted_printable(part: String) -> Result<Body, Unwritable> {
    Body::new_with_encoding(part, header::ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| Unwritable::Assembly { reason: "a part cannot be quoted-printable".to_owned() })
}

/// Lets a value into a header only without control characters: a line break would begin a header of the
/// writer's choosing, NUL would end one.
fn header_text<'a>(field: &'static str, value: &'a str) -> Result<&'a str, Unwritable> {
    match value.chars().any(char::is_control) {
        true => Err(Unwritable::ControlCharacter { field }),
        false => Ok(value),
    }
}

fn checked_seed(seed: &str) -> Result<&str, Unwritable> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let dots = seed.starts_with('.') || seed.ends_with('.') || seed.contains("..");
    match (1..=60).contains(&seed.len()) && seed.bytes().all(plain) && !dots {
        true => Ok(seed),
        false => Err(Unwritable::Seed),
    }
}

fn date(dated_us: i64) -> Result<SystemTime, Unwritable> {
    let since = u64::try_from(dated_us).map(Duration::from_micros).ok();
    let since = since.filter(|since| since.as_secs() <= LAST_SECOND).ok_or(Unwritable::Date { dated_us })?;
    Ok(SystemTime::UNIX_EPOCH + since)
}
