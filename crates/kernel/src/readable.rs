//! What makes typed text readable: the one place that decides which characters may be stored.

use crate::field_error::FieldError;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

/// Whether a field is one line or may hold several.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    /// A line break is refused like any control character.
    One,
    /// `\n` is allowed, `\r\n` and `\r` become it; emoji and scripts may use joiners.
    Many,
}

/// Cleans text to NFC without outer white space and refuses what cannot be read.
pub(crate) fn readable(
    typed: &str,
    lines: Lines,
    max_graphemes: usize,
    max_bytes: usize,
) -> Result<String, FieldError> {
    let trimmed = typed.trim();
    if trimmed.is_empty() {
        return Err(FieldError::Required);
    }
    // Normalising costs time in proportion to the input; nothing acceptable is longer than this.
    if trimmed.len() > max_bytes.saturating_mul(4) {
        return Err(FieldError::TooLong { max: max_graphemes });
    }
    let broken_alike = match lines {
        Lines::One => trimmed.to_owned(),
        Lines::Many => trimmed.replace("\r\n", "\n").replace('\r', "\n"),
    };
    let text: String = broken_alike.nfc().collect();
    text.chars().try_for_each(|letter| check(letter, lines))?;
    if text.chars().all(|letter| letter.is_whitespace() || is_joiner(letter)) {
        return Err(FieldError::Required);
    }
    if text.len() > max_bytes || text.graphemes(true).count() > max_graphemes {
        return Err(FieldError::TooLong { max: max_graphemes });
    }
    Ok(text)
}

fn check(letter: char, lines: Lines) -> Result<(), FieldError> {
    if lines == Lines::Many && (matches!(letter, '\n' | '\t') || is_joiner(letter)) {
        return Ok(());
    }
    if is_bidi_control(letter) {
        return Err(FieldError::BidiControl);
    }
    if is_blank_filler(letter) || is_joiner(letter) {
        return Err(FieldError::InvisibleCharacter);
    }
    match letter.general_category() {
        GeneralCategory::Control | GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => {
            Err(FieldError::ControlCharacter)
        }
        GeneralCategory::Format => Err(FieldError::InvisibleCharacter),
        GeneralCategory::Unassigned | GeneralCategory::PrivateUse | GeneralCategory::Surrogate => {
            Err(FieldError::UnassignedCharacter)
        }
        _ => Ok(()),
    }
}

fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Joiners and presentation selectors: needed by emoji and some scripts, invisible alone.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Letters and marks by category that show nothing: fillers, the grapheme joiner, further selectors,
/// and the blank Braille pattern.
fn is_blank_filler(letter: char) -> bool {
    matches!(
        letter,
        '\u{034F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FFA0}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}
