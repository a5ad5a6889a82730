//! Registration, confirmation and passwords.

use super::{PRODUCT, button, name, paragraph};
use crate::body::{Body, Link, Wording};
use crate::letter::{AlreadyRegistered, ConfirmEmail, PasswordChanged, ResetPassword};

/// Names nobody in subject or preheader: the address is not yet known to be the person's, and whoever typed
/// it could otherwise write a line into a stranger's inbox.
impl Wording for ConfirmEmail {
    fn body(&self) -> Body {
        Body {
            subject: format!("{PRODUCT} asks you to confirm this address"),
            preheader: format!("One step left. The link works until {}.", name(&self.until)),
            opening: format!("Hello {}. You registered with this address.", name(&self.person)),
            sections: vec![paragraph("Nothing can be opened or sent until the address is confirmed.")],
            button: button("Confirm this address", &self.link),
            note: Some(format!(
                "The link opens a page where you confirm. It works once, until {}.",
                name(&self.until)
            )),
            because: "someone registered with this address. If that was not you, do nothing: without the \
                      confirmation the registration lapses."
                .to_owned(),
            ..Body::default()
        }
    }
}

impl Wording for AlreadyRegistered {
    fn body(&self) -> Body {
        Body {
            subject: format!("{PRODUCT} already has a sign-in for this address"),
            preheader: "No second one was made. Nothing has changed.".to_owned(),
            opening: format!(
                "Hello {}. Someone registered with this address, and it already has a sign-in.",
                name(&self.person)
            ),
            sections: vec![paragraph(
                "One sign-in serves any number of firms and companies. Sign in, then add the new one there.",
            )],
            button: button("Sign in", &self.sign_in_link),
            note: Some("The link opens the sign-in page.".to_owned()),
            aside: Some(Link { label: "Choose a new password", url: self.reset_link.clone() }),
            because: "someone registered with this address again. If that was not you, nothing needs doing."
                .to_owned(),
        }
    }
}

impl Wording for ResetPassword {
    fn body(&self) -> Body {
        let minutes = self.minutes;
        Body {
            subject: format!("{PRODUCT} has a link for your new password"),
            preheader: format!("The link works for {minutes} minutes."),
            opening: format!("Hello {}. A new password was asked for.", name(&self.person)),
            sections: vec![paragraph("Your old password works until you choose a new one.")],
            button: button("Choose a new password", &self.link),
            note: Some(format!(
                "The link opens a page where you choose. It works once, for {minutes} minutes. Asking again \
                 ends this link."
            )),
            because: "someone asked for a new password for this address. If that was not you, do nothing: \
                      the old one stays."
                .to_owned(),
            ..Body::default()
        }
    }
}

impl Wording for PasswordChanged {
    fn body(&self) -> Body {
        let when = name(&self.when);
        Body {
            subject: format!("{PRODUCT} has a new password for your sign-in"),
            preheader: format!("Changed {when}."),
            opening: format!("Hello {}. Your password was changed on {when}.", name(&self.person)),
            sections: vec![paragraph(
                "If that was not you, go to the sign-in page at once, ask for a new password, and end the \
                 sessions that you do not know.",
            )],
            because: "it belongs to your sign-in. Changes of a password are always told.".to_owned(),
            ..Body::default()
        }
    }
}
