//! Routes as a value beside the router, so that tests can read what the site consists of.

use crate::Web;
use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};

/// For whom a route is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Anybody, signed in or not.
    Public,
    /// People with a session; others are led to the sign-in.
    Page,
    /// Programs with a token.
    Api,
}

/// One method of one address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// For whom.
    pub kind: Kind,
    /// The template of the address: `/books/{books}/entries`.
    pub path: String,
    /// GET, POST, …
    pub method: String,
    /// Its handler: `profile::name::send`.
    pub name: String,
    /// The command it runs ([`app::door::Command::NAME`]), when it changes anything.
    pub command: Option<String>,
}

/// The routes of one noun: a router, and the same as data.
pub struct Routes {
    kind: Kind,
    router: Router<Web>,
    list: Vec<Route>,
}

impl Routes {
    /// Pages that need a session.
    #[must_use]
    pub fn pages() -> Self {
        Self { kind: Kind::Page, router: Router::new(), list: Vec::new() }
    }

    /// Addresses for anybody.
    #[must_use]
    pub fn public() -> Self {
        Self { kind: Kind::Public, router: Router::new(), list: Vec::new() }
    }

    /// `GET path`: shows, and changes nothing.
    #[must_use]
    pub fn show<H: Handler<T, Web>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add(Method::GET, path, None, handler)
    }

    /// `POST path`: runs `command`, named by its [`app::door::Command::NAME`].
    #[must_use]
    pub fn send<H: Handler<T, Web>, T: 'static>(self, path: &str, command: &str, handler: H) -> Self {
        self.add(Method::POST, path, Some(command), handler)
    }

    fn add<H, T>(mut self, method: Method, path: &str, command: Option<&str>, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.list.push(Route {
            kind: self.kind,
            path: path.to_owned(),
            method: method.to_string(),
            name: name_of::<H>(),
            command: command.map(ToOwned::to_owned),
        });
        let filter = if method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
        self.router = self.router.route(path, on(filter, handler));
        self
    }

    /// Both together. The kind of each route stays what it was.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    /// The router alone.
    pub fn into_router(self) -> Router<Web> {
        self.router
    }

    /// The data alone.
    #[must_use]
    pub fn into_list(self) -> Vec<Route> {
        self.list
    }
}

/// The path of a handler's function below `pages`.
fn name_of<H>() -> String {
    let path = std::any::type_name::<H>();
    let path = path.strip_prefix("web::").unwrap_or(path);
    path.strip_prefix("pages::").unwrap_or(path).to_owned()
}
