//! A person's own log: sign-ins, password, sessions, tokens, where she joined; to read and to take away.

use crate::extract::{Form, Path, Person, Query};
use crate::pages::books::audit::files::{Sizes, Typed, delivered, grown, keyed, opened, proved, signed};
use crate::pages::books::audit::log::{Asked, soundness};
use crate::pages::books::audit::words;
use crate::views::audit::Export;
use crate::views::profile::Activity;
use crate::{Answer, answer};
use app::Tenant;
use app::audit::RecordExport;
use kernel::Refusal;

fn hers(person: &Person) -> Result<Tenant, Refusal> {
    Ok(Tenant::Person(person.actor.user().ok_or(Refusal::SignedOut)?))
}

pub(super) async fn show(person: Person, Query(asked): Query<Asked>) -> Answer {
    let tenant = hers(&person)?;
    let found = person.web.app.read(&person.actor, asked.page(tenant)).await?;
    answer::page(&Activity {
        shell: person.public_shell("Your activity"),
        filter: asked.shown(&found),
        soundness: Some(soundness(&person, tenant).await),
        export: Export { url: "/profile/audit/export".to_owned(), key: person.key(), closed: None },
        days: words::days(&found.page.rows, "Sign-in"),
        pager: asked.pager("/profile/activity", &found),
        size: found.log_size,
    })
}

/// Writes down the export, then leads to the file.
pub(super) async fn record(person: Person, form: Form<Typed>) -> Answer {
    let format = form.input.format;
    let command = RecordExport { tenant: hers(&person)?, format };
    let recorded = person.web.app.run(&person.actor, Some(form.key), command).await?;
    person.go(&format!("/profile/audit/export?size={}&format={}", recorded.size, format.word()))
}

pub(super) async fn export(person: Person, Query(asked): Query<Sizes>) -> Answer {
    delivered(&person, hers(&person)?, &asked).await
}

pub(super) async fn openings(person: Person, Query(asked): Query<Sizes>) -> Answer {
    opened(&person, hers(&person)?, &asked).await
}

pub(super) async fn key(person: Person) -> Answer {
    keyed(&person, hers(&person)?).await
}

pub(super) async fn checkpoint(person: Person, Query(asked): Query<Sizes>) -> Answer {
    signed(&person, hers(&person)?, &asked).await
}

pub(super) async fn proof(person: Person, Path(seq): Path<u64>, Query(asked): Query<Sizes>) -> Answer {
    proved(&person, hers(&person)?, seq, &asked).await
}

pub(super) async fn consistency(person: Person, Query(asked): Query<Sizes>) -> Answer {
    grown(&person, hers(&person)?, &asked).await
}
