//! One of every letter, with the same text in each field that a person can type.

use mail::Letter;
use mail::letter::*;

/// A link of ours, whole in every part that has one.
pub const LINK: &str = "https://books.example/x/inv_1?k=a-b_c&n=1";

pub fn every_letter(typed: &str) -> Vec<Letter> {
    [sign_in(typed), team(typed), invitation(typed), ending(typed)].concat()
}

fn sign_in(typed: &str) -> Vec<Letter> {
    let (text, link) = (typed.to_owned(), LINK.to_owned());
    vec![
        ConfirmEmail { person: text.clone(), link: link.clone(), until: text.clone() }.into(),
        AlreadyRegistered { person: text.clone(), sign_in_link: link.clone(), reset_link: link.clone() }
            .into(),
        ResetPassword { person: text.clone(), link, minutes: 10 }.into(),
        PasswordChanged { person: text.clone(), when: text }.into(),
    ]
}

fn team(typed: &str) -> Vec<Letter> {
    let (text, link) = (typed.to_owned(), LINK.to_owned());
    let branch_roles = vec![(text.clone(), text.clone()), ("Bath".to_owned(), "Bookkeeper".to_owned())];
    vec![
        ConfirmBranchAddress {
            organisation: text.clone(),
            branch: text.clone(),
            link: link.clone(),
            until: text.clone(),
        }
        .into(),
        TeamInvitation {
            inviter: text.clone(),
            organisation: text.clone(),
            branch_roles: branch_roles.clone(),
            link: link.clone(),
            days: 7,
        }
        .into(),
        TeamInvitationAccepted { person: text.clone(), organisation: text, branch_roles, link }.into(),
    ]
}

fn invitation(typed: &str) -> Vec<Letter> {
    let (text, link) = (typed.to_owned(), LINK.to_owned());
    vec![
        ClientInvites {
            company: text.clone(),
            owner: text.clone(),
            owner_email: text.clone(),
            branch: text.clone(),
            organisation: text.clone(),
            access: text.clone(),
            message: Some(text.clone()),
            link: link.clone(),
            sent: text.clone(),
            until: text.clone(),
        }
        .into(),
        InvitationAccepted {
            company: text.clone(),
            organisation: text.clone(),
            branch: text.clone(),
            accountant: text.clone(),
            link: link.clone(),
        }
        .into(),
        InvitationRejected {
            company: text.clone(),
            organisation: text.clone(),
            branch: text.clone(),
            accountant: text.clone(),
            sent: text.clone(),
            reason: text.clone(),
            message: Some(text.clone()),
            link: link.clone(),
        }
        .into(),
        InvitationWithdrawn { company: text.clone(), branch: text.clone() }.into(),
        InvitationReminder {
            company: text.clone(),
            branch: text.clone(),
            waiting: text.clone(),
            link: link.clone(),
        }
        .into(),
        AskedForInvitation {
            inviter: text.clone(),
            invited: text.clone(),
            instead: text.clone(),
            link: link.clone(),
        }
        .into(),
        AskedForInvitation { inviter: text.clone(), invited: text, instead: String::new(), link }.into(),
    ]
}

fn ending(typed: &str) -> Vec<Letter> {
    let (text, link) = (typed.to_owned(), LINK.to_owned());
    vec![
        ClientDisconnectedByFirm {
            company: text.clone(),
            organisation: text.clone(),
            reason: text.clone(),
            note: Some(text.clone()),
            when: text.clone(),
            link,
        }
        .into(),
        ClientDisconnected {
            company: text.clone(),
            organisation: text.clone(),
            by: text.clone(),
            reason: text.clone(),
            when: text.clone(),
        }
        .into(),
        ConnectionEndedReceipt { company: text.clone(), organisation: text.clone(), when: text }.into(),
    ]
}
