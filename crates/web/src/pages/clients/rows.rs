//! Clients as lists and pages show them.

use crate::Refused;
use crate::extract::Person;
use crate::pages::practice::{Frame, Scope};
use crate::views::clients::{ClientDoor, ClientRow as Shown};
use crate::views::parts::Mark;
use crate::wording;
use app::access::{Permission, Preset};
use app::clients::list::{ClientRow, WayToBooks};
use app::practice::BranchSettings;
use kernel::{BooksId, Id as _, Moment};

/// The bound book of a company.
pub(crate) fn mark(name: &str, books: BooksId) -> Mark {
    Mark {
        name: name.to_owned(),
        initials: kernel::company_initials(name),
        cloth: kernel::cloth(&books.bytes()),
    }
}

/// "Admin, no end" or "Admin until 31 Mar 2027".
pub(crate) fn access(preset: Preset, ends_at: Option<Moment>) -> String {
    match ends_at {
        Some(end) => format!("{} until {}", preset.label(), wording::day(end)),
        None => format!("{}, no end", preset.label()),
    }
}

/// The address of a client's page.
pub(super) fn url(scope: Scope, connection: kernel::ConnectionId) -> String {
    format!("{}/clients/{connection}", scope.base())
}

/// A row of a list.
pub(super) fn row(person: &Person, scope: Scope, client: &ClientRow) -> Shown {
    let door = match client.way {
        WayToBooks::GoTo => ClientDoor::GoTo(person.key()),
        WayToBooks::SetUpAccess => ClientDoor::SetUp,
        WayToBooks::Closed => ClientDoor::Closed(format!("Needs {}.", Permission::GrantClientAccess.label())),
        WayToBooks::Ended => ClientDoor::Ended,
    };
    Shown {
        mark: mark(&client.name, client.books),
        url: url(scope, client.connection),
        owner: client.owner_name.clone(),
        branch: client.branch_name.clone(),
        currency: client.currency.clone(),
        access: access(client.preset, client.access_ends_at),
        payer: if client.payer == "client" { "Client" } else { "Firm" }.to_owned(),
        connected: wording::on(client.connected_at),
        opened: client.last_opened_at.map(wording::when),
        door,
        may_disconnect: client.may_disconnect,
    }
}

/// The confirmed address that clients use: of the branch in view, or of the firm's only one.
pub(crate) async fn branch_email(person: &Person, frame: &Frame) -> Result<Option<String>, Refused> {
    let only = match frame.facts.branches.as_slice() {
        [only] => Some(only.branch),
        _ => None,
    };
    let Some(branch) = frame.scope.branch.or(only) else { return Ok(None) };
    let asked = BranchSettings { organisation: frame.scope.organisation, branch };
    Ok(person.web.app.read(&person.actor, asked).await?.address.confirmed)
}
