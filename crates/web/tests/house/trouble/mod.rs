//! Trouble on every route: strangers, neighbours, leavers and programs ask for everything there is.
//!
//! What there is comes from [`web::routes`], never from a list of ours: a route whose parameters or body these
//! files do not know fails the tests, so that every new route is asked, too.

mod bodies;
mod coverage;
mod foreign;
mod identities;
mod matrix;
mod odd_values;
mod requests;
mod revocation;
mod unsafe_routes;
mod world;
