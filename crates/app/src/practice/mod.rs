//! The firm: organisation, branches, members, team invitations.
//!
//! Owns: the tables `organisation`, `branch`, `branch_address`, `member`, `branch_member`,
//! `team_invitation`, and a person's row in `membership` for a firm.
//! Promises: one role per person and branch; a firm never loses its last Super Admin.
//! Never: holds clients; those are `clients`.

mod create_organisation;
mod events;
mod store;

pub use create_organisation::{CreateOrganisation, OrganisationCreated};
