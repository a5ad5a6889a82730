//! The audit log of a firm: its records in words, its export, its proofs.

use crate::api::Listed;
use crate::api::v1::audit::{ExportForm, Log, LogRecord, Recorded, Sizes};
use crate::extract::{ApiCaller, Json, Key, Paging, Parameters, Path};
use crate::{Answer, Web};
use axum::extract::State;
use kernel::OrganisationId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(firm_list_records))
        .routes(routes!(firm_show_key))
        .routes(routes!(firm_show_checkpoint))
        .routes(routes!(firm_show_lines, firm_record_export))
        .routes(routes!(firm_show_openings))
        .routes(routes!(firm_show_proof))
        .routes(routes!(firm_show_consistency))
}

fn of(web: Web, caller: ApiCaller, organisation: OrganisationId) -> Log {
    Log { web, caller, tenant: organisation.into() }
}

/// Records in words, newest first; as much as the caller may see.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/audit/records", tag = "audit",
    responses((status = 200, body = Listed<LogRecord>)),
    params(("organisation" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<u16>, Query)))]
async fn firm_list_records(
    State(web): State<Web>,
    caller: ApiCaller,
    paging: Paging,
    Path(organisation): Path<OrganisationId>,
) -> Answer {
    of(web, caller, organisation).records(paging).await
}

/// The log’s public key.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/audit/key", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("organisation" = String, Path)))]
async fn firm_show_key(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(organisation): Path<OrganisationId>,
) -> Answer {
    of(web, caller, organisation).key().await
}

/// A signed checkpoint over `size` leaves; over all without a wish.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/audit/checkpoint", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("organisation" = String, Path), Sizes))]
async fn firm_show_checkpoint(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(organisation): Path<OrganisationId>,
) -> Answer {
    of(web, caller, organisation).checkpoint(wish).await
}

/// Records that the log is taken away. Its lines are served afterwards.
#[utoipa::path(post, path = "/api/v1/organisations/{organisation}/audit/export", tag = "audit", request_body = ExportForm, extensions(("x-command" = json!("record_export"))),
    responses((status = 201, body = Recorded)),
    params(("organisation" = String, Path), ("Idempotency-Key" = String, Header)))]
async fn firm_record_export(
    State(web): State<Web>,
    caller: ApiCaller,
    key: Key,
    Path(organisation): Path<OrganisationId>,
    Json(wish): Json<ExportForm>,
) -> Answer {
    let path = format!("/api/v1/organisations/{organisation}/audit/export");
    of(web, caller, organisation).export(key, wish, &path).await
}

/// Up to 500 lines of a log of `size` leaves from leaf `from` on, exactly as they were hashed.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/audit/export", tag = "audit",
    responses((status = 200, body = String, content_type = "application/x-ndjson")),
    params(("organisation" = String, Path), Sizes))]
async fn firm_show_lines(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(organisation): Path<OrganisationId>,
) -> Answer {
    of(web, caller, organisation).lines(wish).await
}

/// The texts behind the commitments of the same leaves.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/audit/openings", tag = "audit",
    responses((status = 200, body = String, content_type = "application/x-ndjson")),
    params(("organisation" = String, Path), Sizes))]
async fn firm_show_openings(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(organisation): Path<OrganisationId>,
) -> Answer {
    of(web, caller, organisation).openings(wish).await
}

/// The proof that leaf `seq` stands in the log.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/audit/proof/{seq}", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("organisation" = String, Path), ("seq" = u64, Path), Sizes))]
async fn firm_show_proof(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path((organisation, seq)): Path<(OrganisationId, u64)>,
) -> Answer {
    of(web, caller, organisation).proof(seq, wish).await
}

/// The hashes that prove that the log of `to` leaves extends that of `from` leaves, one a line.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/audit/consistency", tag = "audit",
    responses((status = 200, body = String, content_type = "text/plain")),
    params(("organisation" = String, Path), Sizes))]
async fn firm_show_consistency(
    State(web): State<Web>,
    caller: ApiCaller,
    Parameters(wish): Parameters<Sizes>,
    Path(organisation): Path<OrganisationId>,
) -> Answer {
    of(web, caller, organisation).consistency(wish).await
}
