//! How wide a text is shown, the unit in which titles and ads are measured.

use unicode_width::UnicodeWidthStr;

/// The width of `text` in columns: 2 for Chinese and full-width characters, 1 for letters, 0 for
/// marks that stand on others (Unicode Standard Annex #11).
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_twice_as_wide() {
        for (text, columns) in [
            ("", 0),
            ("line scan", 9),
            ("线扫描相机", 10),
            ("８Ｋ，好", 8),
            ("8K，好", 6),
            ("e\u{301}", 1),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
    }
}
