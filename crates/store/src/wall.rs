//! The second wall: row level security on PostgreSQL, and the same rule held here on both engines.
//!
//! A transaction names its tenants ([`crate::Read::name`]); a statement touches their rows and no
//! others. The few statements that find a tenant by a secret or an address, or serve a queue of all of
//! them, say so in their text, `sql!(beyond: …)`, and a golden lists them.
//!
//! On PostgreSQL every transaction works under [`ROLE`], which owns nothing and may not pass row level
//! security, and tells the server what it named; both travel with its next statement.

use crate::tx::pg_fault;
use crate::{P, Sql};
use kernel::{Fault, FaultKind};

/// The role under which every transaction works on PostgreSQL. It cannot log in.
pub const ROLE: &str = "countinghouse_app";

/// How far a statement sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The rows of the tenants that its transaction named; its `$1` is one of them.
    Named,
    /// Every row: it finds a tenant, or it serves all of them.
    Beyond,
}

/// Tells the server what a transaction has named and how far the next statement sees.
pub(crate) const TELL: &str = "select set_config('role', 'countinghouse_app', true), \
     set_config('countinghouse.tenants', $1, true), set_config('countinghouse.reach', $2, true)";

/// Refuses a statement for a tenant that was not named, on either engine, before it is sent.
pub(crate) fn hold(named: &[[u8; 16]], sql: &Sql, params: &[P<'_>]) -> Result<(), Fault> {
    match (sql.reach, params.first()) {
        (Reach::Beyond, _) => Ok(()),
        (Reach::Named, Some(P::Id(tenant))) if named.contains(tenant) => Ok(()),
        (Reach::Named, _) => Err(Fault::internal(format!(
            "{}:{} is about a tenant that its transaction has not named",
            sql.file, sql.line
        ))),
    }
}

/// The named tenants as the text of an array of uuids.
pub(crate) fn written(named: &[[u8; 16]]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(2 + named.len() * 33);
    text.push('{');
    for (place, tenant) in named.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{:032x}", u128::from_be_bytes(*tenant));
    }
    text.push('}');
    text
}

/// What the settings of a transaction mean in a policy. Sub-selects, because the server then works
/// them out once for a statement and not once for a row. After a transaction a setting reads `''`.
const BEYOND: &str = "(select current_setting('countinghouse.reach', true)) = 'beyond'";
const NAMED: &str =
    "any ((select nullif(current_setting('countinghouse.tenants', true), '')::uuid[])::uuid[])";

/// One line of a migration that starts with `--wall:`, for PostgreSQL:
///
/// * `--wall:TABLE tenant KEY`: rows are their tenant's, whose id stands in KEY;
/// * `--wall:TABLE tenant KEY person COLUMN`: the person in COLUMN may read her own rows, too;
/// * `--wall:TABLE open`: the table belongs to no tenant.
///
/// `kept` at the end means that rows are only ever added.
pub(crate) fn render(line: &str) -> String {
    let words: Vec<&str> = line.trim_end_matches(';').split_whitespace().collect();
    let (kept, words) = match words.split_last() {
        Some((&"kept", rest)) => (true, rest),
        _ => (false, words.as_slice()),
    };
    let grant = if kept { "select, insert" } else { "select, insert, update, delete" };
    let granted = |table: &str| format!("grant {grant} on {table} to {ROLE};");
    let walled = |table: &str, key: &str| {
        format!(
            "alter table {table} enable row level security; alter table {table} force row level security; \
             create policy tenant on {table} using ({key} = {NAMED} or {BEYOND});"
        )
    };
    match *words {
        [table, "open"] => granted(table),
        [table, "tenant", key] => format!("{} {}", walled(table, key), granted(table)),
        [table, "tenant", key, "person", person] => format!(
            "{} create policy person on {table} for select using ({person} = {NAMED}); {}",
            walled(table, key),
            granted(table)
        ),
        // A line that says nothing known must not pass for a wall.
        _ => format!("unknown wall: {line};"),
    }
}

/// Makes the role if this login may, and lets the login work under it. What it may not do itself is
/// the operator's to do, and nothing is served before it is done.
pub(crate) async fn prepare(client: &tokio_postgres::Client) -> Result<(), Fault> {
    let role = client
        .query_opt("select rolsuper or rolbypassrls from pg_roles where rolname = $1", &[&ROLE])
        .await
        .map_err(|error| pg_fault(&error))?;
    match role.map(|row| row.get::<_, bool>(0)) {
        Some(true) => {
            return Err(refused(
                "the role may pass row level security",
                &format!("alter role {ROLE} nosuperuser nobypassrls"),
            ));
        }
        Some(false) => {}
        None => {
            let made = client.batch_execute(&format!("create role {ROLE} nologin")).await;
            // Two processes may start at once: the loser finds the role there.
            if let Err(error) = made
                && !matches!(error.code().map(tokio_postgres::error::SqlState::code), Some("42710" | "23505"))
            {
                tracing::debug!(%error, "the role could not be made");
                return Err(refused(
                    "the role is not there and this login may not make it",
                    &format!("create role {ROLE} nologin; grant {ROLE} to {}", login(client).await),
                ));
            }
        }
    }
    enter(client).await
}

/// Sees that this login may work under the role, and grants it to itself where it may.
async fn enter(client: &tokio_postgres::Client) -> Result<(), Fault> {
    let check = format!("set role {ROLE}; reset role");
    if client.batch_execute(&check).await.is_ok() {
        return Ok(());
    }
    let granted = client.batch_execute(&format!("grant {ROLE} to current_user")).await;
    if granted.is_ok() && client.batch_execute(&check).await.is_ok() {
        return Ok(());
    }
    let remedy = format!("grant {ROLE} to {}", login(client).await);
    Err(refused("this login may not work under the role", &remedy))
}

async fn login(client: &tokio_postgres::Client) -> String {
    let asked = client.query_one("select quote_ident(current_user)", &[]).await;
    asked.map_or_else(|_| "LOGIN".to_owned(), |row| row.get(0))
}

fn refused(what: &str, remedy: &str) -> Fault {
    let detail = format!("PostgreSQL role {ROLE}: {what}; somebody who may has to run: {remedy}");
    Fault { kind: FaultKind::Unavailable, detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_held_to_the_named_tenants() {
        let sql = |reach| Sql { pg: "", lite: "", file: "f", line: 1, reach };
        let one = [[1; 16]];
        assert!(hold(&one, &sql(Reach::Named), &[P::Id([1; 16])]).is_ok());
        assert!(hold(&one, &sql(Reach::Named), &[P::Id([2; 16])]).is_err());
        assert!(hold(&one, &sql(Reach::Named), &[P::I(1)]).is_err());
        assert!(hold(&one, &sql(Reach::Named), &[]).is_err());
        assert!(hold(&one, &sql(Reach::Beyond), &[]).is_ok());
    }

    #[test]
    fn named_tenants_are_written_as_an_array() {
        assert_eq!(written(&[]), "{}");
        let two = written(&[[0; 16], [0xab; 16]]);
        assert_eq!(two, format!("{{{},{}}}", "0".repeat(32), "ab".repeat(16)));
    }

    #[test]
    fn a_wall_line_that_says_nothing_known_is_no_sql() {
        assert!(render("line tenant books_id").contains("force row level security"));
        assert!(
            render("line tenant books_id kept")
                .ends_with("grant select, insert on line to countinghouse_app;")
        );
        assert!(render("line tenant").starts_with("unknown wall"));
    }
}
