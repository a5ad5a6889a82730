//! The pages inside a company's books.
//!
//! Owns: what an owner and a delegate see there. Promises: whose books they are is said in the menu, in the
//! strip and first in the tab. Never: names another client of a firm.

pub mod access;
pub mod accounts;
pub mod entries;
pub mod overview;
pub mod settings;
pub mod trial_balance;
