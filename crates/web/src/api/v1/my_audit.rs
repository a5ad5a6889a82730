//! The caller's own log: its records in words, its export, its proofs.

use crate::api::Listed;
use crate::api::v1::audit::{ExportForm, Log, LogRecord, Recorded, Sizes};
use crate::extract::{ApiCaller, Json, Key, Paging, Parameters, Path};
use crate::{Answer, Web};
use axum::extract::State;
use kernel::Refusal;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(my_list_records))
        .routes(routes!(my_show_key))
        .routes(routes!(my_show_checkpoint))
        .routes(routes!(my_show_lines, my_record_export))
        .routes(routes!(my_show_openings))
        .routes(routes!(my_show_proof))
        .routes(routes!(my_show_consistency))
}

fn of(web: Web, caller: ApiCaller) -> Result<Log, Refusal> {
    let user = caller.actor.user().ok_or(Refusal::SignedOut)?;
    Ok(Log { web, caller, tenant: user.into() })
}

/// Records in words, newest first; as much as the caller may see.
#[utoipa::path(get, path = "/api/v1/me/audit/records", tag = "audit",
    responses((status = 200, body = Listed<LogRecord>)),
    params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)))]
async fn my_list_records(State(web): State<Web>, caller: ApiCaller, paging: Paging) -> Answer {
    of(web, caller)?.records(paging).await
}

/// The log’s public key.
#[utoipa::path(get, path = "/api/v1/me/audit/key", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")))]
async fn my_show_key(State(web): State<Web>, caller: ApiCaller) -> Answer {
    of(web, caller)?.key().await
}

/// A signed checkpoint over `size` leaves; over all without a wish.
#[utoipa::path(get, path = "/api/v1/me/audit/checkpoint", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(Sizes))]
async fn my_show_checkpoint(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    of(web, caller)?.checkpoint(wish).await
}

/// Records that the log is taken away. Its lines are served afterwards.
#[utoipa::path(post, path = "/api/v1/me/audit/export", tag = "audit", request_body = ExportForm, extensions(("x-command" = json!("record_export"))),
    responses((status = 201, body = Recorded)),
    params(("Idempotency-Key" = String, Header)))]
async fn my_record_export(
    State(web): State<Web>,
    caller: ApiCaller,
    key: Key,
    Json(wish): Json<ExportForm>,
) -> Answer {
    of(web, caller)?.export(key, wish, "/api/v1/me/audit/export").await
}

/// Up to 500 lines of a log of `size` leaves from leaf `from` on, exactly as they were hashed.
#[utoipa::path(get, path = "/api/v1/me/audit/export", tag = "audit",
    responses((status = 200, body = String, content_type = "application/x-ndjson")),
    params(Sizes))]
async fn my_show_lines(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    of(web, caller)?.lines(wish).await
}

/// The texts behind the commitments of the same leaves.
#[utoipa::path(get, path = "/api/v1/me/audit/openings", tag = "audit",
    responses((status = 200, body = String, content_type = "application/x-ndjson")),
    params(Sizes))]
async fn my_show_openings(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    of(web, caller)?.openings(wish).await
}

/// The proof that leaf `seq` stands in the log.
#[utoipa::path(get, path = "/api/v1/me/audit/proof/{seq}", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("seq" = u64, Path), Sizes))]
async fn my_show_proof(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(seq): Path<u64>,
) -> Answer {
    of(web, caller)?.proof(seq, wish).await
}

/// The hashes that prove that the log of `to` leaves extends that of `from` leaves, one a line.
#[utoipa::path(get, path = "/api/v1/me/audit/consistency", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(Sizes))]
async fn my_show_consistency(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
) -> Answer {
    of(web, caller)?.consistency(wish).await
}
