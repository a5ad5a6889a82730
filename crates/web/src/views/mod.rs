//! The look: one struct per page, with the words that stand on it.
//!
//! Owns: templates, the frames around them, the assets. Promises: a page is a plain value; what it shows is
//! what its fields say, in the reader's language and format, and it needs neither database nor clock. Every
//! page works without JavaScript, and nothing in it breaks a content security policy of `'self'`. Never:
//! decides who may see or do something, computes a figure, or reads a request.
//!
//! A dialog is a page whose form stands in `{% block dialog %}`: `as_dialog()` renders that form alone, for
//! a script that asked with `X-Fragment: dialog`.
//!
//! What the scripts expect of the handlers:
//!
//! * `X-Fragment: dialog` on GET: the dialog alone (`as_dialog()`), though a whole page is understood too.
//!   On POST: 422 and the dialog again when it is refused; when it is done, 204 with `X-Location: /where`
//!   (a redirect is followed as well, but the browser then asks for the page twice).
//! * `X-Fragment: live` on GET of a `data-live-src`: the element alone or the page around it, with the same
//!   id. 401 ends the live updates of the whole browser.
//! * `/live`: server-sent events. A message is `{"topic":"…"}` with one of the topics `invitations`,
//!   `clients`, `activity`, `access`; the event `end` asks for a new connection; 401 says that the session
//!   is over.
//! * Every POST form has a field `idempotency_key`.

pub mod assets;
pub mod audit;
pub mod books;
pub mod clients;
pub mod dashboard;
pub mod dev;
pub mod failure;
mod filters;
pub mod house;
pub mod identity;
pub mod invitations;
pub mod parts;
pub mod practice;
pub mod profile;
pub mod shell;
pub mod start;
pub mod team;
