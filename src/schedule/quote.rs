//! Words and paths as those read them who run a schedule: sh, systemd.

use std::path::Path;

use anyhow::bail;

/// A path that stands on one line.
pub(super) fn line(path: &Path) -> anyhow::Result<String> {
    let text = path.to_str().map(str::to_owned);
    let text = text.filter(|text| !text.contains(char::is_control));
    let Some(text) = text else {
        bail!(
            "{} holds characters that no schedule can name; move it to another folder",
            path.display()
        );
    };
    Ok(text)
}

/// A word for sh.
pub(super) fn shell(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// A word for a unit of systemd: in quotes, without its variables and specifiers.
pub(super) fn unit(word: &str) -> String {
    let word = word.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", word.replace('%', "%%").replace('$', "$$"))
}
