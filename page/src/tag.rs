//! Which language a text is in, of those that pages are written in: by script, then by letters.

use whatlang::{Detector, Lang};

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

/// The BCP 47 tag of the language of a text: `en` and `zh` as [`masthead_text::detect`] tells
/// them, other languages by the frequency of their letters in threes. `None` for a text without
/// words, and for a short one that could be in several languages.
#[must_use]
pub fn tag(text: &str) -> Option<&'static str> {
    let end = text
        .char_indices()
        .nth(SAMPLE)
        .map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    if let Some(language) = masthead_text::detect(sample) {
        return Some(language.tag());
    }
    let known = TAGS.iter().map(|(lang, _)| *lang).collect();
    let found = Detector::with_allowlist(known).detect(sample)?;
    let latin = found.script() == whatlang::Script::Latin;
    if latin && sample.chars().filter(|c| c.is_alphabetic()).count() < LONG {
        return None;
    }
    TAGS.iter()
        .find(|(lang, _)| *lang == found.lang())
        .map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

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
