//! Character references: `&amp;`, `&nbsp`, `&#8212;`.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use html5ever::tendril::StrTendril;

/// What the reference says with which a text begins, and how long it is; `None` where its `&` is a
/// character like others. In an attribute, where addresses have parameters, a name without `;`
/// counts only if neither `=` nor a letter or figure follows it.
pub(super) fn reference(text: &str, attribute: bool) -> Option<(StrTendril, usize)> {
    match text.as_bytes().get(1)? {
        b'#' => numeric(text),
        _ => named(text, attribute),
    }
}

/// The longest name that is known.
fn named(text: &str, attribute: bool) -> Option<(StrTendril, usize)> {
    let bytes = text.as_bytes();
    let mut found = None;
    for end in 2..=bytes.len() {
        let last = bytes[end - 1];
        if !last.is_ascii_alphanumeric() && last != b';' {
            break;
        }
        match NAMED_ENTITIES.get(&text[1..end]) {
            None => break,
            // The beginning of a name.
            Some((0, _)) => {}
            Some(meant) => found = Some((meant, end)),
        }
    }
    let ((first, second), end) = found?;
    let next = bytes.get(end);
    let goes_on = next.is_some_and(|&next| next == b'=' || next.is_ascii_alphanumeric());
    if attribute && bytes[end - 1] != b';' && goes_on {
        return None;
    }
    let mut meant = StrTendril::from_char(char::from_u32(*first)?);
    if let Some(second) = char::from_u32(*second).filter(|&second| second != '\0') {
        meant.push_char(second);
    }
    Some((meant, end))
}

/// The character with a number.
fn numeric(text: &str) -> Option<(StrTendril, usize)> {
    let hex = matches!(text.as_bytes().get(2), Some(b'x' | b'X'));
    let (start, base) = if hex { (3, 16) } else { (2, 10) };
    let figures = text[start..].bytes();
    let length = figures
        .take_while(|byte| char::from(*byte).is_digit(base))
        .count();
    let end = start + length;
    // A number too large for its type is no character either.
    let number = match length {
        0 => return None,
        _ => u32::from_str_radix(&text[start..end], base).unwrap_or(u32::MAX),
    };
    let ended = text.as_bytes().get(end) == Some(&b';');
    let meant = StrTendril::from_char(character(number));
    Some((meant, end + usize::from(ended)))
}

/// The character that a number means: those that only Windows has are meant in its character set.
fn character(number: u32) -> char {
    let windows = number.checked_sub(0x80);
    let windows = windows.and_then(|at| *C1_REPLACEMENTS.get(at as usize)?);
    let plain = char::from_u32(number).filter(|&c| c != '\0');
    windows.or(plain).unwrap_or('\u{fffd}')
}
