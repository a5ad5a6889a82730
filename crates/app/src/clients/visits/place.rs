//! Where a person came from: a page of the same firm, and nothing else.

use kernel::OrganisationId;
use serde::{Deserialize, Serialize};

/// A path within a firm's portal. What is not one becomes the firm's dashboard, so that `Back to
/// Accountant` never leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place(String);

impl Place {
    /// The longest path that is remembered.
    const LONGEST: usize = 500;

    /// From what a form sent.
    #[must_use]
    pub fn within(organisation: OrganisationId, typed: &str) -> Self {
        let home = format!("/portal/{organisation}");
        let tail = typed.strip_prefix(&home).unwrap_or("?no");
        let begins = tail.is_empty() || tail.starts_with(['/', '?', '.']);
        let plain = typed.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'#');
        let straight = !typed.contains("//") && !typed.contains("..");
        let fits = typed.starts_with(&home) && typed.len() <= Self::LONGEST;
        if fits && begins && plain && straight { Self(typed.to_owned()) } else { Self(home) }
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id as _;

    #[test]
    fn only_pages_of_the_firm_are_remembered() {
        let firm = OrganisationId::from_bytes([3; 16]);
        let home = format!("/portal/{firm}");
        for fine in ["", "/clients?q=zoe&view=all", ".brn_1/clients", "?q=a"] {
            let path = format!("{home}{fine}");
            assert_eq!(Place::within(firm, &path).as_str(), path);
        }
        let elsewhere = ["//evil.test", "/books/x", "", "https://evil.test/", "/portal/org_other"];
        for path in elsewhere.map(str::to_owned).into_iter().chain([
            format!("{home}x"),
            format!("{home}//evil.test"),
            format!("{home}/../../books"),
            format!("{home}/a\\b"),
            format!("{home}/{}", "a".repeat(600)),
        ]) {
            assert_eq!(Place::within(firm, &path).as_str(), home, "{path}");
        }
    }
}
