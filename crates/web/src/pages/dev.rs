//! `/dev/mail`: the mails of a demonstration, which leaves none of them unread. Not there otherwise.

use crate::extract::{Path, Visitor};
use crate::views::dev::{Mail, MailLine, Mails, TextPiece};
use crate::when::when;
use crate::{Answer, Routes, answer};
use app::mail::{FolderPost, StoredMail};
use kernel::{Fault, Moment, Refusal};

/// The most mails in the list.
const MOST: usize = 200;

pub(super) fn routes() -> Routes {
    Routes::public().show("/dev/mail", list).show("/dev/mail/{file}", one)
}

fn folder(visitor: &Visitor) -> Result<&FolderPost, Refusal> {
    visitor.web.settings.mails.as_ref().ok_or(Refusal::NotFound)
}

fn line(mail: &StoredMail) -> MailLine {
    MailLine {
        subject: mail.subject.clone(),
        to: mail.to.clone(),
        at: when(Moment::from_micros(mail.dated_us.unwrap_or_default())),
        url: format!("/dev/mail/{}", mail.file),
    }
}

async fn list(visitor: Visitor) -> Answer {
    let mails = folder(&visitor)?.list(MOST).await.map_err(Fault::internal)?;
    answer::page(&Mails { shell: visitor.public_shell("Mails"), mails: mails.iter().map(line).collect() })
}

async fn one(visitor: Visitor, Path(file): Path<String>) -> Answer {
    let mail = folder(&visitor)?.find(&file).await.map_err(Fault::internal)?.ok_or(Refusal::NotFound)?;
    // The text alone: the content policy allows no inline style, and the other part has nothing else.
    answer::page(&Mail {
        shell: visitor.public_shell(&mail.subject),
        line: line(&mail),
        from: mail.from.clone(),
        text: pieces(&mail.text, &visitor.web.settings.base_url),
    })
}

/// The text, with links to this server set apart, so that they can be followed. No other link can.
fn pieces(text: &str, base_url: &str) -> Vec<TextPiece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(base_url) {
        let (before, from) = rest.split_at(at);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        let (link, after) = from.split_at(end);
        pieces.push(TextPiece::Words(before.to_owned()));
        let own = link[base_url.len()..].is_empty() || link[base_url.len()..].starts_with('/');
        let path = link[base_url.len()..].to_owned();
        pieces.push(if own { TextPiece::Link(path) } else { TextPiece::Words(link.to_owned()) });
        rest = after;
    }
    pieces.push(TextPiece::Words(rest.to_owned()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_to_this_server_can_be_followed() {
        let text =
            "Go to http://localhost:1/confirm/x now.\nhttp://localhost:1.evil.test/y https://evil.test";
        let links: Vec<String> = pieces(text, "http://localhost:1")
            .into_iter()
            .filter_map(|piece| match piece {
                TextPiece::Link(link) => Some(link),
                TextPiece::Words(_) => None,
            })
            .collect();
        assert_eq!(links, ["/confirm/x"]);
    }
}
