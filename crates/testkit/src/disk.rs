//! A disk without room, and one that has some again.

use crate::House;
use kernel::{FaultKind, Refusal};
use store::{Engine, Reach, Sql, Tx, Writing};

/// The most pages of the database; it is never made smaller than it is.
struct Pages(&'static str);

impl Writing for Pages {
    type Out = ();
    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let sql = Sql { pg: "", lite: self.0, file: file!(), line: line!(), reach: Reach::Beyond };
        tx.rows(&sql, &[], |_| Ok(())).await?;
        Ok(())
    }
}

impl House {
    /// The embedded database may not grow any more; on PostgreSQL every write meets what error 53100 means.
    pub async fn fill_the_disk(&self) {
        match self.engine {
            Engine::Postgres => self.app.db().faults().hold(FaultKind::ReadOnly),
            Engine::Sqlite => {
                self.app.db().write(Pages("pragma max_page_count = 1")).await.expect("a limit");
            }
        }
    }

    /// Somebody made room.
    pub async fn make_room(&self) {
        match self.engine {
            Engine::Postgres => drop(self.app.db().faults().disarm()),
            Engine::Sqlite => {
                self.app.db().write(Pages("pragma max_page_count = 1000000")).await.expect("no limit");
            }
        }
    }
}
