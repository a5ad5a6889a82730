//! How long a cell of the table is measured and how much a fixture holds.

use std::time::Duration;

/// One run's amounts.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How long a closed loop runs in one round.
    pub time: Duration,
    /// How many posts the raw engine writes in one round.
    pub raw_posts: usize,
    /// How many invitations are accepted in one round.
    pub accepts: usize,
    /// How many clients the firm of P7 has.
    pub clients: usize,
}
