//! The audit log: its records in words, its export, its proofs.

use crate::extract::{ApiCaller, Json, Key, Paging, Parameters, Path};
use crate::{Answer, Web, api};
use app::audit::{
    Consistency, ExportFormat, ExportLines, ExportOpenings, KeyText, LogFilter, LogPage, Record,
    RecordExport, checkpoint, proof,
};
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse as _;
use kernel::{BooksId, FieldError, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_records))
        .routes(routes!(show_key))
        .routes(routes!(show_checkpoint))
        .routes(routes!(show_lines, record_export))
        .routes(routes!(show_openings))
        .routes(routes!(show_proof))
        .routes(routes!(show_consistency))
}

/// A record in words.
#[derive(Serialize, ToSchema)]
struct LogRecord {
    /// Its place in the log.
    seq: u64,
    /// When, UTC.
    at: String,
    /// The act, e.g. `entry.posted`.
    act: String,
    /// Who acted.
    who: String,
    /// The firm for which it was done, when through a connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    firm: Option<String>,
    /// What was done, in words.
    did: String,
    /// To what, or empty.
    to: String,
    /// Whether the attempt was refused.
    denied: bool,
    /// The stay by which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    visit: Option<String>,
    /// The hash of the leaf.
    hash: String,
}

/// What an export covers.
#[derive(Serialize, ToSchema)]
struct Recorded {
    /// The number of leaves, the record of the export included.
    size: u64,
}

/// In which form.
#[derive(Deserialize, ToSchema)]
struct ExportForm {
    /// `jsonl` or `csv`.
    format: String,
}

/// How much of the log.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Sizes {
    /// The number of leaves.
    size: Option<u64>,
    /// The first leaf of the page, or the smaller size.
    from: Option<u64>,
    /// The larger size.
    to: Option<u64>,
}

const TEXT: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
const NDJSON: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/x-ndjson")];

fn needed(value: Option<u64>, field: &str) -> Result<u64, Refusal> {
    value.ok_or_else(|| Refusal::Invalid(vec![FieldError::Required.at(field)]))
}

fn record(record: Record) -> LogRecord {
    LogRecord {
        seq: record.seq,
        at: record.at,
        act: record.act,
        who: record.who.name,
        firm: record.who.side,
        did: record.did,
        to: record.to,
        denied: record.is_denied,
        visit: record.visit,
        hash: record.hash,
    }
}

/// Records in words, newest first; through a connection only its own.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/records", tag = "audit",
    responses((status = 200, body = api::Listed<LogRecord>)),
    params(("books" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<u16>, Query)))]
async fn list_records(
    State(web): State<Web>,
    caller: ApiCaller,
    paging: Paging,
    Path(books): Path<BooksId>,
) -> Answer {
    let filter = LogFilter::default();
    let page = LogPage { tenant: books.into(), after: paging.after, size: paging.size, filter };
    api::listed(web.app.read(&caller.actor, page).await?.page.map(record))
}

/// The log's public key.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/key", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")), params(("books" = String, Path)))]
async fn show_key(State(web): State<Web>, caller: ApiCaller, Path(books): Path<BooksId>) -> Answer {
    let key = web.app.read(&caller.actor, KeyText { tenant: books.into() }).await?;
    Ok((TEXT, key).into_response())
}

/// A signed checkpoint over `size` leaves; over all without a wish.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/checkpoint", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")), params(("books" = String, Path), Sizes))]
async fn show_checkpoint(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(books): Path<BooksId>,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    let signed = checkpoint(&web.app, &caller.actor, books.into(), wish.size).await?;
    Ok((TEXT, signed.note).into_response())
}

/// Records that the log is taken away. Its lines are served afterwards.
#[utoipa::path(post, path = "/api/v1/books/{books}/audit/export", tag = "audit", request_body = ExportForm,
    responses((status = 201, body = Recorded)),
    params(("books" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("record_export"))))]
async fn record_export(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(books): Path<BooksId>,
    Json(wish): Json<ExportForm>,
) -> Answer {
    let format = match wish.format.as_str() {
        "jsonl" => ExportFormat::Jsonl,
        "csv" => ExportFormat::Csv,
        _ => return Err(Refusal::Invalid(vec![FieldError::NotAChoice.at("format")]).into()),
    };
    let command = RecordExport { tenant: books.into(), format };
    let size = web.app.run(&caller.actor, Some(key), command).await?.size;
    api::created(&format!("/api/v1/books/{books}/audit/export?size={size}"), &Recorded { size })
}

fn joined(lines: Vec<Vec<u8>>) -> Vec<u8> {
    lines.into_iter().flat_map(|line| line.into_iter().chain([b'\n'])).collect()
}

/// Up to 500 lines of a log of `size` leaves from leaf `from` on, exactly as they were hashed.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/export", tag = "audit",
    responses((status = 200, body = String, content_type = "application/x-ndjson")),
    params(("books" = String, Path), Sizes))]
async fn show_lines(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(books): Path<BooksId>,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    let (size, from) = (needed(wish.size, "size")?, wish.from.unwrap_or(0));
    let lines = web.app.read(&caller.actor, ExportLines { tenant: books.into(), size, from }).await?;
    Ok((NDJSON, joined(lines)).into_response())
}

/// The texts behind the commitments of the same leaves.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/openings", tag = "audit",
    responses((status = 200, body = String, content_type = "application/x-ndjson")),
    params(("books" = String, Path), Sizes))]
async fn show_openings(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(books): Path<BooksId>,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    let (size, from) = (needed(wish.size, "size")?, wish.from.unwrap_or(0));
    let lines = web.app.read(&caller.actor, ExportOpenings { tenant: books.into(), size, from }).await?;
    Ok((NDJSON, joined(lines)).into_response())
}

/// The proof that leaf `seq` stands in the log.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/proof/{seq}", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("books" = String, Path), ("seq" = u64, Path), Sizes))]
async fn show_proof(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((books, seq)): Path<(BooksId, u64)>,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    let found = proof(&web.app, &caller.actor, books.into(), (seq, wish.size)).await?;
    Ok((TEXT, found.bundle).into_response())
}

/// The hashes that prove that the log of `to` leaves extends that of `from` leaves, one a line.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/consistency", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")), params(("books" = String, Path), Sizes))]
async fn show_consistency(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(books): Path<BooksId>,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    let (from, to) = (needed(wish.from, "from")?, needed(wish.to, "to")?);
    let hashes = web.app.read(&caller.actor, Consistency { tenant: books.into(), from, to }).await?;
    let text: String = hashes.iter().map(|hash| format!("{}\n", hash.to_base64())).collect();
    Ok((TEXT, text).into_response())
}
