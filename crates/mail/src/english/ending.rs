//! The end of a connection, told to each side.

use super::{button, fact, name, paragraph, said};
use crate::body::{Body, Section, Wording};
use crate::letter::{ClientDisconnected, ClientDisconnectedByFirm, ConnectionEndedReceipt};

impl Wording for ClientDisconnectedByFirm {
    fn body(&self) -> Body {
        let (company, organisation) = (name(&self.company), name(&self.organisation));
        let when = name(&self.when);
        let reason =
            Section::Facts(vec![fact("Company", company.clone()), fact("Reason", name(&self.reason))]);
        let reassurance = paragraph(
            "Their whole team is out. You keep your books, your plan and every entry they made, and the \
             Audit Trail keeps what they did. You can invite them or another firm at any time.",
        );
        let words = said(self.note.as_deref(), Some(organisation.clone()));
        Body {
            subject: format!("{organisation} no longer keeps your books"),
            preheader: format!("Their access to {company} ended {when}."),
            opening: format!("{organisation} disconnected {company} on {when}."),
            sections: [reason].into_iter().chain(words).chain([reassurance]).collect(),
            button: button("See who has access", &self.link),
            note: Some("The link opens External Access after sign-in.".to_owned()),
            because: format!("you own {company}."),
            ..Body::default()
        }
    }
}

impl Wording for ClientDisconnected {
    fn body(&self) -> Body {
        let (company, organisation) = (name(&self.company), name(&self.organisation));
        let (by, when) = (name(&self.by), name(&self.when));
        let by_client = self.reason.is_empty();
        let subject = match by_client {
            true => format!("{company} ended your access to its books"),
            false => format!("{organisation} no longer keeps the books of {company}"),
        };
        let reason = (!by_client).then(|| Section::Facts(vec![fact("Reason", name(&self.reason))]));
        let rest = paragraph(
            "Your team lost access at once. The client keeps every entry you made, and your own Audit Trail \
             stays. Either side can invite the other again.",
        );
        Body {
            subject,
            preheader: format!("{by}, on {when}."),
            opening: format!("{by} disconnected {organisation} from {company} on {when}."),
            sections: reason.into_iter().chain([rest]).collect(),
            because: "this branch or you looked after this client.".to_owned(),
            ..Body::default()
        }
    }
}

impl Wording for ConnectionEndedReceipt {
    fn body(&self) -> Body {
        let (company, organisation) = (name(&self.company), name(&self.organisation));
        let when = name(&self.when);
        Body {
            subject: format!("{company} and {organisation} are disconnected"),
            preheader: format!("You ended it on {when}."),
            opening: format!("You ended the connection of {company} and {organisation} on {when}."),
            sections: vec![paragraph(
                "The firm's whole team lost access at once. The client keeps the books and every entry in \
                 them. Either side can invite the other again.",
            )],
            because: "you ended the connection. If that was not you, change your password at once."
                .to_owned(),
            ..Body::default()
        }
    }
}
