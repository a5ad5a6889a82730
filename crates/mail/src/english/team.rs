//! Branch addresses and the firm's team.

use super::{button, fact, name, paragraph, roles};
use crate::body::{Body, Section, Wording};
use crate::letter::{ConfirmBranchAddress, TeamInvitation, TeamInvitationAccepted};

impl Wording for ConfirmBranchAddress {
    fn body(&self) -> Body {
        let (organisation, branch) = (name(&self.organisation), name(&self.branch));
        let until = name(&self.until);
        Body {
            subject: format!("{organisation} wants client invitations sent here"),
            preheader: format!("For the {branch} branch. Confirm until {until}."),
            opening: format!("{organisation} named this address as that of its {branch} branch."),
            sections: vec![
                Section::Facts(vec![fact("Firm", organisation), fact("Branch", branch)]),
                paragraph(
                    "Once confirmed, companies can invite the branch by this address. Until then their \
                     invitations wait, and nobody sees them.",
                ),
            ],
            button: button("Confirm the branch address", &self.link),
            note: Some(format!("The link opens a page where you confirm. It works once, until {until}.")),
            because: "it was entered as a branch address. If it is not yours to give, do nothing.".to_owned(),
            ..Body::default()
        }
    }
}

impl Wording for TeamInvitation {
    fn body(&self) -> Body {
        let (inviter, organisation) = (name(&self.inviter), name(&self.organisation));
        let days = if self.days == 1 { "1 day".to_owned() } else { format!("{} days", self.days) };
        Body {
            subject: format!("{inviter} invites you to {organisation}"),
            preheader: format!("Join the team. The link works for {days}."),
            opening: format!("{inviter} asks you to join the team of {organisation}."),
            sections: vec![roles(&self.branch_roles)],
            button: button("Review the invitation", &self.link),
            note: Some(format!(
                "Nothing happens until you join on the next page. The link works for {days}, for this address only."
            )),
            because: "a firm invited it to its team. If you do not know them, do nothing.".to_owned(),
            ..Body::default()
        }
    }
}

impl Wording for TeamInvitationAccepted {
    fn body(&self) -> Body {
        let (person, organisation) = (name(&self.person), name(&self.organisation));
        Body {
            subject: format!("{person} joined {organisation}"),
            preheader: "They can work now, with the roles you gave.".to_owned(),
            opening: format!("{person} accepted your invitation to the team of {organisation}."),
            sections: vec![
                roles(&self.branch_roles),
                paragraph("They see the clients that they are assigned to. Assign them on a client’s page."),
            ],
            button: button("Open the team", &self.link),
            note: Some("The link opens the team page after sign-in.".to_owned()),
            because: "you sent the invitation.".to_owned(),
            ..Body::default()
        }
    }
}
