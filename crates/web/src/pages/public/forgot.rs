//! A forgotten password: the same answer whatever the address is.

use crate::extract::{Form, Visitor};
use crate::views::identity::{CheckMail, Forgot};
use crate::{Answer, answer};
use app::identity::RequestReset;
use kernel::EmailAddress;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    email: String,
}

pub(super) async fn show(visitor: Visitor) -> Answer {
    answer::page(&view(&visitor, String::new()))
}

pub(super) async fn send(visitor: Visitor, form: Form<Typed>) -> Answer {
    let typed = form.input.email;
    let email = match EmailAddress::parse(&typed) {
        Ok(email) => email,
        Err(error) => {
            let mut page = view(&visitor, typed);
            page.form = visitor.refused_form("forgot", kernel::Refusal::Invalid(vec![error.at("email")]))?;
            return answer::refused(&page);
        }
    };
    visitor.web.app.run(&visitor.actor, None, RequestReset { email }).await?;
    answer::page(&CheckMail {
        shell: visitor.public_shell("Check your mail"),
        email: typed,
        holds: "a link that sets a new password".to_owned(),
        lifetime: "ten minutes".to_owned(),
        form: visitor.form("again"),
        again_url: "/forgot".to_owned(),
        dev_mail: visitor.web.settings.mails.is_some().then(|| "/dev/mail".to_owned()),
    })
}

fn view(visitor: &Visitor, email: String) -> Forgot {
    Forgot { shell: visitor.public_shell("Forgot the password"), form: visitor.form("forgot"), email }
}
