//! The first screen: the key figures with their change against last month.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::{
    super::{Figure, Measure, Report},
    voice::Voice,
};
use crate::view;

/// A key figure.
#[derive(Debug, Serialize)]
pub(super) struct Card {
    name: &'static str,
    value: String,
    change: String,
    /// `up` for better, `down` for worse, else nothing.
    mood: &'static str,
}

/// The key figures with their change.
pub(super) fn all(report: &Report, voice: Voice) -> Vec<Card> {
    report
        .figures
        .iter()
        .map(|figure| Card {
            name: name(figure.id, voice),
            value: figure
                .now
                .map_or_else(|| "–".to_owned(), |now| value(figure.measure, now, voice)),
            change: change(figure, voice),
            mood: mood(figure),
        })
        .collect()
}

fn name(id: &str, voice: Voice) -> &'static str {
    match id {
        "leads" => voice.pick("Leads", "线索"),
        "qualified" => voice.pick("Qualified leads", "合格线索"),
        "won" => voice.pick("Orders from leads", "成交订单"),
        "clicks" => voice.pick("Clicks from search", "搜索点击"),
        "impressions" => voice.pick("Impressions in search", "搜索展示"),
        "ctr" => voice.pick("Click-through rate", "点击率"),
        "position" => voice.pick("Average position", "平均排名"),
        "ad_cost" => voice.pick("Ad cost", "广告花费"),
        "cost_per_lead" => voice.pick("Cost per paid lead", "付费线索单价"),
        _ => voice.pick("Pages published", "发布页面"),
    }
}

fn value(measure: Measure, number: Decimal, voice: Voice) -> String {
    match measure {
        Measure::Count => voice.count(number),
        Measure::Money => voice.money(number.round(), voice.currency),
        Measure::Share => voice.percent(number),
        Measure::Position => view::decimal(number, 1),
    }
}

/// A number as rounded for showing, so that a difference is that of the numbers shown.
fn shown(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// The change in words: `up 36.0% from 25`.
fn change(figure: &Figure, voice: Voice) -> String {
    let Some(before) = figure.before else {
        return voice.say("last month not known", "上月没有数据", &[]);
    };
    let was = ("before", value(figure.measure, before, voice));
    let Some(change) = figure
        .now
        .zip(figure.change)
        .map(|(now, change)| match figure.measure {
            Measure::Count | Measure::Money => change,
            Measure::Share => shown(now, 3) - shown(before, 3),
            Measure::Position => shown(now, 1) - shown(before, 1),
        })
    else {
        return voice.say("last month {before}", "上月 {before}", &[was]);
    };
    let size = match figure.measure {
        Measure::Count | Measure::Money => voice.percent(change.abs()),
        Measure::Share => view::decimal(change.abs() * Decimal::ONE_HUNDRED, 1),
        Measure::Position => view::decimal(change.abs(), 1),
    };
    let gaps = [was, ("size", size)];
    let (up, down) = match figure.measure {
        Measure::Count | Measure::Money => (
            ("up {size} from {before}", "上月 {before}，增加 {size}"),
            ("down {size} from {before}", "上月 {before}，减少 {size}"),
        ),
        Measure::Share => (
            (
                "up {size} points from {before}",
                "上月 {before}，提高 {size} 个百分点",
            ),
            (
                "down {size} points from {before}",
                "上月 {before}，降低 {size} 个百分点",
            ),
        ),
        Measure::Position => (
            (
                "down {size} places from {before}",
                "上月 {before}，后退 {size} 位",
            ),
            (
                "up {size} places from {before}",
                "上月 {before}，前进 {size} 位",
            ),
        ),
    };
    match change.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => voice.say(up.0, up.1, &gaps),
        std::cmp::Ordering::Less => voice.say(down.0, down.1, &gaps),
        std::cmp::Ordering::Equal => voice.say("as last month", "与上月相同", &[]),
    }
}

fn mood(figure: &Figure) -> &'static str {
    let better = figure
        .change
        .zip(figure.more_is_better)
        .and_then(|(change, more)| (!change.is_zero()).then_some((change > Decimal::ZERO) == more));
    match better {
        Some(true) => "up",
        Some(false) => "down",
        None => "",
    }
}
