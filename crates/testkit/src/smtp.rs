//! A mail server for tests: real SMTP over a loopback port, and as unreliable as it is told to be.
//!
//! Speaks EHLO, STARTTLS or TLS from the first byte, AUTH PLAIN and LOGIN, MAIL, RCPT, DATA, RSET, NOOP and
//! QUIT, and keeps what it accepted. Never relays anything.

mod session;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// What the server does with one connection. Without a script it accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Behaviour {
    /// Takes the message and says so.
    #[default]
    Accept,
    /// Takes the message and closes without an answer: the sender cannot know, and must send again.
    DropAfterAccept,
    /// Takes the message, says so and closes before the sender's goodbye.
    ReplyThenClose,
    /// Never answers from this step on, and keeps no message.
    Stall(Step),
    /// Closes at this step instead of answering, and keeps no message.
    Close(Step),
    /// Answers this step with a code, 4xx or 5xx.
    Answer(Step, u16),
}

/// A point of the conversation at which the server can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before its first word.
    Greeting,
    /// AUTH.
    Login,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// The command DATA.
    Data,
    /// After the final dot.
    Message,
}

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// In clear.
    None,
    /// Offers STARTTLS and refuses mail before it.
    StartTls,
    /// TLS from the first byte.
    Implicit,
}

/// A message as the server accepted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The message, dots unstuffed.
    pub data: Vec<u8>,
    /// Who logged in.
    pub user: Option<String>,
    /// Whether it came over TLS.
    pub encrypted: bool,
}

impl Accepted {
    /// The first header of that name, unfolded, or an empty text.
    pub fn header(&self, name: &str) -> String {
        let text = String::from_utf8_lossy(&self.data).replace("\r\n ", " ").replace("\r\n\t", " ");
        let head = text.split("\r\n\r\n").next().unwrap_or_default();
        let prefix = format!("{}:", name.to_ascii_lowercase());
        let line = head.split("\r\n").find(|line| line.to_ascii_lowercase().starts_with(&prefix));
        line.map(|line| line[prefix.len()..].trim().to_owned()).unwrap_or_default()
    }
}

/// What all connections share.
struct Shared {
    protection: Protection,
    login: Option<(String, String)>,
    tls: TlsAcceptor,
    script: Mutex<VecDeque<Behaviour>>,
    accepted: Mutex<Vec<Accepted>>,
    news: Notify,
}

/// A running server; it stops when dropped.
pub struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    folder: tempfile::TempDir,
    running: JoinHandle<()>,
}

impl SmtpServer {
    /// Starts on a free loopback port, without login.
    pub async fn start(protection: Protection) -> SmtpServer {
        SmtpServer::launch(protection, None).await
    }

    /// Starts on a free loopback port and takes mail only from this user.
    pub async fn start_with_login(protection: Protection, user: &str, password: &str) -> SmtpServer {
        SmtpServer::launch(protection, Some((user.to_owned(), password.to_owned()))).await
    }

    async fn launch(protection: Protection, login: Option<(String, String)>) -> SmtpServer {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let shared = Arc::new(Shared {
            protection,
            login,
            tls: self_signed(&folder.path().join("ca.pem")),
            script: Mutex::default(),
            accepted: Mutex::default(),
            news: Notify::new(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a loopback port is free");
        let address = listener.local_addr().expect("a bound socket has an address");
        let running = tokio::spawn(listen(listener, shared.clone()));
        SmtpServer { address, shared, folder, running }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The certificate to trust, PEM.
    pub fn ca_file(&self) -> std::path::PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// The URL for `mail::SmtpConfig`, with login and certificate.
    pub fn url(&self) -> String {
        let login = self.shared.login.as_ref().map(|(user, password)| format!("{user}:{password}@"));
        let tls = match self.shared.protection {
            Protection::None => "none",
            Protection::StartTls => "starttls",
            Protection::Implicit => "implicit",
        };
        let (login, ca) = (login.unwrap_or_default(), self.ca_file());
        format!("smtp://{login}{}?tls={tls}&ca={}", self.address, ca.display())
    }

    /// Appends to the script: one behaviour per connection, in order; after the last it accepts again.
    pub fn script(&self, behaviours: impl IntoIterator<Item = Behaviour>) {
        locked(&self.shared.script).extend(behaviours);
    }

    /// What was accepted, in order, repetitions included.
    pub fn accepted(&self) -> Vec<Accepted> {
        locked(&self.shared.accepted).clone()
    }

    /// Waits until at least `count` messages were accepted.
    ///
    /// # Panics
    ///
    /// When that takes longer than `limit`.
    pub async fn wait_for(&self, count: usize, limit: Duration) -> Vec<Accepted> {
        let arrived = async {
            loop {
                let news = self.shared.news.notified();
                let accepted = self.accepted();
                if accepted.len() >= count {
                    return accepted;
                }
                news.await;
            }
        };
        match tokio::time::timeout(limit, arrived).await {
            Ok(accepted) => accepted,
            Err(_) => panic!("{} of {count} mails after {limit:?}", self.accepted().len()),
        }
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// Accepts until aborted; the connections end with it.
async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Ok((stream, _)) = listener.accept() => {
                connections.spawn(session::serve(stream, shared.clone()));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

/// A certificate for this machine, written where clients can find it.
fn self_signed(ca_file: &Path) -> TlsAcceptor {
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("host names make a certificate");
    std::fs::write(ca_file, made.cert.pem()).expect("the temporary folder is writable");
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has the default versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("key and certificate belong together");
    TlsAcceptor::from(Arc::new(config))
}

/// A panic elsewhere must not hide what was accepted.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
