//! The normal form of addresses, so that one page is not taken for two; and the host of one.

use url::Url;

/// Query parameters that say where a visitor came from or who he is, never which page to show.
const TRACKING: [&str; 22] = [
    "_ga",
    "_gl",
    "bd_vid",
    "dclid",
    "fbclid",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "hmsr",
    "igshid",
    "jsessionid",
    "mc_cid",
    "mc_eid",
    "msclkid",
    "phpsessid",
    "spm",
    "wbraid",
    "wickedid",
    "yclid",
    "_hsenc",
];

/// The families of such parameters.
const FAMILIES: [&str; 4] = ["utm_", "mtm_", "hsa_", "pk_"];

/// The normal form of an address, or nothing if it is none of the web (`mailto:`, `javascript:`).
///
/// No fragment, no user or password, no default port (and host in lower case: the `url` crate sees
/// to both), no tracking parameters or session numbers, no empty query, percent signs only where
/// needed and with capital digits. Parameters stand in the order of their names, those of one name
/// as they stood. The normal form of a normal form is itself.
#[must_use]
pub fn normal(url: &Url) -> Option<Url> {
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return None;
    }
    let mut url = url.clone();
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let query = url.query().map(query).filter(|query| !query.is_empty());
    url.set_query(query.as_deref());
    let path = escapes(session_free(url.path()));
    url.set_path(&path);
    Some(url)
}

/// The query without what does not choose a page.
fn query(query: &str) -> String {
    let mut kept: Vec<String> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !tracks(pair))
        .map(escapes)
        .collect();
    kept.sort_by(|a, b| name(a).cmp(name(b)));
    kept.join("&")
}

fn name(pair: &str) -> &str {
    pair.split('=').next().unwrap_or(pair)
}

fn tracks(pair: &str) -> bool {
    let name = escapes(name(pair)).to_ascii_lowercase();
    TRACKING.contains(&name.as_str()) || FAMILIES.iter().any(|family| name.starts_with(family))
}

/// The path without the session number that some servers hang on it.
fn session_free(path: &str) -> &str {
    const MARK: &str = ";jsessionid=";
    let found = path
        .as_bytes()
        .windows(MARK.len())
        .position(|window| window.eq_ignore_ascii_case(MARK.as_bytes()));
    found.map_or(path, |at| &path[..at])
}

/// Percent-encoding in its one normal form (RFC 3986, 6.2.2): letters, digits and `-._~` are
/// written as they are, everything else that is encoded has capital digits, and what is no ASCII
/// is encoded, as is a percent sign that encodes nothing.
pub(crate) fn escapes(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let coded = (byte == b'%')
            .then(|| hex(bytes.get(at + 1..at + 3)?))
            .flatten();
        match coded {
            Some(value) if value.is_ascii_alphanumeric() || b"-._~".contains(&value) => {
                out.push(char::from(value));
            }
            Some(value) => out.push_str(&format!("%{value:02X}")),
            None if byte == b'%' => out.push_str("%25"),
            None if byte.is_ascii() => out.push(char::from(byte)),
            None => out.push_str(&format!("%{byte:02X}")),
        }
        at += if coded.is_some() { 3 } else { 1 };
    }
    out
}

/// The value of two hexadecimal digits.
fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let value = digit(*digits.first()?)? * 16 + digit(*digits.get(1)?)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normal_text(text: &str) -> Option<String> {
        normal(&Url::parse(text).unwrap()).map(String::from)
    }

    #[test]
    fn addresses_of_one_page_have_one_form() {
        for (written, form) in [
            (
                "HTTP://WWW.Cobaltine.example:80",
                "http://www.cobaltine.example/",
            ),
            ("https://a.example:443/x#top", "https://a.example/x"),
            ("https://a.example:8443/x", "https://a.example:8443/x"),
            ("http://me:secret@a.example/", "http://a.example/"),
            (
                "http://a.example/x?utm_source=mail&id=7&gclid=q",
                "http://a.example/x?id=7",
            ),
            ("http://a.example/x?UTM_Medium=cpc", "http://a.example/x"),
            (
                "http://a.example/x?b=2&a=1&b=1",
                "http://a.example/x?a=1&b=2&b=1",
            ),
            ("http://a.example/x?", "http://a.example/x"),
            (
                "http://a.example/x;jsessionid=AB12?p=1",
                "http://a.example/x?p=1",
            ),
            ("http://a.example/a/../b/./c", "http://a.example/b/c"),
            (
                "http://a.example/%7euser/%e5%b2%9a",
                "http://a.example/~user/%E5%B2%9A",
            ),
            (
                "http://a.example/产品?名=岚目",
                "http://a.example/%E4%BA%A7%E5%93%81?%E5%90%8D=%E5%B2%9A%E7%9B%AE",
            ),
            ("http://a.example/100%", "http://a.example/100%25"),
        ] {
            assert_eq!(normal_text(written).as_deref(), Some(form), "{written}");
        }
    }

    #[test]
    fn what_is_not_of_the_web_has_none() {
        for text in [
            "mailto:web@a.example",
            "javascript:void(0)",
            "data:text/plain,x",
            "ftp://a.example/",
        ] {
            assert_eq!(normal_text(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn normal_is_idempotent(tail in "[ -~岚é%;?&=#/.]{0,40}") {
            if let Ok(url) = Url::parse(&format!("http://a.example/{tail}")) {
                let once = normal(&url).unwrap();
                prop_assert_eq!(normal(&once), Some(once.clone()));
            }
        }

        #[test]
        fn any_address_is_read_without_a_fault(text in "\\PC{0,60}") {
            if let Some(once) = Url::parse(&text).ok().and_then(|url| normal(&url)) {
                prop_assert_eq!(normal(&once), Some(once.clone()));
            }
        }
    }
}
