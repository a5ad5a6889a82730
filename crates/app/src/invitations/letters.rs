//! What is written because of invitations, to whom.

use crate::access::Preset;
use crate::clients::{Company, Firm};
use crate::invitations::events::{Accepted, Rejected, Sent, Withdrawn};
use crate::invitations::store::Invitation;
use crate::keys::Purpose;
use crate::mail::{LetterDraft, LinkTo, day_words, moment_words};

/// "Admin access, no end date".
fn offer(preset: Preset) -> String {
    format!("{} access, no end date", preset.label())
}

/// To the branch and those who may answer, or to the address alone.
pub(super) fn sent(sent: &Sent<'_>) -> Vec<LetterDraft> {
    let (one, company) = (sent.invitation, sent.company);
    let zone = sent.firm.map_or(&company.zone, |firm| &firm.zone);
    let link = match sent.firm {
        Some(firm) => review_link(firm, one),
        None => LinkTo::secret(Purpose::ClientInvitation, one.invitation, one.generation),
    };
    let letter = mail::letter::ClientInvites {
        company: company.name.clone(),
        owner: one.owner_name.clone(),
        owner_email: one.owner_email.clone(),
        branch: sent.firm.map_or_else(String::new, |firm| firm.branch_name.clone()),
        organisation: sent.firm.map_or_else(String::new, |firm| firm.organisation_name.clone()),
        access: offer(one.preset),
        message: one.message.clone(),
        link,
        sent: moment_words(one.sent_at, zone),
        until: day_words(one.expires_at, zone),
    };
    let tenant = match sent.firm {
        Some(firm) => crate::Tenant::Organisation(firm.organisation),
        None => crate::Tenant::Books(one.books),
    };
    let to = |address: &String| LetterDraft::new(tenant, address, letter.clone());
    sent.addresses.iter().map(to).collect()
}

fn review_link(firm: &Firm, one: &Invitation) -> String {
    LinkTo::path(format!("/portal/{}/client-invitations/{}", firm.organisation, one.invitation))
}

/// To whoever had read it: the branch, or the person who had opened it.
pub(super) fn withdrawn(withdrawn: &Withdrawn<'_>) -> Vec<LetterDraft> {
    let one = withdrawn.invitation;
    let letter = |branch: &str| mail::letter::InvitationWithdrawn {
        company: withdrawn.company.to_owned(),
        branch: branch.to_owned(),
    };
    match withdrawn.firm {
        Some(firm) => {
            vec![LetterDraft::new(firm.organisation, &firm.branch_email, letter(&firm.branch_name))]
        }
        None if one.opened_at.is_some() => vec![LetterDraft::new(one.books, &one.email, letter(""))],
        None => Vec::new(),
    }
}

fn external_access(one: &Invitation) -> String {
    LinkTo::path(format!("/books/{}/external-access", one.books))
}

/// To the company's owner, as she is now.
fn owner_address<'a>(company: &'a Company, one: &'a Invitation) -> &'a str {
    company.owner.as_ref().map_or(one.owner_email.as_str(), |owner| owner.email.as_str())
}

pub(super) fn accepted(accepted: &Accepted<'_>) -> Vec<LetterDraft> {
    let (one, company) = (accepted.invitation, accepted.company);
    let letter = mail::letter::InvitationAccepted {
        company: company.name.clone(),
        organisation: accepted.firm.organisation_name.clone(),
        branch: accepted.firm.branch_name.clone(),
        accountant: accepted.accountant.to_owned(),
        link: external_access(one),
    };
    vec![LetterDraft::new(one.books, owner_address(company, one), letter)]
}

pub(super) fn rejected(rejected: &Rejected<'_>) -> Vec<LetterDraft> {
    let (one, company) = (rejected.invitation, rejected.company);
    let letter = mail::letter::InvitationRejected {
        company: company.name.clone(),
        organisation: rejected.organisation_name.to_owned(),
        branch: rejected.branch_name.to_owned(),
        accountant: rejected.accountant.to_owned(),
        sent: day_words(one.sent_at, &company.zone),
        reason: rejected.reason.label().to_owned(),
        message: one.answer.clone(),
        link: external_access(one),
    };
    vec![LetterDraft::new(one.books, owner_address(company, one), letter)]
}

/// To those who may answer at the branch, or to the person who was asked, who needs her link again.
pub(super) fn reminded(
    one: &Invitation,
    company: &str,
    firm: Option<&Firm>,
    (addresses, hours): (&[String], i64),
) -> Vec<LetterDraft> {
    let letter = mail::letter::InvitationReminder {
        company: company.to_owned(),
        branch: firm.map_or_else(String::new, |firm| firm.branch_name.clone()),
        waiting: waiting(hours),
        link: match firm {
            Some(firm) => review_link(firm, one),
            None => LinkTo::secret(Purpose::ClientInvitation, one.invitation, one.generation),
        },
    };
    let tenant = firm.map_or(one.books.into(), |firm| crate::Tenant::from(firm.organisation));
    let to = |address: &String| LetterDraft::new(tenant, address, letter.clone());
    addresses.iter().map(to).collect()
}

/// To the company's owner: somebody holds the link and asks for another.
pub(super) fn asked_again(one: &Invitation, company: &Company, instead: Option<&str>) -> Vec<LetterDraft> {
    let letter = mail::letter::AskedForInvitation {
        inviter: company.name.clone(),
        invited: one.email.clone(),
        instead: instead.unwrap_or_default().to_owned(),
        link: external_access(one),
    };
    vec![LetterDraft::new(one.books, owner_address(company, one), letter)]
}

/// "30 hours", "2 days".
fn waiting(hours: i64) -> String {
    match hours {
        ..48 => format!("{hours} hours"),
        _ => format!("{} days", hours / 24),
    }
}
