//! Every statement is prepared on both engines, and stays behind the wall of its tenant or says why not.

use store::Reach;
use testkit::{both_engines, golden};

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
    for sql in store::sql::all().into_iter().filter(|sql| sql.reach == Reach::Named) {
        let text = sql.pg;
        let filters = tenants.iter().any(|key| text.contains(&format!("{key} = $1")));
        let inserts = text.starts_with("insert into")
            && tenants.iter().any(|key| text.contains(&format!("({key}, ")))
            && text.contains("($1, ");
        assert!(filters || inserts, "{}:{} {text}", sql.file, sql.line);
    }
}

/// The list grows knowingly: each of these sees the rows of every tenant.
#[test]
fn statements_beyond_the_wall_are_the_golden_ones() {
    let mut beyond: Vec<String> = store::sql::all()
        .into_iter()
        .filter(|sql| sql.reach == Reach::Beyond && sql.file.contains("crates/app/src"))
        .map(|sql| format!("{}: {}\n", sql.file.replace("crates/app/src/", ""), sql.pg))
        .collect();
    beyond.sort();
    golden(concat!(env!("CARGO_MANIFEST_DIR"), "/goldens/beyond_the_wall.txt"), &beyond.concat());
}
