//! The API's own manners: keys, versions, strict bodies, its description.

use crate::browser::Site;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::json;

#[tokio::test]
async fn a_program_gets_a_token_for_a_password_and_uses_and_revokes_it() {
    let site = Site::open().await;
    site.person("Ines").await;
    let token = site.token("Ines").await;
    let me = site.program("/api/v1/me", Some(&token)).await;
    assert_eq!(me.json()["email"], "ines@example.test");
    let tokens = site.program("/api/v1/tokens", Some(&token)).await.json();
    let path = format!("/api/v1/tokens/{}", tokens[0]["id"].as_str().expect("an id"));
    let gone = site.command(Method::DELETE, &path, (Some(&token), json!({}))).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(site.program("/api/v1/me", Some(&token)).await.code(), "signed_out");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_problem() {
    let site = Site::open().await;
    site.person("Ines").await;
    let mut details = Vec::new();
    for email in ["ines@example.test", "nobody@example.test", "nonsense"] {
        let wish = json!({ "email": email, "password": "wrong", "name": "x" });
        let answer = site.command(Method::POST, "/api/v1/tokens", (None, wish)).await;
        assert_eq!(answer.code(), "wrong_password");
        details.push(answer.json()["detail"].clone());
    }
    assert!(details.windows(2).all(|pair| pair[0] == pair[1]));
}

/// What addresses name, and how such an id begins.
const PLACES: [(&str, &str); 9] = [
    ("token", "tok"),
    ("session", "ses"),
    ("organisation", "org"),
    ("branch", "brn"),
    ("member", "usr"),
    ("user", "usr"),
    ("books", "bks"),
    ("connection", "con"),
    ("invitation", "inv"),
];

#[tokio::test]
async fn without_a_key_nothing_is_changed() {
    let site = Site::open().await;
    site.person("Ines").await;
    let token = site.token("Ines").await;
    for route in
        web::routes().iter().filter(|route| route.path.starts_with("/api/") && route.command.is_some())
    {
        let path = PLACES.iter().fold(route.path.clone(), |path, (name, prefix)| {
            path.replace(&format!("{{{name}}}"), &format!("{prefix}_{}", "0".repeat(26)))
        });
        let request = Request::builder()
            .method(route.method.as_str())
            .uri(&path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        let answer = site.ask(request.body(Body::from("{}")).expect("a request")).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::BAD_REQUEST, "idempotency_key_required"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_same_key_is_the_same_act_and_another_body_is_refused() {
    let site = Site::open().await;
    site.person("Ines").await;
    let token = site.token("Ines").await;
    let rename = async |name: &str| {
        let request = Request::patch("/api/v1/me")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "one-and-the-same");
        let body = json!({ "name": name }).to_string();
        site.ask(request.body(Body::from(body)).expect("a request")).await
    };
    assert_eq!(rename("Ines Carvalho").await.status, StatusCode::NO_CONTENT);
    assert_eq!(rename("Ines Carvalho").await.status, StatusCode::NO_CONTENT);
    let other = rename("Somebody Else").await;
    assert_eq!(
        (other.status, other.code().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused")
    );
}

#[tokio::test]
async fn a_version_that_is_not_the_present_one_is_refused() {
    let site = Site::open().await;
    site.person("Ines").await;
    let token = site.token("Ines").await;
    let present = site.program("/api/v1/me", Some(&token)).await.header("etag").to_owned();
    let rename = async |version: &str, name: &str| {
        let request = Request::patch("/api/v1/me")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::IF_MATCH, version)
            .header("idempotency-key", format!("rename-to-{}", name.replace(' ', "-")));
        site.ask(request.body(Body::from(json!({ "name": name }).to_string())).expect("a request")).await
    };
    assert_eq!(rename(&present, "Ines First").await.status, StatusCode::NO_CONTENT);
    let late = rename(&present, "Ines Second").await;
    assert_eq!((late.status, late.code().as_str()), (StatusCode::PRECONDITION_FAILED, "changed_meanwhile"));
}

#[tokio::test]
async fn bodies_are_json_with_known_fields_only() {
    let site = Site::open().await;
    site.person("Ines").await;
    let token = site.token("Ines").await;
    for excess in ["id", "books", "created_by", "posted_at", "role", "balance", "seq", "is_admin"] {
        let mut body = json!({ "name": "Other" });
        body[excess] = json!(1);
        let answer = site.command(Method::PATCH, "/api/v1/me", (Some(&token), body)).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"));
        assert_eq!(answer.json()["fields"][0]["code"], "unknown_field");
        assert_eq!(answer.json()["fields"][0]["field"], excess);
    }
    let missing = site.command(Method::PATCH, "/api/v1/me", (Some(&token), json!({}))).await;
    assert_eq!(missing.json()["fields"][0]["code"], "required");
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let request = Request::patch("/api/v1/me")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, kind)
            .header("idempotency-key", "another-new-key");
        let answer = site.ask(request.body(Body::from("{}")).expect("a request")).await;
        assert_eq!(answer.code(), "unsupported_media_type");
    }
    assert_eq!(site.program("/api/v1/me", Some(&token)).await.json()["name"], "Ines");
}

#[tokio::test]
async fn a_misspelled_or_repeated_parameter_is_refused_and_never_ignored() {
    let site = Site::open().await;
    site.person("Ines").await;
    let token = site.token("Ines").await;
    let made = site.command(
        Method::POST,
        "/api/v1/organisations",
        (Some(&token), json!({ "name": "Harbour Pike", "country": "GB" })),
    );
    let firm = made.await.json()["id"].as_str().expect("an id").to_owned();
    let clients = format!("/api/v1/organisations/{firm}/clients");
    for (query, field, code) in [
        ("?serach=x", "serach", "unknown_field"),
        ("?state=active&limit=2&Limit=3", "Limit", "unknown_field"),
        ("?state=active&state=ended", "state", "repeated"),
        ("?limit=0", "limit", "out_of_range"),
    ] {
        let answer = site.program(&format!("{clients}{query}"), Some(&token)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert_eq!(answer.json()["fields"][0]["field"], field, "{query}");
        assert_eq!(answer.json()["fields"][0]["code"], code, "{query}");
    }
    let known = site.program(&format!("{clients}?state=active&limit=2"), Some(&token)).await;
    assert_eq!(known.status, StatusCode::OK, "{}", known.body);
}

#[tokio::test]
async fn every_reference_of_the_description_leads_somewhere() {
    let site = Site::open().await;
    let document = site.program("/api/openapi.json", None).await;
    let schemas = document.json()["components"]["schemas"].clone();
    let text = &document.body;
    let names: Vec<&str> =
        text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(names.len() > 50, "only {} references", names.len());
    for name in names {
        assert!(schemas[name].is_object(), "{name} is referred to and not described");
    }
}

#[tokio::test]
async fn the_description_is_whole() {
    let site = Site::open().await;
    let text = site.program("/api/openapi.json", None).await;
    assert_eq!(text.header("content-type"), "application/json");
    let document = text.json();
    assert!(document["openapi"].as_str().expect("a version").starts_with("3.1"));
    assert_eq!(document["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
    let mut ids = std::collections::BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let problem = &operation["responses"]["default"]["content"]["application/problem+json"];
            assert!(problem.is_object(), "{method} {path}");
            let id = operation["operationId"].as_str().expect("an id");
            assert!(ids.insert(id.to_owned()), "{id} stands twice: name the handler by verb and noun");
            let says = operation["summary"].as_str().unwrap_or_default();
            assert!(!says.is_empty(), "{method} {path} says nothing");
        }
    }
}
