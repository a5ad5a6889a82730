//! A client's invitation, from asking to answer.

use super::{button, fact, name, paragraph, said};
use crate::body::{Body, Fact, Section, Wording};
use crate::letter::{
    AskedForInvitation, ClientInvites, InvitationAccepted, InvitationRejected, InvitationReminder,
    InvitationWithdrawn,
};

impl Wording for ClientInvites {
    fn body(&self) -> Body {
        let (company, owner) = (name(&self.company), name(&self.owner));
        let to = match self.branch.is_empty() {
            true => Asked::person(&self.until),
            false => Asked::branch(&name(&self.branch), &name(&self.organisation), &name(&self.until)),
        };
        let mut facts = vec![fact("Company", company.clone()), owner_fact(&owner, &self.owner_email)];
        facts.extend(to.fact);
        facts.extend([fact("They offer", name(&self.access)), fact("Payer", "The client, as before")]);
        let sections =
            said(self.message.as_deref(), None).into_iter().chain([Section::Facts(facts)]).collect();
        Body {
            subject: format!("{company} invites you to keep its books"),
            preheader: format!("{owner}, to {}. Answer within 48 hours.", to.whom),
            opening: format!("{owner} sent this to {} on {}.", to.whom, name(&self.sent)),
            sections,
            button: button("Review the invitation", &self.link),
            note: Some(to.note),
            because: to.because.to_owned(),
            ..Body::default()
        }
    }
}

/// How a letter speaks to whom a client asked: a branch, or one person whose firm nobody has named.
struct Asked {
    whom: String,
    fact: Option<Fact>,
    note: String,
    because: &'static str,
}

impl Asked {
    fn branch(branch: &str, organisation: &str, until: &str) -> Self {
        Self {
            whom: format!("your {branch} branch"),
            fact: Some(fact("Branch", branch)),
            note: format!(
                "You can accept or reject on the next page. The link works until {until}, under any sign-in \
                 of {organisation} that may answer."
            ),
            because: "a client invited this branch, and this address hears of its invitations.",
        }
    }

    fn person(until: &str) -> Self {
        let until = name(until);
        Self {
            whom: "you".to_owned(),
            fact: None,
            note: format!(
                "You can accept or reject on the next page, signed in under this address. The link works \
                 until {until}."
            ),
            because: "a company named this address as its accountant’s.",
        }
    }
}

/// "your Bristol branch", or "you" when one person was asked.
fn whom(branch: &str) -> String {
    match branch.is_empty() {
        true => "you".to_owned(),
        false => format!("your {} branch", name(branch)),
    }
}

/// Links the address only when it is made of letters, digits and `.` `_` `+` `-`: anything else could carry
/// a query into the `mailto:` URL, and reads as a name instead.
fn owner_fact(owner: &str, email: &str) -> Fact {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    let safe = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && local.chars().all(plain) && domain.chars().all(plain)
    });
    match safe {
        true => Fact { label: "Owner", value: owner.to_owned(), mailto: Some(email.to_owned()) },
        false => fact("Owner", format!("{owner}, {}", name(email))),
    }
}

impl Wording for InvitationAccepted {
    fn body(&self) -> Body {
        let (company, organisation) = (name(&self.company), name(&self.organisation));
        let (branch, accountant) = (name(&self.branch), name(&self.accountant));
        Body {
            subject: format!("{organisation} accepted and can work in your books"),
            preheader: format!("{accountant} answered for {company}. Nothing changes in who pays."),
            opening: format!("{accountant} accepted your invitation for {company}."),
            sections: vec![
                Section::Facts(vec![
                    fact("Company", company),
                    fact("Firm", organisation),
                    fact("Branch", branch),
                    fact("Accepted by", accountant),
                ]),
                paragraph(
                    "Nothing changes in who pays. What they open, change or export is in your Audit Trail, \
                     and you can end their access at any time.",
                ),
            ],
            button: button("See who has access", &self.link),
            note: Some("The link opens External Access after sign-in.".to_owned()),
            because: "you invited the firm.".to_owned(),
            ..Body::default()
        }
    }
}

impl Wording for InvitationRejected {
    fn body(&self) -> Body {
        let (company, organisation) = (name(&self.company), name(&self.organisation));
        let signature = format!("{}, {organisation}", name(&self.accountant));
        let reason = Section::Facts(vec![fact("Reason", name(&self.reason))]);
        let reassurance = paragraph(
            "They never had access to your books, and nothing in them has changed. You can invite another \
             accountant whenever you like.",
        );
        let words = said(self.message.as_deref(), Some(signature));
        let asked = match self.branch.is_empty() {
            true => format!("{} of {organisation}", name(&self.accountant)),
            false => format!("the {} branch of {organisation}", name(&self.branch)),
        };
        Body {
            subject: format!("{organisation} can’t take on your books"),
            preheader: "Their reason, and what you can do next. Nothing was shared.".to_owned(),
            opening: format!(
                "You invited {asked} to {company} on {}. This is their answer.",
                name(&self.sent)
            ),
            sections: [reason].into_iter().chain(words).chain([reassurance]).collect(),
            button: button("Invite another accountant", &self.link),
            note: Some("The link opens External Access after sign-in.".to_owned()),
            because: format!("you invited the firm to {company}."),
            ..Body::default()
        }
    }
}

impl Wording for InvitationWithdrawn {
    fn body(&self) -> Body {
        let company = name(&self.company);
        Body {
            subject: format!("{company} withdrew its invitation"),
            preheader: "It is off your list. There is nothing to answer.".to_owned(),
            opening: format!("{company} had invited {} and has taken that back.", whom(&self.branch)),
            sections: vec![paragraph(
                "The link in the earlier mail no longer works. The company can invite again.",
            )],
            because: "it was told of the invitation.".to_owned(),
            ..Body::default()
        }
    }
}

impl Wording for InvitationReminder {
    fn body(&self) -> Body {
        let (company, whom) = (name(&self.company), whom(&self.branch));
        let waiting = name(&self.waiting);
        let because = match self.branch.is_empty() {
            true => "a company named this address as its accountant’s.",
            false => "you may answer for this branch.",
        };
        Body {
            subject: format!("{company} waits for your answer"),
            preheader: format!("For {waiting}. A no helps them too."),
            opening: format!("{company} invited {whom} and has waited {waiting}."),
            sections: vec![paragraph(
                "A no helps them too: they can ask another firm. Nothing is decided by waiting.",
            )],
            button: button("Review the invitation", &self.link),
            note: Some("You can accept or reject on the next page.".to_owned()),
            because: because.to_owned(),
            ..Body::default()
        }
    }
}

impl Wording for AskedForInvitation {
    fn body(&self) -> Body {
        let (inviter, invited) = (name(&self.inviter), name(&self.invited));
        let (subject, opening) = match self.instead.is_empty() {
            true => (
                format!("A new invitation from {inviter} is asked for"),
                format!(
                    "Somebody opened the link that {inviter} sent to {invited}. It does not work any more, and \
                     they ask for a new one."
                ),
            ),
            false => {
                let instead = name(&self.instead);
                (
                    format!("{instead} asks to be invited by {inviter}"),
                    format!(
                        "Somebody signed in as {instead} opened the link that {inviter} sent to {invited}, and \
                         asks to be invited under their own address instead."
                    ),
                )
            }
        };
        Body {
            subject,
            preheader: "Nothing was sent or shared. You decide.".to_owned(),
            opening,
            sections: vec![paragraph(
                "If you know them, withdraw the invitation that waits and send another. If you do not, do \
                 nothing: the link gives no access to anything.",
            )],
            button: button("See the invitations", &self.link),
            note: Some("The link opens the page after sign-in.".to_owned()),
            because: "you sent the invitation.".to_owned(),
            ..Body::default()
        }
    }
}
