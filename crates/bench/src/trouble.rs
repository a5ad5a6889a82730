//! Why a figure could not be measured.

/// A figure could not be measured, and why.
#[derive(Debug)]
pub struct Trouble(pub String);

// Without `Display` of its own, so that any error that can be shown turns into it.
impl<E: std::fmt::Display> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// An error with what was being done.
pub fn doing<E: std::fmt::Display>(what: &str) -> impl Fn(E) -> Trouble + '_ {
    move |error| Trouble(format!("{what}: {error}"))
}
