//! The rows of one post, ready to be bound.

use super::Sample;
use crate::company::{Company, MEMO};
use crate::trouble::Trouble;
use kernel::{Day, Id as _};
use sha2::{Digest as _, Sha256};
use store::{P, Sql};

/// A parameter with its own memory.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A whole number.
    I(i64),
    /// A text.
    T(String),
    /// Bytes.
    B(Vec<u8>),
    /// An id.
    Id([u8; 16]),
    /// Nothing.
    Null,
}

impl Cell {
    /// As the store binds it.
    pub fn p(&self) -> P<'_> {
        match self {
            Self::I(number) => P::I(*number),
            Self::T(text) => P::T(text),
            Self::B(bytes) => P::B(bytes),
            Self::Id(id) => P::Id(*id),
            Self::Null => P::Null,
        }
    }
}

/// One statement with its parameters.
pub struct Statement {
    /// The product's own text.
    pub sql: &'static Sql,
    /// Its parameters.
    pub cells: Vec<Cell>,
}

/// The product's statements that posting runs.
#[derive(Clone, Copy)]
pub struct Posting {
    take: &'static Sql,
    month: &'static Sql,
    day: &'static Sql,
    entry: &'static Sql,
    line: &'static Sql,
    txn: &'static Sql,
    last: &'static Sql,
    head: &'static Sql,
    leaf: &'static Sql,
    node: &'static Sql,
    text: &'static Sql,
    change: &'static Sql,
    key: &'static Sql,
}

/// The one registered statement that begins so.
fn statement(begins: &str) -> Result<&'static Sql, Trouble> {
    let mut found = store::sql::all().into_iter().filter(|sql| sql.pg.starts_with(begins));
    match (found.next(), found.next()) {
        (Some(sql), None) => Ok(sql),
        (None, _) => Err(Trouble(format!("no statement of the product begins with `{begins}`"))),
        _ => Err(Trouble(format!("several statements of the product begin with `{begins}`"))),
    }
}

impl Posting {
    /// Finds them.
    pub fn find() -> Result<Self, Trouble> {
        Ok(Self {
            take: statement("update tenant set revision = revision + 1")?,
            month: statement("insert into balance_month ")?,
            day: statement("insert into balance_day ")?,
            entry: statement("insert into entry ")?,
            line: statement("insert into line ")?,
            txn: statement("insert into txn ")?,
            last: statement("update books set last_entry_no ")?,
            head: statement("update tenant set size ")?,
            leaf: statement("insert into audit_leaf ")?,
            node: statement("insert into audit_node ")?,
            text: statement("insert into audit_text ")?,
            change: statement("insert into change ")?,
            key: statement("insert into idempotency ")?,
        })
    }
}

/// Books as the raw engine posts into them.
#[derive(Clone)]
pub struct Journal {
    /// The books and their accounts.
    pub company: Company,
    /// The entry number given last.
    pub last_entry: i64,
    /// The leaves of their tree.
    pub leaves: i64,
    /// What the variable rows look like.
    pub sample: Sample,
}

fn digest(seed: &str, number: i64, at: i64) -> [u8; 32] {
    Sha256::digest(format!("{seed} {number} {at}")).into()
}

fn id_of(seed: &str, company: [u8; 16], number: i64) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(seed);
    hash.update(company);
    hash.update(number.to_be_bytes());
    let random: [u8; 32] = hash.finalize().into();
    let mut id = [0; 16];
    // Like the product's: time first, so that keys of one table grow.
    id[..8].copy_from_slice(&(0x0190_0000_0000_0000_u64 + number.unsigned_abs()).to_be_bytes());
    id[8..].copy_from_slice(&random[..8]);
    id
}

impl Journal {
    /// The statements of the next post. PostgreSQL takes the tenant's place first; SQLite has one writer.
    pub fn next(&mut self, posting: &Posting, takes_place: bool) -> Vec<Statement> {
        self.last_entry += 1;
        let mut all = Vec::with_capacity(24);
        if takes_place {
            let cells = vec![Cell::Id(self.company.books.bytes())];
            all.push(Statement { sql: posting.take, cells });
        }
        self.ledger(posting, &mut all);
        self.evidence(posting, &mut all);
        self.rest(posting, &mut all);
        self.leaves += 1;
        all
    }

    fn ledger(&self, posting: &Posting, all: &mut Vec<Statement>) {
        let (books, number) = (Cell::Id(self.company.books.bytes()), self.last_entry);
        let (day, lines) = self.company.entry(number);
        let transaction = Cell::Id(id_of("transaction", self.company.books.bytes(), number));
        let total: i64 = lines.iter().map(|(_, debit, _)| debit).sum();
        let mut sorted = lines;
        sorted.sort_by_key(|(account, ..)| account.bytes());
        let balance = |sql: &'static Sql, bucket: &str| {
            let of = |(account, debit, credit): (kernel::AccountId, i64, i64)| Statement {
                sql,
                cells: vec![
                    books.clone(),
                    Cell::Id(account.bytes()),
                    Cell::T(bucket.to_owned()),
                    Cell::I(debit),
                    Cell::I(credit),
                    Cell::I(1),
                ],
            };
            sorted.map(of)
        };
        all.extend(balance(posting.month, &day.month().to_string()));
        all.extend(balance(posting.day, &day.to_string()));
        all.push(Statement { sql: posting.entry, cells: self.entry_cells(&transaction, day, total) });
        for ((account, debit, credit), line_no) in lines.into_iter().zip(1..) {
            let account = Cell::Id(account.bytes());
            let (line_no, memo) = (Cell::I(line_no), Cell::T(String::new()));
            let cells =
                vec![books.clone(), Cell::I(number), line_no, account, Cell::I(debit), Cell::I(credit), memo];
            all.push(Statement { sql: posting.line, cells });
        }
        let day = Cell::T(day.to_string());
        let cells = vec![books.clone(), transaction, Cell::I(1), Cell::I(number), day];
        all.push(Statement { sql: posting.txn, cells });
        all.push(Statement { sql: posting.last, cells: vec![books, Cell::I(number)] });
    }

    fn entry_cells(&self, transaction: &Cell, day: Day, total: i64) -> Vec<Cell> {
        vec![
            Cell::Id(self.company.books.bytes()),
            Cell::I(self.last_entry),
            transaction.clone(),
            Cell::I(1),
            Cell::T("journal".to_owned()),
            Cell::T(day.to_string()),
            Cell::T(MEMO.to_owned()),
            Cell::I(total),
            Cell::I(1_700_000_000_000_000 + self.last_entry),
            Cell::Id(self.company.owner.bytes()),
            Cell::T(self.sample.author.clone()),
            Cell::Null,
        ]
    }

    /// The leaf, its texts, the subtrees it finishes, the new right edge.
    fn evidence(&self, posting: &Posting, all: &mut Vec<Statement>) {
        let (tenant, seq) = (Cell::Id(self.company.books.bytes()), self.leaves);
        for (name, body) in &self.sample.texts {
            let salt = Cell::B(digest(name, self.last_entry, seq)[..16].to_vec());
            let (name, body) = (Cell::T(name.clone()), Cell::T(body.clone()));
            all.push(Statement {
                sql: posting.text,
                cells: vec![tenant.clone(), Cell::I(seq), name, salt, body],
            });
        }
        for level in 0..=i64::from((seq + 1).trailing_zeros()) {
            let hash = Cell::B(digest("node", level, seq).to_vec());
            let cells = vec![tenant.clone(), Cell::I(level), Cell::I(seq >> level), hash];
            all.push(Statement { sql: posting.node, cells });
        }
        let line = Cell::B(self.sample.line.clone());
        all.push(Statement { sql: posting.leaf, cells: vec![tenant.clone(), Cell::I(seq), line] });
        let edge = Cell::B(vec![7; 32 * (seq + 1).count_ones() as usize]);
        all.push(Statement { sql: posting.head, cells: vec![tenant, Cell::I(seq + 1), edge] });
    }

    /// The noted changes and the key against doing it twice.
    fn rest(&self, posting: &Posting, all: &mut Vec<Statement>) {
        let (tenant, number) = (Cell::Id(self.company.books.bytes()), self.last_entry);
        let at = Cell::I(1_700_000_000_000_000 + number);
        for topic in &self.sample.topics {
            let change = Cell::Id(id_of(topic, self.company.books.bytes(), number));
            let cells = vec![tenant.clone(), change, Cell::T(topic.clone()), at.clone()];
            all.push(Statement { sql: posting.change, cells });
        }
        let cells = vec![
            tenant,
            Cell::Id(self.company.owner.bytes()),
            Cell::T("post_entry".to_owned()),
            Cell::T(format!("raw-{number:016}")),
            Cell::B(digest("request", number, 0).to_vec()),
            Cell::T(self.sample.output.clone()),
            at,
        ];
        all.push(Statement { sql: posting.key, cells });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statement_of_posting_is_found() {
        // Links the product's statements into this test.
        assert!(!app::MIGRATIONS.is_empty());
        if let Err(Trouble(what)) = Posting::find() {
            panic!("{what}");
        }
    }
}
