//! Tokens: the first one comes for e-mail and password.

use crate::extract::{ApiCaller, ApiVisitor, Json, Key, Path};
use crate::pages::public::check;
use crate::{Answer, Web, api};
use app::identity::{IssueToken, LONGEST_DAYS, MyTokens, NewToken, RevokeToken, token_text};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::{Refusal, TokenId, TokenName};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(issue_token, list_tokens)).routes(routes!(revoke_token))
}

/// A token to be.
#[derive(Deserialize, ToSchema)]
struct TokenWish {
    /// The sign-in address.
    email: String,
    /// The password.
    password: String,
    /// What the token is for.
    name: String,
    /// How many days it is to live, 1 to 365; 365 without a wish.
    #[serde(default)]
    days: Option<u16>,
}

/// A new token.
#[derive(Serialize, ToSchema)]
struct Issued {
    /// Its id, to revoke it by.
    id: String,
    /// Its text, to send as `Authorization: Bearer`. It is shown this once.
    token: String,
    /// When it ends by itself, UTC.
    expires_at: String,
}

/// A live token.
#[derive(Debug, Serialize, ToSchema)]
struct Token {
    /// Its id.
    #[schema(example = "tok_01jd0000000000000000000000")]
    id: String,
    /// What it is for.
    name: String,
    /// The last characters of its text.
    tail: String,
    /// When it was made, UTC.
    created_at: String,
    /// When it ends by itself, UTC.
    expires_at: String,
    /// When it was last used, UTC, to the minute; absent before its first use.
    #[serde(skip_serializing_if = "Option::is_none")]
    used_at: Option<String>,
}

/// Makes a token. Its text is kept nowhere, so a second call under the same key makes another one.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "tokens", request_body = TokenWish, security(()),
    responses((status = 201, body = Issued)), params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("issue_token"))))]
async fn issue_token(
    State(web): State<Web>,
    visitor: ApiVisitor,
    _: Key,
    Json(wish): Json<TokenWish>,
) -> Answer {
    let facts = check(&web, &visitor.actor, (&wish.email, wish.password)).await?;
    let name = TokenName::parse(&wish.name).map_err(|error| Refusal::Invalid(vec![error.at("name")]))?;
    let text = token_text(web.app.core.entropy.bytes());
    let token = NewToken::new(name, &text, wish.days.unwrap_or(LONGEST_DAYS))?;
    let command = IssueToken { user: facts.user, checked_hash: facts.password_hash, token };
    let made = web.app.run(&visitor.actor, None, command).await?;
    let issued = Issued {
        id: made.token.to_string(),
        token: text.to_string(),
        expires_at: made.expires_at.iso_millis(),
    };
    api::created(&format!("/api/v1/tokens/{}", made.token), &issued)
}

/// The person's live tokens, the newest first.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "tokens", responses((status = 200, body = Vec<Token>)))]
async fn list_tokens(State(web): State<Web>, caller: ApiCaller) -> Answer {
    let tokens = web.app.read(&caller.actor, MyTokens).await?;
    let shown: Vec<Token> = tokens
        .into_iter()
        .map(|one| Token {
            id: one.token.to_string(),
            name: one.name,
            tail: one.tail,
            created_at: one.created_at.iso_millis(),
            expires_at: one.expires_at.iso_millis(),
            used_at: one.used_at.map(kernel::Moment::iso_millis),
        })
        .collect();
    api::shown(&shown)
}

/// Revokes a token; it may revoke itself.
#[utoipa::path(delete, path = "/api/v1/tokens/{token}", tag = "tokens", responses((status = 204)),
    params(("token" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("revoke_token"))))]
async fn revoke_token(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(token): Path<TokenId>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), RevokeToken { token }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
