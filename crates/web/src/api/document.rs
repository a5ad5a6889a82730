//! What the description says besides its operations.

use crate::Web;
use crate::refuse::{PROBLEM, Problem};
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Countinghouse",
        description = "Everything a person can do on a page, for programs. Send `Authorization: Bearer` with a \
token, and `Idempotency-Key` with whatever changes something. Refusals are RFC 9457 problems with a stable `code`.",
    ),
    components(schemas(Problem)),
    security(("bearer" = [])),
)]
struct Description;

/// Puts the general part on a router, and the form of a refusal on each of its operations.
pub(super) fn described(router: OpenApiRouter<Web>) -> OpenApiRouter<Web> {
    let mut router = OpenApiRouter::with_openapi(Description::openapi()).merge(router);
    let document = router.get_openapi_mut();
    let components = document.components.get_or_insert_default();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.security_schemes.insert("bearer".to_owned(), RefOr::T(bearer));
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let refusal =
        ResponseBuilder::new().description("Refused: see `code`.").content(PROBLEM, problem).build();
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            operation.responses.responses.insert("default".to_owned(), RefOr::T(refusal.clone()));
        }
    }
    router
}
