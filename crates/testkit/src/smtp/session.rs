//! One conversation, from greeting to goodbye.

use std::io;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::{Accepted, Behaviour, Protection, Shared, Step, locked};

trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

struct Session {
    wire: BufReader<Box<dyn Wire>>,
    shared: Arc<Shared>,
    behaviour: Behaviour,
    encrypted: bool,
    user: Option<String>,
    from: String,
    to: Vec<String>,
}

/// Serves a connection; a client that goes away ends it.
pub(super) async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let behaviour = locked(&shared.script).pop_front().unwrap_or_default();
    // An error here is the client leaving or the script closing: the test sees its effect, not its cause.
    let _ = converse(stream, shared, behaviour).await;
}

async fn converse(stream: TcpStream, shared: Arc<Shared>, behaviour: Behaviour) -> io::Result<()> {
    let implicit = shared.protection == Protection::Implicit;
    let wire: Box<dyn Wire> =
        if implicit { Box::new(shared.tls.accept(stream).await?) } else { Box::new(stream) };
    let mut session = Session {
        wire: BufReader::new(wire),
        shared,
        behaviour,
        encrypted: implicit,
        user: None,
        from: String::new(),
        to: Vec::new(),
    };
    session.answer(Step::Greeting, "220 test server").await?;
    loop {
        let line = session.line().await?;
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "QUIT" => return session.say("221 goodbye").await,
            "STARTTLS" => session = session.upgraded().await?,
            _ => session.command(&verb, &line).await?,
        }
    }
}

impl Session {
    async fn command(&mut self, verb: &str, line: &str) -> io::Result<()> {
        let clear = self.shared.protection == Protection::StartTls && !self.encrypted;
        let stranger = self.shared.login.is_some() && self.user.is_none();
        match verb {
            "EHLO" | "HELO" => self.hello().await,
            "NOOP" => self.say("250 ok").await,
            "RSET" => {
                self.to.clear();
                self.say("250 ok").await
            }
            "AUTH" if !clear => self.login(line).await,
            "MAIL" | "RCPT" | "DATA" | "AUTH" if clear => self.say("530 must issue STARTTLS first").await,
            "MAIL" | "RCPT" | "DATA" if stranger => self.say("530 authentication required").await,
            "MAIL" => {
                self.from = path(line);
                self.to.clear();
                self.answer(Step::Sender, "250 ok").await
            }
            "RCPT" => {
                self.to.push(path(line));
                self.answer(Step::Recipient, "250 ok").await
            }
            "DATA" if self.to.is_empty() => self.say("503 no recipient").await,
            "DATA" => self.data().await,
            _ => self.say("500 unknown command").await,
        }
    }

    async fn hello(&mut self) -> io::Result<()> {
        let mut lines = vec!["test server"];
        let clear = self.shared.protection == Protection::StartTls && !self.encrypted;
        lines.extend(clear.then_some("STARTTLS"));
        lines.extend((self.shared.login.is_some() && !clear).then_some("AUTH PLAIN LOGIN"));
        for line in lines {
            self.say(&format!("250-{line}")).await?;
        }
        self.say("250 SIZE 10485760").await
    }

    async fn upgraded(mut self) -> io::Result<Session> {
        if self.encrypted || self.shared.protection != Protection::StartTls {
            self.say("502 not offered").await?;
            return Ok(self);
        }
        self.say("220 go ahead").await?;
        let wire: Box<dyn Wire> = Box::new(self.shared.tls.accept(self.wire.into_inner()).await?);
        Ok(Session { wire: BufReader::new(wire), encrypted: true, ..self })
    }

    async fn login(&mut self, line: &str) -> io::Result<()> {
        let mut words = line.split_whitespace().skip(1);
        let mechanism = words.next().unwrap_or_default().to_ascii_uppercase();
        let initial = words.next().map(str::to_owned);
        let given = match mechanism.as_str() {
            "PLAIN" => {
                let response = match initial {
                    Some(response) => response,
                    None => self.challenge("334 ").await?,
                };
                let decoded = decoded(&response);
                let mut parts = decoded.split('\0').skip(1).map(str::to_owned);
                parts.next().zip(parts.next())
            }
            "LOGIN" => {
                let user = match initial {
                    Some(user) => user,
                    None => self.challenge("334 VXNlcm5hbWU6").await?,
                };
                let password = self.challenge("334 UGFzc3dvcmQ6").await?;
                Some((decoded(&user), decoded(&password)))
            }
            _ => return self.say("504 unknown mechanism").await,
        };
        if given.is_none() || given != self.shared.login {
            return self.say("535 wrong user or password").await;
        }
        self.user = given.map(|(user, _)| user);
        self.answer(Step::Login, "235 welcome").await
    }

    async fn challenge(&mut self, question: &str) -> io::Result<String> {
        self.say(question).await?;
        self.line().await
    }

    async fn data(&mut self) -> io::Result<()> {
        self.answer(Step::Data, "354 go ahead").await?;
        if matches!(self.behaviour, Behaviour::Answer(Step::Data, _)) {
            return Ok(());
        }
        let mut data = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.wire.read_until(b'\n', &mut line).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line == b".\r\n" {
                break;
            }
            data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
        match self.behaviour {
            Behaviour::Stall(Step::Message)
            | Behaviour::Close(Step::Message)
            | Behaviour::Answer(Step::Message, _) => {}
            _ => self.keep(data),
        }
        match self.behaviour {
            Behaviour::DropAfterAccept => Err(io::ErrorKind::ConnectionAborted.into()),
            Behaviour::ReplyThenClose => {
                self.say("250 accepted").await?;
                Err(io::ErrorKind::ConnectionAborted.into())
            }
            _ => self.answer(Step::Message, "250 accepted").await,
        }
    }

    fn keep(&mut self, data: Vec<u8>) {
        let message = Accepted {
            from: self.from.clone(),
            to: std::mem::take(&mut self.to),
            data,
            user: self.user.clone(),
            encrypted: self.encrypted,
        };
        locked(&self.shared.accepted).push(message);
        self.shared.news.notify_waiters();
    }

    /// Answers as the script wants at this step, or with `usual`.
    async fn answer(&mut self, step: Step, usual: &str) -> io::Result<()> {
        match self.behaviour {
            Behaviour::Stall(at) if at == step => std::future::pending().await,
            Behaviour::Close(at) if at == step => Err(io::ErrorKind::ConnectionAborted.into()),
            Behaviour::Answer(at, code) if at == step => self.say(&format!("{code} as scripted")).await,
            _ => self.say(usual).await,
        }
    }

    async fn say(&mut self, line: &str) -> io::Result<()> {
        self.wire.write_all(format!("{line}\r\n").as_bytes()).await?;
        self.wire.flush().await
    }

    async fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.wire.read_line(&mut line).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

/// What stands between the angle brackets of MAIL or RCPT.
fn path(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

/// Base64 text; what is none reads as empty and is refused as a wrong password.
fn decoded(text: &str) -> String {
    let bytes = STANDARD.decode(text).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
