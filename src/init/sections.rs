//! The sections of a new workspace: one folder for each type of page, in both languages.

use masthead_editorial::Kind;
use masthead_text::Language;

/// What a section says of itself: title and description, in English and in Chinese.
struct Section {
    kind: Option<Kind>,
    english: [&'static str; 2],
    chinese: [&'static str; 2],
}

/// The home page first, then the sections in the order of the navigation. What only the owner can
/// say is left open with the marks that the check lists.
const SECTIONS: [Section; 5] = [
    Section {
        kind: None,
        english: [
            "FILL IN: in one line, what you do for your customers",
            "FILL IN: in two sentences, who you are, what you make, and what readers find here",
        ],
        chinese: [
            "待填：用一句话说明为客户解决什么问题",
            "待填：用两句话说明公司是谁、做什么，以及读者能在这里找到什么",
        ],
    },
    Section {
        kind: Some(Kind::CaseStudy),
        english: [
            "Case studies",
            "What customers measured before and after, with the source of every figure.",
        ],
        chinese: ["客户案例", "客户在前后测得的数字，每个数字都注明出处。"],
    },
    Section {
        kind: Some(Kind::Whitepaper),
        english: [
            "Whitepapers",
            "Methods and data that help to decide, with their authors.",
        ],
        chinese: ["白皮书", "帮助决策的方法与数据，并注明作者。"],
    },
    Section {
        kind: Some(Kind::Interview),
        english: ["Interviews", "People from the trade, in their own words."],
        chinese: ["访谈", "业内人士的亲口讲述。"],
    },
    Section {
        kind: Some(Kind::Product),
        english: [
            "Products",
            "What we make, with the data that decide a purchase.",
        ],
        chinese: ["产品", "我们的产品，以及决定是否购买的参数。"],
    },
];

/// The section files as paths and texts. The default language has plain names, as Zola wants.
pub(super) fn files(default: Language) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for (number, section) in SECTIONS.iter().enumerate() {
        for language in Language::ALL {
            let suffix = if language == default {
                String::new()
            } else {
                format!(".{language}")
            };
            let folder = section
                .kind
                .map_or_else(String::new, |kind| format!("{}/", kind.folder()));
            files.push((
                format!("content/{folder}_index{suffix}.md"),
                text(section, number, language),
            ));
        }
    }
    files
}

fn text(section: &Section, number: usize, language: Language) -> String {
    let [title, description] = match language {
        Language::English => section.english,
        Language::Chinese => section.chinese,
    };
    let list = section.kind.map_or_else(String::new, |kind| {
        format!(
            "sort_by = \"date\"\nweight = {}\ntemplate = \"{}.html\"\npage_template = \"{}.html\"\n",
            number * 10,
            kind.folder(),
            kind.name(),
        )
    });
    format!("+++\ntitle = \"{title}\"\ndescription = \"{description}\"\n{list}+++\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_language_has_plain_names() {
        let names = |default| {
            let files = files(default);
            files.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
        };
        assert_eq!(
            names(Language::Chinese)[..2],
            ["content/_index.en.md", "content/_index.md"]
        );
        assert!(names(Language::English).contains(&"content/case-studies/_index.zh.md".to_owned()));
        assert_eq!(names(Language::English).len(), 10);
    }
}
