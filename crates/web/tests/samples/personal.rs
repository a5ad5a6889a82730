//! A person's own page, and the mails of a demo.

use web::views::{audit::*, dev::*, parts::Pager, profile::*, shell::PublicShell};

use super::{Sample, form, person, sample, when};

pub fn pages() -> Vec<Sample> {
    let shell = |title: &str| PublicShell {
        title: title.into(),
        person: Some(person("Asha Raman", "AR", "")),
        sign_out_key: "k1".into(),
        toasts: vec![],
    };
    let session = |device: &str, current| Session {
        device: device.into(),
        address: "192.0.2.44".into(),
        since: when("18 Nov, 08:58"),
        used: when("Now"),
        current,
        url: "/profile/sessions/s1".into(),
        key: "k2".into(),
    };
    let profile = Profile {
        shell: shell("Profile and sign-in"),
        back: "/portal/br_1".into(),
        name_form: form("name"),
        name: "Asha Raman".into(),
        email: "asha@harbourpike.example".into(),
        password_form: form("password"),
        sessions: vec![session("Firefox on Windows", true), session("Safari on iPhone", false)],
        end_others_key: "k3".into(),
        token_form: form("token"),
        token_name: String::new(),
        fresh_token: Some("cht_9f3a71c25d8e4b06af1290cc7734e5d1".into()),
        tokens: vec![ApiToken {
            name: "Month-end script".into(),
            hint: "cht_9f3a…".into(),
            made: when("20 Nov"),
            used: None,
            url: "/profile/tokens/t1".into(),
            key: "k4".into(),
        }],
    };
    let line = MailLine {
        subject: "Sotto Coffee Roasters invites you to keep its books".into(),
        to: "bristol@harbourpike.example".into(),
        at: when("18 Nov, 17:40"),
        url: "/dev/mail/1".into(),
    };
    let mail = Mail {
        shell: shell("Mail"),
        line: line.clone(),
        from: "Countinghouse <noreply@countinghouse.example>".into(),
        text: vec![
            TextPiece::Words("Matteo Ferri asks you to keep the books.\n\nReview the invitation:\n".into()),
            TextPiece::Link("http://localhost:8080/i/abc".into()),
            TextPiece::Words("\n\nNothing is shared until you accept.".into()),
        ],
    };
    vec![
        sample("profile-activity", &activity(shell("Your activity"))),
        sample("profile", &profile),
        sample("profile-new", &Profile { fresh_token: None, tokens: vec![], ..profile.clone() }),
        sample("dev-mails", &Mails { shell: shell("Mails"), mails: vec![line] }),
        sample("dev-mails-empty", &Mails { shell: shell("Mails"), mails: vec![] }),
        sample("dev-mail", &mail),
    ]
}

fn activity(shell: PublicShell) -> Activity {
    Activity {
        shell,
        filter: Filter::default(),
        soundness: Some(Soundness { text: "12 records signed.".into(), fine: true }),
        export: Export { url: "/profile/audit/export".into(), key: "k9".into(), closed: None },
        days: vec![Day {
            label: "Today".into(),
            records: vec![Record {
                number: 12,
                time: "10:41:07".into(),
                iso: "2026-11-20T10:41:07Z".into(),
                who: person("Asha Raman", "AR", ""),
                icon: "key-round".into(),
                did: "Signed in".into(),
                place: "Sign-in".into(),
                hash: "a1b2c3".into(),
                ..Record::default()
            }],
        }],
        pager: Pager { position: "1 of 12 records".into(), ..Pager::default() },
        size: 12,
    }
}
