//! Which language a text is in, of those that pages are written in: by script, then by letters.

use masthead_text::Language;
use whatlang::{Detector, Info, Lang, Script, detect_script};

/// Languages that are told apart, with their BCP 47 tags.
const TAGS: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Cmn, "zh"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
    (Lang::Ind, "id"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Ell, "el"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Ara, "ar"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Tha, "th"),
];

/// Characters of a text that are looked at; more change nothing.
const SAMPLE: usize = 1_000;

/// Characters from which on the letters of a text tell its language.
const LONG: usize = 40;

/// Small words of English that no neighbour has: one of them is proof enough.
const PLAIN: &[&str] = &[
    "and", "from", "how", "its", "our", "that", "the", "their", "these", "this", "what", "which",
    "with", "you", "your",
];

/// Words from which on what is taken for English has shown that it is.
const PROVEN: usize = 12;

/// The BCP 47 tag of the language of a text: `en` and `zh` as [`masthead_text::detect`] tells
/// them, other languages by the frequency of their letters in threes. `None` for a text without
/// words, and for a short one that could be in several languages.
#[must_use]
pub fn tag(text: &str) -> Option<&'static str> {
    let sample = start(text);
    match masthead_text::detect(sample) {
        Some(language) => Some(language.tag()),
        None => named(statistics(sample)?.lang()),
    }
}

/// The tag of a text that is a line among others: only if its letters leave no doubt. Code and
/// lists of names are in no language, and few words are not English for want of other ones.
pub(crate) fn sure(text: &str) -> Option<&'static str> {
    let sample = start(text);
    let short = sample.split_whitespace().nth(PROVEN).is_none();
    match masthead_text::detect(sample) {
        Some(Language::English) if short && !plain(sample) => {
            let found = statistics(sample)?.lang();
            (found == Lang::Eng).then_some(Language::English.tag())
        }
        Some(language) => Some(language.tag()),
        None => named(statistics(sample).filter(Info::is_reliable)?.lang()),
    }
}

/// Whether a text has a word that only English has.
fn plain(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.any(|word| PLAIN.iter().any(|plain| word.eq_ignore_ascii_case(plain)))
}

/// As much of a text as is looked at.
fn start(text: &str) -> &str {
    let end = text.char_indices().nth(SAMPLE);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// What the letters of a text say, if it is long enough; its length is looked at first, since the
/// rest is slow.
fn statistics(sample: &str) -> Option<Info> {
    let latin = detect_script(sample)? == Script::Latin;
    if latin && sample.chars().filter(|c| c.is_alphabetic()).count() < LONG {
        return None;
    }
    let known = TAGS.iter().map(|(lang, _)| *lang).collect();
    Detector::with_allowlist(known).detect(sample)
}

fn named(found: Lang) -> Option<&'static str> {
    let mut tags = TAGS.iter();
    tags.find(|(lang, _)| *lang == found).map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_among_others_leaves_no_doubt() {
        for (text, expected) in [
            (
                "The camera sees each scratch on the strip while it moves.",
                Some("en"),
            ),
            ("相机看得见每一道划痕。", Some("zh")),
            (
                "Die Kamera sieht jeden Kratzer auf dem Band, während es läuft.",
                Some("de"),
            ),
            (
                "Zeilenkameras erkennen Kratzer sofort, Bediener reagieren schneller.",
                None,
            ),
            ("Line scan cameras", None),
            (
                "RS-485 USB RS-232 PoE GigE CXP CLHS NBASE-T M12 TFL SFP QSFP DIN PLC OPC-UA",
                None,
            ),
        ] {
            assert_eq!(sure(text), expected, "{text}");
        }
    }

    #[test]
    fn languages_are_told_apart() {
        for (text, expected) in [
            (
                "The mill’s cameras see what the eye cannot, and they see it at full speed.",
                Some("en"),
            ),
            (
                "线扫描相机装在涂布机的出口，缺陷在两秒之内就能看到。",
                Some("zh"),
            ),
            (
                "Die Kamera sieht den Fehler und meldet ihn an das Werk, bevor der Bund verladen wird.",
                Some("de"),
            ),
            (
                "La caméra voit le défaut et le signale à l’usine avant que la bobine soit chargée.",
                Some("fr"),
            ),
            (
                "La cámara ve el defecto y avisa a la fábrica antes de que se cargue la bobina.",
                Some("es"),
            ),
            (
                "La telecamera vede il difetto e lo segnala alla fabbrica prima che la bobina parta.",
                Some("it"),
            ),
            ("カメラで表面を検査する", Some("ja")),
            ("Камера видит дефект и сообщает о нём на завод", Some("ru")),
            ("LS8", None),
            ("8192 × 5", None),
            ("", None),
        ] {
            assert_eq!(tag(text), expected, "{text}");
        }
    }
}
