//! A real mail server for the tests: aiosmtpd, as `scripts/setup test` installs it.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use super::{Scene, repository};

/// A mail server that keeps what it gets below `mail/` of a scene.
pub struct Smtp {
    server: Child,
    pub port: u16,
    folder: PathBuf,
}

impl Smtp {
    /// Starts a server with `starttls` or `tls`, and a certificate for localhost in `ca.pem` of
    /// the scene. `None`, said aloud, where this machine has no mail server or no openssl.
    pub fn start(scene: &Scene, mode: &str) -> Option<Self> {
        let folder = scene.path("mail");
        fs::create_dir_all(&folder).unwrap();
        let (certificate, key) = (scene.path("ca.pem"), scene.path("key.pem"));
        let made = Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
            ])
            .args(["-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .output();
        if !made.is_ok_and(|made| made.status.success()) {
            skipped("no openssl on this machine");
            return None;
        }
        let mut server = Command::new("python3")
            .env("PYTHONPATH", repository().join(".masthead/tools/smtp"))
            .arg(repository().join("tests/harness/smtp.py"))
            .args([&folder, &PathBuf::from(mode), &certificate, &key])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut line = String::new();
        BufReader::new(server.stdout.take()?)
            .read_line(&mut line)
            .ok()?;
        let Ok(port) = line.trim().parse() else {
            let _ = server.wait();
            skipped("no mail server on this machine; `sh scripts/setup test` installs aiosmtpd");
            return None;
        };
        Some(Self {
            server,
            port,
            folder,
        })
    }

    /// The mails it has got, in their order.
    pub fn mails(&self) -> Vec<String> {
        let mut names: Vec<PathBuf> = fs::read_dir(&self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        names.sort();
        names
            .iter()
            .map(|name| fs::read_to_string(name).unwrap())
            .collect()
    }
}

/// Says aloud, past the harness that keeps what tests print, that nothing was tested.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED, no mail was sent: {why}");
}

impl Drop for Smtp {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
