//! How an API token is written: `chs_`, 32 random bytes in base 62, a checksum. Secret scanners know it by
//! its beginning, and a typing error is told from a wrong token without asking the database.

use zeroize::Zeroizing;

const PREFIX: &str = "chs_";
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// 62^43 is the first power that holds 256 bits.
const BODY: usize = 43;
/// 62^6 holds 32 bits.
const CHECK: usize = 6;

/// The text of a token, 53 characters. It is shown once and stored nowhere.
#[must_use]
pub fn token_text(bytes: [u8; 32]) -> Zeroizing<String> {
    let mut number = Zeroizing::new(bytes);
    let body = Zeroizing::new(base62(&mut number[..], BODY));
    Zeroizing::new(format!("{PREFIX}{}{}", *body, checksum(&body)))
}

/// Whether a text can be a token at all: asked before any lookup.
#[must_use]
pub fn parse_token(text: &str) -> Option<[u8; 32]> {
    let rest = text.strip_prefix(PREFIX)?;
    if rest.len() != BODY + CHECK || !rest.is_ascii() {
        return None;
    }
    let (body, check) = rest.split_at(BODY);
    let mut bytes = [0_u8; 32];
    for letter in body.bytes() {
        let mut carry = DIGITS.iter().position(|digit| *digit == letter)?;
        for byte in bytes.iter_mut().rev() {
            carry += usize::from(*byte) * 62;
            *byte = (carry & 0xff) as u8;
            carry >>= 8;
        }
        // More than 256 bits: no token of ours has such a text.
        if carry > 0 {
            return None;
        }
    }
    (checksum(body) == check).then_some(bytes)
}

fn checksum(body: &str) -> String {
    base62(&mut crc32fast::hash(body.as_bytes()).to_be_bytes(), CHECK)
}

/// Divides a big-endian number down to nothing, digit by digit.
fn base62(number: &mut [u8], width: usize) -> String {
    let mut digits = vec![b'0'; width];
    for place in digits.iter_mut().rev() {
        let mut rest = 0_usize;
        for byte in number.iter_mut() {
            let value = (rest << 8) | usize::from(*byte);
            *byte = (value / 62) as u8;
            rest = value % 62;
        }
        *place = DIGITS[rest];
    }
    digits.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_reads_back_and_has_one_length() {
        for bytes in [[0; 32], [255; 32], [7; 32], std::array::from_fn(|at| at as u8 * 8)] {
            let text = token_text(bytes);
            assert_eq!(text.len(), 53);
            assert_eq!(parse_token(&text), Some(bytes));
        }
    }

    #[test]
    fn one_wrong_letter_anywhere_is_no_token() {
        let text = token_text([9; 32]);
        for place in 0..text.len() {
            let other = if text.as_bytes()[place] == b'Q' { "R" } else { "Q" };
            let mut wrong = text.to_string();
            wrong.replace_range(place..=place, other);
            assert_eq!(parse_token(&wrong), None, "{place}");
        }
    }

    #[test]
    fn what_is_not_a_token_is_told_by_its_form() {
        let text = token_text([9; 32]);
        let long = "z".repeat(1_000_000);
        let body = "z".repeat(BODY);
        let beyond = format!("{PREFIX}{body}{}", checksum(&body));
        let spaced = format!("{} ", *text);
        let umlauts = format!("{PREFIX}{}é", "0".repeat(47));
        let table = [
            "",
            "chs_",
            "null",
            "true",
            "0",
            "{}",
            "[]",
            "\0",
            &text[1..],
            &text[..52],
            &spaced,
            &long,
            &beyond,
        ];
        for wrong in table.into_iter().chain([umlauts.as_str(), &text.to_lowercase()]) {
            assert_eq!(parse_token(wrong), None, "{}", &wrong[..wrong.len().min(60)].escape_debug());
        }
    }
}
