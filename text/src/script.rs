//! Which script a character belongs to, as far as segmentation cares.

/// The kinds of character that words are made of, and what stands between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// A Chinese character.
    Han,
    /// A letter or digit of a script that writes words apart.
    Letter,
    /// White space within a line.
    Space,
    /// A hyphen, which joins the parts of a compound.
    Hyphen,
    /// Punctuation, symbols and line ends: no phrase goes on beyond it.
    Break,
}

impl Script {
    /// The script of `c`.
    pub(crate) fn of(c: char) -> Self {
        match c {
            c if is_han(c) => Self::Han,
            c if alphanumeric(c) => Self::Letter,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Self::Break,
            c if c.is_whitespace() => Self::Space,
            '-' | '\u{2010}' | '\u{2011}' => Self::Hyphen,
            _ => Self::Break,
        }
    }
}

/// Whether `c` is a letter or figure of any script, as [`char::is_alphanumeric`] says, whose tables
/// take long for what both languages are full of: common characters, and the marks between them.
#[must_use]
pub fn alphanumeric(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => true,
        '‘'..='”'
        | '\u{3001}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '！'..='／'
        | '：'..='＠' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Whether `c` is a Chinese character: the blocks of Unicode 16 with the script Han.
pub(crate) fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{323AF}'
            | '々' | '〇'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_fast_is_what_the_tables_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn every_character_of_both_languages_has_its_kind() {
        for (c, script) in [
            ('相', Script::Han),
            ('〇', Script::Han),
            ('K', Script::Letter),
            ('8', Script::Letter),
            ('é', Script::Letter),
            (' ', Script::Space),
            ('\u{3000}', Script::Space),
            ('-', Script::Hyphen),
            ('\n', Script::Break),
            ('，', Script::Break),
            ('“', Script::Break),
        ] {
            assert_eq!(Script::of(c), script, "{c:?}");
        }
    }
}
