//! Canonical JSON: RFC 8785 in a profile so narrow that it has one spelling and no numbers to round.
//!
//! Object keys are ASCII, sorted by byte and unique; there is no whitespace; values are strings, booleans,
//! arrays, objects and integers of at most 2^53 - 1 either way; a line has at most 16 KiB. Absence is a
//! missing key, never `null`. Money and rates are decimal strings.

use serde_json::{Map, Number, Value};

/// The longest line, in bytes, without its line feed.
pub const MAX_LINE_BYTES: usize = 16 * 1024;
/// The largest integer that every JSON reader holds exactly (2^53 - 1); also the largest `seq` and size.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;
/// The deepest nesting; below the limit of common parsers, so that what is written can be read.
pub const MAX_DEPTH: usize = 64;

/// Why a value has no canonical line, or a line is not canonical.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JcsError {
    /// The value holds `null`; absence is written by leaving the key out.
    #[error("null is not allowed")]
    Null,
    /// The value holds a number that is not an integer within the exact range.
    #[error("number {0} is not an integer of at most 2^53 - 1")]
    Number(String),
    /// An object key holds a character outside ASCII.
    #[error("object key {0:?} is not ascii")]
    Key(String),
    /// The value nests deeper than [`MAX_DEPTH`].
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// The line has more bytes than [`MAX_LINE_BYTES`].
    #[error("line of {0} bytes is longer than {MAX_LINE_BYTES}")]
    TooLong(usize),
    /// The bytes are not JSON; the text is the parser's.
    #[error("not json: {0}")]
    Syntax(String),
    /// The bytes are JSON in another spelling: order, whitespace, escapes or a repeated key.
    #[error("not in canonical form from byte {0}")]
    NotCanonical(usize),
}

/// Writes the canonical line of a value, without a line feed.
pub fn to_line(value: &Value) -> Result<Vec<u8>, JcsError> {
    let mut line = Vec::with_capacity(512);
    write_value(value, 0, &mut line)?;
    if line.len() > MAX_LINE_BYTES {
        return Err(JcsError::TooLong(line.len()));
    }
    Ok(line)
}

/// Reads a line strictly: it must be exactly what [`to_line`] writes for the value it holds.
///
/// A repeated key survives no parse, so comparing the bytes also refuses duplicates.
pub fn check_line(line: &[u8]) -> Result<Value, JcsError> {
    if line.len() > MAX_LINE_BYTES {
        return Err(JcsError::TooLong(line.len()));
    }
    let value = serde_json::from_slice(line).map_err(|error| JcsError::Syntax(error.to_string()))?;
    let canonical = to_line(&value)?;
    if canonical != line {
        let same = canonical.iter().zip(line).take_while(|(a, b)| a == b).count();
        return Err(JcsError::NotCanonical(same));
    }
    Ok(value)
}

fn write_value(value: &Value, depth: usize, line: &mut Vec<u8>) -> Result<(), JcsError> {
    if depth > MAX_DEPTH {
        return Err(JcsError::TooDeep);
    }
    match value {
        Value::Null => return Err(JcsError::Null),
        Value::Bool(true) => line.extend_from_slice(b"true"),
        Value::Bool(false) => line.extend_from_slice(b"false"),
        Value::Number(number) => line.extend_from_slice(integer(number)?.as_bytes()),
        Value::String(text) => write_string(text, line),
        Value::Array(items) => write_array(items, depth, line)?,
        Value::Object(members) => write_object(members, depth, line)?,
    }
    Ok(())
}

/// Writes the value rather than the parser's text of it, which a feature of the parser may keep as it was.
fn integer(number: &Number) -> Result<String, JcsError> {
    let text = match (number.as_u64(), number.as_i64()) {
        (Some(positive), _) if positive <= MAX_INTEGER => positive.to_string(),
        (None, Some(negative)) if negative.unsigned_abs() <= MAX_INTEGER => negative.to_string(),
        _ => return Err(JcsError::Number(number.to_string())),
    };
    Ok(text)
}

fn write_array(items: &[Value], depth: usize, line: &mut Vec<u8>) -> Result<(), JcsError> {
    line.push(b'[');
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            line.push(b',');
        }
        write_value(item, depth + 1, line)?;
    }
    line.push(b']');
    Ok(())
}

fn write_object(members: &Map<String, Value>, depth: usize, line: &mut Vec<u8>) -> Result<(), JcsError> {
    // The map keeps its own order only by a feature that any crate of the build may switch, so sort here.
    let mut sorted: Vec<_> = members.iter().collect();
    sorted.sort_unstable_by_key(|(key, _)| key.as_bytes());
    line.push(b'{');
    for (position, (key, value)) in sorted.into_iter().enumerate() {
        if !key.is_ascii() {
            return Err(JcsError::Key(key.clone()));
        }
        if position > 0 {
            line.push(b',');
        }
        write_string(key, line);
        line.push(b':');
        write_value(value, depth + 1, line)?;
    }
    line.push(b'}');
    Ok(())
}

/// Escapes only what RFC 8785, section 3.2.2.2 asks for, in its spelling.
fn write_string(text: &str, line: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    line.push(b'"');
    for &byte in text.as_bytes() {
        match byte {
            b'"' => line.extend_from_slice(b"\\\""),
            b'\\' => line.extend_from_slice(b"\\\\"),
            0x08 => line.extend_from_slice(b"\\b"),
            0x09 => line.extend_from_slice(b"\\t"),
            0x0a => line.extend_from_slice(b"\\n"),
            0x0c => line.extend_from_slice(b"\\f"),
            0x0d => line.extend_from_slice(b"\\r"),
            0x00..=0x1f => {
                line.extend_from_slice(b"\\u00");
                line.push(HEX[usize::from(byte >> 4)]);
                line.push(HEX[usize::from(byte & 0x0f)]);
            }
            _ => line.push(byte),
        }
    }
    line.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn canonical(value: &Value) -> String {
        String::from_utf8(to_line(value).unwrap()).unwrap()
    }

    #[test]
    fn keys_are_sorted_at_every_level_and_nothing_is_spaced() {
        let value = json!({"b": [1, {"z": true, "a": false}], "a": "x", "B": -7});
        assert_eq!(canonical(&value), r#"{"B":-7,"a":"x","b":[1,{"a":false,"z":true}]}"#);
    }

    #[test]
    fn strings_are_escaped_as_the_rfc_spells_it() {
        let value = json!("\u{20ac}$\u{f}\n A'B\"\\\"/\u{7f}\u{1}\u{8}\t\u{c}\r");
        assert_eq!(canonical(&value), "\"\u{20ac}$\\u000f\\n A'B\\\"\\\\\\\"/\u{7f}\\u0001\\b\\t\\f\\r\"");
    }

    #[test]
    fn what_has_no_single_spelling_is_refused() {
        assert_eq!(to_line(&json!({"a": null})), Err(JcsError::Null));
        assert_eq!(to_line(&json!([1.5])), Err(JcsError::Number("1.5".into())));
        assert_eq!(to_line(&json!({"é": 1})), Err(JcsError::Key("é".into())));
        assert!(matches!(to_line(&json!(MAX_INTEGER + 1)), Err(JcsError::Number(_))));
        assert!(matches!(to_line(&json!(-(1_i64 << 53))), Err(JcsError::Number(_))));
        assert_eq!(canonical(&json!(MAX_INTEGER)), "9007199254740991");
        assert_eq!(canonical(&json!(-9_007_199_254_740_991_i64)), "-9007199254740991");
    }

    #[test]
    fn a_line_ends_at_sixteen_kibibytes() {
        assert!(to_line(&json!("x".repeat(MAX_LINE_BYTES - 2))).is_ok());
        let long = json!("x".repeat(MAX_LINE_BYTES - 1));
        assert_eq!(to_line(&long), Err(JcsError::TooLong(MAX_LINE_BYTES + 1)));
        assert!(matches!(check_line(&[b' '; MAX_LINE_BYTES + 1]), Err(JcsError::TooLong(_))));
    }

    #[test]
    fn depth_ends_before_the_stack_does() {
        let nest = |levels| (0..levels).fold(json!(1), |inner, _| json!([inner]));
        assert!(to_line(&nest(MAX_DEPTH)).is_ok());
        assert_eq!(to_line(&nest(MAX_DEPTH + 1)), Err(JcsError::TooDeep));
        assert!(check_line(&[b'['; 10_000]).is_err());
    }

    #[test]
    fn other_spellings_of_the_same_value_are_refused() {
        assert!(check_line(br#"{"a":1,"b":2}"#).is_ok());
        for line in [
            &br#"{"b":2,"a":1}"#[..],
            br#"{"a":1,"a":1}"#,
            br#"{"a":1,"a":2}"#,
            br#"{"a": 1}"#,
            br#"{"a":1} "#,
            b"{\"a\":1}\n",
            br#"{"a":"\u0061"}"#,
            br#"{"a":"\/"}"#,
            br#"{"a":"\u000A"}"#,
            br#"{"a":1.0}"#,
            br#"{"a":1e2}"#,
            br#"{"a":-0}"#,
            br#"{"a":"\ud800"}"#,
            b"{\"a\":\"\xff\"}",
            b"",
        ] {
            assert!(check_line(line).is_err(), "{}", String::from_utf8_lossy(line));
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let limit = i64::try_from(MAX_INTEGER).unwrap();
        let scalar = prop_oneof![
            any::<bool>().prop_map(Value::from),
            (-limit..=limit).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        scalar.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("[ -~]{0,6}", inner, 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_and_accepted(value in values()) {
            let line = to_line(&value).unwrap();
            prop_assert_eq!(check_line(&line).unwrap(), value);
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = check_line(&bytes);
        }
    }
}
