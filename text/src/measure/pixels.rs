//! How wide a search engine shows a title or a description, in pixels.

/// What a result of a search shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snippet {
    /// The title: Arial at 20 pixels. Chinese is set in another font there, at 18.
    Title,
    /// The description: Arial at 14 pixels, Chinese as wide as high.
    Description,
}

impl Snippet {
    /// The size of its letters, in pixels.
    const fn size(self) -> f64 {
        match self {
            Self::Title => 20.0,
            Self::Description => 14.0,
        }
    }

    /// The width of a Chinese character, in pixels.
    const fn full(self) -> f64 {
        match self {
            Self::Title => 18.0,
            Self::Description => 14.0,
        }
    }
}

/// Units of the font that are as wide as its letters are high.
const EM: f64 = 2048.0;

/// Advance widths of Liberation Sans 2, whose metrics are those of Arial, in units of 1/2048 of
/// the size, by width: read with fontTools from `LiberationSans-Regular.ttf` of Debian's
/// package `fonts-liberation` 1.07.4.
const WIDTHS: &[(u16, &str)] = &[
    (391, "'"),
    (455, "ijl‘’"),
    (532, "|¦"),
    (569, " !,./:;I[\\]ft\u{A0}·ÌÍÎÏìíîï"),
    (682, "()-`r¡¨\u{AD}²³´¸¹“”"),
    (684, "{}"),
    (717, "•"),
    (727, "\""),
    (748, "º"),
    (758, "ª"),
    (797, "*"),
    (819, "°"),
    (961, "^"),
    (1024, "Jcksvxyzçýÿš"),
    (1100, "¶"),
    (1124, "±÷"),
    (1131, "¯"),
    (
        1139,
        "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþ–€",
    ),
    (1180, "µ"),
    (1196, "+<=>~¬×"),
    (1251, "FTZ¿ßø"),
    (1366, "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞŠ"),
    (1479, "CDHNRUwÇÐÑÙÚÛÜ"),
    (1509, "©®"),
    (1593, "GOQÒÓÔÕÖØ"),
    (1706, "Mm"),
    (1708, "¼½¾"),
    (1821, "%æ"),
    (1933, "Wœ"),
    (2048, "ÆŒ—…™"),
    (2079, "@"),
];

/// The width of a letter that the table does not know: that of most small letters.
const OTHER: u16 = 1139;

/// The width of `text` in pixels, in the place of a search result where it is shown. Google cuts
/// titles on large screens near 600 pixels and descriptions near 960.
#[must_use]
pub fn pixels(text: &str, snippet: Snippet) -> f64 {
    text.chars().map(|c| advance(c, snippet)).sum()
}

/// The width of one character.
fn advance(c: char, snippet: Snippet) -> f64 {
    let known = WIDTHS.iter().find(|(_, letters)| letters.contains(c));
    let units = |width: u16| f64::from(width) / EM * snippet.size();
    match (known, crate::width(c.encode_utf8(&mut [0; 4]))) {
        (Some(&(width, _)), _) => units(width),
        (None, 0) => 0.0,
        (None, 1) => units(OTHER),
        (None, _) => snippet.full(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_descriptions_have_the_widths_of_their_fonts() {
        for (text, title, description) in [
            ("", 0.0, 0.0),
            ("线扫描相机", 90.0, 70.0),
            ("线扫描，快", 90.0, 70.0),
            ("8K", 24.46, 17.12),
            ("WWW", 56.63, 39.64),
            ("iii", 13.33, 9.33),
            ("Ж", 11.12, 7.79),
            ("e\u{301}", 11.12, 7.79),
        ] {
            assert!(
                (pixels(text, Snippet::Title) - title).abs() < 0.01,
                "{text}"
            );
            assert!(
                (pixels(text, Snippet::Description) - description).abs() < 0.01,
                "{text}"
            );
        }
    }

    #[test]
    fn every_printable_letter_of_ascii_has_its_width_once() {
        for c in ' '..='~' {
            let times = WIDTHS
                .iter()
                .filter(|(_, letters)| letters.contains(c))
                .count();
            assert_eq!(times, 1, "{c}");
        }
    }
}
