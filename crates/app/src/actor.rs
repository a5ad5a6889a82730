//! Who acts: always a person under her own name, a token of hers, or one of our jobs.

use kernel::{Moment, RequestId, SessionId, TokenId, UserId};

/// Who acts, and in which request.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Who.
    pub who: Who,
    /// The request, as in the log of the server.
    pub request: RequestId,
}

/// The kinds of actor.
#[derive(Debug, Clone)]
pub enum Who {
    /// Nobody is signed in.
    Nobody,
    /// A person in a browser.
    Person(SignedIn),
    /// A program with a person's token.
    Token(TokenOf),
    /// One of our jobs.
    Job(&'static str),
}

/// A person with a live session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The person.
    pub user: UserId,
    /// Her session.
    pub session: SessionId,
    /// Her name, for the page and the log.
    pub name: String,
    /// Her sign-in address.
    pub email: String,
    /// Whether the address is confirmed; before that nothing but confirming works.
    pub confirmed: bool,
    /// When she last proved who she is.
    pub proved_at: Moment,
    /// When the session was last seen, to know when to say so again.
    pub seen_at: Moment,
}

/// A token, and the person whose it is.
#[derive(Debug, Clone)]
pub struct TokenOf {
    /// The person.
    pub user: UserId,
    /// The token.
    pub token: TokenId,
    /// Her name.
    pub name: String,
    /// Her sign-in address.
    pub email: String,
    /// When the token was last used, to know when to say so again.
    pub used_at: Option<Moment>,
    /// When it was made. Making one takes a proof of identity, so a young token is one, too.
    pub created_at: Moment,
}

impl Actor {
    /// A visitor.
    #[must_use]
    pub fn nobody(request: RequestId) -> Self {
        Self { who: Who::Nobody, request }
    }
    /// One of our jobs.
    #[must_use]
    pub fn job(name: &'static str, request: RequestId) -> Self {
        Self { who: Who::Job(name), request }
    }
    /// The person behind it, confirmed or not.
    #[must_use]
    pub fn user(&self) -> Option<UserId> {
        match &self.who {
            Who::Person(person) => Some(person.user),
            Who::Token(token) => Some(token.user),
            Who::Nobody | Who::Job(_) => None,
        }
    }
    /// The person's name, as the log and the mails show it.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.who {
            Who::Person(person) => &person.name,
            Who::Token(token) => &token.name,
            Who::Nobody => "",
            Who::Job(name) => name,
        }
    }
    /// The person's sign-in address.
    #[must_use]
    pub fn email(&self) -> &str {
        match &self.who {
            Who::Person(person) => &person.email,
            Who::Token(token) => &token.email,
            Who::Nobody | Who::Job(_) => "",
        }
    }
    /// What a visit belongs to: the session, or the token that stands in for one.
    #[must_use]
    pub fn sign_in(&self) -> Option<SessionId> {
        use kernel::Id as _;
        match &self.who {
            Who::Person(person) => Some(person.session),
            Who::Token(token) => Some(SessionId::from_bytes(token.token.bytes())),
            Who::Nobody | Who::Job(_) => None,
        }
    }
    /// Whether the address is confirmed. A token can only be made by a person who is.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        match &self.who {
            Who::Person(person) => person.confirmed,
            Who::Token(_) => true,
            Who::Nobody | Who::Job(_) => false,
        }
    }
}
