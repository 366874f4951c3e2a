//! The whole report from small inputs in both languages.

use jiff::{Timestamp, civil::Date};
use masthead_page::{Heading, Link};
use masthead_store::{Channel, LeadStatus, Money, ProblemKind, Role, SearchKind, SourceRow, Tier};
use masthead_text::Language::{Chinese, English};
use proptest::prelude::*;

use super::*;
use crate::{
    keywords::Cover,
    plan::sample::{content, market, term},
};

const ENGLISH: &str = "Four cameras watch both sides of the strip while it runs at six hundred metres \
     a minute, and every mark is stored with its coil number and its place along the length.";
const CHINESE: &str = "四台相机从两面看着以每分钟六百米运行的带钢，每一处印痕都连同钢卷号和长度方向上的位置一起存下来。";

/// A page of a source as it stood since `seen`.
fn page(source: (&str, Role, Language), url: &str, title: &str, text: &str, seen: &str) -> PageAt {
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

const COBALTINE: (&str, Role, Language) = ("Cobaltine Imaging", Role::Competitor, English);
const HENGXIANG: (&str, Role, Language) = ("衡像科技", Role::Competitor, Chinese);
const REVIEW: (&str, Role, Language) = ("Plant Floor Review", Role::Industry, English);
const DAILY: (&str, Role, Language) = ("智造日报", Role::Industry, Chinese);
const BOARD: (&str, Role, Language) = ("公采信息", Role::Tender, Chinese);

fn dated(mut page: PageAt, day: &str) -> PageAt {
    page.facts.published = Some(day.parse().unwrap());
    page
}

/// Everything a report needs, owned.
struct World {
    content: Content,
    keywords: Keywords,
    pages: [Vec<PageAt>; 2],
    search: [Vec<SearchRow>; 2],
    ads: [Vec<AdRow>; 2],
    leads: [Vec<LeadRow>; 2],
    problems: Vec<Problem>,
}

impl World {
    fn empty() -> Self {
        Self {
            content: content(),
            keywords: market(Vec::new()),
            pages: [Vec::new(), Vec::new()],
            search: [Vec::new(), Vec::new()],
            ads: [Vec::new(), Vec::new()],
            leads: [Vec::new(), Vec::new()],
            problems: Vec::new(),
        }
    }

    fn report(&self) -> Report {
        fn both<T>(rows: &[Vec<T>; 2]) -> Both<&[T]> {
            Both {
                now: &rows[0],
                before: &rows[1],
            }
        }
        compute(&Inputs {
            month: "2026-10".parse().unwrap(),
            content: &self.content,
            currency: "CNY".parse().unwrap(),
            pages: both(&self.pages),
            keywords: &self.keywords,
            search: both(&self.search),
            ads: both(&self.ads),
            leads: both(&self.leads),
            problems: &self.problems,
        })
    }
}

fn query(value: &str, clicks: u64, impressions: u64, position: &str) -> SearchRow {
    SearchRow {
        month: "2026-10".parse().unwrap(),
        kind: SearchKind::Query,
        value: value.to_owned(),
        clicks,
        impressions,
        position: position.parse().ok(),
    }
}

fn landing(value: &str, clicks: u64, impressions: u64, position: &str) -> SearchRow {
    SearchRow {
        kind: SearchKind::Page,
        ..query(value, clicks, impressions, position)
    }
}

fn money(amount: &str, currency: &str) -> Money {
    Money {
        amount: amount.parse().unwrap(),
        currency: currency.parse().unwrap(),
    }
}

fn ad(campaign: &str, clicks: u64, cost: Money) -> AdRow {
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

fn lead(channel: Channel, campaign: &str, tier: Tier, status: LeadStatus) -> LeadRow {
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

fn figure(report: &Report, id: &str) -> Figure {
    report
        .figures
        .iter()
        .find(|figure| figure.id == id)
        .unwrap()
        .clone()
}

#[test]
fn figures_are_sums_first_and_rates_last() {
    let mut world = World::empty();
    world.search[0] = vec![
        query("线扫描相机", 3, 100, "8"),
        landing("https://www.arvenna.example/", 6, 100, "2"),
        landing("https://www.arvenna.example/zh/", 3, 300, "10"),
    ];
    world.search[1] = vec![landing("https://www.arvenna.example/", 6, 200, "4")];
    let report = world.report();
    for (id, now, before, change) in [
        ("clicks", "9", Some("6"), Some("0.5")),
        ("ctr", "0.0225", Some("0.03"), Some("-0.0075")),
        ("position", "8", Some("4"), Some("4")), // (2 × 100 + 10 × 300) ÷ 400
        ("published", "2", Some("0"), None),
    ] {
        let figure = figure(&report, id);
        let text = |number: Option<Decimal>| number.map(|n| n.normalize().to_string());
        assert_eq!(text(figure.now).as_deref(), Some(now), "{id}");
        assert_eq!(text(figure.before).as_deref(), before, "{id}");
        assert_eq!(text(figure.change).as_deref(), change, "{id}");
    }
    assert_eq!(figure(&report, "leads").now, None, "nothing was imported");
}

#[test]
fn a_query_of_last_month_only_keeps_its_line_so_that_both_months_add_up() {
    let mut world = World::empty();
    world.search[0] = vec![query("工业相机", 5, 50, "3")];
    world.search[1] = vec![
        query("工业相机", 2, 40, "4"),
        query("old words", 7, 70, "5"),
    ];
    let lines = world.report().search.queries;
    let shown: Vec<_> = lines
        .iter()
        .map(|line| (line.value.as_str(), line.clicks, line.clicks_before))
        .collect();
    assert_eq!(shown, [("工业相机", 5, Some(2)), ("old words", 0, Some(7))]);
}

#[test]
fn leads_are_counted_by_channel_and_cost_is_that_of_paid_search() {
    let mut world = World::empty();
    let leads = [
        (
            Channel::PaidSearch,
            "ZH | 工业相机",
            Tier::B,
            LeadStatus::New,
        ),
        (
            Channel::PaidSearch,
            "ZH | 工业相机",
            Tier::S,
            LeadStatus::Lost,
        ),
        (Channel::TradeShow, "", Tier::C, LeadStatus::Won),
        (Channel::TradeShow, "", Tier::C, LeadStatus::Qualified),
        (Channel::TradeShow, "", Tier::C, LeadStatus::Lost),
    ];
    world.leads[0] = leads.map(|(c, name, t, s)| lead(c, name, t, s)).to_vec();
    world.ads[0] = vec![
        ad("ZH | 工业相机", 10, money("120.50", "CNY")),
        ad("EN | Cameras", 4, money("80", "CNY")),
        ad("EN | Cameras", 1, money("9", "EUR")),
    ];
    let report = world.report();
    let channels: Vec<_> = report
        .leads
        .channels
        .iter()
        .map(|c| {
            (
                c.channel.unwrap(),
                c.leads,
                c.qualified,
                c.won,
                c.value.to_string(),
            )
        })
        .collect();
    assert_eq!(
        channels,
        [
            (Channel::TradeShow, 3, 2, 1, "1000".to_owned()),
            (Channel::PaidSearch, 2, 1, 0, "0".to_owned()),
        ]
    );
    assert_eq!(
        figure(&report, "ad_cost").now,
        Some("200.50".parse().unwrap())
    );
    assert_eq!(
        figure(&report, "cost_per_lead").now,
        Some("100.25".parse().unwrap())
    );
    assert_eq!(report.ads.elsewhere, [money("9", "EUR")]);
    let idle = report.next_steps.iter().any(|step| {
        matches!(&step.why, Why::CampaignWithoutLeads { campaign, .. } if campaign == "EN | Cameras")
    });
    assert!(idle, "{:?}", report.next_steps);
}

#[test]
fn a_competitors_page_is_new_only_if_its_source_was_watched_before() {
    let mut world = World::empty();
    let stood = page(COBALTINE, "http://c.example/a", "A", ENGLISH, "2026-09-30");
    let undated = page(COBALTINE, "http://c.example/b", "B", ENGLISH, "2026-10-31");
    let old = dated(
        page(COBALTINE, "http://c.example/c", "C", "c", "2026-10-31"),
        "2026-05-01",
    );
    let first = page(
        HENGXIANG,
        "http://h.example/a",
        "首页",
        CHINESE,
        "2026-10-31",
    );
    let fresh = dated(
        page(HENGXIANG, "http://h.example/b", "新品", "x", "2026-10-31"),
        "2026-10-12",
    );
    let ours = page(
        REVIEW,
        "http://r.example/a",
        "Not a rival",
        "x",
        "2026-10-31",
    );
    world.pages = [
        vec![stood.clone(), undated, old, first, fresh, ours],
        vec![stood],
    ];
    let pages = world.report().competitors.new_pages;
    let urls: Vec<&str> = pages.iter().map(|page| page.url.as_str()).collect();
    assert_eq!(urls, ["http://c.example/b", "http://h.example/b"]);
}

#[test]
fn a_rewritten_title_or_text_shows_and_a_list_or_a_comma_does_not() {
    let mut world = World::empty();
    let at = "2026-09-30";
    let mut list = page(COBALTINE, "http://c.example/blog", "Blog", "Old post", at);
    let link = |text: &str| Link {
        href: "/x".to_owned(),
        text: text.to_owned(),
        rel: Vec::new(),
        main: true,
        line: 1,
    };
    list.facts.links = vec![link("Old post")];
    let mut longer = list.clone();
    longer.facts.text = "Old post\nNew post".to_owned();
    longer.facts.links.push(link("New post"));
    longer.facts.headings = vec![Heading {
        level: 1,
        text: "Blog".to_owned(),
    }];
    let pairs = [
        (
            page(COBALTINE, "http://c.example/1", "Camera", ENGLISH, at),
            page(COBALTINE, "http://c.example/1", "8K camera", ENGLISH, at),
        ),
        (
            page(HENGXIANG, "http://h.example/2", "试验", CHINESE, at),
            page(
                HENGXIANG,
                "http://h.example/2",
                "试验",
                &format!("{CHINESE}首次三天免费。"),
                at,
            ),
        ),
        (
            page(HENGXIANG, "http://h.example/3", "关于", CHINESE, at),
            page(
                HENGXIANG,
                "http://h.example/3",
                "关于",
                &CHINESE.replace('，', "； "),
                at,
            ),
        ),
        (list, longer),
    ];
    let (before, now): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    world.pages = [now, before];
    let changed = world.report().competitors.changed;
    let shown: Vec<_> = changed
        .iter()
        .map(|page| (page.url.as_str(), page.what, page.kept))
        .collect();
    assert_eq!(
        shown,
        [
            ("http://c.example/1", What::Title, 100),
            ("http://h.example/2", What::Text, 100)
        ]
    );
}

/// Content whose two case studies hold the long texts.
fn telling() -> Content {
    let mut content = content();
    content.pages[0].text = ENGLISH.to_owned();
    content.pages[1].text = CHINESE.to_owned();
    content
}

#[test]
fn a_copy_is_a_repost_and_a_similar_text_is_none() {
    let mut world = World::empty();
    world.content = telling();
    let mut linking = page(
        REVIEW,
        "http://r.example/copy",
        "Reprint",
        &format!("We reprint this. {ENGLISH} Our view follows."),
        "2026-10-20",
    );
    linking.facts.links.push(Link {
        href: "http://arvenna.example/case-studies/steel/".to_owned(),
        text: "source".to_owned(),
        rel: vec!["nofollow".to_owned()],
        main: true,
        line: 1,
    });
    let similar =
        "Four cameras watch the strip and marks are stored, says a mill that we do not name.";
    world.pages[0] = vec![
        linking,
        dated(
            page(
                DAILY,
                "http://d.example/copy",
                "转载",
                &format!("编者按。{CHINESE}"),
                "2026-10-31",
            ),
            "2026-10-16",
        ),
        dated(
            page(DAILY, "http://d.example/old", "旧文", CHINESE, "2026-10-31"),
            "2026-09-16",
        ),
        page(
            DAILY,
            "http://d.example/near",
            "相似",
            "四台相机看着带钢，每一处印痕都存下来。",
            "2026-10-20",
        ),
        page(
            REVIEW,
            "http://r.example/near",
            "Similar",
            similar,
            "2026-10-20",
        ),
        page(
            REVIEW,
            "http://www.arvenna.example/a",
            "Ours",
            ENGLISH,
            "2026-10-20",
        ),
    ];
    let reposts = world.report().reposts;
    let shown: Vec<_> = reposts
        .iter()
        .map(|r| (r.url.as_str(), r.similarity, r.links_back))
        .collect();
    assert_eq!(
        shown,
        [
            ("http://d.example/copy", 100, false),
            ("http://r.example/copy", 100, true)
        ]
    );
}

#[test]
fn a_tender_is_ours_by_its_words_and_open_by_its_deadline() {
    let mut world = World::empty();
    let notice = |nr: u32, words: &str, deadline: &str| {
        let text = format!(
            "采购人：沐原冷轧带钢有限公司\n预算金额：186 万元\n截止时间：{deadline}\n采购内容\n{words}"
        );
        page(
            BOARD,
            &format!("http://b.example/{nr}"),
            "公告",
            &text,
            "2026-10-22",
        )
    };
    world.pages[0] = vec![
        notice(1, "采购线扫描相机十二台", "2026年11月25日 10时00分"),
        notice(2, "采购线扫描相机十二台", "2026年10月12日 10时00分"),
        notice(3, "采购数码相机五台", "2026年11月12日"),
        notice(4, "要求行频不低于一百千赫", "2026年11月12日"), // one secondary keyword
        notice(5, "行频不低于一百千赫，能识别辊印", "2026年11月12日"), // two
        notice(6, "采购 LS8 两台", "另行通知"),                // no deadline: its own day decides
    ];
    let tenders = world.report().tenders;
    let shown: Vec<_> = tenders
        .iter()
        .map(|t| {
            (
                t.url.as_str(),
                t.matches.join(" "),
                t.deadline.map(|day| day.to_string()),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                "http://b.example/5",
                "行频 辊印".to_owned(),
                Some("2026-11-12".to_owned())
            ),
            (
                "http://b.example/1",
                "线扫描相机".to_owned(),
                Some("2026-11-25".to_owned())
            ),
            ("http://b.example/6", "LS8".to_owned(), None),
        ]
    );
    let budget = tenders[0].budget.as_ref().unwrap();
    assert_eq!(budget.amount, Some(Decimal::from(1_860_000)));
    assert_eq!(tenders[0].buyer.as_deref(), Some("沐原冷轧带钢有限公司"));
}

#[test]
fn steps_come_in_the_order_of_what_it_costs_to_wait() {
    let mut world = World::empty();
    let problem = |kind, url: &str| Problem {
        source: "Plant Floor Podcast".to_owned(),
        url: url.parse().unwrap(),
        kind,
        message: "no XML".to_owned(),
    };
    world.problems = vec![
        problem(ProblemKind::BrokenFeed, "http://p.example/a"),
        problem(ProblemKind::BrokenFeed, "http://p.example/b"),
        problem(ProblemKind::Forbidden, "http://p.example/c"),
    ];
    world.search[0] = vec![
        query("机器视觉", 2, 900, "18"),
        query("near", 2, 900, "9.9"),
    ];
    world.keywords = market(vec![
        term("标签检测", Chinese, Some("衡像科技"), Cover::Missing),
        term(
            "line scan",
            English,
            Some("Cobaltine Imaging"),
            Cover::Covered,
        ),
    ]);
    for page in &mut world.content.pages {
        if let masthead_editorial::Facts::CaseStudy(study) = &mut page.facts {
            study.permission.expires = Date::constant(2026, 12, 20);
        }
    }
    let report = world.report();
    let rules: Vec<String> = report
        .next_steps
        .iter()
        .map(|step| {
            serde_json::to_value(step).unwrap()["rule"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(
        rules,
        [
            "permission-ending",
            "term-missing",
            "query-far-down",
            "source-broken"
        ]
    );
}

#[test]
fn an_empty_month_says_so_in_both_languages_and_draws_nothing() {
    let mut world = World::empty();
    world.content.pages.clear();
    let report = world.report();
    for (language, sentence) in [
        (English, "No leads are imported for October 2026"),
        (Chinese, "2026年10月没有导入线索"),
    ] {
        let page = html(&report, language).unwrap();
        assert!(page.contains(sentence));
        assert!(
            !page.contains("<svg") && !page.contains("<table"),
            "{language}"
        );
    }
}

/// A month with something in every section.
fn full() -> World {
    let mut world = World::empty();
    world.content = telling();
    world.search[0] = vec![
        query("线扫描相机", 3, 100, "8"),
        landing("https://www.arvenna.example/products/ls8/", 6, 100, "2"),
    ];
    world.search[1] = world.search[0].clone();
    world.ads = [
        vec![ad("ZH | 工业相机", 10, money("120.50", "CNY"))],
        Vec::new(),
    ];
    world.leads[0] = vec![lead(
        Channel::PaidSearch,
        "ZH | 工业相机",
        Tier::A,
        LeadStatus::New,
    )];
    world.keywords = market(vec![term(
        "label inspection",
        English,
        Some("Cobaltine Imaging"),
        Cover::Missing,
    )]);
    world.pages = [
        vec![
            page(
                COBALTINE,
                "http://c.example/b",
                "<b>New</b> & sharp",
                ENGLISH,
                "2026-10-31",
            ),
            page(
                REVIEW,
                "http://r.example/copy",
                "Reprint",
                ENGLISH,
                "2026-10-20",
            ),
        ],
        vec![page(
            COBALTINE,
            "http://c.example/a",
            "A",
            "x",
            "2026-09-30",
        )],
    ];
    world
}

#[test]
fn what_comes_from_the_web_is_escaped_and_marked_with_its_language() {
    let report = full().report();
    let chinese = html(&report, Chinese).unwrap();
    assert!(chinese.contains("<html lang=\"zh\">"));
    assert!(chinese.contains("&lt;<span lang=\"en\">b&gt;New&lt;/b&gt; &amp; sharp</span>"));
    assert!(!chinese.contains("<b>New"));
    assert!(chinese.contains("<span lang=\"en\">Cobaltine Imaging</span>"));
    let english = html(&report, English).unwrap();
    assert!(english.contains("<span lang=\"zh\">线扫描相机</span>"));
    assert!(
        english.matches("<svg").count() == 3,
        "leads, ads and pages are drawn"
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let [a, b] = [full().report(), full().report()];
    assert_eq!(
        serde_json::to_string(&a).unwrap(),
        serde_json::to_string(&b).unwrap()
    );
    assert_eq!(html(&a, Chinese).unwrap(), html(&b, Chinese).unwrap());
}

proptest! {
    /// Whatever was imported, channels add up to the total and campaigns to the spent money.
    #[test]
    fn rows_add_up_to_their_totals(
        leads in prop::collection::vec((0usize..6, 0usize..3, 0usize..4, 0usize..4), 1..40),
        ads in prop::collection::vec((0usize..3, 0u64..100, 0i64..1_000_000), 1..40),
        past in prop::collection::vec((0usize..4, 0u64..100, 0i64..1_000_000), 0..10),
    ) {
        let names = ["ZH | 工业相机", "EN | Cameras", "", "gone"];
        let channels = [
            Channel::OrganicSearch, Channel::PaidSearch, Channel::Referral,
            Channel::TradeShow, Channel::Email, Channel::Direct,
        ];
        let tiers = [Tier::S, Tier::A, Tier::B, Tier::C];
        let states = [LeadStatus::New, LeadStatus::Qualified, LeadStatus::Won, LeadStatus::Lost];
        let cost = |cents| Money { amount: Decimal::new(cents, 2), currency: "CNY".parse().unwrap() };
        let rows = |rows: Vec<(usize, u64, i64)>| -> Vec<AdRow> {
            rows.into_iter().map(|(name, clicks, cents)| ad(names[name], clicks, cost(cents))).collect()
        };
        let mut world = World::empty();
        world.leads[0] = leads
            .into_iter()
            .map(|(c, name, t, s)| lead(channels[c], names[name], tiers[t], states[s]))
            .collect();
        world.ads = [rows(ads), rows(past)];
        let spent: Decimal = world.ads[0].iter().map(|row| row.cost.amount).sum();
        let before: Decimal = world.ads[1].iter().map(|row| row.cost.amount).sum();
        let report = world.report();
        let total = report.leads.total.as_ref().unwrap();
        let sum = |of: fn(&ChannelLeads) -> u64| report.leads.channels.iter().map(of).sum::<u64>();
        prop_assert_eq!(total.leads, world.leads[0].len() as u64);
        prop_assert_eq!(sum(|c| c.leads), total.leads);
        prop_assert_eq!(sum(|c| c.qualified), total.qualified);
        prop_assert_eq!(sum(|c| c.won), total.won);
        let ads = report.ads.total.as_ref().unwrap();
        let campaigns = &report.ads.campaigns;
        prop_assert_eq!(ads.cost, spent);
        prop_assert_eq!(campaigns.iter().map(|c| c.cost).sum::<Decimal>(), spent);
        prop_assert_eq!(campaigns.iter().filter_map(|c| c.cost_before).sum::<Decimal>(), before);
        prop_assert_eq!(campaigns.iter().map(|c| c.leads).sum::<u64>(), ads.leads);
    }
}
