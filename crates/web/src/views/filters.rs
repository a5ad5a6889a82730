//! What templates draw or write by name, so that none spells out an asset's address.
//!
//! Owns: how an icon is referenced. Promises: the result needs no inline style and is silent to screen
//! readers, because the words stand next to it. Never: takes text that a person typed.

use askama::filters::Safe;

use super::assets;

/// An icon of the sprite at text size: `{{ "check"|icon }}`. The name is one of the ids in `icons.svg`.
#[askama::filter_fn]
pub fn icon(name: &str, _: &dyn askama::Values) -> askama::Result<Safe<String>> {
    Ok(Safe(draw(name, "i")))
}

/// An icon with its own classes, for the few places that need another size: `{{ "check"|sized("i i-lg") }}`.
#[askama::filter_fn]
pub fn sized(name: &str, _: &dyn askama::Values, class: &str) -> askama::Result<Safe<String>> {
    Ok(Safe(draw(name, class)))
}

/// The address of an asset: `{{ "app.css"|asset }}`.
#[askama::filter_fn]
pub fn asset(path: &str, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(assets::url(path))
}

/// A field's name as the error summary calls it: `legal_name` reads "Legal name".
#[askama::filter_fn]
pub fn caption(name: &str, _: &dyn askama::Values) -> askama::Result<String> {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    Ok(letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect()))
}

fn draw(name: &str, class: &str) -> String {
    debug_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
    let sprite = assets::url("icons.svg");
    format!(
        r#"<svg class="{class}" aria-hidden="true" focusable="false"><use href="{sprite}#{name}"></use></svg>"#
    )
}
