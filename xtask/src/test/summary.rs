//! How many tests ran, read from what the test runners say at their end.

/// Counts of one or more runs.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub skipped: u64,
}

impl Count {
    /// Both counts together.
    pub fn and(self, other: Count) -> Count {
        Count { passed: self.passed + other.passed, skipped: self.skipped + other.skipped }
    }

    /// Reads nextest's summary line, or the result lines of `cargo test`.
    pub fn read(output: &str) -> Count {
        let plain = without_colours(output);
        let of_nextest = plain.lines().rev().find(|line| line.contains("Summary [") && line.contains("run:"));
        let lines: Vec<&str> = match of_nextest {
            Some(line) => vec![line],
            None => plain.lines().filter(|line| line.starts_with("test result:")).collect(),
        };
        let sum = |word: &str| lines.iter().map(|line| number_before(line, word)).sum();
        Count { passed: sum("passed"), skipped: sum("skipped") + sum("ignored") }
    }
}

/// The number that stands before a word; 0 when it does not.
fn number_before(line: &str, word: &str) -> u64 {
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or_default()
}

fn without_colours(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_understood() {
        let nextest = "PASS a\n     Summary [   1.234s] 12 tests run: 12 passed (1 slow), 3 skipped\n";
        assert_eq!(Count::read(nextest), Count { passed: 12, skipped: 3 });
        let coloured = "\u{1b}[32;1m     Summary\u{1b}[0m [ 1.2s] \u{1b}[1m7\u{1b}[0m tests run: \u{1b}[1m7\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped\n";
        assert_eq!(Count::read(coloured), Count { passed: 7, skipped: 0 });
        let cargo = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out\ntest result: ok. 4 passed; 0 failed; 0 ignored\n";
        assert_eq!(Count::read(cargo), Count { passed: 9, skipped: 1 });
        assert_eq!(Count::read("nothing"), Count::default());
    }
}
