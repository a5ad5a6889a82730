//! Both engines have the same columns, and the schema grows knowingly.

use testkit::both_engines;
use testkit::golden;

both_engines! {
    async fn the_schema_is_the_golden_one(house: House) {
        let columns = house.app.db().columns().await.unwrap();
        assert!(columns.iter().all(|column| !column.contains("outside")), "{columns:#?}");
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/goldens/schema.txt");
        golden(path, &(columns.join("\n") + "\n"));
    }

    async fn the_schema_is_applied_once(house: House) {
        assert_eq!(house.app.db().migrate(app::MIGRATIONS).await, Ok(0));
    }
}
