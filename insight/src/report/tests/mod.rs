//! The whole report from small inputs in both languages.

mod copies;
mod fresh;
mod money;
mod pages;
mod search;
mod steps;
mod watch;

use jiff::{Timestamp, civil::Date};
use masthead_store::{Channel, LeadStatus, Money, Role, SearchKind, SourceRow, Tier};
use masthead_text::Language::{Chinese, English};

use super::*;
use crate::plan::sample::{content, market};

/// A page of a source as it stood since `seen`.
pub(super) fn page(
    source: (&str, Role, Language),
    url: &str,
    title: &str,
    text: &str,
    seen: &str,
) -> PageAt {
    let (name, role, language) = source;
    let at: Timestamp = format!("{seen}T12:00:00Z").parse().unwrap();
    let url: url::Url = url.parse().unwrap();
    let html = format!("<title>{title}</title><main><p>{text}</p></main>");
    let mut facts = masthead_page::read(html.as_bytes(), Some(&url), Some("utf-8"));
    facts.text = text.to_owned();
    facts.language = Some(language);
    PageAt {
        source: SourceRow {
            name: name.to_owned(),
            url: url.join("/").unwrap(),
            role,
            language: Some(language),
        },
        url,
        first_seen: at,
        changed: at,
        listed: None,
        facts,
    }
}

pub(super) const COBALTINE: (&str, Role, Language) =
    ("Cobaltine Imaging", Role::Competitor, English);

pub(super) const HENGXIANG: (&str, Role, Language) = ("衡像科技", Role::Competitor, Chinese);

pub(super) const REVIEW: (&str, Role, Language) = ("Plant Floor Review", Role::Industry, English);

pub(super) const DAILY: (&str, Role, Language) = ("智造日报", Role::Industry, Chinese);

pub(super) const BOARD: (&str, Role, Language) = ("公采信息", Role::Tender, Chinese);

pub(super) fn dated(mut page: PageAt, day: &str) -> PageAt {
    page.facts.published = Some(day.parse().unwrap());
    page
}

/// Everything a report needs, owned.
pub(super) struct World {
    pub(super) content: Content,
    pub(super) keywords: Keywords,
    pub(super) pages: [Vec<PageAt>; 2],
    pub(super) search: [Vec<SearchRow>; 2],
    pub(super) ads: [Vec<AdRow>; 2],
    pub(super) leads: [Vec<LeadRow>; 2],
    pub(super) problems: Vec<Problem>,
    pub(super) target: Option<Decimal>,
}

impl World {
    pub(super) fn empty() -> Self {
        Self {
            content: content(),
            keywords: market(Vec::new()),
            pages: [Vec::new(), Vec::new()],
            search: [Vec::new(), Vec::new()],
            ads: [Vec::new(), Vec::new()],
            leads: [Vec::new(), Vec::new()],
            problems: Vec::new(),
            target: None,
        }
    }

    pub(super) fn report(&self) -> Report {
        fn both<T>(rows: &[Vec<T>; 2]) -> Both<&[T]> {
            Both {
                now: &rows[0],
                before: &rows[1],
            }
        }
        let before = self.pages[1].iter();
        let watched = before.map(|page| page.source.name.clone()).collect();
        compute(&Inputs {
            month: "2026-10".parse().unwrap(),
            content: &self.content,
            currency: "CNY".parse().unwrap(),
            target_cost_per_lead: self.target,
            watched: &watched,
            pages: &self.pages[0],
            changes: &self.changes(),
            keywords: &self.keywords,
            lexicon: &Lexicon::default(),
            words: &Words::default(),
            notices: notice::Settings::default(),
            search: both(&self.search),
            ads: both(&self.ads),
            leads: both(&self.leads),
            problems: &self.problems,
        })
        .unwrap()
    }

    /// What became of each page, by source and address.
    fn changes(&self) -> Vec<Changes> {
        let key = |page: &PageAt| (page.source.name.clone(), page.url.clone());
        let [now, before] = &self.pages;
        let by_key = |pages: &[PageAt]| -> BTreeMap<_, PageAt> {
            pages.iter().map(|page| (key(page), page.clone())).collect()
        };
        let (now, before) = (by_key(now), by_key(before));
        let keys: BTreeSet<_> = now.keys().chain(before.keys()).collect();
        let change = |key| {
            let page = now.get(key).or(before.get(key)).unwrap().clone();
            Changes {
                before: before.get(key).map(|page| page.facts.clone()),
                now: now.get(key).map(|page| page.facts.clone()),
                source: page.source,
                url: page.url,
                first_seen: page.first_seen,
                listed: page.listed,
                changed: page.changed,
            }
        };
        keys.into_iter().map(change).collect()
    }
}

pub(super) fn query(value: &str, clicks: u64, impressions: u64, position: &str) -> SearchRow {
    SearchRow {
        month: "2026-10".parse().unwrap(),
        kind: SearchKind::Query,
        value: value.to_owned(),
        clicks,
        impressions,
        position: position.parse().ok(),
    }
}

pub(super) fn landing(value: &str, clicks: u64, impressions: u64, position: &str) -> SearchRow {
    SearchRow {
        kind: SearchKind::Page,
        ..query(value, clicks, impressions, position)
    }
}

pub(super) fn money(amount: &str, currency: &str) -> Money {
    Money {
        amount: amount.parse().unwrap(),
        currency: currency.parse().unwrap(),
    }
}

pub(super) fn ad(campaign: &str, clicks: u64, cost: Money) -> AdRow {
    AdRow {
        day: Date::constant(2026, 10, 1),
        campaign: campaign.to_owned(),
        ad_group: String::new(),
        impressions: clicks * 10,
        clicks,
        cost,
        conversions: Decimal::ZERO,
    }
}

pub(super) fn lead(channel: Channel, campaign: &str, tier: Tier, status: LeadStatus) -> LeadRow {
    LeadRow {
        day: Date::constant(2026, 10, 2),
        channel,
        campaign: (!campaign.is_empty()).then(|| campaign.to_owned()),
        landing_page: None,
        tier,
        status,
        value: Some(money("1000", "CNY")),
    }
}

pub(super) fn figure(report: &Report, id: &str) -> Figure {
    report
        .figures
        .iter()
        .find(|figure| figure.id == id)
        .unwrap()
        .clone()
}

/// Content whose two case studies hold the long texts.
pub(super) fn telling() -> Content {
    let mut content = content();
    content.pages[0].text = ENGLISH.to_owned();
    content.pages[1].text = CHINESE.to_owned();
    content
}

pub(super) const ENGLISH: &str = "Four cameras watch both sides of the strip while it runs at six hundred metres \
     a minute, and every mark is stored with its coil number and its place along the length. \
     The inspector opens the list in the morning, compares the marks with those of the coil \
     before, and decides which rolls are changed at the next stop.";
pub(super) const CHINESE: &str = "四台相机从两面看着以每分钟六百米运行的带钢，每一处印痕都连同钢卷号和长度方向上的位置一起存下来。质检员早上打开清单，与前一卷的印痕对照，再决定下次停机换哪几根辊。";
