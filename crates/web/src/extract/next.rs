//! Where to go afterwards: an address of this site or nothing.

/// A path of this site, with its query. Re-parsed by the rules that browsers follow, so that no spelling of
/// another site's address passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next(String);

const LONGEST: usize = 2_000;

impl Next {
    /// Takes what stays on this site; anything else is nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        if !plain || text.len() > LONGEST || !text.starts_with('/') || text.starts_with("//") {
            return None;
        }
        let here = url::Url::parse("http://here.invalid/").ok()?;
        let there = here.join(text).ok()?;
        let path = &there[url::Position::BeforePath..url::Position::AfterQuery];
        // `/..//e.test` re-parses to `//e.test`, which a browser would read as another site.
        (there.origin() == here.origin() && !path.starts_with("//")).then(|| Self(path.to_owned()))
    }

    /// The path and query.
    #[must_use]
    pub fn into_path(self) -> String {
        self.0
    }

    /// The path and query.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address `page` with this as its parameter `next`.
    #[must_use]
    pub fn after(&self, page: &str) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", &self.0).finish();
        format!("{page}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_of_another_site_passes() {
        for text in [
            "//e.test",
            "/\\e.test",
            "https:e.test",
            "https://e.test",
            "\\\\e.test",
            "/\te.test",
            "/a\r\nX: y",
            "",
            "e.test",
            "/..//e.test",
            "/.//e.test",
            "javascript:alert(1)",
            " /a",
            "/a b",
        ] {
            assert_eq!(Next::parse(text), None, "{text:?}");
        }
        for (text, path) in [
            ("/start", "/start"),
            ("/%09/e.test", "/%09/e.test"),
            ("/@e.test", "/@e.test"),
            ("/books/x?a=1&b=//e.test", "/books/x?a=1&b=//e.test"),
            ("/a/../b", "/b"),
        ] {
            assert_eq!(Next::parse(text).map(Next::into_path).as_deref(), Some(path), "{text:?}");
        }
    }

    #[test]
    fn it_travels_as_a_parameter() {
        let next = Next::parse("/books/x?a=1").expect("of this site");
        assert_eq!(next.after("/sign-in"), "/sign-in?next=%2Fbooks%2Fx%3Fa%3D1");
    }
}
