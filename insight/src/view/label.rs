//! The words of a page, in both languages.

use std::collections::BTreeMap;

use masthead_text::Language;

/// A label: its name in templates, its English, its Chinese. A form for one and a form for
/// several are parted by `|`; `{n}` and the like are filled in by the filter `fill`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label(pub &'static str, pub &'static str, pub &'static str);

/// The labels that every page has.
const BASE: &[Label] = &[
    Label("now", "This month", "本月"),
    Label("before", "Last month", "上月"),
    Label("total", "Total", "合计"),
    Label("rising", "Rising", "上升"),
    Label("new", "New", "新出现"),
    Label("fading", "Fading", "减弱"),
    Label("steady_one", "Steady", "平稳"),
    Label("moving", "Terms that move", "变化明显的词"),
    Label("market", "What the market writes about", "市场在谈什么"),
    Label("term", "Term", "词"),
    Label("targeted_by", "Targeted by", "瞄准的对手"),
    Label("own", "Our pages", "我们的页面"),
    Label("own_covered", "covered", "已覆盖"),
    Label("own_weak", "in text only", "仅正文提到"),
    Label("own_missing", "missing", "没有"),
    Label("source", "Source", "来源"),
    Label("language", "Language", "语言"),
    Label("skip", "Skip to content", "跳到正文"),
    Label("en", "English", "英文"),
    Label("zh", "Chinese", "中文"),
    Label("colon", ": ", "："),
    Label("comma", ", ", "、"),
    Label("semicolon", "; ", "；"),
    Label("stop", ". ", "。"),
    Label(
        "made",
        "Made by Masthead from stored facts; nothing on this page is loaded from elsewhere.",
        "本页由 Masthead 根据已存数据生成，不加载任何外部内容。",
    ),
];

/// The labels of a page in `language`: those that every page has, and its own.
pub(super) fn labels(own: &[Label], language: Language) -> BTreeMap<&'static str, &'static str> {
    let text = |label: &Label| match language {
        Language::English => label.1,
        Language::Chinese => label.2,
    };
    BASE.iter()
        .chain(own)
        .map(|label| (label.0, text(label)))
        .collect()
}

/// The word `name` that every page has, in `language`; the name itself where there is none.
pub(crate) fn word(name: &'static str, language: Language) -> &'static str {
    BASE.iter()
        .find(|label| label.0 == name)
        .map_or(name, |label| match language {
            Language::English => label.1,
            Language::Chinese => label.2,
        })
}

/// Picks the form for `number` of a label with two, and fills in `{name}` from `values`.
pub(super) fn fill(label: &str, number: Option<u64>, values: &BTreeMap<String, String>) -> String {
    let form = match (label.split_once('|'), number) {
        (Some((one, _)), Some(1)) => one,
        (Some((_, several)), _) => several,
        (None, _) => label,
    };
    values.iter().fold(form.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_a_form_for_one_and_for_several() {
        for (label, n, text) in [
            ("{n} page|{n} pages", 1, "1 page"),
            ("{n} page|{n} pages", 3, "3 pages"),
            ("{n} 页", 1, "1 页"),
        ] {
            let values = BTreeMap::from([("n".to_owned(), n.to_string())]);
            assert_eq!(fill(label, Some(n), &values), text);
        }
    }

    #[test]
    fn every_label_is_said_in_both_languages() {
        for Label(name, english, chinese) in BASE {
            assert!(!english.is_empty() && !chinese.is_empty(), "{name}");
            assert_eq!(word(name, Language::Chinese), *chinese, "{name} twice");
        }
    }
}
