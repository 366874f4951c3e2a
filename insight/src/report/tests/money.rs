//! Search, leads and ads: sums first, rates last, and rows that add up.

use masthead_store::{Channel, LeadStatus, Money, Tier};
use proptest::prelude::*;

use super::*;

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
}

/// Two leads at 100 each in one campaign, none in the other.
#[test]
fn a_campaign_without_a_lead_is_a_step_at_twice_the_cost_of_a_lead() {
    for (cost, target, step) in [
        ("92", None, false),
        ("192", None, false), // a lead costs (192 + 200) ÷ 2 on average: 196
        ("400", None, false),
        ("600", None, false), // 400
        ("92", Some(46), true),
        ("92", Some(47), false),
    ] {
        let mut world = World::empty();
        world.target = target.map(Decimal::from);
        world.leads[0] = vec![
            lead(
                Channel::PaidSearch,
                "ZH | 工业相机",
                Tier::B,
                LeadStatus::New,
            ),
            lead(
                Channel::PaidSearch,
                "ZH | 工业相机",
                Tier::B,
                LeadStatus::New,
            ),
        ];
        let mut idle = ad("EN | Cameras", 4, money(cost, "CNY"));
        idle.conversions = Decimal::ONE;
        world.ads[0] = vec![ad("ZH | 工业相机", 10, money("200", "CNY")), idle];
        let report = world.report();
        let found = report.next_steps.iter().any(|step| {
            matches!(&step.why, Why::CampaignWithoutLeads { campaign, .. } if campaign == "EN | Cameras")
        });
        assert_eq!(found, step, "{cost} {target:?}");
        for (language, words) in [
            (English, "The ad platform counted 1 conversion"),
            (Chinese, "广告平台计有 1 次转化"),
        ] {
            assert_eq!(
                html(&report, language).unwrap().contains(words),
                step,
                "{language}"
            );
        }
    }
}

#[test]
fn what_was_not_imported_is_a_dash_and_no_nought() {
    let mut world = World::empty();
    world.leads[0] = vec![lead(
        Channel::PaidSearch,
        "ZH | 工业像机",
        Tier::B,
        LeadStatus::New,
    )];
    world.ads[0] = vec![ad("ZH | 工业相机", 10, money("200", "CNY"))];
    let report = world.report();
    let strange = report
        .ads
        .campaigns
        .iter()
        .find(|sum| sum.campaign == "ZH | 工业像机")
        .unwrap();
    assert_eq!(
        (strange.cost, strange.cost_per_lead, strange.leads),
        (None, None, 1)
    );
    for (language, words) in [
        (
            English,
            "Leads name a campaign for which no cost was imported",
        ),
        (Chinese, "有线索注明的推广计划没有导入花费"),
    ] {
        let page = html(&report, language).unwrap();
        assert!(page.contains(words), "{language}");
        let foot = page.split("<tfoot>").nth(1).unwrap();
        let cells: Vec<&str> = foot.split("<td").take(4).collect();
        assert!(
            cells[2].contains("<span>–</span>"),
            "leads of last month: {}",
            cells[2]
        );
    }
}

#[test]
fn a_month_that_has_not_begun_has_no_figures() {
    let mut world = World::empty();
    world.content.pages.clear();
    world.leads[1] = vec![lead(Channel::Email, "", Tier::B, LeadStatus::New)];
    let report = world.report();
    for figure in &report.figures {
        assert_eq!((figure.now, figure.change), (None, None), "{}", figure.id);
    }
    assert_eq!(report.leads.channels, []);
    world.leads[0] = world.leads[1].clone();
    assert_eq!(
        figure(&world.report(), "published").now,
        Some(Decimal::ZERO)
    );
}

#[test]
fn a_difference_is_that_of_the_numbers_shown() {
    let mut world = World::empty();
    world.search[0] = vec![landing("https://www.arvenna.example/", 307, 10_000, "7.44")];
    world.search[1] = vec![landing("https://www.arvenna.example/", 252, 10_000, "8.46")];
    let report = world.report();
    for (language, words) in [
        (
            English,
            ["up 0.6 points from 2.5%", "up 1.1 places from 8.5"],
        ),
        (
            Chinese,
            ["上月 2.5%，提高 0.6 个百分点", "上月 8.5，前进 1.1 位"],
        ),
    ] {
        let page = html(&report, language).unwrap();
        for words in words {
            assert!(page.contains(words), "{words}");
        }
    }
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
        prop_assert_eq!(ads.cost, Some(spent));
        prop_assert_eq!(campaigns.iter().filter_map(|c| c.cost).sum::<Decimal>(), spent);
        prop_assert_eq!(campaigns.iter().filter_map(|c| c.cost_before).sum::<Decimal>(), before);
        prop_assert_eq!(campaigns.iter().map(|c| c.leads).sum::<u64>(), ads.leads);
    }
}
