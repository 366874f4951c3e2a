//! Why a word is left out of a plan, and what to do, in the language of the word.

use masthead_text::Language::{self, Chinese, English};

use super::Cause;

/// What is wrong with a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// Nothing is written.
    Empty,
    /// A spreadsheet would take it for a formula.
    Formula,
    /// It holds a sign that platforms refuse.
    Sign(char),
    /// It has more characters or words than platforms take.
    Long { letters: usize, words: usize },
    /// Another page or keyword has it.
    Twice,
    /// It is too general beside the target keyword of its page.
    General(String),
    /// As a negative it would block this keyword.
    Blocks(String),
}

impl Reason {
    /// The sort of reason.
    pub(super) const fn cause(&self) -> Cause {
        match self {
            Self::Empty | Self::Formula | Self::Sign(_) | Self::Long { .. } => Cause::Platform,
            Self::Twice => Cause::Twice,
            Self::General(_) => Cause::General,
            Self::Blocks(_) => Cause::Blocks,
        }
    }

    /// Why `word` is left out.
    pub(super) fn why(&self, word: &str, language: Language) -> String {
        match (self, language) {
            (Self::Empty, English) => "the keyword is empty".into(),
            (Self::Empty, Chinese) => "关键词是空的".into(),
            (Self::Formula, English) => format!("the keyword “{word}” starts like a formula"),
            (Self::Formula, Chinese) => format!("关键词“{word}”的开头像公式"),
            (Self::Sign(sign), English) => {
                format!("the keyword “{word}” holds “{}”", sign.escape_debug())
            }
            (Self::Sign(sign), Chinese) => {
                format!("关键词“{word}”含有“{}”", sign.escape_debug())
            }
            (Self::Long { letters, words }, English) => {
                format!("the keyword “{word}” has {letters} characters and {words} words")
            }
            (Self::Long { letters, words }, Chinese) => {
                format!("关键词“{word}”有 {letters} 个字符、{words} 个词")
            }
            (Self::Twice, English) => {
                format!("another page or keyword of this language has “{word}” already")
            }
            (Self::Twice, Chinese) => format!("“{word}”已由另一个页面或关键词占用"),
            (Self::General(target), English) => format!(
                "“{word}” alone does not say that the searcher means “{target}”, and no page of the market uses it as a term"
            ),
            (Self::General(target), Chinese) => format!(
                "单凭“{word}”看不出搜索的人想找“{target}”，本月市场上也没有页面把它当术语用"
            ),
            (Self::Blocks(keyword), English) => {
                format!(
                    "the negative “{word}” would block the keyword “{keyword}”, so it is left out"
                )
            }
            (Self::Blocks(keyword), Chinese) => {
                format!("否定关键词“{word}”会挡住关键词“{keyword}”，所以没有采用")
            }
        }
    }

    /// What to do about it.
    pub(super) fn help(&self, language: Language) -> String {
        let text = match (self, language) {
            (Self::Empty, English) => "write what a buyer would type",
            (Self::Empty, Chinese) => "写上买家会搜索的词",
            (Self::Formula, English) => {
                "leave out the sign; `+` before a word has had no meaning since 2021"
            }
            (Self::Formula, Chinese) => "去掉开头的符号；词前的“+”从 2021 年起不再起作用",
            (Self::Sign(_), English) => "leave the sign out; match types have their own column",
            (Self::Sign(_), Chinese) => "去掉这个符号；匹配类型另有一列",
            (Self::Long { .. }, English) => "keep to 80 characters and 10 words",
            (Self::Long { .. }, Chinese) => "不要超过 80 个字符、10 个词",
            (Self::Twice, English) => "give every page a keyword of its own",
            (Self::Twice, Chinese) => "让每个页面用自己的关键词",
            (Self::General(target), English) => {
                return format!(
                    "join it with a word of the target, or list it in [plan.synonyms] under “{target}” if buyers search it"
                );
            }
            (Self::General(target), Chinese) => {
                return format!(
                    "与目标关键词中的词连用；如果买家确实这样搜索，就在 [plan.synonyms] 的“{target}”下列出"
                );
            }
            (Self::Blocks(_), English) => {
                "take it out of the settings, or write a longer phrase that only strangers search"
            }
            (Self::Blocks(_), Chinese) => "从设置中删去，或写成只有无关的人才会搜索的更长的词",
        };
        text.to_owned()
    }
}
