//! `/healthz`: the process answers. `/readyz`: it can read, and what it writes will last.

use app::App;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

/// The two routes.
pub fn routes(app: App) -> Router {
    Router::new().route("/healthz", get(async || "ok")).route("/readyz", get(ready)).with_state(app)
}

async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    if !app.db().takes_writes() || !app::operator::has_room(app.db()).await {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database takes no writes");
    }
    match app::operator::origin(app.db()).await {
        Ok(Some(_)) => (StatusCode::OK, "ready"),
        Ok(None) => (StatusCode::SERVICE_UNAVAILABLE, "not migrated"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::identity::Register;
    use kernel::{EmailAddress, PersonName, Refusal};
    use testkit::{House, both_engines};

    async fn sign_up(house: &House, number: usize) -> Result<(), Refusal> {
        let wish = Register {
            email: EmailAddress::parse(&format!("person-{number}@example.test")).unwrap(),
            name: PersonName::parse("Grace Holloway").unwrap(),
            password_hash: "$argon2id$none".repeat(200),
        };
        house.app.run(&house.nobody(), None, wish).await
    }

    both_engines! {
        async fn a_server_without_room_is_not_ready_until_it_has_some(house: House) {
            let answers = async || ready(State(house.app.clone())).await.0;
            app::operator::name_server(house.app.db(), "house.test".to_owned(), house.app.now()).await.unwrap();
            assert_eq!(answers().await, StatusCode::OK);
            house.fill_the_disk().await;
            let mut written = 0;
            // Some rows still fit into pages that are there already.
            while sign_up(&house, written).await.is_ok() {
                written += 1;
                assert!(written < 50, "the disk never filled up");
            }
            assert_eq!(answers().await, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(answers().await, StatusCode::SERVICE_UNAVAILABLE);
            house.make_room().await;
            assert_eq!(answers().await, StatusCode::OK);
            sign_up(&house, written + 1).await.unwrap();
        }
    }
}
