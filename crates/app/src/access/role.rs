//! Roles: groups of permissions with fixed defaults. One table in code, rendered to a golden file.

use crate::access::Permission;

macro_rules! stored_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $word:literal $label:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+ }
        impl $name {
            /// All of them, strongest first.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// As stored and in the API.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word,)+ } }
            /// The name people read.
            #[must_use]
            pub fn label(self) -> &'static str { match self { $(Self::$variant => $label,)+ } }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(word: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
                    .ok_or_else(|| format!("unknown {}: {word}", stringify!($name)))
            }
        }
    };
}
pub(crate) use stored_words;

stored_words! {
    /// What a member is in one branch.
    BranchRole {
        /// Everything in the branch.
        Owner "owner" "Owner",
        /// Clients and team; billing is read only.
        Admin "admin" "Admin",
        /// Assigned clients only.
        Member "member" "Member",
    }
}

stored_words! {
    /// What a member is in the whole firm, beside branch roles.
    ParentRole {
        /// Everything, in every branch.
        SuperAdmin "super_admin" "Super Admin",
        /// Reads what branches are charged.
        BillingAdmin "billing_admin" "Billing Admin",
        /// Reads all branches and their clients.
        Viewer "viewer" "Viewer",
    }
}

impl ParentRole {
    /// Whether the role holds a permission, in every branch.
    #[must_use]
    pub fn holds(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::SuperAdmin => true,
            Self::BillingAdmin => matches!(permission, P::ViewOrganisation | P::ViewBilling | P::ViewReports),
            Self::Viewer => matches!(
                permission,
                P::ViewOrganisation
                    | P::ViewBilling
                    | P::ViewTeamMembers
                    | P::ViewParentRoles
                    | P::ViewAllClients
                    | P::ViewAssignedClients
                    | P::ViewClientNotes
                    | P::ViewAccessHistory
                    | P::ViewAuditLogs
                    | P::ViewReports
            ),
        }
    }
}

impl BranchRole {
    /// Whether the role holds a permission in its branch.
    #[must_use]
    pub fn holds(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Owner => !matches!(
                permission,
                P::AddBranch
                    | P::GrantParentRoles
                    | P::UpdateParentRoles
                    | P::RevokeParentRoles
                    | P::ParentAdmin
                    | P::ViewParentRoles
            ),
            Self::Admin => matches!(
                permission,
                P::ViewOrganisation
                    | P::UpdateBranch
                    | P::ViewBilling
                    | P::ViewTeamMembers
                    | P::InviteTeamMembers
                    | P::RemoveTeamMembers
                    | P::ChangeRoles
                    | P::AddToBranches
                    | P::ViewTeamPermissions
                    | P::ViewAllClients
                    | P::ViewAssignedClients
                    | P::CreateClients
                    | P::DeleteClients
                    | P::UpdateClients
                    | P::SyncClients
                    | P::ViewClientNotes
                    | P::UpdateClientNotes
                    | P::AnswerInvitations
                    | P::GrantClientAccess
                    | P::RevokeClientAccess
                    | P::UpdateClientAccess
                    | P::ViewAccessHistory
                    | P::ViewAuditLogs
                    | P::ViewReports
            ),
            Self::Member => matches!(
                permission,
                P::ViewOrganisation
                    | P::ViewTeamMembers
                    | P::ViewAssignedClients
                    | P::ViewClientNotes
                    | P::UpdateClientNotes
            ),
        }
    }
}
