//! Every statement is prepared on both engines and names its tenant first.

use testkit::both_engines;

/// Tables that must be found without knowing a tenant: directories, queues, settings.
const DIRECTORIES: &[&str] = &[
    "tenant",
    "audit_copy",
    "link",
    "address",
    "session",
    "api_token",
    "branch_address",
    "invitation_waiting",
    "invitation_due",
    "outbox",
    "change",
    "setting",
    "mail_count",
    "idempotency",
];

/// Statements by which a job finds its work among all tenants.
const OF_JOBS: &[&str] = &["select books_id, visit_id from visit where closed_at is null and seen_at <= $1 "];

both_engines! {
    async fn every_statement_stands_on_this_engine(house: House) {
        let all = store::sql::all();
        assert!(all.len() > 10, "statements are registered");
        let problems = store::statements::check(house.app.db(), &all, &["setting"]).await.unwrap();
        assert!(problems.is_empty(), "{problems:#?}");
    }
}

#[test]
fn every_statement_names_its_tenant_first() {
    let tenants = ["tenant_id", "books_id", "organisation_id", "user_id"];
    for sql in store::sql::all() {
        let text = sql.pg;
        let directory = DIRECTORIES.iter().any(|table| {
            ["from ", "into ", "update "].iter().any(|verb| {
                text.find(verb)
                    .is_some_and(|at| text[at + verb.len()..].split([' ', '(']).next() == Some(table))
            })
        });
        let filters = tenants.iter().any(|key| text.contains(&format!("{key} = $1")));
        let inserts = text.starts_with("insert into")
            && tenants.iter().any(|key| text.contains(&format!("({key}, ")))
            && text.contains("($1, ");
        let job = OF_JOBS.iter().any(|begin| text.starts_with(begin));
        assert!(job || directory || filters || inserts, "{}:{} {text}", sql.file, sql.line);
    }
}
