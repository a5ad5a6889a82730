//! A whole site on a scratch database, and browsers and programs that ask it.

use app::identity::{PasswordOf, Passwords};
use app::keys::Purpose;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use kernel::{EmailAddress, Id as _, UserId};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use testkit::House;
use tower::ServiceExt as _;
use web::{Routes, Settings, Web};

/// A site.
pub struct Site {
    pub house: House,
    pub web: Web,
    router: Router,
}

/// The password of everybody in these tests.
pub const PASSWORD: &str = testkit::PASSWORD;

static KEYS: AtomicU32 = AtomicU32::new(0);

impl Site {
    pub async fn open() -> Self {
        Self::with(Routes::pages()).await
    }

    /// With pages that only a test has.
    pub async fn with(further: Routes) -> Self {
        Self::build(House::on_sqlite().await, further)
    }

    /// Over a house of either engine.
    pub fn over(house: House) -> Self {
        Self::build(house, Routes::pages())
    }

    fn build(house: House, further: Routes) -> Self {
        // Little memory: these tests sign in a lot.
        let passwords = Passwords::with_cost(house.app.core.entropy.clone(), 64).expect("a cost");
        let web = Web::new(house.app.clone(), passwords, Settings::new("https://books.test"));
        let router = web::router_with(web.clone(), further);
        Self { house, web, router }
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser { site: self, cookies: Vec::new() }
    }

    pub async fn ask(&self, request: Request<Body>) -> Answered {
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        Answered::read(response).await
    }

    /// An answer that does not end by itself.
    pub async fn open_stream(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.expect("the router never fails")
    }

    /// `GET` of a program.
    pub async fn program(&self, path: &str, token: Option<&str>) -> Answered {
        let mut request = Request::get(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.ask(request.body(Body::empty()).expect("a request")).await
    }

    /// A program that changes something, with a new key.
    pub async fn command(
        &self,
        method: Method,
        path: &str,
        (token, body): (Option<&str>, serde_json::Value),
    ) -> Answered {
        let key = format!("key-of-a-call-{}", KEYS.fetch_add(1, SeqCst));
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("idempotency-key", key)
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.ask(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    /// A token of a person with [`PASSWORD`].
    pub async fn token(&self, name: &str) -> String {
        let email = format!("{}@example.test", name.to_lowercase());
        let wish = serde_json::json!({ "email": email, "password": PASSWORD, "name": "a script" });
        let answer = self.command(Method::POST, "/api/v1/tokens", (None, wish)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        answer.json()["token"].as_str().expect("a token").to_owned()
    }

    /// The secret of a person's link.
    pub fn secret(&self, purpose: Purpose, user: UserId, generation: i64) -> String {
        self.house.app.core.keys.link_secret(purpose, user.bytes(), generation)
    }

    /// A confirmed person with [`PASSWORD`].
    pub async fn person(&self, name: &str) -> UserId {
        let email =
            EmailAddress::parse(&format!("{}@example.test", name.to_lowercase())).expect("an address");
        let password = app::identity::Password::new(PASSWORD.to_owned(), &[]).expect("a good password");
        let register = app::identity::Register {
            email: email.clone(),
            name: kernel::PersonName::parse(name).expect("a name"),
            password_hash: self.web.passwords.hash(password).await.expect("a hash"),
        };
        let (app, nobody) = (&self.house.app, self.house.nobody());
        app.run(&nobody, None, register).await.expect("signs up");
        let user = app.read(&nobody, PasswordOf { email }).await.expect("asks").expect("is there").user;
        let secret = app.core.keys.link_secret(Purpose::ConfirmEmail, user.bytes(), 1);
        app.run(&nobody, None, app::identity::ConfirmEmail { secret }).await.expect("confirms");
        user
    }

    /// A browser in which this person has signed in.
    pub async fn signed_in(&self, name: &str) -> Browser<'_> {
        self.person(name).await;
        let mut browser = self.browser();
        let email = format!("{}@example.test", name.to_lowercase());
        let answer =
            browser.send("/sign-in", &[("email", &email), ("password", PASSWORD), ("next", "")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }
}

/// A browser with its cookies.
pub struct Browser<'s> {
    pub site: &'s Site,
    pub cookies: Vec<(String, String)>,
}

impl Browser<'_> {
    pub async fn get(&mut self, path: &str) -> Answered {
        let request = self.request(Method::GET, path).body(Body::empty()).expect("a request");
        self.ask(request).await
    }

    /// Posts a form from its own page, with a new key.
    pub async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let body = form(fields);
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        self.ask(request).await
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder().method(method).uri(path).header(header::HOST, "books.test");
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies.join("; ")) }
    }

    pub async fn ask(&mut self, request: Request<Body>) -> Answered {
        let answer = self.site.ask(request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie is text");
            let pair = text.split(';').next().expect("a pair");
            let (name, value) = pair.split_once('=').expect("a name and a value");
            self.cookies.retain(|(known, _)| known != name);
            if !text.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }
}

/// Fields as a browser sends them, with a key that no other form has.
pub fn form(fields: &[(&str, &str)]) -> String {
    let key = format!("key-of-a-form-{}", KEYS.fetch_add(1, SeqCst));
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields).append_pair("idempotency_key", &key);
    body.finish()
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answered {
    async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 8 << 20).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Self { status: parts.status, headers: parts.headers, body }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// The stable code of a problem.
    pub fn code(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.body);
        let problem: serde_json::Value = serde_json::from_str(&self.body).expect("JSON");
        assert_eq!(problem["status"], self.status.as_u16());
        assert_eq!(problem["instance"], self.header("x-request-id"));
        problem["code"].as_str().expect("a code").to_owned()
    }
}
