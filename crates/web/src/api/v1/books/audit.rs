//! The audit log of books: its records in words, its export, its proofs.

use crate::api::Listed;
use crate::api::v1::audit::{ExportForm, Log, LogRecord, Recorded, Sizes};
use crate::extract::{ApiCaller, Json, Key, Paging, Parameters, Path};
use crate::{Answer, Web};
use axum::extract::State;
use kernel::BooksId;
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

fn of(web: Web, caller: ApiCaller, books: BooksId) -> Log {
    Log { web, caller, tenant: books.into() }
}

/// Records in words, newest first; as much as the caller may see.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/records", tag = "audit",
    responses((status = 200, body = Listed<LogRecord>)),
    params(("books" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<u16>, Query)))]
async fn list_records(
    State(web): State<Web>,
    caller: ApiCaller,
    paging: Paging,
    Path(books): Path<BooksId>,
) -> Answer {
    of(web, caller, books).records(paging).await
}

/// The log’s public key.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/key", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("books" = String, Path)))]
async fn show_key(State(web): State<Web>, caller: ApiCaller, Path(books): Path<BooksId>) -> Answer {
    of(web, caller, books).key().await
}

/// A signed checkpoint over `size` leaves; over all without a wish.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/checkpoint", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("books" = String, Path), Sizes))]
async fn show_checkpoint(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(books): Path<BooksId>,
) -> Answer {
    of(web, caller, books).checkpoint(wish).await
}

/// Records that the log is taken away. Its lines are served afterwards.
#[utoipa::path(post, path = "/api/v1/books/{books}/audit/export", tag = "audit", request_body = ExportForm, extensions(("x-command" = json!("record_export"))),
    responses((status = 201, body = Recorded)),
    params(("books" = String, Path), ("Idempotency-Key" = String, Header)))]
async fn record_export(
    State(web): State<Web>,
    caller: ApiCaller,
    key: Key,
    Path(books): Path<BooksId>,
    Json(wish): Json<ExportForm>,
) -> Answer {
    let path = format!("/api/v1/books/{books}/audit/export");
    of(web, caller, books).export(key, wish, &path).await
}

/// Up to 500 lines of a log of `size` leaves from leaf `from` on, exactly as they were hashed.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/export", tag = "audit",
    responses((status = 200, body = String, content_type = "application/x-ndjson")),
    params(("books" = String, Path), Sizes))]
async fn show_lines(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(books): Path<BooksId>,
) -> Answer {
    of(web, caller, books).lines(wish).await
}

/// The texts behind the commitments of the same leaves.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/openings", tag = "audit",
    responses((status = 200, body = String, content_type = "application/x-ndjson")),
    params(("books" = String, Path), Sizes))]
async fn show_openings(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(books): Path<BooksId>,
) -> Answer {
    of(web, caller, books).openings(wish).await
}

/// The proof that leaf `seq` stands in the log.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/proof/{seq}", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("books" = String, Path), ("seq" = u64, Path), Sizes))]
async fn show_proof(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path((books, seq)): Path<(BooksId, u64)>,
) -> Answer {
    of(web, caller, books).proof(seq, wish).await
}

/// The hashes that prove that the log of `to` leaves extends that of `from` leaves, one a line.
#[utoipa::path(get, path = "/api/v1/books/{books}/audit/consistency", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("books" = String, Path), Sizes))]
async fn show_consistency(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(books): Path<BooksId>,
) -> Answer {
    of(web, caller, books).consistency(wish).await
}
