//! Keys as a keyboard sends them.

use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType};
use chromiumoxide::keys::get_key_definition;

const CTRL: i64 = 2;
const SHIFT: i64 = 8;

/// Down and up of one chord: `a`, `Enter`, `Ctrl+K`, `Shift+Tab`.
pub fn events(chord: &str) -> [DispatchKeyEventParams; 2] {
    let (modifiers, key) = match chord.split_once('+') {
        Some(("Ctrl", key)) => (CTRL, key),
        Some(("Shift", key)) => (SHIFT, key),
        _ => (0, chord),
    };
    [event(key, modifiers, true), event(key, modifiers, false)]
}

/// Down and up of what writes one letter.
pub fn letter(letter: char) -> [DispatchKeyEventParams; 2] {
    let mut buffer = [0; 4];
    let key = &*letter.encode_utf8(&mut buffer);
    let modifiers = if letter.is_uppercase() { SHIFT } else { 0 };
    [event(key, modifiers, true), event(key, modifiers, false)]
}

fn event(key: &str, modifiers: i64, down: bool) -> DispatchKeyEventParams {
    let known = get_key_definition(key).unwrap_or_else(|| panic!("no key is called {key:?}"));
    let text = known.text.or((known.key.chars().count() == 1).then_some(known.key));
    let writes = down && modifiers & CTRL == 0 && text.is_some();
    let kind = match (down, writes) {
        (true, true) => DispatchKeyEventType::KeyDown,
        (true, false) => DispatchKeyEventType::RawKeyDown,
        (false, _) => DispatchKeyEventType::KeyUp,
    };
    let event = DispatchKeyEventParams::builder()
        .r#type(kind)
        .key(known.key)
        .code(known.code)
        .modifiers(modifiers)
        .windows_virtual_key_code(known.key_code);
    let event = if writes { event.text(text.unwrap_or_default()) } else { event };
    event.build().expect("a key event")
}
