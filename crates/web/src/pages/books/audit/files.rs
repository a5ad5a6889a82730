//! What a verifier takes away: key, checkpoint, export, proofs. Exactly the bytes, nothing around them.

use crate::Answer;
use crate::extract::{Form, Path, Person, Query};
use app::Tenant;
use app::audit::{
    Consistency, EXPORT_PAGE, ExportFormat, ExportLines, ExportOpenings, KeyText, LogFilter, LogPage,
    RecordExport,
};
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use kernel::{BooksId, FieldError, PageSize, Refusal};
use serde::Deserialize;

const TEXT: &str = "text/plain; charset=utf-8";
const NDJSON: &str = "application/x-ndjson";

#[derive(Default, Deserialize)]
pub(crate) struct Sizes {
    #[serde(default)]
    size: Option<u64>,
    #[serde(default)]
    from: Option<u64>,
    #[serde(default)]
    to: Option<u64>,
    #[serde(default)]
    format: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    pub(crate) format: ExportFormat,
}

fn file(kind: &'static str, name: &str, body: Body) -> Answer {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // Names are made of ids and sizes; anything else is left to the browser.
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

fn text(body: String) -> Answer {
    Ok(([(header::CONTENT_TYPE, TEXT)], body).into_response())
}

/// Writes down the export, then leads to the file.
pub(in super::super) async fn record(
    person: Person,
    Path(books): Path<BooksId>,
    form: Form<Typed>,
) -> Answer {
    let format = form.input.format;
    let command = RecordExport { tenant: books.into(), format };
    let recorded = person.web.app.run(&person.actor, Some(form.key), command).await?;
    person.go(&format!("/books/{books}/audit/export?size={}&format={}", recorded.size, format.word()))
}

/// The lines of a log of `size` leaves, page by page; or a spreadsheet.
pub(in super::super) async fn export(
    person: Person,
    Path(books): Path<BooksId>,
    Query(asked): Query<Sizes>,
) -> Answer {
    delivered(&person, books.into(), &asked).await
}

/// The file of a tenant's log, once its export was written down.
pub(crate) async fn delivered(person: &Person, tenant: Tenant, asked: &Sizes) -> Answer {
    let size = asked.size.ok_or_else(|| needed("size"))?;
    // The first page is asked before the answer begins, so that a refusal still is one.
    person.web.app.read(&person.actor, ExportLines { tenant, size, from: 0 }).await?;
    if asked.format.as_deref() == Some("csv") {
        return spreadsheet(person, tenant, size).await;
    }
    file(NDJSON, &format!("{tenant}-{size}.ndjson"), pages(person.clone(), tenant, size, Part::Lines))
}

/// The texts behind the commitments of the same leaves.
pub(in super::super) async fn openings(
    person: Person,
    Path(books): Path<BooksId>,
    Query(asked): Query<Sizes>,
) -> Answer {
    opened(&person, books.into(), &asked).await
}

/// The texts of a tenant's log.
pub(crate) async fn opened(person: &Person, tenant: Tenant, asked: &Sizes) -> Answer {
    let size = asked.size.ok_or_else(|| needed("size"))?;
    person.web.app.read(&person.actor, ExportOpenings { tenant, size, from: 0 }).await?;
    let name = format!("{tenant}-{size}-openings.ndjson");
    file(NDJSON, &name, pages(person.clone(), tenant, size, Part::Openings))
}

fn needed(field: &str) -> Refusal {
    Refusal::Invalid(vec![FieldError::Required.at(field)])
}

#[derive(Clone, Copy)]
enum Part {
    Lines,
    Openings,
}

/// A body that asks for one page after the other; a refusal on the way breaks it off, so that half a file is
/// never taken for a whole one.
fn pages(person: Person, tenant: Tenant, size: u64, part: Part) -> Body {
    let pages = stream::unfold(Some((person, 0)), move |state| async move {
        let (person, from) = state?;
        if from >= size {
            return None;
        }
        let (app, actor) = (&person.web.app, &person.actor);
        let page = match part {
            Part::Lines => app.read(actor, ExportLines { tenant, size, from }).await,
            Part::Openings => app.read(actor, ExportOpenings { tenant, size, from }).await,
        };
        match page {
            Ok(lines) => Some((Ok(joined(lines)), Some((person, from + EXPORT_PAGE)))),
            Err(refusal) => Some((Err(std::io::Error::other(refusal.to_string())), None)),
        }
    });
    Body::from_stream(pages)
}

fn joined(lines: Vec<Vec<u8>>) -> Vec<u8> {
    let mut page = Vec::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    for line in lines {
        page.extend(line);
        page.push(b'\n');
    }
    page
}

/// Time, who, for whom, what, to what, as a table.
async fn spreadsheet(person: &Person, tenant: Tenant, size: u64) -> Answer {
    let mut table = String::from("record,time,who,for,act,to,refused\r\n");
    let mut after = Some(size.to_string());
    while after.is_some() {
        let page = LogPage { tenant, after, size: PageSize::new(200), filter: LogFilter::default() };
        let found = person.web.app.read(&person.actor, page).await?.page;
        for record in &found.rows {
            let refused = if record.is_denied { "yes" } else { "" };
            let side = record.who.side.as_deref().unwrap_or_default();
            let cells = [&record.at, &record.who.name, side, &record.did, &record.to, refused].map(cell);
            table.push_str(&format!("{},{}\r\n", record.seq, cells.join(",")));
        }
        after = found.next;
    }
    file("text/csv; charset=utf-8", &format!("{tenant}-{size}.csv"), Body::from(table))
}

/// A quoted cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

pub(in super::super) async fn key(person: Person, Path(books): Path<BooksId>) -> Answer {
    keyed(&person, books.into()).await
}

/// The public key of a tenant's log.
pub(crate) async fn keyed(person: &Person, tenant: Tenant) -> Answer {
    text(person.web.app.read(&person.actor, KeyText { tenant }).await?)
}

pub(in super::super) async fn checkpoint(
    person: Person,
    Path(books): Path<BooksId>,
    Query(asked): Query<Sizes>,
) -> Answer {
    signed(&person, books.into(), &asked).await
}

/// A signed checkpoint of a tenant's log.
pub(crate) async fn signed(person: &Person, tenant: Tenant, asked: &Sizes) -> Answer {
    text(app::audit::checkpoint(&person.web.app, &person.actor, tenant, asked.size).await?.note)
}

pub(in super::super) async fn leaf(person: Person, Path((books, seq)): Path<(BooksId, u64)>) -> Answer {
    let proved = app::audit::proof(&person.web.app, &person.actor, books.into(), (seq, None)).await?;
    file("application/json", &format!("{books}-{seq}.json"), Body::from(proved.line))
}

pub(in super::super) async fn proof(
    person: Person,
    Path((books, seq)): Path<(BooksId, u64)>,
    Query(asked): Query<Sizes>,
) -> Answer {
    proved(&person, books.into(), seq, &asked).await
}

/// The proof that a leaf stands in a tenant's log.
pub(crate) async fn proved(person: &Person, tenant: Tenant, seq: u64, asked: &Sizes) -> Answer {
    let proved = app::audit::proof(&person.web.app, &person.actor, tenant, (seq, asked.size)).await?;
    file(TEXT, &format!("{tenant}-{seq}.tlog-proof"), Body::from(proved.bundle))
}

pub(in super::super) async fn consistency(
    person: Person,
    Path(books): Path<BooksId>,
    Query(asked): Query<Sizes>,
) -> Answer {
    grown(&person, books.into(), &asked).await
}

/// The hashes that prove that a tenant's log has only grown.
pub(crate) async fn grown(person: &Person, tenant: Tenant, asked: &Sizes) -> Answer {
    let from = asked.from.ok_or_else(|| needed("from"))?;
    let to = asked.to.ok_or_else(|| needed("to"))?;
    let hashes = person.web.app.read(&person.actor, Consistency { tenant, from, to }).await?;
    text(hashes.iter().map(|hash| format!("{}\n", hash.to_base64())).collect())
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=cmd()"), "\"'=cmd()\"");
        assert_eq!(cell("say \"no\", then"), "\"say \"\"no\"\", then\"");
    }
}
