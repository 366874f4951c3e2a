//! Delivers a digest to the places of the settings: mail, chats, folders.
//!
//! A place gets the same digest once, also when two processes send at the same time; what it got is
//! remembered beside the store. One place that fails keeps no other from its digest. Passwords and the addresses of webhooks stand in the
//! environment, never in the settings.

mod hook;
mod mail;
mod place;
mod sent;

use std::path::Path;

use anyhow::Context;
use jiff::Timestamp;
use masthead_insight::digest::Digest;

use crate::{
    Exit,
    args::Form,
    digest,
    printer::Printer,
    workspace::{Workspace, shown},
};

pub use place::Delivery;
use place::Place;
pub(crate) use place::check;
use sent::Sent;

/// Sends a digest to every place, and says what came of each. A place that got this digest before
/// is left out unless it is asked for `again`.
pub(crate) fn send(
    workspace: &Workspace,
    digest: &Digest,
    again: bool,
    now: Timestamp,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let deliveries = &workspace.settings.delivery;
    if deliveries.is_empty() {
        anyhow::bail!(
            "masthead.toml names no place to send to; add a [[delivery]] with name, kind and language"
        );
    }
    if digest.is_empty() {
        printer.say("nothing is new: nothing was sent");
        return Ok(Exit::Clean);
    }
    let mut sent = Sent::read(&workspace.state, || {
        printer.say("another `masthead digest --send` is at work: waiting for its end");
    })?;
    let mut exit = Exit::Clean;
    for delivery in deliveries {
        let key = sent::key(delivery, digest)?;
        if !again && sent.has(&delivery.name, &key) {
            printer.say(&format!(
                "{}: has this digest already; --again sends it once more",
                delivery.name
            ));
            continue;
        }
        match one(workspace, delivery, digest, now) {
            Ok(told) => {
                sent.note(&delivery.name, &key)?;
                printer.line(&format!("{}: {told}", delivery.name))?;
            }
            Err(error) => {
                printer.error(&error.context(format!("{}: not sent", delivery.name)));
                exit = Exit::CouldNotRun;
            }
        }
    }
    Ok(exit)
}

/// Sends a digest to one place; says where it went.
fn one(
    workspace: &Workspace,
    delivery: &Delivery,
    digest: &Digest,
    now: Timestamp,
) -> anyhow::Result<String> {
    let ca = authorities(workspace)?;
    let place = delivery
        .place()
        .map_err(|fault| anyhow::anyhow!("{}; {}", fault.message, fault.help))?;
    match place {
        Place::Mail(mail) => mail::send(&mail, digest, delivery.language, ca.as_deref(), now),
        Place::Webhook(hook) => hook::send(&hook, digest, delivery.language, ca.as_deref(), now),
        Place::File(dir) => {
            let dir = workspace.root.join(dir);
            let written = digest::write(digest, &dir, &Form::ALL, vec![delivery.language])?;
            let names: Vec<String> = written.iter().map(|path| shown(path)).collect();
            Ok(format!("wrote {}", names.join(", ")))
        }
    }
}

/// The certificates that the settings trust beside those of the system.
fn authorities(workspace: &Workspace) -> anyhow::Result<Option<Vec<u8>>> {
    let Some(path) = &workspace.settings.crawl.ca else {
        return Ok(None);
    };
    let path: &Path = path;
    let pem = std::fs::read(workspace.root.join(path)).with_context(|| {
        format!(
            "reading {}, named as `ca` in the crawl settings",
            path.display()
        )
    })?;
    Ok(Some(pem))
}

/// A secret out of the environment.
fn secret(variable: &str, key: &str) -> anyhow::Result<String> {
    let value = std::env::var(variable)
        .ok()
        .filter(|value| !value.is_empty());
    value.with_context(|| format!("the environment variable {variable}, named as `{key}`, is not set; set it and run again"))
}
