//! Signing up and forgotten passwords, without a token.

use crate::extract::{ApiVisitor, Json, Key};
use crate::pages::public::parse_registration;
use crate::{Answer, Web};
use app::identity::{
    ConfirmEmail, Password, PersonToConfirm, RequestReset, ResendConfirmation, ResetLink, ResetPassword,
};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::{EmailAddress, Refusal};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(register))
        .routes(routes!(resend_confirmation))
        .routes(routes!(confirm_email))
        .routes(routes!(request_reset))
        .routes(routes!(reset_password))
}

/// A sign-in to be.
#[derive(Deserialize, ToSchema)]
struct Registration {
    /// The person's name.
    name: String,
    /// The sign-in address.
    email: String,
    /// At least 15 characters, on no list of known passwords.
    password: String,
}

/// An address.
#[derive(Deserialize, ToSchema)]
struct Address {
    /// The sign-in address.
    email: String,
}

/// What the mailbox answers with.
#[derive(Deserialize, ToSchema)]
struct Confirmation {
    /// The last part of the mailed link.
    secret: String,
    /// The password of the sign-in.
    password: String,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
struct NewPassword {
    /// The last part of the mailed link.
    secret: String,
    /// At least 15 characters, on no list of known passwords.
    password: String,
}

fn address(typed: &str) -> Result<EmailAddress, Refusal> {
    EmailAddress::parse(typed).map_err(|error| Refusal::Invalid(vec![error.at("email")]))
}

/// Signs up. A mail with a link follows; the answer is the same whether the address is known.
#[utoipa::path(post, path = "/api/v1/people", tag = "sign-up", request_body = Registration, security(()),
    responses((status = 202)), params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("register"))))]
async fn register(
    State(web): State<Web>,
    visitor: ApiVisitor,
    Key(key): Key,
    Json(input): Json<Registration>,
) -> Answer {
    let command = parse_registration(&web, (&input.name, &input.email, input.password)).await?;
    web.app.run(&visitor.actor, Some(key), command).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Sends the confirmation mail again.
#[utoipa::path(post, path = "/api/v1/people/resend", tag = "sign-up", request_body = Address, security(()),
    responses((status = 202)), params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("resend_confirmation"))))]
async fn resend_confirmation(
    State(web): State<Web>,
    visitor: ApiVisitor,
    Key(key): Key,
    Json(input): Json<Address>,
) -> Answer {
    web.app.run(&visitor.actor, Some(key), ResendConfirmation { email: address(&input.email)? }).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Confirms the address, with the secret of the mailed link.
#[utoipa::path(post, path = "/api/v1/people/confirm", tag = "sign-up", request_body = Confirmation, security(()),
    responses((status = 204)), params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("confirm_email"))))]
async fn confirm_email(
    State(web): State<Web>,
    visitor: ApiVisitor,
    Key(key): Key,
    Json(input): Json<Confirmation>,
) -> Answer {
    let secret = input.secret;
    let person = web.app.read(&visitor.actor, PersonToConfirm { secret: secret.clone() }).await?;
    person.state.usable()?;
    if !web.passwords.fits(input.password, Some(person.password_hash)).await? {
        return Err(
            Refusal::field("password", "wrong_password", "This is not the password you chose.").into()
        );
    }
    web.app.run(&visitor.actor, Some(key), ConfirmEmail { secret }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Asks for a link that sets a new password. The answer is the same whether the address is known.
#[utoipa::path(post, path = "/api/v1/password-resets", tag = "sign-up", request_body = Address, security(()),
    responses((status = 202)), params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("request_reset"))))]
async fn request_reset(
    State(web): State<Web>,
    visitor: ApiVisitor,
    Key(key): Key,
    Json(input): Json<Address>,
) -> Answer {
    web.app.run(&visitor.actor, Some(key), RequestReset { email: address(&input.email)? }).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Sets a new password, with the secret of the mailed link. All sessions and tokens end.
#[utoipa::path(post, path = "/api/v1/password-resets/complete", tag = "sign-up", request_body = NewPassword,
    security(()), responses((status = 204)), params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("reset_password"))))]
async fn reset_password(
    State(web): State<Web>,
    visitor: ApiVisitor,
    Key(key): Key,
    Json(input): Json<NewPassword>,
) -> Answer {
    let link = web.app.read(&visitor.actor, ResetLink { secret: input.secret.clone() }).await?;
    link.state.usable()?;
    let own: Vec<&str> = link.own_words.iter().map(String::as_str).collect();
    let password_hash = web.passwords.hash(Password::new(input.password, &own)?).await?;
    let command = ResetPassword { secret: input.secret, password_hash };
    web.app.run(&visitor.actor, Some(key), command).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
