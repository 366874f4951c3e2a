//! A digest as mail: the page, and the same as text.

use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use lettre::{
    Message, SmtpTransport, Transport,
    message::{Mailbox, MultiPart},
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use masthead_insight::digest::{self, Digest};
use masthead_text::Language;

use super::{
    place::{Encryption, Mail},
    secret,
};

/// How long each word of the server may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a digest; says to whom.
pub(super) fn send(
    mail: &Mail,
    digest: &Digest,
    language: Language,
    ca: Option<&[u8]>,
    now: Timestamp,
) -> anyhow::Result<String> {
    let message = message(mail, digest, language, now)?;
    let at = format!("{}:{}", mail.host, mail.port);
    let mut transport = SmtpTransport::builder_dangerous(&mail.host)
        .port(mail.port)
        .timeout(Some(PATIENCE))
        .tls(protection(mail, ca)?);
    if let Some((user, variable)) = &mail.login {
        let password = secret(variable, "password_env")?;
        transport = transport.credentials(Credentials::new(user.clone(), password));
    }
    transport.build().send(&message).with_context(|| {
        format!("{at} did not take the mail; check host, port, encryption, user and password")
    })?;
    Ok(format!("mailed to {}", mail.to.join(", ")))
}

/// TLS as asked for: a server that does not offer it gets nothing.
fn protection(mail: &Mail, ca: Option<&[u8]>) -> anyhow::Result<Tls> {
    if mail.encryption == Encryption::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(mail.host.clone());
    if let Some(pem) = ca {
        let certificate =
            Certificate::from_pem(pem).context("reading the certificates named as `ca`")?;
        parameters = parameters.add_root_certificate(certificate);
    }
    let parameters = parameters.build().context("setting up TLS")?;
    Ok(match mail.encryption {
        Encryption::Tls => Tls::Wrapper(parameters),
        _ => Tls::Required(parameters),
    })
}

fn message(
    mail: &Mail,
    digest: &Digest,
    language: Language,
    now: Timestamp,
) -> anyhow::Result<Message> {
    let mailbox = |address: &String, key: &str| -> anyhow::Result<Mailbox> {
        let parsed = address.parse();
        parsed.with_context(|| {
            format!("“{address}”, named as `{key}`, is no mail address; write name@company.example")
        })
    };
    let mut builder = Message::builder()
        .from(mailbox(&mail.from, "from")?)
        .date(now.into())
        .message_id(None)
        .subject(digest::subject(digest, language));
    for reader in &mail.to {
        builder = builder.to(mailbox(reader, "to")?);
    }
    let (text, page) = (
        digest::markdown(digest, language),
        digest::html(digest, language)?,
    );
    let parts = MultiPart::alternative_plain_html(text, page);
    builder.multipart(parts).context("writing the mail")
}
