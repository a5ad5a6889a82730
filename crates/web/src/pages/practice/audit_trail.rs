//! The firm's Audit Trail: what happened in the portal and in the clients' books, and taking it away.

use super::{Frame, Scope, needs};
use crate::extract::{Form, Path, Person, Query};
use crate::pages::books::audit::files::{Sizes, Typed, delivered, grown, keyed, opened, proved, signed};
use crate::pages::books::audit::log::{Asked, soundness};
use crate::pages::books::audit::words;
use crate::views::audit::{AuditTrail, Export};
use crate::views::shell::PortalNav;
use crate::{Answer, answer};
use app::Tenant;
use app::access::Permission;
use app::audit::RecordExport;

pub(super) async fn show(person: Person, Path(scope): Path<Scope>, Query(asked): Query<Asked>) -> Answer {
    let frame = Frame::of(&person, scope).await?;
    let tenant = Tenant::from(scope.organisation);
    let found = person.web.app.read(&person.actor, asked.page(tenant)).await?;
    let may_take = frame.facts.standing.may_everywhere(Permission::ViewAuditLogs);
    let closed = (!may_take).then(|| needs(Permission::ViewAuditLogs, None));
    let path = format!("{}/audit-trail", scope.base());
    answer::page(&AuditTrail {
        filter: asked.shown(&found),
        soundness: Some(soundness(&person, tenant).await),
        export: Export { url: format!("{path}/export"), key: person.key(), closed },
        days: words::days(&found.page.rows, "Portal"),
        pager: asked.pager(&path, &found),
        shell: frame.shell(&person, "Audit Trail", PortalNav::AuditTrail),
    })
}

/// Writes down the export, then leads to the file.
pub(super) async fn record(person: Person, Path(scope): Path<Scope>, form: Form<Typed>) -> Answer {
    let format = form.input.format;
    let command = RecordExport { tenant: scope.organisation.into(), format };
    let recorded = person.web.app.run(&person.actor, Some(form.key), command).await?;
    let path = format!("{}/audit-trail/export", scope.base());
    person.go(&format!("{path}?size={}&format={}", recorded.size, format.word()))
}

/// The firm's log as a file.
pub(super) async fn export(person: Person, Path(scope): Path<Scope>, Query(asked): Query<Sizes>) -> Answer {
    delivered(&person, scope.organisation.into(), &asked).await
}

pub(super) async fn openings(person: Person, Path(scope): Path<Scope>, Query(asked): Query<Sizes>) -> Answer {
    opened(&person, scope.organisation.into(), &asked).await
}

pub(super) async fn key(person: Person, Path(scope): Path<Scope>) -> Answer {
    keyed(&person, scope.organisation.into()).await
}

pub(super) async fn checkpoint(
    person: Person,
    Path(scope): Path<Scope>,
    Query(asked): Query<Sizes>,
) -> Answer {
    signed(&person, scope.organisation.into(), &asked).await
}

pub(super) async fn proof(
    person: Person,
    Path((scope, seq)): Path<(Scope, u64)>,
    Query(asked): Query<Sizes>,
) -> Answer {
    proved(&person, scope.organisation.into(), seq, &asked).await
}

pub(super) async fn consistency(
    person: Person,
    Path(scope): Path<Scope>,
    Query(asked): Query<Sizes>,
) -> Answer {
    grown(&person, scope.organisation.into(), &asked).await
}
