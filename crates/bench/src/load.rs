//! The closed loop: so many clients, each of which asks again when it has its answer.

use crate::figure::round;
use crate::trouble::Trouble;
use std::future::Future;
use std::time::{Duration, Instant};

/// One of the clients of a closed loop.
pub trait Client: Send + Sized + 'static {
    /// Does one thing and waits for its end; `false` when there is nothing left to do.
    fn once(&mut self) -> impl Future<Output = Result<bool, Trouble>> + Send;
}

/// What a closed loop did.
pub struct Load {
    /// How often.
    pub done: u64,
    /// In how many seconds.
    pub seconds: f64,
    /// How long each took, ascending, in microseconds.
    latencies: Vec<u64>,
}

impl Load {
    /// How often in a second.
    pub fn rate(&self) -> f64 {
        self.done as f64 / self.seconds
    }

    /// The time within which this share of them was done, in milliseconds.
    pub fn within(&self, share: f64) -> f64 {
        let place = (self.latencies.len() as f64 * share) as usize;
        let micros = self.latencies.get(place.min(self.latencies.len().saturating_sub(1))).copied();
        round(micros.unwrap_or(0) as f64 / 1_000.0)
    }
}

/// Runs all clients side by side for a time; gives them back for the next round.
pub async fn run<C: Client>(clients: Vec<C>, time: Duration) -> Result<(Vec<C>, Load), Trouble> {
    let began = Instant::now();
    let tasks: Vec<_> = clients.into_iter().map(|client| tokio::spawn(one(client, began + time))).collect();
    let (mut clients, mut latencies) = (Vec::new(), Vec::new());
    for task in tasks {
        let (client, taken) = task.await??;
        clients.push(client);
        latencies.extend(taken);
    }
    let seconds = began.elapsed().as_secs_f64();
    latencies.sort_unstable();
    Ok((clients, Load { done: latencies.len() as u64, seconds, latencies }))
}

async fn one<C: Client>(mut client: C, until: Instant) -> Result<(C, Vec<u64>), Trouble> {
    let mut taken = Vec::new();
    loop {
        let began = Instant::now();
        if began >= until || !client.once().await? {
            return Ok((client, taken));
        }
        taken.push(u64::try_from(began.elapsed().as_micros())?);
    }
}
