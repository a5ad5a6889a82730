//! Firms that a company could take for one another.

use kernel::{OrganisationId, look};

/// The first known firm whose name looks like this one's although it is another firm.
pub(crate) fn mistaken_for<'k>(
    firm: (OrganisationId, &str),
    known: impl IntoIterator<Item = (OrganisationId, &'k str)>,
) -> Option<String> {
    let mine = look(firm.1);
    let mut others = known.into_iter().filter(|(other, _)| *other != firm.0);
    others.find(|(_, name)| look(name) == mine).map(|(_, name)| name.to_owned())
}
