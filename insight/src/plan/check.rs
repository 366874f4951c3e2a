//! What an ad platform or the law would refuse in a plan, as findings.

use std::collections::BTreeSet;

use masthead_text::{Finding, Language, Place, Severity, fold, width};
use rust_decimal::Decimal;

use super::{
    Ad, Campaign, Cause, Group, Negative, Plan, Refused, ad, bid, claims, negative, phrase::Form,
    place, reason::Reason,
};
use crate::cells;

/// Characters of a keyword, at most. Limit of Google Ads.
const KEYWORD: usize = 80;
/// Words of a keyword, at most. Limit of Google Ads.
const WORDS: usize = 10;
/// Characters that Google Ads refuses in a keyword.
pub(super) const REFUSED: &[char] = &[
    '!', '@', '%', '^', '(', ')', '=', '{', '}', ';', '~', '`', '<', '>', '?', '\\', '|', ',', '*',
    '+', '"', '[', ']',
];

/// Why a platform would refuse `keyword`; nothing where it would not.
pub(super) fn refusal(keyword: &str) -> Option<Reason> {
    let keyword = keyword.trim();
    let (words, letters) = (keyword.split_whitespace().count(), keyword.chars().count());
    let refused = |sign: &char| REFUSED.contains(sign) || sign.is_control();
    if keyword.is_empty() {
        Some(Reason::Empty)
    } else if cells::formula(keyword) {
        Some(Reason::Formula)
    } else if let Some(sign) = keyword.chars().find(refused) {
        Some(Reason::Sign(sign))
    } else {
        (letters > KEYWORD || words > WORDS).then_some(Reason::Long { letters, words })
    }
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
            let (reason, english) = (&refused.reason, Language::English);
            let message = reason.why(&refused.keyword, english);
            finding(Severity::Warning, &refused.page, message).help(reason.help(english))
        })
        .collect();
    findings.extend(too_general(&general));
    findings.extend(plan.campaigns.iter().filter_map(place::finding));
    findings.extend(assumptions(plan));
    for group in &plan.groups {
        of_group(group, &mut findings);
    }
    for campaign in &plan.campaigns {
        of_campaign(campaign, plan, &mut findings);
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
    let share = |number: Decimal| number > Decimal::ZERO && number <= Decimal::ONE;
    let dear = plan.target_cost_per_lead > Decimal::from(bid::COST);
    let checks = [
        (
            plan.target_cost_per_lead <= Decimal::ZERO,
            "the target cost per lead in [plan] is nothing",
            "write what one lead may cost, as a number above 0",
        ),
        (
            dear,
            "the target cost per lead in [plan] is above 1,000,000,000",
            "write what one lead may cost, in whole units of the currency",
        ),
        (
            !share(plan.conversion_rate),
            "the conversion rate in [plan] is no share of clicks",
            "write a number above 0 and up to 1: 0.03 for three leads from a hundred clicks",
        ),
        (
            plan.target_leads == 0 || plan.target_leads > bid::LEADS,
            "the target leads in [plan] are no number from 1 to 1,000,000",
            "write how many leads a month each campaign shall bring",
        ),
        (
            !plan.bid_factors.values().copied().all(share),
            "a bid factor in [plan] is no share of the full bid",
            "write numbers above 0 and up to 1: { exact = 1, phrase = 0.8, broad = 0.6 }",
        ),
    ];
    let mut wrong: Vec<(&str, &str)> = checks
        .into_iter()
        .filter_map(|(wrong, message, help)| wrong.then_some((message, help)))
        .collect();
    // Only sound numbers can be blamed for what comes of them.
    if wrong.is_empty() && plan.bids().any(|bid| bid <= Decimal::ZERO) {
        wrong.push((
            "the highest bid for a click is below 0.01",
            "raise the target cost per lead or the conversion rate in [plan]; a bid is one times the other",
        ));
    }
    let budgets = plan.campaigns.iter().map(|campaign| campaign.daily_budget);
    if wrong.is_empty() && budgets.into_iter().any(|budget| budget <= Decimal::ZERO) {
        wrong.push((
            "the daily budget is below 0.01",
            "raise the target leads in [plan]; a budget is the leads of a day times the cost of one",
        ));
    }
    if plan.groups.iter().any(|group| group.keywords.is_empty()) {
        wrong.push((
            "the ad groups have no keywords, since [plan] names no match type",
            "write match_types = [\"exact\", \"phrase\"]",
        ));
    }
    let error = |(message, help): (&str, &str)| {
        finding(Severity::Error, "masthead.toml", message.to_owned()).help(help)
    };
    wrong.into_iter().map(error).collect()
}

fn finding(severity: Severity, path: &str, message: String) -> Finding {
    Finding::new("plan", severity, message, Place::whole(path))
}

fn of_group(group: &Group, findings: &mut Vec<Finding>) {
    let mut error = |message: String, help: &str| {
        findings.push(finding(Severity::Error, &group.page, message).help(help));
    };
    for keyword in &group.keywords {
        if let Some(reason) = refusal(&keyword.keyword) {
            let message = reason.why(&keyword.keyword, Language::English);
            error(message, &reason.help(Language::English));
        }
    }
    let words = group.keywords.iter().map(|one| one.keyword.as_str());
    for (negative, keyword) in blocking(&group.negatives, words, group.language) {
        let message = format!("the negative “{negative}” blocks “{keyword}” of its own group");
        error(message, "remove the negative");
    }
    for ad in &group.ads {
        for (message, help) in faults(ad, group.language) {
            error(message, help);
        }
    }
}

/// What is wrong with the negatives of a campaign.
fn of_campaign(campaign: &Campaign, plan: &Plan, findings: &mut Vec<Finding>) {
    let mut error = |message: String, help: &str| {
        findings.push(finding(Severity::Error, "masthead.toml", message).help(help));
    };
    for negative in &campaign.negatives {
        if let Some(reason) = refusal(&negative.keyword) {
            let message = reason.why(&negative.keyword, Language::English);
            error(message, &reason.help(Language::English));
        }
    }
    let own = plan
        .groups
        .iter()
        .filter(|group| group.campaign == campaign.name);
    let words = own
        .flat_map(|group| &group.keywords)
        .map(|one| one.keyword.as_str());
    for (negative, keyword) in blocking(&campaign.negatives, words, campaign.language) {
        let message = format!("the negative “{negative}” blocks “{keyword}” of its own campaign");
        error(message, "remove the negative");
    }
}

/// The negatives that block one of `keywords`, each with the first of these.
fn blocking<'a>(
    negatives: &'a [Negative],
    keywords: impl Iterator<Item = &'a str>,
    language: Language,
) -> Vec<(&'a str, &'a str)> {
    let keywords: Vec<(&str, Form)> = keywords
        .map(|word| (word, Form::of(word, language)))
        .collect();
    let blocked = |negative: &'a Negative| {
        let form = Form::of(&negative.keyword, language);
        let kind = negative.match_type;
        let mut own = keywords.iter();
        let (word, _) = own.find(|(_, own)| negative::bars(kind, &form, own))?;
        Some((negative.keyword.as_str(), *word))
    };
    negatives.iter().filter_map(blocked).collect()
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
    if cells::formula(text) {
        return Some((
            format!("“{text}” starts like a formula"),
            "begin with a word",
        ));
    }
    let word = claims::absolute(text).filter(|_| language == Language::Chinese)?;
    let message = format!("“{text}” holds “{word}”, which Chinese advertising law forbids");
    Some((message, "state a measured fact instead"))
}
