//! The firm's tables, a file per noun.

mod branch;
mod invitation;
mod member;
mod organisation;
mod shell;

pub use branch::*;
pub use invitation::*;
pub use member::*;
pub use organisation::*;
pub use shell::*;
