//! Laws of links with a secret.

use app::door::{Door, Query};
use app::keys::{Purpose, link_hash};
use app::links::{self, LinkState};
use kernel::{Id as _, Moment, Refusal, UserId};
use store::{Tx, Writing};
use testkit::{House, both_engines};

/// Where a link stands.
struct Find(Purpose, String);

impl Query for Find {
    type Output = Option<LinkState>;
    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Option<LinkState>, Refusal> {
        let now = door.now;
        Ok(links::find(door.read(), self.0, &self.1, now).await?.map(|link| link.state))
    }
}

/// What may happen to a link.
#[derive(Debug, Clone, Copy)]
enum Step {
    Use,
    Kill,
    Renew,
    Wait,
}

/// One step, in a transaction of its own; `generation` is the one that the step is about.
struct Take {
    step: Step,
    hash: [u8; 32],
    next: [u8; 32],
    generation: i64,
    now: Moment,
}

fn subject() -> UserId {
    UserId::from_bytes([4; 16])
}

impl Writing for Take {
    type Out = ();
    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let purpose = Purpose::JoinTeam;
        tx.name(subject().bytes());
        match self.step {
            Step::Use => links::use_up(tx, &self.hash, self.now).await?,
            Step::Kill => links::kill(tx, purpose, subject(), self.now).await?,
            Step::Renew => {
                let owner = (subject().into(), subject());
                let until = self.now.plus_seconds(600);
                links::insert(tx, &self.next, purpose, owner, self.generation + 1, until).await?;
            }
            Step::Wait => {}
        }
        Ok(())
    }
}

async fn take(house: &House, step: Step, generation: i64) {
    let keys = &house.app.core.keys;
    let hash = |generation| link_hash(keys, Purpose::JoinTeam, subject(), generation);
    let (now, next) = (house.app.now(), hash(generation + 1));
    let taken = Take { step, hash: hash(generation), next, generation, now };
    house.app.db().write(taken).await.unwrap();
    if let Step::Wait = step {
        house.clock.pass_seconds(600);
    }
}

async fn state(house: &House, generation: i64) -> Option<LinkState> {
    let secret = house.app.core.keys.link_secret(Purpose::JoinTeam, subject().bytes(), generation);
    house.app.read(&house.nobody(), Find(Purpose::JoinTeam, secret)).await.unwrap()
}

both_engines! {
    // T16: once a link has served, timed out or been replaced, nothing brings it back.
    async fn no_order_of_two_steps_brings_a_link_back(house: House) {
        let mut generation = 1;
        take(&house, Step::Renew, 0).await;
        for first in [Step::Use, Step::Kill, Step::Renew, Step::Wait] {
            for second in [Step::Use, Step::Kill, Step::Renew, Step::Wait] {
                assert_eq!(state(&house, generation).await, Some(LinkState::Live));
                let mut newest = generation;
                for step in [first, second] {
                    take(&house, step, newest).await;
                    if let Step::Renew = step {
                        newest += 1;
                    }
                    let old = state(&house, generation).await;
                    assert_ne!(old, Some(LinkState::Live), "{first:?} then {second:?}");
                }
                take(&house, Step::Renew, newest).await;
                generation = newest + 1;
            }
        }
    }

    // T15: whatever else comes as a secret is not found; nothing fails, nothing changes.
    async fn a_text_that_is_no_secret_is_not_found(house: House) {
        take(&house, Step::Renew, 0).await;
        let genuine = house.app.core.keys.link_secret(Purpose::JoinTeam, subject().bytes(), 1);
        let before = house.app.db().fingerprint().await.unwrap();
        let mut table: Vec<String> =
            ["", " ", "null", "true", "0", "{}", "[]", "\0", "%00", "' or 1=1 --"].map(str::to_owned).to_vec();
        table.extend([
            "a".repeat(1_000_000),
            "a".repeat(43),
            genuine.to_lowercase(),
            format!("{genuine}="),
            format!(" {genuine}"),
            format!("{genuine}\0"),
            genuine[..42].to_owned(),
        ]);
        for text in table {
            let found = house.app.read(&house.nobody(), Find(Purpose::JoinTeam, text)).await.unwrap();
            assert_eq!(found, None);
        }
        for purpose in Purpose::ALL {
            let found = house.app.read(&house.nobody(), Find(purpose, genuine.clone())).await.unwrap();
            assert_eq!(found.is_some(), purpose == Purpose::JoinTeam, "a secret serves one purpose");
        }
        assert_eq!(house.app.db().fingerprint().await.unwrap(), before);
    }
}
