//! A digest as a message to the incoming webhook of a chat.

use std::time::Duration;

use anyhow::{Context, bail};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use jiff::Timestamp;
use masthead_insight::digest::{
    Digest,
    post::{self, Shape},
};
use masthead_text::Language;
use reqwest::{Certificate, Client, Url, header::CONTENT_TYPE, redirect::Policy};
use serde_json::{Value, json};

use super::{place::Webhook, secret};

/// How long the whole exchange may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Characters of an answer that are shown.
const SHOWN: usize = 200;

/// Sends a digest; says to which chat. The address is a secret: no message shows it.
pub(super) fn send(
    hook: &Webhook,
    digest: &Digest,
    language: Language,
    ca: Option<&[u8]>,
    now: Timestamp,
) -> anyhow::Result<String> {
    let url = address(&secret(&hook.url_env, "url_env")?, &hook.url_env)?;
    let mut message = post::message(digest, language, hook.shape);
    if let Some(variable) = &hook.secret_env {
        sign(&mut message, &secret(variable, "secret_env")?, now);
    }
    let (status, answer) = exchange(url, &message, ca)?;
    accepted(hook.shape, status, &answer)?;
    Ok(format!("posted to {}", name(hook.shape)))
}

const fn name(shape: Shape) -> &'static str {
    match shape {
        Shape::Slack => "Slack",
        Shape::Wecom => "WeCom",
        Shape::Feishu => "Feishu",
    }
}

/// The address of a webhook: encrypted, but for one on this machine.
fn address(text: &str, variable: &str) -> anyhow::Result<Url> {
    let url: Url = text.trim().parse().ok().with_context(|| {
        format!("what stands in the environment variable {variable} is no address; write the whole https:// address of the webhook")
    })?;
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match url.scheme() {
        "https" => Ok(url),
        "http" if local => Ok(url),
        _ => bail!(
            "the address in the environment variable {variable} does not begin with https://; a digest is sent encrypted only"
        ),
    }
}

/// Feishu's signature: the key is the time in seconds, a line end and the secret; nothing is
/// signed with it but an empty text.
fn sign(message: &mut Value, secret: &str, now: Timestamp) {
    let time = now.as_second().to_string();
    let key = ring::hmac::Key::new(
        ring::hmac::HMAC_SHA256,
        format!("{time}\n{secret}").as_bytes(),
    );
    let tag = ring::hmac::sign(&key, b"");
    if let Some(message) = message.as_object_mut() {
        message.insert("timestamp".to_owned(), json!(time));
        message.insert("sign".to_owned(), json!(BASE64.encode(tag.as_ref())));
    }
}

/// Sends a message and gives the status and text of the answer.
fn exchange(url: Url, message: &Value, ca: Option<&[u8]>) -> anyhow::Result<(u16, String)> {
    // Whoever installed a provider before us has chosen one too; either will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = Client::builder().timeout(PATIENCE).redirect(Policy::none());
    if let Some(pem) = ca {
        let certificates =
            Certificate::from_pem_bundle(pem).context("reading the certificates named as `ca`")?;
        client = client.tls_certs_merge(certificates);
    }
    let client = client.build().context("setting up the connection")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("setting up the connection")?;
    runtime.block_on(async {
        let request = client
            .post(url)
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .body(message.to_string());
        let answer = request.send().await.map_err(reqwest::Error::without_url);
        let answer =
            answer.context("the webhook does not answer; check its address and your network")?;
        let status = answer.status().as_u16();
        let text = answer.text().await.map_err(reqwest::Error::without_url);
        Ok((status, text.context("the webhook broke off its answer")?))
    })
}

/// Whether a chat took the message: some say no with a friendly status.
fn accepted(shape: Shape, status: u16, answer: &str) -> anyhow::Result<()> {
    let said: Value = serde_json::from_str(answer).unwrap_or_default();
    let code = match shape {
        Shape::Slack => None,
        Shape::Wecom => said["errcode"].as_i64(),
        Shape::Feishu => said["code"].as_i64().or(said["StatusCode"].as_i64()),
    };
    let fine = (200..300).contains(&status)
        && match shape {
            Shape::Slack => true,
            Shape::Wecom | Shape::Feishu => code == Some(0),
        };
    if fine {
        return Ok(());
    }
    let answer: String = answer.chars().take(SHOWN).collect();
    bail!(
        "{} refused the message (status {status}): {answer}; check the webhook in its settings",
        name(shape)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value that `hmac.new(b"1700000000\nkey", b"", sha256)` gives in Python, in Base64.
    #[test]
    fn a_message_for_feishu_is_signed() {
        let mut message = json!({ "msg_type": "post" });
        sign(&mut message, "key", "2023-11-14T22:13:20Z".parse().unwrap());
        assert_eq!(message["timestamp"], "1700000000");
        assert_eq!(
            message["sign"],
            "q6Oev4Wrs23QSZVkmQVsgFJ6N6asqz82R5NA5r3kxD0="
        );
    }

    #[test]
    fn an_address_is_encrypted_or_on_this_machine() {
        for (text, fine) in [
            ("https://hooks.example/x", true),
            ("http://127.0.0.1:8080/x", true),
            ("http://hooks.example/x", false),
            ("hooks.example", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(address(text, "HOOK").is_ok(), fine, "{text}");
        }
    }

    #[test]
    fn a_friendly_status_may_be_a_refusal() {
        for (shape, status, answer, fine) in [
            (Shape::Slack, 200, "ok", true),
            (Shape::Slack, 404, "no_team", false),
            (Shape::Wecom, 200, r#"{"errcode":0,"errmsg":"ok"}"#, true),
            (
                Shape::Wecom,
                200,
                r#"{"errcode":93000,"errmsg":"无效的地址"}"#,
                false,
            ),
            (Shape::Feishu, 200, r#"{"code":0,"msg":"success"}"#, true),
            (
                Shape::Feishu,
                200,
                r#"{"StatusCode":0,"StatusMessage":"success"}"#,
                true,
            ),
            (
                Shape::Feishu,
                200,
                r#"{"code":19021,"msg":"sign match fail"}"#,
                false,
            ),
            (Shape::Feishu, 200, "<html>", false),
        ] {
            assert_eq!(accepted(shape, status, answer).is_ok(), fine, "{answer}");
        }
    }
}
