//! SQL texts: written once, registered so that one test can prepare all of them on both engines.

use crate::wall::Reach;

/// One statement. PostgreSQL numbers its parameters `$1`; SQLite reads `?1` as a number.
pub struct Sql {
    /// The text for PostgreSQL, as written.
    pub pg: &'static str,
    /// The text for SQLite.
    pub lite: &'static str,
    /// The file it stands in, for the statement test.
    pub file: &'static str,
    /// The line it stands on.
    pub line: u32,
    /// Whose rows it may touch.
    pub reach: Reach,
}

/// A registered statement, found by [`all`].
pub struct Registered(pub &'static Sql);
inventory::collect!(Registered);

/// Every statement that is linked into this binary.
#[must_use]
pub fn all() -> Vec<&'static Sql> {
    let mut every: Vec<_> = inventory::iter::<Registered>.into_iter().map(|entry| entry.0).collect();
    every.sort_by_key(|sql| (sql.file, sql.line));
    every
}

/// Turns `$n` into `?n` at compile time.
#[must_use]
pub const fn question_marks<const N: usize>(text: &str) -> [u8; N] {
    let bytes = text.as_bytes();
    let mut out = [0; N];
    let mut at = 0;
    while at < N {
        out[at] = if bytes[at] == b'$' { b'?' } else { bytes[at] };
        at += 1;
    }
    out
}

/// `sql!("select … where tenant_id = $1")`: one text for both engines. `$1` is a tenant that the
/// transaction has named; a text that is about no tenant or about all of them says `sql!(beyond: …)`.
#[macro_export]
macro_rules! sql {
    (beyond: $($text:expr),+ $(,)?) => { $crate::sql!(@ $crate::Reach::Beyond; $($text),+) };
    (@ $reach:expr; $($text:expr),+) => {{
        const PG: &str = concat!($($text),+);
        const LITE: [u8; PG.len()] = $crate::sql::question_marks(PG);
        static SQL: $crate::Sql = $crate::Sql {
            pg: PG,
            lite: match std::str::from_utf8(&LITE) { Ok(text) => text, Err(_) => panic!("not UTF-8") },
            file: file!(),
            line: line!(),
            reach: $reach,
        };
        $crate::inventory::submit! { $crate::sql::Registered(&SQL) }
        &SQL
    }};
    ($($text:expr),+ $(,)?) => { $crate::sql!(@ $crate::Reach::Named; $($text),+) };
}
