//! The door to the database: one SQL text, two engines, one transaction type.
//!
//! Owns: [`Db`], [`Read`], [`Tx`], [`Row`], `sql!`, migrations, the differences between the engines.
//! Promises: a write is wholly there or wholly absent; nothing is answered before it is durable.
//! Never: knows what a table means. It is the only crate that names a database driver.

mod db;
pub mod faults;
mod flight;
mod lite;
pub mod migrate;
mod pg;
pub mod schema;
pub mod scratch;
pub mod sql;
pub mod statements;
mod stats;
mod tx;
mod value;
mod wall;

pub use db::{Db, DbOptions, Reading, Writing};
pub use faults::FaultPlan;
pub use migrate::Migration;
pub use pg::Notices;
pub use sql::Sql;
pub use stats::{Figures, Stats};
pub use tx::{Engine, Read, Tx};
pub use value::{P, Row, id, opt_id};
pub use wall::{ROLE, Reach};

#[doc(hidden)]
pub use inventory;
