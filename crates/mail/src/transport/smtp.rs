//! Delivery to an SMTP server.

use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::extension::ClientId;

use super::{DeliveryFailure, SmtpConfig, SmtpConfigError, SmtpTls};
use crate::envelope::Rendered;

/// How long we wait for an answer to our goodbye, after the mail was accepted.
const GOODBYE_LIMIT: Duration = Duration::from_secs(1);

/// Sends each mail over a connection of its own.
///
/// A pooled connection would save a handshake, but one that was given up in the middle of a delivery holds the
/// answer to the last mail, and the pool would read it as the answer to the next.
pub struct SmtpPost {
    config: SmtpConfig,
    tls: Option<TlsParameters>,
    hello: ClientId,
}

impl std::fmt::Debug for SmtpPost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpPost").field("config", &self.config).finish_non_exhaustive()
    }
}

impl SmtpPost {
    /// Reads the certificates; connects to nothing yet.
    ///
    /// # Errors
    ///
    /// [`SmtpConfigError`] when the extra certificates or TLS cannot be used.
    pub fn new(config: SmtpConfig) -> Result<SmtpPost, SmtpConfigError> {
        let tls = match config.tls {
            SmtpTls::None => None,
            SmtpTls::StartTls | SmtpTls::Implicit => Some(tls_parameters(&config)?),
        };
        Ok(SmtpPost { config, tls, hello: ClientId::default() })
    }

    /// Delivers one mail to its one recipient.
    ///
    /// # Errors
    ///
    /// [`DeliveryFailure::Permanent`] only when the server answered this mail with 5xx. A refused connection,
    /// certificate or login concerns our configuration, not the mail, and is temporary.
    pub async fn deliver(&self, message: &Rendered) -> Result<(), DeliveryFailure> {
        let limit = self.config.whole_limit;
        let mut connection = match tokio::time::timeout(limit, self.converse(message)).await {
            Ok(accepted) => accepted?,
            Err(_) => return Err(DeliveryFailure::temporary(&format_args!("no answer within {limit:?}"))),
        };
        // The mail is theirs by now: whether they hear our goodbye changes nothing, so neither outcome is used.
        let _ = tokio::time::timeout(GOODBYE_LIMIT, connection.quit()).await;
        Ok(())
    }

    /// Everything up to the server's acceptance.
    async fn converse(&self, message: &Rendered) -> Result<AsyncSmtpConnection, DeliveryFailure> {
        let (from, to) = message.envelope();
        let envelope =
            Envelope::new(Some(from), vec![to]).map_err(|error| DeliveryFailure::permanent(&error))?;
        let mut connection = self.connect().await.map_err(|error| DeliveryFailure::temporary(&error))?;
        connection.send(&envelope, message.bytes()).await.map_err(|error| verdict(&error))?;
        Ok(connection)
    }

    /// A connection that is protected and logged in as configured.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let config = &self.config;
        let wrapped = self.tls.clone().filter(|_| config.tls == SmtpTls::Implicit);
        let upgraded = self.tls.clone().filter(|_| config.tls == SmtpTls::StartTls);
        let server = (config.host.as_str(), config.port);
        let limit = Some(config.connect_limit);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, limit, &self.hello, wrapped, None).await?;
        if let Some(tls) = upgraded {
            connection.starttls(tls, &self.hello).await?;
        }
        if let Some((user, password)) = &config.login {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(connection)
    }
}

/// 5xx is for good, except where it asks for a login (RFC 4954): that is our configuration.
fn verdict(error: &Error) -> DeliveryFailure {
    let code = error.status().map(u16::from);
    match error.is_permanent() && !matches!(code, Some(530 | 534 | 535 | 538)) {
        true => DeliveryFailure::permanent(error),
        false => DeliveryFailure::temporary(error),
    }
}

fn tls_parameters(config: &SmtpConfig) -> Result<TlsParameters, SmtpConfigError> {
    let mut builder = TlsParametersBuilder::new(config.host.clone());
    if let Some(file) = &config.ca_file {
        let refused =
            |reason: String| SmtpConfigError::Certificates { file: file.display().to_string(), reason };
        let pem = std::fs::read(file).map_err(|error| refused(error.to_string()))?;
        let certificates = Certificate::from_pem(&pem).map_err(|error| refused(error.to_string()))?;
        builder = builder.add_root_certificate(certificates);
    }
    builder.build_rustls().map_err(|error| SmtpConfigError::Tls { reason: error.to_string() })
}
