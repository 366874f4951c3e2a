//! One place to deliver to, as the settings name it.

use std::path::PathBuf;

use masthead_insight::digest::post::Shape;
use masthead_text::Language;
use serde::{Deserialize, Serialize};

/// A `[[delivery]]` of the settings.
#[derive(Debug, Clone, Deserialize)]
pub struct Delivery {
    /// What people call it.
    pub name: String,
    /// How it is reached.
    pub kind: Kind,
    /// The language that is read there.
    pub language: Language,
    /// For mail: the server.
    pub host: Option<String>,
    /// For mail: its port.
    pub port: Option<u16>,
    /// For mail: how the connection is protected.
    #[serde(default)]
    pub encryption: Encryption,
    /// For mail: who signs in.
    pub user: Option<String>,
    /// For mail: the environment variable with the password.
    pub password_env: Option<String>,
    /// For mail: the sender.
    pub from: Option<String>,
    /// For mail: the readers.
    #[serde(default)]
    pub to: Vec<String>,
    /// For a webhook: whose it is.
    pub shape: Option<Shape>,
    /// For a webhook: the environment variable with its address.
    pub url_env: Option<String>,
    /// For a webhook of Feishu: the environment variable with the key that signs.
    pub secret_env: Option<String>,
    /// For a file: the folder.
    pub dir: Option<PathBuf>,
}

/// How a place is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// By SMTP.
    Mail,
    /// By an incoming webhook of a chat.
    Webhook,
    /// As files in a folder.
    File,
}

/// How a connection to a mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// TLS from the first byte, by default on port 465.
    Tls,
    /// TLS after a first word, by default on port 587; without it nothing is sent.
    #[default]
    Starttls,
    /// None; only to a server on this machine.
    None,
}

/// What a place is, with all that its kind needs.
pub(super) enum Place {
    Mail(Mail),
    Webhook(Webhook),
    File(PathBuf),
}

/// A mail server and its readers.
pub(super) struct Mail {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) encryption: Encryption,
    /// User, and the environment variable with the password.
    pub(super) login: Option<(String, String)>,
    pub(super) from: String,
    pub(super) to: Vec<String>,
}

/// A webhook.
pub(super) struct Webhook {
    pub(super) shape: Shape,
    pub(super) url_env: String,
    pub(super) secret_env: Option<String>,
}

/// What is wrong with a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Which delivery, from 0.
    pub(crate) number: usize,
    /// The key.
    pub(crate) key: &'static str,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

/// What is wrong with the deliveries: keys that their kind needs, and names that stand twice.
pub(crate) fn check(deliveries: &[Delivery]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, delivery) in deliveries.iter().enumerate() {
        let twice = deliveries
            .iter()
            .take(number)
            .any(|other| other.name == delivery.name);
        if twice {
            faults.push(Fault {
                number,
                key: "name",
                message: format!("two deliveries are called {}", delivery.name),
                help: "give each its own name: by it is remembered what was sent".to_owned(),
            });
        }
        faults.extend(
            delivery
                .place()
                .err()
                .map(|fault| Fault { number, ..fault }),
        );
    }
    faults
}

impl Delivery {
    /// The place, or the first key that its kind needs and that is missing.
    pub(super) fn place(&self) -> Result<Place, Fault> {
        match self.kind {
            Kind::Mail => self.mail().map(Place::Mail),
            Kind::Webhook => Ok(Place::Webhook(Webhook {
                shape: needed(
                    self.shape,
                    "shape",
                    "webhook",
                    "add shape = \"slack\", \"wecom\" or \"feishu\"",
                )?,
                url_env: needed(
                    self.url_env.clone(),
                    "url_env",
                    "webhook",
                    "add url_env with the name of the environment variable that holds its address",
                )?,
                secret_env: self.secret_env.clone(),
            })),
            Kind::File => needed(
                self.dir.clone(),
                "dir",
                "file",
                "add dir with the folder to write to",
            )
            .map(Place::File),
        }
    }

    fn mail(&self) -> Result<Mail, Fault> {
        let host = needed(
            self.host.clone(),
            "host",
            "mail",
            "add host with the name of the mail server",
        )?;
        let from = needed(
            self.from.clone(),
            "from",
            "mail",
            "add from with the address of the sender",
        )?;
        let to = (!self.to.is_empty()).then(|| self.to.clone());
        let to = needed(to, "to", "mail", "add to with a list of addresses")?;
        let local = ["localhost", "127.0.0.1", "::1"].contains(&host.as_str());
        if self.encryption == Encryption::None && !local {
            return Err(fault(
                "encryption",
                format!("mail to {host} would travel without encryption"),
                "write encryption = \"starttls\" or \"tls\"; none is for a server on this machine",
            ));
        }
        let login = match (&self.user, &self.password_env) {
            (Some(user), Some(variable)) => Some((user.clone(), variable.clone())),
            (None, None) => None,
            (Some(_), None) => {
                let help =
                    "add password_env with the name of the environment variable that holds it";
                return Err(fault("user", "a user without a password".to_owned(), help));
            }
            (None, Some(_)) => {
                return Err(fault(
                    "password_env",
                    "a password without a user".to_owned(),
                    "add user",
                ));
            }
        };
        let standard = match self.encryption {
            Encryption::Tls => 465,
            Encryption::Starttls => 587,
            Encryption::None => 25,
        };
        Ok(Mail {
            host,
            port: self.port.unwrap_or(standard),
            encryption: self.encryption,
            login,
            from,
            to,
        })
    }
}

fn needed<T>(value: Option<T>, key: &'static str, kind: &str, help: &str) -> Result<T, Fault> {
    value.ok_or_else(|| fault(key, format!("a delivery of kind {kind} needs {key}"), help))
}

fn fault(key: &'static str, message: String, help: &str) -> Fault {
    Fault {
        number: 0,
        key,
        message,
        help: help.to_owned(),
    }
}
