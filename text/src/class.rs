//! What kind of word a word is, as far as its looks and a dictionary tell.

/// Kinds of words, and of what stands where no word stands: the context that tells a term from
/// a chance neighbourhood. Chinese words have the tag of jieba's dictionary, words of letters
/// the kind that their ending says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// The end of a line or of the text.
    Line,
    /// The end of a sentence.
    Full,
    /// A comma, colon or dash.
    Comma,
    /// The comma of lists, 、.
    List,
    /// A bracket.
    Bracket,
    /// A quotation mark.
    Quote,
    /// An article or a word that points: the, this, 该.
    Pointer,
    /// “of”, 的 and its like.
    Link,
    /// A preposition: for, with, 对, 在.
    Preposition,
    /// “and”, 和.
    Conjunction,
    /// Any other function word.
    Function,
    /// An adverb.
    Adverb,
    /// A number.
    Number,
    /// A measure: 个, 种.
    Measure,
    /// A noun, or what has no other sign.
    Noun,
    /// A word with the ending of an abstract noun: -tion, -ment, -ity.
    Nominal,
    /// A plural.
    Plural,
    /// A name.
    Name,
    /// A verb.
    Verb,
    /// A verb used as a noun: -ing, and 检测, 研究 (vn).
    Act,
    /// A word in -ed.
    Past,
    /// An adjective.
    Quality,
    /// A part of a word: 性, 化, and single characters.
    Morph,
    /// A set phrase or an abbreviation.
    Idiom,
    /// A place or a time: 上, 中, 目前.
    Place,
    /// Letters with capitals or digits inside: MRP, 8K; in Chinese any letters.
    Letters,
    /// A word too general for a term.
    General,
}

/// How many classes there are.
pub(crate) const CLASSES: usize = Class::General as usize + 1;

/// The function words of English that have a class of their own.
const FUNCTION: &[(Class, &[&str])] = &[
    (
        Class::Pointer,
        &[
            "a", "all", "an", "any", "both", "each", "every", "her", "his", "its", "my", "no",
            "our", "some", "such", "that", "the", "their", "these", "this", "those", "your",
        ],
    ),
    (Class::Link, &["of"]),
    (
        Class::Preposition,
        &[
            "about", "across", "after", "against", "among", "as", "at", "before", "between", "by",
            "during", "for", "from", "in", "into", "on", "over", "through", "to", "towards",
            "under", "upon", "via", "with", "within", "without",
        ],
    ),
    (Class::Conjunction, &["and", "but", "nor", "or"]),
];

/// Endings of English words, the first that fits counts.
const ENDINGS: &[(Class, &[&str])] = &[
    (
        Class::Nominal,
        &[
            "tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism", "ics", "ogy", "sis",
            "ship", "ure",
        ],
    ),
    (Class::Act, &["ing"]),
    (Class::Past, &["ed"]),
    (Class::Adverb, &["ly"]),
    (Class::Verb, &["ize", "ise", "ify"]),
    (
        Class::Quality,
        &[
            "al", "ive", "ic", "ous", "able", "ible", "ary", "ful", "less", "ent", "ant", "ar",
        ],
    ),
    (Class::Noun, &["ss", "us", "is"]),
    (Class::Plural, &["s"]),
];

impl Class {
    /// The class of a tag of jieba's dictionary.
    pub(crate) fn of_tag(tag: &str) -> Self {
        match tag {
            "vn" => return Self::Act,
            "ng" | "vg" | "ag" | "g" | "k" | "h" | "zg" => return Self::Morph,
            "eng" => return Self::Letters,
            "nr" | "ns" | "nt" | "nz" | "nrt" | "nrfg" => return Self::Name,
            _ => {}
        }
        match tag.bytes().next() {
            Some(b'v') => Self::Verb,
            Some(b'a' | b'b' | b'z') => Self::Quality,
            Some(b'd') => Self::Adverb,
            Some(b'p') => Self::Preposition,
            Some(b'c') => Self::Conjunction,
            Some(b'u') => Self::Link,
            Some(b'm') => Self::Number,
            Some(b'q') => Self::Measure,
            Some(b'r') => Self::Pointer,
            Some(b'f' | b's' | b't') => Self::Place,
            Some(b'i' | b'l' | b'j') => Self::Idiom,
            Some(b'y' | b'e' | b'o') => Self::Function,
            _ => Self::Noun,
        }
    }

    /// The class of a folded function word.
    pub(crate) fn of_function(word: &str) -> Self {
        FUNCTION
            .iter()
            .find(|(_, words)| words.contains(&word))
            .map_or(Self::Function, |&(class, _)| class)
    }

    /// The class of a word of letters by its ending; `raw` is the word as written.
    pub(crate) fn of_letters(raw: &str, folded: &str) -> Self {
        let inside = |c: char| c.is_uppercase() || c.is_numeric();
        if raw.chars().skip(1).any(inside) {
            return Self::Letters;
        }
        ENDINGS
            .iter()
            .find(|(class, endings)| {
                let stem = endings
                    .iter()
                    .find_map(|ending| folded.strip_suffix(ending));
                stem.is_some_and(|stem| stem.len() > 1 && class.grows_on(stem))
            })
            .map_or(Self::Noun, |&(class, _)| class)
    }

    /// Whether a stem can take the ending of the class: a verb has a vowel, which string, spring
    /// and speed have not.
    fn grows_on(self, stem: &str) -> bool {
        let vowel = |c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        match self {
            Self::Act => stem.contains(vowel),
            Self::Past => stem.contains(vowel) && !stem.ends_with('e'),
            _ => true,
        }
    }

    /// The class of a sign between words.
    pub(crate) fn of_sign(sign: char) -> Self {
        match sign {
            '(' | ')' | '[' | ']' | '（' | '）' | '【' | '】' | '〔' | '〕' => Self::Bracket,
            '"' | '“' | '”' | '‘' | '’' | '\'' | '「' | '」' | '《' | '》' | '『' | '』' => {
                Self::Quote
            }
            '、' => Self::List,
            '.' | '。' | '!' | '?' | '｡' => Self::Full,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Self::Line,
            _ => Self::Comma,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_have_their_class() {
        for (word, class) in [
            ("inspection", Class::Nominal),
            ("imaging", Class::Act),
            ("spring", Class::Noun),
            ("coated", Class::Past),
            ("speed", Class::Noun),
            ("optical", Class::Quality),
            ("cameras", Class::Plural),
            ("glass", Class::Noun),
            ("GigE", Class::Letters),
        ] {
            assert_eq!(
                Class::of_letters(word, &word.to_lowercase()),
                class,
                "{word}"
            );
        }
        for (tag, class) in [
            ("n", Class::Noun),
            ("vn", Class::Act),
            ("v", Class::Verb),
            ("uj", Class::Link),
            ("nrt", Class::Name),
            ("x", Class::Noun),
        ] {
            assert_eq!(Class::of_tag(tag), class, "{tag}");
        }
    }
}
