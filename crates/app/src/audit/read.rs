//! The log as people read it: newest first, in plain words, filtered.

use crate::Tenant;
use crate::audit::gate::Sight;
use crate::audit::record::{Parsed, Record, Who};
use crate::audit::store::{names, reading};
use crate::door::{Door, Query};
use ::store::Read;
use kernel::{BooksId, BranchId, ConnectionId, Day, FieldError, Page, PageSize, Refusal, UserId};
use std::collections::{BTreeMap, HashMap};

/// Leaves read at a time.
const BATCH: u64 = 200;
/// The most leaves that one page looks through; a rarer find continues on the next page.
const MOST_LOOKED_AT: u64 = 4_000;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// Words in what was done and to what; empty for all.
    pub words: String,
    /// Only what this person did.
    pub person: Option<UserId>,
    /// Only acts of this noun: `entry`.
    pub kind: Option<String>,
    /// From this day, UTC.
    pub from: Option<Day>,
    /// To this day, UTC.
    pub to: Option<Day>,
    /// Only what came through this connection.
    pub connection: Option<ConnectionId>,
    /// Only what concerns this branch of a firm.
    pub branch: Option<BranchId>,
}

/// One page of a log.
pub struct LogPage {
    /// Whose log.
    pub tenant: Tenant,
    /// The key of the page before.
    pub after: Option<String>,
    /// How many records.
    pub size: PageSize,
    /// What is looked for.
    pub filter: LogFilter,
}

/// Records and what a page says about them.
#[derive(Debug, Clone)]
pub struct LogRecords {
    /// The records, newest first.
    pub page: Page<Record>,
    /// How many leaves the log has.
    pub log_size: u64,
    /// Whether the reader sees all of it.
    pub is_whole: bool,
    /// The people on this page, by name.
    pub people: Vec<(UserId, String)>,
}

/// What the people of one firm did in the books, newest first, through a connection or all of them.
pub struct WhatTheyDid {
    /// Whose books.
    pub books: BooksId,
    /// The connection.
    pub connection: ConnectionId,
    /// How many records.
    pub size: PageSize,
}

impl Query for WhatTheyDid {
    type Output = Vec<Record>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Record>, Refusal> {
        let page = LogPage {
            tenant: self.books.into(),
            after: None,
            size: self.size,
            filter: LogFilter { connection: Some(self.connection), ..LogFilter::default() },
        };
        Ok(page.answer(door).await?.page.rows)
    }
}

impl Query for LogPage {
    type Output = LogRecords;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<LogRecords, Refusal> {
        let sight = door.read_log(self.tenant).await?;
        let read = door.read();
        let head = crate::audit::read_head(read, self.tenant).await?.ok_or(Refusal::NotFound)?;
        let log_size = head.frontier.size();
        let mut names = Names::new(self.tenant);
        let mut upper = self.upper(log_size)?;
        let lowest = upper.saturating_sub(MOST_LOOKED_AT);
        let mut rows: Vec<Record> = Vec::new();
        while upper > lowest && rows.len() <= self.size.rows() {
            let lower = upper.saturating_sub(BATCH).max(lowest);
            let is_over = self.collect(read, &sight, (lower, upper), &mut names, &mut rows).await?;
            upper = if is_over { 0 } else { lower };
        }
        let more = rows.len() > self.size.rows();
        rows.truncate(self.size.rows());
        let next = match rows.last() {
            Some(last) if more => Some(last.seq.to_string()),
            _ if upper > 0 => Some(upper.to_string()),
            _ => None,
        };
        let people = names.people();
        Ok(LogRecords { page: Page { rows, next }, log_size, is_whole: sight == Sight::Whole, people })
    }
}

impl LogPage {
    fn upper(&self, log_size: u64) -> Result<u64, Refusal> {
        let Some(key) = &self.after else { return Ok(log_size) };
        let upper: u64 =
            key.parse().map_err(|_| Refusal::Invalid(vec![FieldError::NotAChoice.at("after")]))?;
        Ok(upper.min(log_size))
    }

    /// Adds what fits of one stretch, newest first; `true` when everything older is too old.
    async fn collect(
        &self,
        read: &mut Read<'_>,
        sight: &Sight,
        (lower, upper): (u64, u64),
        names: &mut Names,
        rows: &mut Vec<Record>,
    ) -> Result<bool, Refusal> {
        let whole = |number: u64| i64::try_from(number).map_err(|_| Refusal::NotFound);
        let span = (whole(lower)?, whole(upper)?);
        let lines = reading::lines(read, self.tenant, span).await?;
        let mut texts: HashMap<u64, BTreeMap<String, String>> = HashMap::new();
        for text in reading::texts(read, self.tenant, span).await? {
            texts.entry(text.seq.unsigned_abs()).or_default().insert(text.name, text.body);
        }
        for line in lines.iter().rev() {
            let Some(parsed) = Parsed::read(line.seq, &line.line) else { continue };
            if self.filter.from.is_some_and(|from| parsed.at() < from.to_string().as_str()) {
                return Ok(true);
            }
            if !sight.shows(&parsed) || !self.filter.fits(&parsed) {
                continue;
            }
            let who = names.who(read, &parsed).await?;
            let record = parsed.tell(&texts.remove(&parsed.seq).unwrap_or_default(), who);
            if self.filter.has_words(&record) {
                rows.push(record);
            }
            if rows.len() > self.size.rows() {
                return Ok(false);
            }
        }
        Ok(false)
    }
}

impl Sight {
    fn shows(&self, leaf: &Parsed) -> bool {
        match self {
            Self::Whole => true,
            Self::Connection(connection) => leaf.connection() == Some(*connection),
            Self::Branches(branches, user) => {
                leaf.user() == Some(*user)
                    || branches.iter().any(|branch| leaf.names_branch(&branch.to_string()))
            }
        }
    }
}

impl LogFilter {
    /// Whether anything is filtered.
    #[must_use]
    pub fn is_active(&self) -> bool {
        !self.words.trim().is_empty()
            || self.person.is_some()
            || self.kind.is_some()
            || self.from.is_some()
            || self.to.is_some()
            || self.connection.is_some()
            || self.branch.is_some()
    }

    fn fits(&self, leaf: &Parsed) -> bool {
        let noun = leaf.act().split_once('.').map_or("", |(noun, _)| noun);
        self.person.is_none_or(|person| leaf.user() == Some(person))
            && self.connection.is_none_or(|connection| leaf.connection() == Some(connection))
            && self.branch.is_none_or(|branch| leaf.names_branch(&branch.to_string()))
            && self.kind.as_deref().is_none_or(|kind| kind == noun)
            && self.to.is_none_or(|to| leaf.at().get(..10).is_some_and(|day| day <= to.to_string().as_str()))
    }

    fn has_words(&self, record: &Record) -> bool {
        let said = kernel::folded(&format!("{} {} {}", record.who.name, record.did, record.to));
        kernel::folded(&self.words).split_whitespace().all(|word| said.contains(word))
    }
}

/// Names that one page needs, each looked up once.
struct Names {
    tenant: Tenant,
    people: BTreeMap<UserId, String>,
    sides: BTreeMap<ConnectionId, Option<String>>,
}

impl Names {
    fn new(tenant: Tenant) -> Self {
        Self { tenant, people: BTreeMap::new(), sides: BTreeMap::new() }
    }

    fn people(self) -> Vec<(UserId, String)> {
        let mut people: Vec<_> = self.people.into_iter().collect();
        people.sort_by(|(_, left), (_, right)| left.cmp(right));
        people
    }

    async fn who(&mut self, read: &mut Read<'_>, leaf: &Parsed) -> Result<Who, Refusal> {
        let Some(user) = leaf.user() else {
            return Ok(Who { name: "The server".to_owned(), ..Who::default() });
        };
        let name = match self.people.get(&user) {
            Some(name) => name.clone(),
            None => names::person(read, user).await?.unwrap_or_else(|| "Somebody".to_owned()),
        };
        self.people.entry(user).or_insert_with(|| name.clone());
        let side = match leaf.connection() {
            Some(connection) => self.side(read, connection).await?,
            None => None,
        };
        Ok(Who { user: Some(user), name, side, by_token: leaf.by_token() })
    }

    async fn side(
        &mut self,
        read: &mut Read<'_>,
        connection: ConnectionId,
    ) -> Result<Option<String>, Refusal> {
        if let Some(known) = self.sides.get(&connection) {
            return Ok(known.clone());
        }
        let side = match self.tenant {
            Tenant::Books(books) => names::firm(read, books, connection).await?,
            Tenant::Organisation(organisation) => names::client(read, organisation, connection).await?,
            Tenant::Person(_) | Tenant::Operator => None,
        };
        self.sides.insert(connection, side.clone());
        Ok(side)
    }
}
