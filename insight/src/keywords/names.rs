//! Names of companies, which are no terms of the market however often they are said.

use std::collections::BTreeSet;

use masthead_editorial::Content;
use masthead_store::{PageAt, Role};
use masthead_text::Lexicon;

use super::Settings;

/// What companies add to their name to say what they do. The rest is the name itself, by which
/// they are called: “Cobaltine Imaging” is Cobaltine, 衡像科技 is 衡像.
const TRADES: &[&str] = &[
    "automation",
    "imaging",
    "industries",
    "instruments",
    "optics",
    "robotics",
    "systems",
    "technologies",
    "technology",
    "vision",
    "仪器",
    "光学",
    "光电",
    "公司",
    "技术",
    "智能",
    "机器人",
    "电子",
    "科技",
    "自动化",
    "装备",
    "视觉",
    "集团",
];

/// The words of the settings, and every known name as a border that no phrase crosses.
pub(super) fn lexicon(pages: &[&[PageAt]], content: &Content, settings: &Settings) -> Lexicon {
    let sources: BTreeSet<(&str, Role)> = pages
        .iter()
        .flat_map(|pages| pages.iter())
        .map(|page| (page.source.name.as_str(), page.source.role))
        .collect();
    let mut names: BTreeSet<String> = settings.brands.iter().cloned().collect();
    for (name, role) in sources {
        names.insert(name.to_owned());
        if role == Role::Competitor {
            names.extend(short(name));
        }
    }
    for title in content.site.title.values() {
        names.insert(title.clone());
        names.extend(short(title));
    }
    Lexicon::new(&settings.words).names(&names.into_iter().collect::<Vec<_>>())
}

/// What is left of a name of a word and a trade.
fn short(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let trade = TRADES.iter().find(|trade| lower.ends_with(**trade))?;
    let rest = name.get(..name.len().checked_sub(trade.len())?)?.trim();
    let one_word = rest.chars().count() > 1 && !rest.contains(' ');
    one_word.then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_also_called_by_its_name_alone() {
        for (name, alone) in [
            ("Cobaltine Imaging", Some("Cobaltine")),
            ("衡像科技", Some("衡像")),
            ("Plant Floor Review", None),
            ("Vision", None),
            ("Open Machine Vision", None),
            ("智造日报", None),
        ] {
            assert_eq!(short(name).as_deref(), alone, "{name}");
        }
    }
}
