//! Bytes to text: which character set a page was written in.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into the bytes a page or feed may name its own character set (WHATWG HTML).
const PROLOG: usize = 1024;

/// Bytes that are looked at to guess a character set.
const SAMPLE: usize = 256 * 1024;

/// Bytes beside ASCII from which on valid UTF-8 is no chance: two-byte texts pass for it one pair
/// in five, so that six pairs in a row do once in ten thousand texts.
const CHANCE: usize = 12;

/// Characters beside ASCII among which one that cannot be read does not make a page's word wrong.
const SLIPS: usize = 100;

/// The text of `bytes`, and the WHATWG name of the character set that it was read in.
///
/// In this order: byte order mark, `charset` (of the HTTP header), the page's own word in its
/// first 1,024 bytes (`<meta charset>`, `<meta http-equiv>` or an XML prolog), a guess from all
/// bytes. A word that the bytes belie is passed over. GB 2312 and GBK are read as GB 18030, which
/// holds both. Bytes that are no characters become U+FFFD.
#[must_use]
pub fn decode(bytes: &[u8], charset: Option<&str>) -> (String, &'static str) {
    let (encoding, text) = match Encoding::for_bom(bytes) {
        Some((marked, _)) => (marked, marked.decode(bytes).0),
        None => told(bytes, charset).unwrap_or_else(|| guessed(bytes)),
    };
    (text.into_owned(), encoding.name())
}

/// The text by the first word that the bytes do not belie.
fn told<'b>(bytes: &'b [u8], charset: Option<&str>) -> Option<(&'static Encoding, Cow<'b, str>)> {
    let words = [charset.and_then(named), own(bytes)];
    let mut words = words.into_iter().flatten();
    words.find_map(|word| Some((word, believed(bytes, word)?)))
}

/// The character set that the header `Content-Type` names (RFC 9110, 8.3).
#[must_use]
pub fn charset(content_type: &str) -> Option<&str> {
    content_type
        .split(';')
        .skip(1)
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .map(|(_, value)| value.trim().trim_matches(['"', '\'']))
}

/// The text in the encoding that is named, unless its bytes are surely another: templates and
/// servers rewrite pages and leave their word.
fn believed<'b>(bytes: &'b [u8], named: &'static Encoding) -> Option<Cow<'b, str>> {
    let (text, _, lossy) = named.decode(bytes);
    let wrong = if named == UTF_16LE || named == UTF_16BE {
        // Its tags would be half zeros.
        !bytes.contains(&0)
    } else if named != UTF_8 && std::str::from_utf8(bytes).is_ok() {
        let beside = bytes.iter().filter(|byte| !byte.is_ascii());
        let least = if named.is_single_byte() { 1 } else { CHANCE };
        beside.take(least).count() == least
    } else if named == WINDOWS_1252 {
        // It stands for no word at all, and holds any bytes.
        !guess(bytes).is_single_byte()
    } else {
        lossy && lost(&text)
    };
    (!wrong).then_some(text)
}

/// Whether more of a text is lost than slips.
fn lost(text: &str) -> bool {
    let lost = text.matches('\u{fffd}').count();
    lost * SLIPS > text.chars().filter(|c| !c.is_ascii()).count()
}

fn guessed(bytes: &[u8]) -> (&'static Encoding, Cow<'_, str>) {
    let encoding = guess(bytes);
    (encoding, encoding.decode(bytes).0)
}

/// The encoding with this label. A page that says GBK may hold any character of GB 18030.
fn named(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())?;
    Some(if encoding == GBK { GB18030 } else { encoding })
}

/// What the bytes themselves say near their start. Who can read the word `charset` in ASCII is
/// not reading UTF-16, whatever the word says.
fn own(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PROLOG)]).to_ascii_lowercase();
    let label = prolog(&head).or_else(|| meta(&head))?;
    let encoding = named(label)?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    })
}

/// The `encoding` of an XML prolog.
fn prolog(head: &str) -> Option<&str> {
    let (prolog, _) = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    value(prolog, "encoding")
}

/// The `charset` of the first `<meta>` that has one, in either form: as an attribute, or within
/// `content="text/html; charset=…"`.
fn meta(head: &str) -> Option<&str> {
    head.split("<meta")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .find_map(|tag| value(tag, "charset"))
}

/// The value after `name=`, with or without quotes.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest
        .find(|c: char| matches!(c, '"' | '\'' | ';' | '/' | '>') || c.is_whitespace())
        .unwrap_or(rest.len());
    Some(&rest[..end]).filter(|label| !label.is_empty())
}

/// What the bytes look like. Valid UTF-8 is UTF-8; the rest is statistics, which a part of a
/// long page tells as well as all of it.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let bytes = &bytes[..bytes.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    if encoding == GBK { GB18030 } else { encoding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, SHIFT_JIS, WINDOWS_1251};

    fn bytes(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn the_strongest_word_wins() {
        let gbk = bytes("<title>工业相机</title>", GBK);
        let meta_utf8 = [b"<meta charset=utf-8>".as_slice(), &gbk].concat();
        let bom = ["\u{feff}".as_bytes(), "岚目".as_bytes()].concat();
        for (name, bytes, header, expected) in [
            ("the mark beats the header", bom, Some("gbk"), "UTF-8"),
            (
                "the header beats the page",
                meta_utf8,
                Some("GBK"),
                "gb18030",
            ),
            (
                "a header that the bytes belie is passed over",
                gbk.repeat(3),
                Some("utf-8"),
                "gb18030",
            ),
            (
                "nobody writes UTF-16 without zeros",
                "<title>岚</title>".into(),
                Some("utf-16"),
                "UTF-8",
            ),
            (
                "a header that names nothing known is passed over",
                gbk.clone(),
                Some("klingon"),
                "gb18030",
            ),
            ("ASCII alone", b"plain".to_vec(), None, "UTF-8"),
            ("nothing", Vec::new(), None, "UTF-8"),
        ] {
            assert_eq!(decode(&bytes, header).1, expected, "{name}");
        }
    }

    #[test]
    fn the_page_says_it_in_many_forms() {
        for head in [
            "<meta charset=gb2312>",
            "<META CHARSET = 'GBK'/>",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">",
            "<meta name=viewport content=width><meta content='text/html;charset=gb18030' http-equiv=content-type>",
            "<?xml version=\"1.0\" encoding=\"gbk\"?>",
        ] {
            let (text, charset) = decode(&bytes(&format!("{head}视"), GBK), None);
            assert_eq!(charset, "gb18030", "{head}");
            assert!(text.ends_with('视'), "{head}");
        }
        assert_eq!(
            decode("<meta charset=utf-16>岚".as_bytes(), None).1,
            "UTF-8"
        );
    }

    #[test]
    fn a_wrong_word_of_the_page_is_not_believed() {
        let chinese = "线扫描相机装在涂布机的出口，缺陷在两秒之内就能看到。";
        let western = "Die Oberflächenprüfung für Bänder läuft täglich über größere Flächen.";
        let english = "The camera’s “line rate” is 120 kHz – twice that of the old one.";
        let russian = "Камера видит дефект и сообщает о нём на завод.";
        for (word, text, encoding, expected) in [
            ("gb2312", chinese, UTF_8, "UTF-8"),
            ("iso-8859-1", chinese, UTF_8, "UTF-8"),
            ("iso-8859-1", chinese, GBK, "gb18030"),
            ("utf-8", chinese, GBK, "gb18030"),
            (
                "utf-8",
                "本次採購的線掃描相機用於電池極片檢測",
                BIG5,
                "Big5",
            ),
            ("gbk", english, UTF_8, "UTF-8"),
            ("iso-8859-1", english, UTF_8, "UTF-8"),
            ("utf-8", western, WINDOWS_1252, "windows-1252"),
            // What is right, or could be, stays.
            ("iso-8859-1", english, WINDOWS_1252, "windows-1252"),
            ("iso-8859-1", western, WINDOWS_1252, "windows-1252"),
            ("windows-1251", russian, WINDOWS_1251, "windows-1251"),
            ("big5", "線掃描相機", BIG5, "Big5"),
            ("gb2312", "plain", UTF_8, "gb18030"),
        ] {
            let page = format!("<meta charset={word}>{text}");
            let (read, charset) = decode(&bytes(&page, encoding), None);
            assert_eq!((read, charset), (page, expected), "{word}");
        }
    }

    #[test]
    fn a_slip_does_not_make_the_word_wrong() {
        let text = format!("<meta charset=utf-8>{}", "岚目".repeat(100));
        let slip = [text.as_bytes(), b"\xff"].concat();
        assert_eq!(decode(&slip, None), (format!("{text}\u{fffd}"), "UTF-8"));
    }

    #[test]
    fn without_a_word_the_bytes_decide() {
        let chinese = "本月公布的招标公告显示,多家电池企业将采购线扫描相机与在线检测设备。";
        let japanese = "こちらは工場の検査装置についてのお知らせです。";
        let western = "Die Oberflächenprüfung für Bänder läuft täglich über größere Flächen.";
        for (text, encoding, expected) in [
            (chinese, GBK, "gb18030"),
            (chinese, UTF_8, "UTF-8"),
            ("本次採購的線掃描相機用於電池極片檢測", BIG5, "Big5"),
            (japanese, SHIFT_JIS, "Shift_JIS"),
            (western, WINDOWS_1252, "windows-1252"),
        ] {
            let (read, charset) = decode(&bytes(text, encoding), None);
            assert_eq!((read.as_str(), charset), (text, expected));
        }
    }
}
