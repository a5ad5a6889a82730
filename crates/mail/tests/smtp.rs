//! Delivery against a real SMTP server that fails in every way a server can.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use mail::letter::InvitationWithdrawn;
use mail::{DeliveryFailure, Mail, Mailbox, Rendered, SmtpConfig, SmtpConfigError, SmtpPost, Transport};
use testkit::smtp::{Behaviour, Protection, SmtpServer, Step};

const PATIENCE: Duration = Duration::from_secs(10);

fn message() -> Rendered {
    let letter = InvitationWithdrawn { company: ".Sotto Café".to_owned(), branch: "Bristol".to_owned() };
    let mail = Mail {
        to: Mailbox::new(Some("Asha Raman"), "asha@harbourpike.example").unwrap(),
        from: Mailbox::new(Some("Countinghouse"), "post@books.example").unwrap(),
        reply_to: None,
        letter: letter.into(),
        message_id_seed: "obx_1".to_owned(),
        dated_us: 1_795_018_449_000_000,
    };
    mail.render().unwrap()
}

fn transport(url: &str) -> Transport {
    let config = url.parse::<SmtpConfig>().unwrap();
    let config = config.with_limits(Duration::from_secs(2), Duration::from_secs(2));
    Transport::Smtp(SmtpPost::new(config).unwrap())
}

async fn attempt(server: &SmtpServer) -> Result<(), DeliveryFailure> {
    transport(&server.url()).deliver(&message()).await
}

fn is_temporary(result: &Result<(), DeliveryFailure>) -> bool {
    matches!(result, Err(DeliveryFailure::Temporary { .. }))
}

#[tokio::test]
async fn a_mail_arrives_once_whole_and_to_one_recipient() {
    let server = SmtpServer::start(Protection::None).await;
    attempt(&server).await.unwrap();
    let accepted = server.wait_for(1, PATIENCE).await;
    assert_eq!(accepted.len(), 1);
    assert_eq!(accepted[0].from, "post@books.example");
    assert_eq!(accepted[0].to, ["asha@harbourpike.example"]);
    assert_eq!(accepted[0].header("message-id"), "<obx_1@books.example>");
    let sent = message().bytes().to_vec();
    assert_eq!(accepted[0].data.trim_ascii_end(), sent.trim_ascii_end());
}

#[tokio::test]
async fn tls_and_login_work_in_every_combination() {
    for protection in [Protection::None, Protection::StartTls, Protection::Implicit] {
        let server = SmtpServer::start_with_login(protection, "countinghouse", "s3cret").await;
        attempt(&server).await.unwrap_or_else(|failure| panic!("{protection:?}: {failure}"));
        let accepted = server.accepted();
        assert_eq!(accepted[0].user.as_deref(), Some("countinghouse"));
        assert_eq!(accepted[0].encrypted, protection != Protection::None);
    }
}

#[tokio::test]
async fn a_lost_answer_means_a_repetition_under_the_same_message_id() {
    let server = SmtpServer::start(Protection::StartTls).await;
    server.script([Behaviour::DropAfterAccept]);
    assert!(is_temporary(&attempt(&server).await));
    attempt(&server).await.unwrap();
    let accepted = server.accepted();
    assert_eq!(accepted.len(), 2);
    assert_eq!(accepted[0].header("Message-ID"), accepted[1].header("Message-ID"));
    assert_eq!(accepted[0].data, accepted[1].data);
}

#[tokio::test]
async fn an_answer_followed_by_silence_is_delivered() {
    let server = SmtpServer::start(Protection::None).await;
    server.script([Behaviour::ReplyThenClose]);
    attempt(&server).await.unwrap();
    assert_eq!(server.accepted().len(), 1);
}

#[tokio::test]
async fn a_stalled_server_is_given_up_and_tried_again() {
    let server = SmtpServer::start(Protection::None).await;
    for step in [Step::Greeting, Step::Recipient, Step::Message] {
        server.script([Behaviour::Stall(step)]);
        let result = attempt(&server).await;
        assert!(is_temporary(&result), "{step:?}: {result:?}");
    }
    assert_eq!(server.accepted().len(), 0);
    attempt(&server).await.unwrap();
}

#[tokio::test]
async fn a_closed_connection_is_temporary_at_every_step() {
    let server = SmtpServer::start(Protection::None).await;
    for step in [Step::Greeting, Step::Sender, Step::Recipient, Step::Data, Step::Message] {
        server.script([Behaviour::Close(step)]);
        let result = attempt(&server).await;
        assert!(is_temporary(&result), "{step:?}: {result:?}");
    }
    assert_eq!(server.accepted().len(), 0);
}

#[tokio::test]
async fn a_4xx_is_temporary_and_a_5xx_to_the_mail_is_permanent() {
    let server = SmtpServer::start(Protection::None).await;
    for step in [Step::Sender, Step::Recipient, Step::Data, Step::Message] {
        server.script([Behaviour::Answer(step, 451), Behaviour::Answer(step, 550)]);
        let soft = attempt(&server).await;
        assert!(is_temporary(&soft), "{step:?}: {soft:?}");
        let hard = attempt(&server).await;
        assert!(
            matches!(&hard, Err(DeliveryFailure::Permanent { reason }) if reason.contains("550")),
            "{hard:?}"
        );
    }
    assert_eq!(server.accepted().len(), 0);
}

#[tokio::test]
async fn a_5xx_to_us_rather_than_to_the_mail_is_temporary() {
    let server = SmtpServer::start(Protection::None).await;
    server.script([Behaviour::Answer(Step::Greeting, 554)]);
    assert!(is_temporary(&attempt(&server).await));
    let server = SmtpServer::start_with_login(Protection::Implicit, "countinghouse", "s3cret").await;
    let wrong = transport(&server.url().replace("s3cret", "wrong")).deliver(&message()).await;
    assert!(is_temporary(&wrong), "{wrong:?}");
    let reason = wrong.unwrap_err().reason().to_owned();
    assert!(reason.contains("535") && !reason.contains("wrong:"), "{reason}");
    let nobody = transport(&server.url().replace("countinghouse:s3cret@", "")).deliver(&message()).await;
    assert!(is_temporary(&nobody), "{nobody:?}");
    assert_eq!(server.accepted().len(), 0);
}

#[tokio::test]
async fn an_untrusted_certificate_ends_the_conversation() {
    for protection in [Protection::StartTls, Protection::Implicit] {
        let server = SmtpServer::start(protection).await;
        let url = server.url();
        let without_ca = url.split("&ca=").next().unwrap();
        let result = transport(without_ca).deliver(&message()).await;
        assert!(is_temporary(&result), "{result:?}");
        assert_eq!(server.accepted().len(), 0);
    }
}

#[tokio::test]
async fn a_server_without_starttls_gets_neither_login_nor_mail() {
    let server = SmtpServer::start(Protection::None).await;
    let result = transport(&server.url().replace("tls=none", "tls=starttls")).deliver(&message()).await;
    assert!(is_temporary(&result), "{result:?}");
    assert_eq!(server.accepted().len(), 0);
}

#[tokio::test]
async fn nobody_listening_is_temporary() {
    let server = SmtpServer::start(Protection::None).await;
    let url = server.url();
    drop(server);
    tokio::task::yield_now().await;
    assert!(is_temporary(&transport(&url).deliver(&message()).await));
}

#[test]
fn certificates_that_cannot_be_read_are_refused_at_the_start() {
    let config = "smtp://mail.example?ca=/nowhere/ca.pem".parse::<SmtpConfig>().unwrap();
    assert!(matches!(SmtpPost::new(config), Err(SmtpConfigError::Certificates { .. })));
}
