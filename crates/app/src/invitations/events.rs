//! What happens to invitations.

use crate::Tenant;
use crate::audit::LeafDraft;
use crate::clients::{Colleague, Company, Firm};
use crate::door::DomainEvent;
use crate::invitations::store::Invitation;
use crate::invitations::{RejectReason, letters};
use crate::mail::LetterDraft;
use crate::realtime::{Hint, Topic};
use kernel::{ConnectionId, OrganisationId, UserId};

/// Something happened to an invitation.
pub(super) enum InvitationEvent<'e> {
    /// A company sent it.
    Sent(Sent<'e>),
    /// The branch whose address it was sent to has confirmed that address.
    Routed { invitation: &'e Invitation, company: &'e str, firm: &'e Firm },
    /// The person it was sent to has opened it.
    Opened { invitation: &'e Invitation, company: &'e str },
    /// Somebody else has opened it.
    Refused { invitation: &'e Invitation },
    /// Whoever holds its link asks for another, perhaps to an address of her own.
    AskedAgain { invitation: &'e Invitation, company: &'e Company, instead: Option<&'e str> },
    /// The company took it back.
    Withdrawn(Withdrawn<'e>),
    /// The firm said yes.
    Accepted(Accepted<'e>),
    /// The firm said no; thirty seconds to think again.
    RejectionStarted {
        invitation: &'e Invitation,
        organisation: OrganisationId,
        company: &'e str,
        reason: RejectReason,
        by: UserId,
    },
    /// It thought again.
    RejectionUndone { invitation: &'e Invitation, organisation: OrganisationId, company: &'e str, by: UserId },
    /// It is final.
    Rejected(Rejected<'e>),
    /// Nobody answered in its time.
    Expired { invitation: &'e Invitation, company: &'e str },
    /// It has waited for a day.
    Reminded {
        invitation: &'e Invitation,
        company: &'e str,
        firm: Option<&'e Firm>,
        addresses: Vec<String>,
        hours: i64,
    },
}

/// An invitation was sent.
pub(super) struct Sent<'e> {
    pub invitation: &'e Invitation,
    pub company: &'e Company,
    pub firm: Option<&'e Firm>,
    /// Where mails go.
    pub addresses: Vec<String>,
    /// The person whose confirmed address it is.
    pub reader: Option<UserId>,
}

/// An invitation was taken back.
pub(super) struct Withdrawn<'e> {
    pub invitation: &'e Invitation,
    pub company: &'e str,
    pub firm: Option<&'e Firm>,
    pub reader: Option<UserId>,
}

/// An invitation was accepted.
pub(super) struct Accepted<'e> {
    pub invitation: &'e Invitation,
    pub connection: ConnectionId,
    pub company: &'e Company,
    pub firm: &'e Firm,
    pub accountant: &'e str,
    pub people: &'e [Colleague],
}

/// A rejection became final.
pub(super) struct Rejected<'e> {
    pub invitation: &'e Invitation,
    pub company: &'e Company,
    pub organisation: OrganisationId,
    pub organisation_name: &'e str,
    pub branch_name: &'e str,
    pub accountant: &'e str,
    pub reason: RejectReason,
}

/// A leaf about an invitation.
fn leaf(tenant: impl Into<Tenant>, act: &'static str, invitation: &Invitation, company: &str) -> LeafDraft {
    LeafDraft::new(tenant, act).on("invitation", invitation.invitation).text("company", company)
}

impl Sent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        let (one, company) = (self.invitation, &self.company.name);
        let mut leaves = vec![
            leaf(one.books, "invitation.sent", one, company)
                .fact("level", one.preset.word())
                .text("email", &one.email)
                .text_opt("message", one.message.as_deref()),
        ];
        leaves.extend(self.firm.map(|firm| {
            leaf(firm.organisation, "invitation.received", one, company)
                .fact("branch", firm.branch.to_string())
                .fact("level", one.preset.word())
                .text_opt("message", one.message.as_deref())
        }));
        leaves
    }
}

impl Accepted<'_> {
    fn leaf(&self, tenant: impl Into<Tenant>) -> LeafDraft {
        LeafDraft::new(tenant, "connection.accepted")
            .on("connection", self.connection)
            .fact("invitation", self.invitation.invitation.to_string())
            .fact("branch", self.firm.branch.to_string())
            .fact("level", self.invitation.preset.word())
            .fact("people", self.people.iter().map(|person| person.user.to_string()).collect::<Vec<_>>())
            .text("company", &self.company.name)
            .text("firm", &self.firm.organisation_name)
            .text("accountant", self.accountant)
    }
}

impl Rejected<'_> {
    fn leaf(&self, tenant: impl Into<Tenant>) -> LeafDraft {
        leaf(tenant, "invitation.rejected", self.invitation, &self.company.name)
            .fact("reason", self.reason.word())
            .text("firm", self.organisation_name)
            .text("accountant", self.accountant)
            .text_opt("message", self.invitation.answer.as_deref())
    }
}

impl DomainEvent for InvitationEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::Sent(sent) => sent.leaves(),
            Self::Routed { invitation, company, firm } => vec![
                leaf(invitation.books, "invitation.routed", invitation, company)
                    .text("firm", &firm.organisation_name),
                leaf(firm.organisation, "invitation.received", invitation, company)
                    .fact("branch", firm.branch.to_string())
                    .fact("level", invitation.preset.word())
                    .text_opt("message", invitation.message.as_deref()),
            ],
            Self::Opened { invitation, company } => {
                vec![leaf(invitation.books, "invitation.opened", invitation, company)]
            }
            Self::Refused { invitation } => {
                vec![leaf(invitation.books, "invitation.refused", invitation, "").denied()]
            }
            Self::AskedAgain { invitation, company, instead } => vec![
                leaf(invitation.books, "invitation.asked_again", invitation, &company.name)
                    .text_opt("email", *instead),
            ],
            Self::Withdrawn(withdrawn) => {
                let (one, company) = (withdrawn.invitation, withdrawn.company);
                let mut leaves = vec![leaf(one.books, "invitation.withdrawn", one, company)];
                leaves.extend(one.organisation.map(|firm| leaf(firm, "invitation.withdrawn", one, company)));
                leaves
            }
            Self::Accepted(accepted) => {
                vec![accepted.leaf(accepted.company.books), accepted.leaf(accepted.firm.organisation)]
            }
            Self::RejectionStarted { invitation, organisation, company, reason, .. } => vec![
                leaf(*organisation, "rejection.started", invitation, company).fact("reason", reason.word()),
            ],
            Self::RejectionUndone { invitation, organisation, company, .. } => {
                vec![leaf(*organisation, "rejection.undone", invitation, company)]
            }
            Self::Rejected(rejected) => {
                vec![rejected.leaf(rejected.company.books), rejected.leaf(rejected.organisation)]
            }
            Self::Expired { invitation, company } => {
                let mut leaves = vec![leaf(invitation.books, "invitation.expired", invitation, company)];
                let firm = invitation.organisation;
                leaves.extend(firm.map(|firm| leaf(firm, "invitation.expired", invitation, company)));
                leaves
            }
            Self::Reminded { invitation, company, firm, hours, .. } => {
                let tenant = firm.map_or(invitation.books.into(), |firm| Tenant::from(firm.organisation));
                vec![leaf(tenant, "invitation.reminded", invitation, company).fact("hours", *hours)]
            }
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Sent(sent) => letters::sent(sent),
            Self::AskedAgain { invitation, company, instead } => {
                letters::asked_again(invitation, company, *instead)
            }
            Self::Withdrawn(withdrawn) => letters::withdrawn(withdrawn),
            Self::Accepted(accepted) => letters::accepted(accepted),
            Self::Rejected(rejected) => letters::rejected(rejected),
            Self::Reminded { invitation, company, firm, addresses, hours } => {
                letters::reminded(invitation, company, *firm, (addresses, *hours))
            }
            Self::Routed { .. }
            | Self::Opened { .. }
            | Self::Refused { .. }
            | Self::RejectionStarted { .. }
            | Self::RejectionUndone { .. }
            | Self::Expired { .. } => Vec::new(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        let access = |one: &Invitation| Hint::new(one.books, Topic::Access);
        let inbox = |firm: Option<OrganisationId>| firm.map(|firm| Hint::new(firm, Topic::Invitations));
        let own = |person: Option<UserId>| person.map(|person| Hint::new(person, Topic::Invitations));
        match self {
            Self::Sent(sent) => [Some(access(sent.invitation)), inbox(sent.invitation.organisation)]
                .into_iter()
                .chain([own(sent.reader)])
                .flatten()
                .collect(),
            Self::Routed { invitation, firm, .. } => {
                [Some(access(invitation)), inbox(Some(firm.organisation))].into_iter().flatten().collect()
            }
            Self::Opened { invitation, .. } => vec![access(invitation)],
            Self::Refused { .. } | Self::AskedAgain { .. } | Self::Reminded { .. } => Vec::new(),
            Self::Withdrawn(withdrawn) => {
                let one = withdrawn.invitation;
                let firm = inbox(one.organisation);
                [Some(access(one)), firm, own(withdrawn.reader)].into_iter().flatten().collect()
            }
            Self::Accepted(accepted) => accepted.hints(),
            Self::RejectionStarted { organisation, by, .. }
            | Self::RejectionUndone { organisation, by, .. } => {
                [inbox(Some(*organisation)), own(Some(*by))].into_iter().flatten().collect()
            }
            Self::Rejected(rejected) => {
                let firm = inbox(Some(rejected.organisation));
                [Some(access(rejected.invitation)), firm].into_iter().flatten().collect()
            }
            Self::Expired { invitation, .. } => {
                [Some(access(invitation)), inbox(invitation.organisation)].into_iter().flatten().collect()
            }
        }
    }
}

impl Accepted<'_> {
    fn hints(&self) -> Vec<Hint> {
        let organisation = self.firm.organisation;
        let mut hints = vec![
            Hint::new(self.company.books, Topic::Access),
            Hint::new(organisation, Topic::Invitations),
            Hint::new(organisation, Topic::Clients),
        ];
        for person in self.people {
            hints.push(Hint::new(person.user, Topic::Person));
        }
        hints
    }
}
