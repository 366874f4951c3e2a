//! Puts a template, labels and facts together.

use std::{error::Error, sync::LazyLock};

use masthead_text::Language;
use serde::Serialize;
use tera::{Context, Tera};

use super::{Label, filters, label};

/// Every template, by the name that `extends`, `import` and `include` use.
#[rustfmt::skip]
const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("../../templates/base.html")),
    ("digest.html", include_str!("../../templates/digest.html")),
    ("keywords.html", include_str!("../../templates/keywords.html")),
    ("style.css", include_str!("../../templates/style.css")),
    ("term.html", include_str!("../../templates/term.html")),
    ("report.html", include_str!("../../templates/report.html")),
];

/// The templates with the filters of each language, in the order of [`Language::ALL`].
static TERA: LazyLock<[Result<Tera, String>; 2]> = LazyLock::new(|| Language::ALL.map(templates));

/// A page that could not be rendered.
#[derive(Debug, thiserror::Error)]
#[error("cannot render the page {template}: {cause}")]
pub struct ViewError {
    /// The template.
    pub template: String,
    /// What went wrong, from the outside in.
    pub cause: String,
}

/// The page `template` in `language`, from its `labels` and `facts`.
///
/// Filters: `number(places=0)`, `percent` (of a share), `day`, `month`; `fill(n=…, name=…)` fills
/// the gaps of a label; `named(t=t, start=…)` is the label that a value names; `share(of=…)` is a
/// whole percentage for the length of a bar; `mark` (with `safe` after it) escapes a text of
/// either language and marks what is not in the page's. Test: `web`, an address that may be a
/// link.
///
/// # Errors
///
/// When the template is faulty or the facts lack something that it shows.
pub fn render(
    template: &str,
    language: Language,
    labels: &[Label],
    facts: &impl Serialize,
) -> Result<String, ViewError> {
    let fail = |cause: String| ViewError {
        template: template.to_owned(),
        cause,
    };
    let [english, chinese] = &*TERA;
    let tera = match language {
        Language::English => english,
        Language::Chinese => chinese,
    };
    let mut context = Context::new();
    context.insert("lang", language.tag());
    context.insert("t", &label::labels(labels, language));
    context
        .try_insert("facts", facts)
        .map_err(|error| fail(chain(&error)))?;
    let tera = tera.as_ref().map_err(|cause| fail(cause.clone()))?;
    tera.render(template, &context)
        .map_err(|error| fail(chain(&error)))
}

/// All templates, with the filters of `language`.
fn templates(language: Language) -> Result<Tera, String> {
    let mut tera = Tera::default();
    filters::register(&mut tera, language);
    tera.add_raw_templates(TEMPLATES.iter().copied())
        .map_err(|error| chain(&error))?;
    Ok(tera)
}

/// An error and what caused it, in one line.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
