//! What the letters say, how they render, and how they are kept and read again.

#![allow(clippy::unwrap_used)]

mod samples;

use mail::letter::{ClientInvites, InvitationRejected, InvitationWithdrawn};
use mail::{FolderPost, Letter, Mail, Mailbox, Unwritable, reader};
use samples::{LINK, every_letter};

const HOSTILE: &str = "Pay <b>now</b>\r\nBcc: victim@evil.test\u{0}\u{202E}http://evil.test/x \u{200B}www.evil.test\"'& =?utf-8?b?aHR0cDovL2V2aWwudGVzdA==?=";

fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox::new(Some(name), address).unwrap()
}

fn mail(letter: impl Into<Letter>) -> Mail {
    Mail {
        to: mailbox("Matteo Ferri", "matteo@sottocoffee.example"),
        from: mailbox("Countinghouse", "post@books.example"),
        reply_to: None,
        letter: letter.into(),
        message_id_seed: "obx_018f-1".to_owned(),
        dated_us: 1_795_018_449_123_456,
    }
}

fn invites() -> ClientInvites {
    ClientInvites {
        company: "Sotto Coffee Roasters Ltd".to_owned(),
        owner: "Matteo Ferri".to_owned(),
        owner_email: "matteo@sottocoffee.example".to_owned(),
        branch: "Bristol".to_owned(),
        organisation: "Harbour & Pike LLP".to_owned(),
        access: "Admin access, no end date".to_owned(),
        message: Some("We have two cafés.\n\nCould you take over?".to_owned()),
        link: LINK.to_owned(),
        sent: "18 November at 17:40".to_owned(),
        until: "18 December".to_owned(),
    }
}

#[test]
fn an_invitation_reads_in_the_order_of_the_design() {
    let letter = Letter::from(invites());
    assert_eq!(letter.subject(), "Sotto Coffee Roasters Ltd invites you to keep its books");
    let to = mailbox("Bristol", "bristol@harbourpike.example");
    let expected = "\
Sotto Coffee Roasters Ltd invites you to keep its books
================================================================

Matteo Ferri sent this to your Bristol branch on 18 November at 17:40.

> We have two cafés.
> Could you take over?

Company: Sotto Coffee Roasters Ltd
Owner: Matteo Ferri, matteo@sottocoffee.example
Branch: Bristol
They offer: Admin access, no end date
Payer: The client, as before

Review the invitation:
https://books.example/x/inv_1?k=a-b_c&n=1

You can accept or reject on the next page. The link works until 18 December, under any sign-in of Harbour & Pike LLP that may answer.

----------------------------------------------------------------
Sent to bristol@harbourpike.example because a client invited this branch, and this address hears of its invitations.
";
    assert_eq!(letter.text(&to), expected.trim_end());
}

#[test]
fn both_parts_say_the_same_in_the_same_order() {
    for letter in every_letter("Marlow and Finch") {
        let to = mailbox("Ada", "ada@firm.example");
        let html = letter.html(&to);
        let page = html.split("<h1").nth(1).unwrap();
        let mut rest = page;
        for line in letter.text(&to).lines() {
            let line = line.trim_start_matches("> ").trim_start();
            if line.is_empty()
                || line.starts_with("---")
                || line.starts_with("===")
                || line.starts_with("http")
                || line.ends_with(':')
            {
                continue;
            }
            for piece in line.split(": ").filter(|piece| !piece.is_empty()) {
                let escaped = piece.replace('\'', "&#39;");
                let at = rest.find(&escaped).unwrap_or_else(|| panic!("{piece:?} is not next in {page}"));
                rest = &rest[at..];
            }
        }
    }
}

#[test]
fn a_rejection_gives_reason_words_reassurance_and_the_next_step() {
    let letter = Letter::from(InvitationRejected {
        company: "Sotto".to_owned(),
        organisation: "Harbour & Pike".to_owned(),
        branch: "Bristol".to_owned(),
        accountant: "Asha Raman".to_owned(),
        sent: "18 November".to_owned(),
        reason: "No capacity at the moment".to_owned(),
        message: Some("Not before February.".to_owned()),
        link: LINK.to_owned(),
    });
    let text = letter.text(&mailbox("Matteo", "matteo@sotto.example"));
    let mut rest = text.as_str();
    for next in
        ["No capacity", "> Not before", "  Asha Raman, Harbour & Pike", "never had access", "Invite another"]
    {
        rest = &rest[rest.find(next).unwrap_or_else(|| panic!("{next} is missing or early in {text}"))..];
    }
}

#[test]
fn nothing_typed_becomes_a_link_markup_or_a_header() {
    for letter in every_letter(HOSTILE) {
        let mail = mail(letter);
        let (subject, text, html) =
            (mail.letter.subject(), mail.letter.text(&mail.to), mail.letter.html(&mail.to));
        assert!(!subject.chars().any(char::is_control), "{subject:?}");
        for part in [&subject, &text, &html] {
            for forbidden in ["evil.test", "//evil", "www.evil", "\u{202E}", "\u{200B}", "\u{0}"] {
                assert!(!part.contains(forbidden), "{forbidden:?} in {part}");
            }
        }
        assert!(!html.contains("<b>"), "{html}");
        let bytes = mail.render().unwrap().bytes().to_vec();
        let wire = String::from_utf8(bytes).unwrap();
        let head = wire.split("\r\n\r\n").next().unwrap();
        assert!(!head.contains("=?utf-8?b?aHR0"), "{head}");
        assert!(!head.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{head}");
    }
}

#[test]
fn links_are_whole_in_both_parts_and_only_ours() {
    for letter in every_letter("Ada & Co") {
        let to = mailbox("Ada", "ada@firm.example");
        let (text, html) = (letter.text(&to), letter.html(&to));
        let links = text.lines().filter(|line| line.starts_with("http")).collect::<Vec<_>>();
        assert!(links.iter().all(|link| *link == LINK), "{links:?}");
        let hrefs = html.matches("href=\"").count();
        assert_eq!(hrefs, links.len(), "{html}");
        assert_eq!(html.matches("class=\"btn\"").count(), usize::from(!links.is_empty()), "one button");
        assert!(!html.contains("<img") && !html.contains("<script"));
    }
}

#[test]
fn an_owner_address_is_a_link_only_when_it_cannot_carry_a_query() {
    let to = mailbox("Bristol", "bristol@harbourpike.example");
    let plain = Letter::from(invites()).html(&to);
    assert!(plain.contains("href=\"mailto:matteo@sottocoffee.example\""), "{plain}");
    let crafted = ClientInvites { owner_email: "a?bcc=b%40evil.test@x.example".to_owned(), ..invites() };
    let html = Letter::from(crafted).html(&to);
    assert!(!html.contains("mailto:") && !html.contains("evil.test"), "{html}");
}

#[test]
fn a_stranger_at_registration_writes_nothing_into_the_subject() {
    let letter = every_letter("You won").remove(0);
    assert_eq!(letter.subject(), "Countinghouse asks you to confirm this address");
}

#[test]
fn header_values_with_line_breaks_are_refused() {
    for name in ["Ada\r\nBcc: victim@evil.test", "Ada\nBcc: x@evil.test", "Ada\0", "Ada\rX"] {
        assert_eq!(
            Mailbox::new(Some(name), "a@b.example"),
            Err(Unwritable::ControlCharacter { field: "name" })
        );
    }
    for address in ["a@b.example\r\nBcc: c@d.example", "a@b.example\0", "a\n@b.example"] {
        assert!(Mailbox::new(None, address).is_err(), "{address:?}");
    }
    for address in [
        "",
        "a",
        "a@",
        "@b.example",
        "a@b.example, c@d.example",
        "<a@b.example>",
        "é@b.example",
        "a@bücher.example",
    ] {
        assert_eq!(Mailbox::new(None, address), Err(Unwritable::NotAnAddress), "{address:?}");
    }
    for seed in ["", "a b", "a>\r\nBcc: x@y.example", "a@b", ".a", "a.", "a..b", &"x".repeat(61)] {
        let refused = Mail { message_id_seed: seed.to_owned(), ..mail(invites()) }.render();
        assert_eq!(refused, Err(Unwritable::Seed), "{seed:?}");
    }
    for dated_us in [-1, i64::MAX] {
        let refused = Mail { dated_us, ..mail(invites()) }.render();
        assert_eq!(refused, Err(Unwritable::Date { dated_us }));
    }
}

#[test]
fn the_same_mail_is_the_same_bytes_with_the_expected_headers() {
    let mail = Mail { reply_to: Some(mailbox("Bristol", "bristol@harbourpike.example")), ..mail(invites()) };
    let rendered = mail.render().unwrap();
    assert_eq!(rendered, mail.render().unwrap());
    assert_eq!(rendered.message_id(), "<obx_018f-1@books.example>");
    assert_eq!(rendered.to(), "matteo@sottocoffee.example");
    let wire = std::str::from_utf8(rendered.bytes()).unwrap();
    assert!(wire.is_ascii());
    assert!(wire.lines().all(|line| line.len() <= 998));
    assert!(!wire.replace("\r\n", "").contains(['\r', '\n']), "bare line ends");
    for header in [
        "Message-ID: <obx_018f-1@books.example>\r\n",
        "Date: Wed, 18 Nov 2026 16:14:09 +0000\r\n",
        "From: Countinghouse <post@books.example>\r\n",
        "To: \"Matteo Ferri\" <matteo@sottocoffee.example>\r\n",
        "Reply-To: Bristol <bristol@harbourpike.example>\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "MIME-Version: 1.0\r\n",
        "multipart/alternative",
    ] {
        assert!(wire.contains(header), "{header:?} is missing in {wire}");
    }
    assert_eq!(wire.matches("\r\n--=_obx_018f-1\r\n").count(), 2);
}

#[test]
fn what_is_written_can_be_read_again() {
    let company = "Çırağan Kahve 株式会社 & Söhne, a rather long name that has to be folded somewhere";
    let letter = InvitationWithdrawn { company: company.to_owned(), branch: "Zürich".to_owned() };
    let mail = Mail { to: mailbox("Jürgen \"J\" Müller", "j@firm.example"), ..mail(letter) };
    let stored = reader::read("x.eml", mail.render().unwrap().bytes()).unwrap();
    assert_eq!(stored.message_id, "obx_018f-1@books.example");
    assert_eq!(stored.subject, mail.letter.subject());
    assert_eq!(stored.to, "Jürgen \"J\" Müller <j@firm.example>");
    assert_eq!(stored.dated_us, Some(1_795_018_449_000_000));
    assert_eq!(stored.text.replace("\r\n", "\n").trim_end(), mail.letter.text(&mail.to).trim_end());
    assert_eq!(stored.html.replace("\r\n", "\n").trim_end(), mail.letter.html(&mail.to).trim_end());
    assert_eq!(reader::read("x.eml", b"not a mail"), None);
}

#[tokio::test]
async fn a_repeated_mail_is_one_file_only_its_owner_can_read() {
    let data = tempfile::tempdir().unwrap();
    let post = FolderPost::new(data.path());
    assert_eq!(post.list(10).await.unwrap(), []);
    let first = mail(invites());
    post.deliver(&first.render().unwrap()).await.unwrap();
    post.deliver(&first.render().unwrap()).await.unwrap();
    let second = Mail { message_id_seed: "obx_2".to_owned(), ..mail(invites()) };
    post.deliver(&second.render().unwrap()).await.unwrap();
    let files = post.list(10).await.unwrap().into_iter().map(|mail| mail.file).collect::<Vec<_>>();
    assert_eq!(files, ["obx_2@books.example.eml", "obx_018f-1@books.example.eml"]);
    assert_eq!(post.list(1).await.unwrap().len(), 1);
    assert_eq!(post.find(&files[1]).await.unwrap().unwrap().subject, first.letter.subject());
    for elsewhere in ["../secret.eml", "/etc/passwd", "..", "nothing.eml", ""] {
        assert_eq!(post.find(elsewhere).await.unwrap(), None, "{elsewhere}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(data.path().join("mail").join(&files[0])).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_a_temporary_failure() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("mail"), "a file in the way").unwrap();
    let failure = FolderPost::new(data.path()).deliver(&mail(invites()).render().unwrap()).await.unwrap_err();
    assert!(matches!(failure, mail::DeliveryFailure::Temporary { .. }), "{failure}");
}
