//! The leaf: one event as one canonical line. The bytes built here are stored, hashed and exported as they are.
//!
//! This module knows the keys of a line and their shapes, never which events exist.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::jcs::{JcsError, MAX_INTEGER, check_line, to_line};
use crate::note::check_name;

/// The version of the form, written under `v`.
pub const VERSION: u64 = 1;

/// Why a leaf cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    /// The log has no name that could stand in a checkpoint.
    #[error("malformed log name {0:?}")]
    Log(String),
    /// The position is larger than 2^53 - 1.
    #[error("seq {0} is too large")]
    Seq(u64),
    /// The time is not written `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    #[error("malformed time {0:?}")]
    At(String),
    /// The act is not lower-case words joined by dots.
    #[error("malformed act {0:?}")]
    Act(String),
    /// A value has no canonical form, or the line is too long.
    #[error(transparent)]
    Jcs(#[from] JcsError),
}

/// An event to be appended, in the keys of its line. Optional parts that are absent or empty are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// `log`: the origin of the log, so that a leaf cannot move to another.
    pub log: String,
    /// `seq`: the position, from zero without gaps.
    pub seq: u64,
    /// `id`: the id of the event.
    pub id: String,
    /// `at`: server time as `YYYY-MM-DDTHH:MM:SS.mmmZ`, for information; the order is `seq`.
    pub at: String,
    /// `act`: what was done, lower-case words joined by dots (`entry.posted`).
    pub act: String,
    /// `actor`: who did it.
    pub actor: Actor,
    /// `obj`: what it was done to.
    pub obj: Option<Object>,
    /// `res`: how it ended.
    pub res: Outcome,
    /// `req`: the request that asked for it.
    pub req: Option<Request>,
    /// `chg`: facts of the change that name no person: amounts as decimal strings, ids, states, hashes.
    pub chg: Map<String, Value>,
    /// `c`: commitments to personal or free text by field name, as [`commit`](crate::commitment::commit) makes.
    pub c: BTreeMap<String, String>,
    /// `anchor`: the signed checkpoint of another log, verbatim.
    pub anchor: Option<String>,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person, `{user, session}` or `{user, token}`.
    Person {
        /// The id of the person.
        user: String,
        /// What the person proved identity with.
        credential: Option<Credential>,
        /// The connection through which a practice's person acts in a client's books.
        via: Option<Delegation>,
    },
    /// A job of the system, `{system, caused_by}`.
    System {
        /// The name of the job.
        name: String,
        /// The id of the person who started it, when one did.
        caused_by: Option<String>,
    },
}

/// What a person proved identity with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// The id of a signed-in session.
    Session(String),
    /// The id of an access token.
    Token(String),
}

/// The standing of a practice's person in a client's books, `{via: "connection", connection, practice, branch}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// The id of the connection.
    pub connection: String,
    /// The id of the practice.
    pub practice: String,
    /// The id of the branch, when the practice has several.
    pub branch: Option<String>,
}

/// What was acted on, `{type, id, rev}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// The kind of thing.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its revision after the act, where it has revisions.
    pub rev: Option<u64>,
}

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Ok,
    /// It was refused for lack of right.
    Denied,
    /// It was tried and did not succeed.
    Failed,
}

/// The request behind an act, `{id, idempotency}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The id of the request.
    pub id: String,
    /// The hash of its idempotency key, when it had one.
    pub idempotency: Option<String>,
}

impl Leaf {
    /// The canonical line, without line feed: what to store, to hash with
    /// [`leaf_hash`](crate::hash::leaf_hash) and to export.
    pub fn to_line(&self) -> Result<Vec<u8>, LeafError> {
        check_name(&self.log).map_err(|_| LeafError::Log(self.log.clone()))?;
        if self.seq >= MAX_INTEGER {
            return Err(LeafError::Seq(self.seq));
        }
        if !is_time(&self.at) {
            return Err(LeafError::At(self.at.clone()));
        }
        if !is_act(&self.act) {
            return Err(LeafError::Act(self.act.clone()));
        }
        Ok(to_line(&self.to_value())?)
    }

    fn to_value(&self) -> Value {
        let mut line = members([
            ("v", json!(VERSION)),
            ("log", json!(self.log)),
            ("seq", json!(self.seq)),
            ("id", json!(self.id)),
            ("at", json!(self.at)),
            ("act", json!(self.act)),
            ("actor", self.actor.to_value()),
            ("res", json!(self.res.as_str())),
        ]);
        put(&mut line, "obj", self.obj.as_ref().map(Object::to_value));
        put(&mut line, "req", self.req.as_ref().map(Request::to_value));
        put(&mut line, "chg", Some(&self.chg).filter(|chg| !chg.is_empty()).cloned());
        put(&mut line, "c", Some(json!(self.c)).filter(|_| !self.c.is_empty()));
        put(&mut line, "anchor", self.anchor.clone());
        Value::Object(line)
    }
}

impl Actor {
    fn to_value(&self) -> Value {
        let mut actor = Map::new();
        match self {
            Self::Person { user, credential, via } => {
                put(&mut actor, "user", Some(user.as_str()));
                match credential {
                    Some(Credential::Session(session)) => put(&mut actor, "session", Some(session.as_str())),
                    Some(Credential::Token(token)) => put(&mut actor, "token", Some(token.as_str())),
                    None => (),
                }
                if let Some(via) = via {
                    put(&mut actor, "via", Some("connection"));
                    put(&mut actor, "connection", Some(via.connection.as_str()));
                    put(&mut actor, "practice", Some(via.practice.as_str()));
                    put(&mut actor, "branch", via.branch.as_deref());
                }
            }
            Self::System { name, caused_by } => {
                put(&mut actor, "system", Some(name.as_str()));
                put(&mut actor, "caused_by", caused_by.as_deref());
            }
        }
        Value::Object(actor)
    }
}

impl Object {
    fn to_value(&self) -> Value {
        let mut object = members([("type", json!(self.kind)), ("id", json!(self.id))]);
        put(&mut object, "rev", self.rev);
        Value::Object(object)
    }
}

impl Request {
    fn to_value(&self) -> Value {
        let mut request = members([("id", json!(self.id))]);
        put(&mut request, "idempotency", self.idempotency.as_deref());
        Value::Object(request)
    }
}

impl Outcome {
    /// The word under `res`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Denied => "denied",
            Self::Failed => "failed",
        }
    }
}

/// The parts of a stored line that the verifier relies on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    pub log: String,
    pub seq: u64,
    /// The whole line.
    pub members: Map<String, Value>,
}

/// Reads a line strictly: canonical, an object, of the known version, with `log` and `seq`.
pub(crate) fn parse(line: &[u8]) -> Result<Parsed, String> {
    let Value::Object(members) = check_line(line).map_err(|error| error.to_string())? else {
        return Err("not an object".to_owned());
    };
    if members.get("v") != Some(&json!(VERSION)) {
        return Err(format!("v is not {VERSION}"));
    }
    let log = members.get("log").and_then(Value::as_str).ok_or("log is not a string")?.to_owned();
    let seq = members.get("seq").and_then(Value::as_u64).ok_or("seq is not a position")?;
    Ok(Parsed { log, seq, members })
}

fn members<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn put(object: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

/// `YYYY-MM-DDTHH:MM:SS.mmmZ` by shape; whether the day exists is for the caller's clock.
fn is_time(at: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00.000Z";
    at.len() == SHAPE.len()
        && at.bytes().zip(SHAPE).all(|(byte, &shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            _ => byte == shape,
        })
}

fn is_act(act: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    act.contains('.') && act.split('.').all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf() -> Leaf {
        Leaf {
            log: "books.example/audit/t_0001".into(),
            seq: 2,
            id: "ev_0002".into(),
            at: "2026-01-02T03:04:02.000Z".into(),
            act: "entry.posted".into(),
            actor: Actor::Person {
                user: "u_acct".into(),
                credential: Some(Credential::Session("s_9".into())),
                via: Some(Delegation {
                    connection: "c_1".into(),
                    practice: "p_1".into(),
                    branch: Some("b_1".into()),
                }),
            },
            obj: Some(Object { kind: "entry".into(), id: "en_1".into(), rev: Some(3) }),
            res: Outcome::Ok,
            req: Some(Request { id: "rq_1".into(), idempotency: Some("9f".into()) }),
            chg: members([("total", json!("12.50"))]),
            c: BTreeMap::from([("memo".to_owned(), "AAAA".to_owned())]),
            anchor: Some("note\n".into()),
        }
    }

    fn line(leaf: &Leaf) -> String {
        String::from_utf8(leaf.to_line().unwrap()).unwrap()
    }

    #[test]
    fn a_full_leaf_has_all_keys_in_order() {
        assert_eq!(
            line(&leaf()),
            concat!(
                r#"{"act":"entry.posted","actor":{"branch":"b_1","connection":"c_1","practice":"p_1","#,
                r#""session":"s_9","user":"u_acct","via":"connection"},"anchor":"note\n","#,
                r#""at":"2026-01-02T03:04:02.000Z","c":{"memo":"AAAA"},"chg":{"total":"12.50"},"#,
                r#""id":"ev_0002","log":"books.example/audit/t_0001","#,
                r#""obj":{"id":"en_1","rev":3,"type":"entry"},"req":{"id":"rq_1","idempotency":"9f"},"#,
                r#""res":"ok","seq":2,"v":1}"#
            )
        );
    }

    #[test]
    fn what_is_absent_is_left_out() {
        let small = Leaf {
            actor: Actor::System { name: "closing".into(), caused_by: None },
            obj: None,
            res: Outcome::Failed,
            req: None,
            chg: Map::new(),
            c: BTreeMap::new(),
            anchor: None,
            ..leaf()
        };
        assert_eq!(
            line(&small),
            concat!(
                r#"{"act":"entry.posted","actor":{"system":"closing"},"at":"2026-01-02T03:04:02.000Z","#,
                r#""id":"ev_0002","log":"books.example/audit/t_0001","res":"failed","seq":2,"v":1}"#
            )
        );
    }

    #[test]
    fn each_kind_of_actor_has_its_keys() {
        let token = Some(Credential::Token("tk".into()));
        let person = Actor::Person { user: "u".into(), credential: token, via: None };
        assert_eq!(person.to_value(), json!({"user": "u", "token": "tk"}));
        let job = Actor::System { name: "import".into(), caused_by: Some("u".into()) };
        assert_eq!(job.to_value(), json!({"system": "import", "caused_by": "u"}));
    }

    #[test]
    fn a_written_leaf_is_read_back() {
        let read = parse(&leaf().to_line().unwrap()).unwrap();
        assert_eq!((read.log.as_str(), read.seq), ("books.example/audit/t_0001", 2));
        assert_eq!(read.members["c"]["memo"], "AAAA");
        assert!(parse(br#"["v"]"#).is_err());
        assert!(parse(br#"{"log":"l","seq":0,"v":2}"#).is_err());
        assert!(parse(br#"{"log":"l","seq":-1,"v":1}"#).is_err());
    }

    #[test]
    fn a_leaf_that_breaks_the_form_is_refused() {
        let at = |at: &str| Leaf { at: at.into(), ..leaf() }.to_line();
        for bad in ["2026-01-02T03:04:02Z", "2026-01-02 03:04:02.000Z", "2026-01-02T03:04:02.000000Z", ""] {
            assert_eq!(at(bad), Err(LeafError::At(bad.into())));
        }
        let act = |act: &str| Leaf { act: act.into(), ..leaf() }.to_line();
        for bad in ["posted", "entry.", ".posted", "Entry.posted", "entry posted.x", ""] {
            assert_eq!(act(bad), Err(LeafError::Act(bad.into())));
        }
        let log = Leaf { log: "two words".into(), ..leaf() };
        assert_eq!(log.to_line(), Err(LeafError::Log("two words".into())));
        let seq = Leaf { seq: MAX_INTEGER, ..leaf() };
        assert_eq!(seq.to_line(), Err(LeafError::Seq(MAX_INTEGER)));
        let null = Leaf { chg: members([("a", Value::Null)]), ..leaf() };
        assert_eq!(null.to_line(), Err(LeafError::Jcs(JcsError::Null)));
    }
}
