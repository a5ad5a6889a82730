//! Sabotage: a command meets a failure at its first statement, its second, and so on until it gets
//! through; after each failure the database must be what it was before.

use crate::House;
use app::Actor;
use app::door::Command;
use kernel::{FaultKind, Refusal};

/// No command of ours has more statements; a harness that never stops is a defect of its own.
const MOST_STATEMENTS: u32 = 2_000;

impl House {
    /// Runs `command` with a failure at each of its writing statements in turn, proves that nothing
    /// of a failed run stays, and answers what the run without failure answered.
    ///
    /// The command must be one that this actor may run now. Nothing else may write meanwhile.
    pub async fn sabotage<C: Command + Clone>(&self, actor: &Actor, command: C) -> C::Output {
        let db = self.app.db();
        let before = db.fingerprint().await.expect("the database can be read");
        for k in 1..=MOST_STATEMENTS {
            db.faults().arm(k, FaultKind::Internal);
            let outcome = self.app.run(actor, None, command.clone()).await;
            if db.faults().disarm() {
                assert!(k > 1, "{} writes nothing", C::NAME);
                return outcome.unwrap_or_else(|refusal| panic!("{} was refused: {refusal:?}", C::NAME));
            }
            match outcome {
                Err(Refusal::Fault(fault)) if fault.detail == "injected failure" => {}
                Err(refusal) => panic!("{} at statement {k} answered {refusal:?}", C::NAME),
                Ok(_) => panic!("{} swallowed the failure of statement {k}", C::NAME),
            }
            let after = db.fingerprint().await.expect("the database can be read");
            assert_eq!(before, after, "{} left something behind at statement {k}", C::NAME);
        }
        panic!("{} did not come to an end", C::NAME)
    }

    /// The same for what runs its command by itself and answers nothing: `act` meets a failure at each
    /// writing statement in turn, and until one run meets none nothing may have changed.
    pub async fn sabotage_act(&self, name: &str, act: impl AsyncFn()) {
        let db = self.app.db();
        let before = db.fingerprint().await.expect("the database can be read");
        for k in 1..=MOST_STATEMENTS {
            db.faults().arm(k, FaultKind::Internal);
            act().await;
            let after = db.fingerprint().await.expect("the database can be read");
            if db.faults().disarm() {
                assert!(k > 1 && before != after, "{name} writes nothing");
                return;
            }
            assert_eq!(before, after, "{name} left something behind at statement {k}");
        }
        panic!("{name} did not come to an end")
    }
}
