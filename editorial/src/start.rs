//! The settings of a new site, made from those of the sample.

use masthead_text::Language;
use thiserror::Error;
use toml_edit::{DocumentMut, Table, value};

use crate::placeholder::{ADDRESS, MAIL};
use crate::schema::marker;

/// What is said above the words of a company, in which everything may be left out.
const WORDS: &str = "
# In this language: tagline = \"what you do, in a few words\", place = \"where you are\",
# notice = \"what stands at the foot of every page\". Each may be left out.
";

/// Settings that cannot be turned into those of a new site.
#[derive(Debug, Error)]
#[error("the settings of the sample site are not valid TOML: {0}")]
pub struct SampleError(#[from] toml_edit::TomlError);

/// The text of `site/config.toml` for a company called `name`, whose pages without a language
/// in their names are written in `default`. Comments and the words of the theme are those of
/// `sample`; what belongs to the sample's company is taken out, and what only the new owner
/// knows is left open, so that the check lists it.
///
/// # Errors
///
/// When `sample` is no TOML.
pub fn new_site_config(sample: &str, name: &str, default: Language) -> Result<String, SampleError> {
    let mut site = renamed(sample, name)?;
    site["base_url"] = value(ADDRESS);
    site["default_language"] = value(default.tag());
    let mut own = |steps: &[&str], change: &dyn Fn(&mut Table)| {
        if let Some(table) = table(&mut site, steps) {
            change(table);
        }
    };
    for language in Language::ALL {
        own(&["languages", language.tag()], &|words| {
            words["title"] = value(name);
            words["description"] = value(description(language));
        });
        own(&["extra", language.tag()], &|words| {
            words.clear();
            words.decor_mut().set_prefix(WORDS);
        });
    }
    own(&["extra"], &|facts| {
        facts["mail"] = value(MAIL);
    });
    Ok(site.to_string())
}

/// The sample with its company called `name` in comments; texts are set one by one, since a
/// name may hold signs that TOML reads as its own.
fn renamed(sample: &str, name: &str) -> Result<DocumentMut, SampleError> {
    let mut site: DocumentMut = sample.parse()?;
    let name = name.replace(char::is_control, " ");
    let mut text = sample.to_owned();
    for language in Language::ALL {
        let words = table(&mut site, &["languages", language.tag()]);
        if let Some(title) = words.and_then(|words| words.get("title")?.as_str()) {
            let comment = |line: &str| match line.starts_with('#') {
                true => line.replace(title, &name),
                false => line.to_owned(),
            };
            text = text.split('\n').map(comment).collect::<Vec<_>>().join("\n");
        }
    }
    Ok(text.parse()?)
}

fn table<'a>(site: &'a mut DocumentMut, steps: &[&str]) -> Option<&'a mut Table> {
    steps.iter().try_fold(site.as_table_mut(), |table, step| {
        table.get_mut(step)?.as_table_mut()
    })
}

/// What the site says of a company nobody has described yet.
fn description(language: Language) -> String {
    let open = marker(language);
    match language {
        Language::English => {
            format!("{open}: what you make, for whom, and what readers find here, in one sentence")
        }
        Language::Chinese => {
            format!("{open}：用一句话说明做什么产品、为谁而做，以及读者能在这里找到什么")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;
    use masthead_text::Severity;

    const SAMPLE: &str = include_str!("../../site/config.toml");

    #[test]
    fn a_new_site_is_sound_and_says_nothing_of_the_sample() {
        for (name, default) in [
            ("Norrvik \"Strip\" AB", Language::English),
            ("澄远电芯", Language::Chinese),
        ] {
            let text = new_site_config(SAMPLE, name, default).unwrap();
            let (site, findings) = parse("site/config.toml", &text);
            let open: Vec<_> = findings
                .iter()
                .map(|found| (found.severity, found.message.as_str()))
                .collect();
            let note = |message| (Severity::Note, message);
            assert_eq!(
                open,
                [
                    note("“languages.en.description” is still to be filled in"),
                    note("“languages.zh.description” is still to be filled in"),
                    note("“base_url” is still to be filled in"),
                    note("“extra.mail” is still to be filled in"),
                ]
            );
            let site = site.unwrap();
            assert_eq!(site.default_language, default);
            assert_eq!(site.languages, Language::ALL);
            assert_eq!(site.title.values().collect::<Vec<_>>(), [name, name]);
            for word in [
                "rvenna",
                "岚目",
                "fictional",
                "虚构",
                "Suzhou",
                "苏州",
                "相机",
                "hello@a",
            ] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn with_an_address_of_its_own_what_is_still_open_is_a_warning() {
        for (name, default) in [
            ("Norrvik Strip", Language::English),
            ("澄远电芯", Language::Chinese),
        ] {
            let text = new_site_config(SAMPLE, name, default).unwrap();
            let text = text.replace(ADDRESS, "https://www.norrvik.example");
            let (_, findings) = parse("site/config.toml", &text);
            assert_eq!(findings.len(), 3, "{findings:#?}");
            for found in findings {
                assert_eq!(
                    (found.rule, found.severity),
                    ("unfilled", Severity::Warning)
                );
                assert!(found.place.line.is_some());
            }
        }
    }

    #[test]
    fn comments_and_the_words_of_the_theme_stay() {
        let text = new_site_config(SAMPLE, "澄远电芯", Language::Chinese).unwrap();
        assert!(text.starts_with("# The Zola site of 澄远电芯."));
        let translations = |text: &str| {
            let site: DocumentMut = text.parse().unwrap();
            site["languages"]["zh"]["translations"].to_string()
        };
        assert_eq!(translations(&text), translations(SAMPLE));
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        assert!(comments(&text) >= comments(SAMPLE));
    }

    #[test]
    fn a_sample_that_is_no_toml_is_refused() {
        assert!(new_site_config("x =", "a", Language::English).is_err());
    }
}
