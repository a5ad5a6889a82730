//! The words by which a client is found: without accents and case, in any order.

use kernel::folded;

/// The most words of a search that count.
const MOST_WORDS: usize = 4;

/// The words of a client's name, its owner's name and address, each once, sorted.
pub(crate) fn words_of(texts: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = texts.iter().flat_map(|text| split(text)).collect();
    words.sort();
    words.dedup();
    words
}

fn split(text: &str) -> Vec<String> {
    let text = folded(text);
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(|part| part.chars().take(40).collect()).collect()
}

/// A range of words: all that begin with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prefix {
    /// The first word.
    pub from: String,
    /// The first word after them.
    pub to: String,
}

impl Prefix {
    fn new(from: String) -> Self {
        let to = format!("{from}\u{10FFFF}");
        Self { from, to }
    }

    fn any() -> Self {
        Self::new(String::new())
    }
}

/// What was typed, as exactly four prefixes that all must match: the longest first, because it finds
/// the fewest; those that were not typed match anything. `None` when nothing to search for was typed.
pub(crate) fn prefixes(typed: &str) -> Option<[Prefix; MOST_WORDS]> {
    let mut words = split(typed);
    words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    words.dedup();
    if words.is_empty() {
        return None;
    }
    let mut typed = words.into_iter().map(Prefix::new);
    Some(std::array::from_fn(|_| typed.next().unwrap_or_else(Prefix::any)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_neither_accents_nor_case_nor_repeats() {
        let words = words_of(&["Café Zoë & Söhne", "Zoë Müller", "zoe@cafe.example"]);
        assert_eq!(words, ["cafe", "example", "muller", "sohne", "zoe"]);
    }

    #[test]
    fn the_longest_typed_word_leads_and_missing_ones_match_anything() {
        let found = prefixes("  Zo  MÜL ").expect("two words");
        assert_eq!(found[0].from, "mul");
        assert_eq!(found[1].from, "zo");
        assert_eq!(found[2], Prefix::any());
        assert_eq!(prefixes(" ,. "), None);
    }
}
