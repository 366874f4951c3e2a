//! What an ad platform or the law would refuse in a plan, as findings.

use std::collections::BTreeSet;

use masthead_text::{Finding, Language, Place, Severity, fold, width};
use rust_decimal::Decimal;

use super::{Ad, Cause, Group, Plan, Refused, ad, claims, negative, place};

/// Characters of a keyword, at most. Limit of Google Ads.
const KEYWORD: usize = 80;
/// Words of a keyword, at most. Limit of Google Ads.
const WORDS: usize = 10;
/// Characters that Google Ads refuses in a keyword.
const REFUSED: &[char] = &[
    '!', '@', '%', '^', '(', ')', '=', '{', '}', ';', '~', '`', '<', '>', '?', '\\', '|', ',', '*',
    '+', '"', '[', ']',
];

/// Whether a spreadsheet would take the cell for a formula.
pub(super) fn formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// Why a platform would refuse `keyword`, and what to do; nothing where it would not.
pub(super) fn refusal(keyword: &str) -> Option<(String, &'static str)> {
    let words = keyword.split_whitespace().count();
    let letters = keyword.chars().count();
    if keyword.trim().is_empty() {
        return Some((
            "the keyword is empty".into(),
            "write what a buyer would type",
        ));
    }
    if formula(keyword) {
        let message = format!("the keyword “{keyword}” starts like a formula");
        return Some((
            message,
            "leave out the sign; `+` before a word has had no meaning since 2021",
        ));
    }
    if let Some(sign) = keyword
        .chars()
        .find(|sign| REFUSED.contains(sign) || sign.is_control())
    {
        let message = format!("the keyword “{keyword}” holds “{}”", sign.escape_debug());
        return Some((
            message,
            "leave the sign out; match types have their own column",
        ));
    }
    if letters > KEYWORD || words > WORDS {
        let message = format!("the keyword “{keyword}” has {letters} characters and {words} words");
        return Some((message, "keep to 80 characters and 10 words"));
    }
    None
}

/// Everything in `plan` that would be refused. A plan made by [`super::make`] from valid content
/// has no errors; its warnings say what was left out.
#[must_use]
pub fn check(plan: &Plan) -> Vec<Finding> {
    let (general, refused): (Vec<&Refused>, Vec<&Refused>) = plan
        .refused
        .iter()
        .partition(|refused| refused.cause == Cause::General);
    let mut findings: Vec<Finding> = refused
        .into_iter()
        .map(|refused| {
            finding(Severity::Warning, &refused.page, refused.why.clone())
                .help(refused.help.clone())
        })
        .collect();
    findings.extend(too_general(&general));
    findings.extend(plan.campaigns.iter().filter_map(place::finding));
    findings.extend(assumptions(plan));
    for group in &plan.groups {
        of_group(group, &mut findings);
    }
    masthead_text::sort_findings(&mut findings);
    findings
}

/// One note for all keywords that are too general: most pages have some, and rightly so.
fn too_general(refused: &[&Refused]) -> Option<Finding> {
    const NAMED: usize = 3;
    let words: Vec<String> = refused
        .iter()
        .take(NAMED)
        .map(|refused| format!("“{}”", refused.keyword))
        .collect();
    let more = match refused.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "too general to be paid for alone, so in no ad group: {}{more}",
        words.join(", ")
    );
    let help = "nothing needs to be done; what buyers do search can be listed in [plan.synonyms]";
    let path = &refused.first()?.page;
    Some(finding(Severity::Note, path, message).help(help))
}

/// What is wrong with the numbers of the settings.
fn assumptions(plan: &Plan) -> Vec<Finding> {
    let error = |message: &str, help: &str| {
        finding(Severity::Error, "masthead.toml", message.to_owned()).help(help)
    };
    let mut findings = Vec::new();
    if plan.conversion_rate <= Decimal::ZERO || plan.conversion_rate > Decimal::ONE {
        findings.push(error(
            "the conversion rate in [plan] is no share of clicks",
            "write a number above 0 and up to 1: 0.03 for three leads from a hundred clicks",
        ));
    } else if plan.bids().any(|bid| bid <= Decimal::ZERO) {
        findings.push(error(
            "the highest bid for a click comes to nothing",
            "raise the target cost per lead in [plan]; a bid is that cost times the conversion rate",
        ));
    }
    if plan.groups.iter().any(|group| group.keywords.is_empty()) {
        findings.push(error(
            "the ad groups have no keywords, since [plan] names no match type",
            "write match_types = [\"exact\", \"phrase\"]",
        ));
    }
    findings
}

fn finding(severity: Severity, path: &str, message: String) -> Finding {
    Finding::new("plan", severity, message, Place::whole(path))
}

fn of_group(group: &Group, findings: &mut Vec<Finding>) {
    let mut error = |message: String, help: &str| {
        findings.push(finding(Severity::Error, &group.page, message).help(help));
    };
    for keyword in &group.keywords {
        if let Some((message, help)) = refusal(&keyword.keyword) {
            error(message, help);
        }
    }
    for negative in &group.negatives {
        if negative::blocks(negative, group, group.language) {
            let word = &negative.keyword;
            let message = format!("the negative “{word}” blocks a keyword of its own group");
            error(message, "remove the negative");
        }
    }
    for ad in &group.ads {
        for (message, help) in faults(ad, group.language) {
            error(message, help);
        }
    }
}

/// What is wrong with an ad, with advice.
fn faults(ad: &Ad, language: Language) -> Vec<(String, &'static str)> {
    let mut faults = Vec::new();
    let parts = [
        ("headlines", &ad.headlines, ad::HEADLINES, ad::HEADLINE),
        (
            "descriptions",
            &ad.descriptions,
            ad::DESCRIPTIONS,
            ad::DESCRIPTION,
        ),
    ];
    for (name, texts, count, columns) in parts {
        if !count.contains(&texts.len()) {
            let message = format!(
                "the ad has {} {name}, where {} to {} are needed",
                texts.len(),
                count.start(),
                count.end()
            );
            faults.push((
                message,
                "state more on the page: secondary keywords, results, short headings",
            ));
        }
        let distinct: BTreeSet<String> = texts.iter().map(|text| fold(text)).collect();
        if distinct.len() < texts.len() {
            faults.push((format!("two {name} of the ad say the same"), "remove one"));
        }
        faults.extend(
            texts
                .iter()
                .filter_map(|text| fault(text, columns, language)),
        );
    }
    faults.extend(
        [&ad.path1, &ad.path2]
            .into_iter()
            .filter_map(|text| fault(text, ad::PATH, language)),
    );
    faults
}

/// What is wrong with one text of an ad.
fn fault(text: &str, columns: usize, language: Language) -> Option<(String, &'static str)> {
    if width(text) > columns {
        let message = format!("“{text}” takes {} columns of {columns}", width(text));
        return Some((
            message,
            "say it shorter; a Chinese character takes two columns",
        ));
    }
    if formula(text) {
        return Some((
            format!("“{text}” starts like a formula"),
            "begin with a word",
        ));
    }
    let word = claims::absolute(text).filter(|_| language == Language::Chinese)?;
    let message = format!("“{text}” holds “{word}”, which Chinese advertising law forbids");
    Some((message, "state a measured fact instead"))
}
