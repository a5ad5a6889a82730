//! The portal's catalogue of permissions, in the words of the product.

macro_rules! permissions {
    ($($category:literal { $($variant:ident $label:literal),+ $(,)? })+) => {
        /// A single capability in a branch of a firm.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Permission { $($(#[doc = $label] $variant,)+)+ }

        impl Permission {
            /// All of them, by category.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)+)+];
            /// The name people read; also what a refusal names.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $($(Self::$variant => $label,)+)+ }
            }
            /// The tab it stands under.
            #[must_use]
            pub fn category(self) -> &'static str {
                match self { $($(Self::$variant => $category,)+)+ }
            }
        }
    };
}

permissions! {
    "Organisation" {
        ViewOrganisation "View Organisation", UpdateBranch "Update Branch", DeleteBranch "Delete Branch",
        AddBranch "Add Branch",
    }
    "Billing" { ViewBilling "View Billing", ManageBilling "Manage Billing" }
    "Team" {
        ViewTeamMembers "View Team Members", InviteTeamMembers "Invite Team Members",
        RemoveTeamMembers "Remove Team Members", ChangeRoles "Change Roles", AddToBranches "Add to Branches",
        ViewTeamPermissions "View Team Permissions", ManageTeamPermissions "Manage Team Permissions",
    }
    "Parent Roles" {
        ViewParentRoles "View Parent Roles", GrantParentRoles "Grant Parent Roles",
        UpdateParentRoles "Update Parent Roles", RevokeParentRoles "Revoke Parent Roles",
        ParentAdmin "Parent Admin",
    }
    "Clients" {
        ViewAllClients "View All Clients", ViewAssignedClients "View Assigned Clients",
        CreateClients "Create Clients", DeleteClients "Delete Clients", UpdateClients "Update Clients",
        SyncClients "Sync Clients", ViewClientNotes "View Client Notes", UpdateClientNotes "Update Client Notes",
        AnswerInvitations "Answer Client Invitations",
    }
    "Access Control" {
        GrantClientAccess "Grant Client Access", RevokeClientAccess "Revoke Client Access",
        UpdateClientAccess "Update Client Access", ViewAccessHistory "View Access History",
    }
    "Audit & Reports" { ViewAuditLogs "View Audit Logs", ViewReports "View Reports" }
    "Security" { ResetMfa "Reset MFA" }
}
