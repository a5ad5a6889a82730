//! The audit log of the books.

use super::super::Frame;
use super::words;
use crate::extract::{Path, Person, Query};
use crate::views::audit::{AuditLog, Export, Filter, Soundness};
use crate::views::parts::Pager;
use crate::views::shell::BooksNav;
use crate::{Answer, answer};
use app::Tenant;
use app::audit::{LogFilter, LogPage, LogRecords, ViewedPage, checkpoint};
use kernel::{BooksId, Day, PageSize};
use serde::Deserialize;

/// The search above the records.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    after: Option<String>,
}

impl Asked {
    pub(crate) fn filter(&self) -> LogFilter {
        LogFilter {
            words: self.q.clone(),
            person: self.who.parse().ok(),
            kind: (!self.what.is_empty()).then(|| self.what.clone()),
            from: Day::parse(&self.from).ok(),
            to: Day::parse(&self.to).ok(),
            connection: None,
            branch: None,
        }
    }

    pub(crate) fn page(&self, tenant: Tenant) -> LogPage {
        LogPage { tenant, after: self.after.clone(), size: PageSize::default(), filter: self.filter() }
    }

    /// The search as it stands, for the next time it is shown.
    pub(crate) fn shown(&self, found: &LogRecords) -> Filter {
        let filter = self.filter();
        Filter {
            people: words::people(found, &filter),
            kinds: words::kinds(&filter),
            active: filter.is_active(),
            query: self.q.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
        }
    }

    /// Where in the log; `path` is the page's address.
    pub(crate) fn pager(&self, path: &str, found: &LogRecords) -> Pager {
        let next = found.page.next.as_ref().map(|next| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            let fields = [
                ("q", &self.q),
                ("who", &self.who),
                ("what", &self.what),
                ("from", &self.from),
                ("to", &self.to),
            ];
            for (name, value) in fields {
                if !value.is_empty() {
                    query.append_pair(name, value);
                }
            }
            format!("{path}?{}", query.append_pair("after", next).finish())
        });
        let position = format!("{} of {} records", found.page.rows.len(), found.log_size);
        Pager { position, previous: None, next }
    }
}

pub(in super::super) async fn show(
    person: Person,
    Path(books): Path<BooksId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let frame = Frame::viewed(&person, books, ViewedPage::AuditLog).await?;
    let tenant = Tenant::from(books);
    let found = person.web.app.read(&person.actor, asked.page(tenant)).await?;
    let closed = (!found.is_whole)
        .then(|| "The whole log stays with the company. You see what was done through your firm.".to_owned());
    answer::page(&AuditLog {
        filter: asked.shown(&found),
        soundness: Some(soundness(&person, tenant).await),
        export: Export { url: format!("{}/audit/export", frame.base()), key: person.key(), closed },
        days: words::days(&found.page.rows, "Books"),
        pager: asked.pager(&format!("{}/audit-log", frame.base()), &found),
        shell: frame.shell(&person, "Audit Log", BooksNav::AuditLog),
    })
}

/// Whether the log still is what was signed: the signer says so, or refuses.
pub(crate) async fn soundness(person: &Person, tenant: Tenant) -> Soundness {
    match checkpoint(&person.web.app, &person.actor, tenant, None).await {
        Ok(signed) => Soundness {
            text: format!("{} records signed, each proved to stand in its place.", signed.head.size),
            fine: true,
        },
        Err(refusal) => {
            let text = crate::Refused::from(refusal).words();
            Soundness { text, fine: false }
        }
    }
}
