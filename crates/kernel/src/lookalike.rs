//! Names that look alike to people although they are written differently: UTS 39.

use crate::name::folded;
use unicode_security::confusable_detection::skeleton;

/// What a reader takes a name for: letters that look alike are one letter, whatever alphabet they are from;
/// case, accents, spaces and punctuation do not count. Two names with one look may be mistaken for another.
pub fn look(text: &str) -> String {
    let plain: String = skeleton(&folded(&skeleton(text).collect::<String>())).collect();
    plain.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::look;

    fn check(one: &str, other: &str, alike: bool) {
        assert_eq!(look(one) == look(other), alike, "{one} / {other}: {} / {}", look(one), look(other));
    }

    #[test]
    fn letters_of_another_alphabet_and_of_another_shape_are_seen_through() {
        // Cyrillic Н, а, р, о; a digit for a letter; full-width letters; punctuation.
        check("Harbour & Pike LLP", "\u{41d}\u{430}rb\u{43e}ur & \u{420}ike LLP", true);
        check("Kestrel Ltd", "\u{41a}estrel Ltd", true);
        check("Bell & Co", "Be11 & Co.", true);
        check("Harbour & Pike LLP", "\u{ff28}arbour & Pike L.L.P.", true);
        check("Café Zoë", "cafe zoe", true);
    }

    #[test]
    fn other_names_stay_others() {
        check("Harbour & Pike LLP", "Harbour & Pine LLP", false);
        check("Kestrel Ltd", "Kestrels Ltd", false);
        check("日本会計", "日本会社", false);
        assert!(!look("日本会計").is_empty());
    }
}
