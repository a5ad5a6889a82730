//! Who may do what in a firm, as a table that people read.

use app::access::{BranchRole, ParentRole, Permission};

/// Role × permission, one line a permission, by category.
fn table() -> String {
    let heads: Vec<&str> = ParentRole::ALL
        .iter()
        .map(|role| role.label())
        .chain(BranchRole::ALL.iter().map(|role| role.label()))
        .collect();
    let heads: String = heads.iter().map(|head| format!("{head:<16}")).collect();
    let mut text = format!("{:<28}{}\n", "", heads.trim_end());
    let mut category = "";
    for permission in Permission::ALL {
        if permission.category() != category {
            category = permission.category();
            text.push_str(&format!("\n{category}\n"));
        }
        let ticks = ParentRole::ALL
            .iter()
            .map(|role| role.holds(*permission))
            .chain(BranchRole::ALL.iter().map(|role| role.holds(*permission)));
        let line: String = ticks.map(|tick| format!("{:<16}", if tick { "yes" } else { "-" })).collect();
        text.push_str(format!("  {:<26}{line}", permission.label()).trim_end());
        text.push('\n');
    }
    text
}

#[test]
fn the_permissions_of_the_portal_are_those_of_the_golden() {
    testkit::golden(concat!(env!("CARGO_MANIFEST_DIR"), "/goldens/portal_permissions.txt"), &table());
}
