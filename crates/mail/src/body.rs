//! The shape every mail has, and its two renderings.
//!
//! There is one template for HTML and one for text, and a letter fills both from the same [`Body`]: the two
//! parts therefore cannot differ in content or order.

use askama::Template;

use crate::envelope::Mailbox;

/// A letter in words, all of them neutralised.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// Subject and heading: a sentence about a name.
    pub subject: String,
    /// A fact that the subject does not have, for the list of an inbox.
    pub preheader: String,
    /// Who and when.
    pub opening: String,
    /// What follows, in reading order.
    pub sections: Vec<Section>,
    /// The one button.
    pub button: Option<Link>,
    /// What the link does and until when.
    pub note: Option<String>,
    /// A second way on, as a plain link under the note.
    pub aside: Option<Link>,
    /// Ends "Sent to … because".
    pub because: String,
}

/// One part between opening and button.
#[derive(Debug)]
pub(crate) enum Section {
    /// Somebody's own words, and who said them.
    Words { paragraphs: Vec<String>, by: Option<String> },
    /// Label and value, one per line.
    Facts(Vec<Fact>),
    /// One of our own sentences.
    Paragraph(String),
}

/// One line of a table of facts.
#[derive(Debug)]
pub(crate) struct Fact {
    pub label: &'static str,
    pub value: String,
    /// An address to write to, shown after the value; only ever a confirmed one.
    pub mailto: Option<String>,
}

/// A place to go.
#[derive(Debug)]
pub(crate) struct Link {
    pub label: &'static str,
    pub url: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    body: &'a Body,
    to: &'a str,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    body: &'a Body,
    to: &'a str,
}

impl Body {
    pub(crate) fn html(&self, to: &Mailbox) -> String {
        let page = Html { body: self, to: to.address() };
        page.render().expect("a template over strings writes to memory only")
    }

    pub(crate) fn text(&self, to: &Mailbox) -> String {
        let page = Text { body: self, to: to.address() };
        page.render().expect("a template over strings writes to memory only")
    }
}

/// A letter that has words.
pub(crate) trait Wording {
    /// The letter in words, every foreign text neutralised.
    fn body(&self) -> Body;
}
