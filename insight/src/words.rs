//! The words that Masthead knows of a workspace: its own, and everybody's names.

use std::collections::BTreeSet;

use masthead_editorial::{Content, Facts};
use masthead_store::Role;
use masthead_text::Lexicon;
use serde::Deserialize;

/// The section `[words]` of the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// Terms of the trade: never split, and terms however short.
    pub terms: Vec<String>,
    /// Names of our products that no product page of ours states; they count as terms do.
    pub products: Vec<String>,
    /// Groups of words that mean the same to somebody who searches.
    pub synonyms: Vec<Vec<String>>,
    /// Whether characters that no dictionary explains are guessed to be words.
    pub guess: bool,
}

/// Whose names are known, besides those in the content.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Further brands of competitors.
    pub brands: &'a [String],
    /// The watched sources, by name and by what they are to us.
    pub sources: &'a [(&'a str, Role)],
}

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

/// What texts are read with: the words of the settings and the products of our pages stay whole,
/// and no phrase crosses a name of the settings, of a source, of our company or of a customer.
#[must_use]
pub fn lexicon(words: &Words, known: Names<'_>, content: Option<&Content>) -> Lexicon {
    let mut whole: BTreeSet<String> = words.terms.iter().chain(&words.products).cloned().collect();
    let mut names: BTreeSet<String> = known.brands.iter().cloned().collect();
    for &(name, role) in known.sources {
        names.insert(name.to_owned());
        if role == Role::Competitor {
            names.extend(short(name));
        }
    }
    if let Some(content) = content {
        for title in content.site.title.values() {
            names.insert(title.clone());
            names.extend(short(title));
        }
        for page in &content.pages {
            match &page.facts {
                Facts::Product(product) => whole.extend([product.name.clone()]),
                Facts::CaseStudy(study) => {
                    names.insert(study.customer.name.clone());
                    names.extend(study.quote.iter().map(|quote| quote.name.clone()));
                }
                Facts::Interview(interview) => {
                    let person = &interview.person;
                    names.extend([person.name.clone(), person.company.clone()]);
                }
                Facts::Whitepaper(_) => {}
            }
        }
    }
    let list = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>();
    let lexicon = Lexicon::new(&list(whole))
        .names(&list(names))
        .synonyms(&words.synonyms);
    if words.guess {
        lexicon.guessing()
    } else {
        lexicon
    }
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
    use masthead_text::{Key, Language};

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

    #[test]
    fn what_the_settings_say_is_heeded() {
        let strings = |words: &[&str]| {
            words
                .iter()
                .map(|&word| word.to_owned())
                .collect::<Vec<_>>()
        };
        let words = Words {
            terms: strings(&["线扫描相机"]),
            products: strings(&["LS4"]),
            synonyms: vec![strings(&["price", "cost"]), strings(&["价格", "报价"])],
            guess: false,
        };
        let names = Names {
            brands: &[],
            sources: &[],
        };
        let content = crate::plan::sample::content();
        let lexicon = lexicon(&words, names, Some(&content));
        assert!(lexicon.knows("线扫描相机") && lexicon.knows("LS4") && lexicon.knows("LS8"));
        for (one, other, language) in [
            ("camera price", "cost of cameras", Language::English),
            ("线扫描相机价格", "线扫描相机报价", Language::Chinese),
        ] {
            let key = |term| Key::of(term, language, &lexicon);
            assert_eq!(key(one), key(other));
        }
        let guessing = Words {
            guess: true,
            ..words
        };
        let guessing = super::lexicon(&guessing, names, None);
        let key = |lexicon| Key::of("他走进了岚目研所", Language::Chinese, lexicon);
        assert_ne!(key(&guessing), key(&lexicon));
    }
}
