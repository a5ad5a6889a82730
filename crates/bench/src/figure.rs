//! A figure as it is printed: medians of rounds, with what it is to be compared with.

use serde::Serialize;
use serde_json::{Map, Value};

/// Where a compared value comes from.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// In this run.
    Measured,
    /// Earlier, on a machine of the same class, and written down.
    Recorded,
}

/// What a figure is compared with.
#[derive(Debug, Clone, Serialize)]
pub struct Beside {
    /// What it is.
    pub name: &'static str,
    /// In the figure's unit, unless the name says otherwise.
    pub value: f64,
    /// Where it comes from.
    pub source: Source,
}

/// One figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// `P1`, or `P1.cpu` for what belongs to it.
    pub id: &'static str,
    /// In words.
    pub what: &'static str,
    /// The median of the rounds.
    pub value: f64,
    /// Of the value and the rounds.
    pub unit: &'static str,
    /// What must be reached.
    pub target: &'static str,
    /// The ceiling or the peer.
    pub ceiling_or_peer: Option<Beside>,
    /// The median of the rounds' ratios to it: value over ceiling, or peer over value where less is better.
    pub ratio: Option<f64>,
    /// Each round.
    pub rounds: Vec<f64>,
    /// Widest distance between rounds over the median.
    pub spread: f64,
    /// Counts that explain it.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub notes: Map<String, Value>,
}

impl Figure {
    /// From its rounds.
    pub fn new(
        (id, what): (&'static str, &'static str),
        unit: &'static str,
        target: &'static str,
        rounds: &[f64],
    ) -> Self {
        let value = median(rounds);
        let least = rounds.iter().copied().fold(f64::INFINITY, f64::min);
        let most = rounds.iter().copied().fold(0.0, f64::max);
        let spread = if value > 0.0 { round((most - least) / value) } else { 0.0 };
        let rounds = rounds.iter().copied().map(round).collect();
        let (ceiling_or_peer, ratio, notes) = (None, None, Map::new());
        Self { id, what, value: round(value), unit, target, ceiling_or_peer, ratio, rounds, spread, notes }
    }

    /// Beside a ceiling that was measured in the same rounds.
    pub fn under(mut self, name: &'static str, ceilings: &[f64]) -> Self {
        let ratios: Vec<f64> =
            self.rounds.iter().zip(ceilings).map(|(value, ceiling)| value / ceiling).collect();
        self.ratio = Some(round(median(&ratios)));
        let value = round(median(ceilings));
        self.ceiling_or_peer = Some(Beside { name, value, source: Source::Measured });
        self
    }

    /// Beside a recorded peer of which less is better: how many times dearer the peer is.
    pub fn cheaper_than(mut self, name: &'static str, value: f64) -> Self {
        self.ratio = Some(round(value / self.value));
        self.ceiling_or_peer = Some(Beside { name, value, source: Source::Recorded });
        self
    }

    /// Beside a recorded peer of which more is better: how many times as much we do.
    pub fn faster_than(mut self, name: &'static str, value: f64) -> Self {
        self.ratio = Some(round(self.value / value));
        self.ceiling_or_peer = Some(Beside { name, value, source: Source::Recorded });
        self
    }

    /// A count that explains it.
    pub fn note(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.notes.insert(name.to_owned(), value.into());
        self
    }
}

/// The middle one; the mean of the two middle ones when they are even in number.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[middle],
        _ => (sorted[middle - 1] + sorted[middle]) / 2.0,
    }
}

/// To three digits after the point, so that nobody reads more into it.
pub fn round(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_and_the_ratio_is_taken_round_by_round() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        let figure =
            Figure::new(("P1", "x"), "per s", "", &[10.0, 20.0, 30.0]).under("raw", &[20.0, 80.0, 60.0]);
        assert_eq!((figure.value, figure.ratio, figure.spread), (20.0, Some(0.5), 1.0));
    }
}
