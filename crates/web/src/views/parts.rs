//! What several pages are made of: forms, choices, marks, moments, happenings, pagers.
//!
//! Owns: plain values, already in the reader's language and format. Promises: nothing here is HTML.
//! Never: computes a figure or decides what somebody may see.

/// The state of one form on a page.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Prefix of the ids of its fields and name of its draft; unique on the page.
    pub id: String,
    /// The idempotency key that travels with it, so that a double click is one command.
    pub key: String,
    /// What is wrong with single fields.
    pub errors: Vec<FieldError>,
    /// What is wrong with the whole.
    pub trouble: Option<String>,
}

/// One field that was refused.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// The field's name.
    pub name: String,
    /// What is wrong and the way out, as a sentence.
    pub text: String,
}

impl Form {
    /// A form nobody has sent yet.
    pub fn new(id: &str, key: &str) -> Self {
        Self { id: id.into(), key: key.into(), ..Self::default() }
    }

    /// What is wrong with a field, if anything is.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.name == name).map(|error| error.text.as_str())
    }

    /// Whether the form comes back refused.
    pub fn refused(&self) -> bool {
        self.trouble.is_some() || !self.errors.is_empty()
    }
}

/// One choice of a select or of a group of radio buttons or ticks.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// One more fact, or empty.
    pub hint: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

/// The mark of a client: a bound book with initials, in the cloth that belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// The company's name.
    pub name: String,
    /// Two letters for the cover.
    pub initials: String,
    /// Which of the eight cloths, 1 to 8.
    pub cloth: u8,
}

impl Mark {
    /// The book as the browser's tab shows it: ten clients in ten tabs are told apart.
    pub fn tab_icon(&self) -> String {
        super::assets::url(&format!("cloth-{}.svg", self.cloth))
    }
}

/// A person as lists show one.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// Two letters for the disc.
    pub initials: String,
    /// A role, an address, or empty.
    pub detail: String,
}

/// A moment: as people read it, and as programs do.
#[derive(Clone, Debug, Default)]
pub struct When {
    /// "18 Nov, 17:40" in the reader's zone.
    pub text: String,
    /// RFC 3339, for `datetime`.
    pub iso: String,
}

/// What a mark or badge means. Never decoration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// A fact without a judgement.
    #[default]
    Plain,
    /// In order.
    Good,
    /// Somebody must do something.
    Wait,
    /// Late, wrong or ended.
    Bad,
    /// New.
    Note,
}

impl Tone {
    /// The class that goes with it.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "line",
            Self::Good => "good",
            Self::Wait => "wait",
            Self::Bad => "bad",
            Self::Note => "note",
        }
    }
}

/// A state that somebody decided, in one or two words.
#[derive(Clone, Debug, Default)]
pub struct Badge {
    /// The words.
    pub text: String,
    /// Their meaning.
    pub tone: Tone,
}

/// One line of a timeline: who did what, when.
#[derive(Clone, Debug, Default)]
pub struct Happening {
    /// Who; empty initials draw a point instead of a disc.
    pub who: Person,
    /// What they did, as the rest of the sentence after the name.
    pub what: String,
    /// One more fact, or empty.
    pub detail: String,
    /// When.
    pub at: When,
    /// Fields that changed.
    pub changes: Vec<Change>,
}

/// One field before and after.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The field's label.
    pub field: String,
    /// What it was, or empty.
    pub old: String,
    /// What it is, or empty.
    pub new: String,
}

/// Where in a long list one is.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// "1 to 50 of 1,190".
    pub position: String,
    /// Address of the page before, if there is one.
    pub previous: Option<String>,
    /// Address of the page after, if there is one.
    pub next: Option<String>,
}

/// A saved view of a list.
#[derive(Clone, Debug, Default)]
pub struct Tab {
    /// Its name.
    pub label: String,
    /// Its address.
    pub url: String,
    /// How many rows it holds, when that is known.
    pub count: Option<String>,
    /// Whether it is shown now.
    pub current: bool,
}
