//! The columns of every export that can be imported, with all their spellings.
//!
//! A new export is a new entry here, or a new spelling in one: names are written as
//! [`masthead_text::fold`] leaves them, with `_` as a space and without a unit in brackets.

use masthead_store::ImportKind;

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// A search query.
    Query,
    /// The address of a page.
    Page,
    Clicks,
    Impressions,
    /// The click-through rate, only compared with clicks and impressions.
    Rate,
    /// Average position.
    Position,
    Day,
    Campaign,
    AdGroup,
    Currency,
    Cost,
    Conversions,
    Channel,
    Tier,
    Status,
    /// Value of an order or opportunity.
    Value,
    /// What follows from other columns, and is not read.
    Derived,
}

/// One column of an export.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) field: Field,
    /// Whether the export is not recognised without it.
    pub(super) needed: bool,
    /// Its spellings, the usual English and the usual Chinese one first.
    pub(super) names: &'static [&'static str],
}

/// One export.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) kind: ImportKind,
    /// What people call it, with its article.
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
}

/// A column without which the export is not recognised.
const fn needed(field: Field, names: &'static [&'static str]) -> Column {
    Column {
        field,
        needed: true,
        names,
    }
}

/// A column that may be absent.
const fn optional(field: Field, names: &'static [&'static str]) -> Column {
    Column {
        field,
        needed: false,
        names,
    }
}

const CLICKS: Column = needed(Field::Clicks, &["clicks", "点击次数", "点击", "点击量"]);
const IMPRESSIONS: Column = needed(
    Field::Impressions,
    &[
        "impressions",
        "展示次数",
        "impr.",
        "展示",
        "展现",
        "展现量",
        "展示量",
        "曝光量",
        "曝光次数",
    ],
);
const RATE: Column = optional(Field::Rate, &["ctr", "点击率"]);
const POSITION: Column = optional(
    Field::Position,
    &[
        "position",
        "平均排名",
        "average position",
        "avg. position",
        "排名",
    ],
);
const CAMPAIGN: &[&str] = &[
    "campaign",
    "推广计划",
    "campaign name",
    "广告系列",
    "广告系列名称",
    "推广计划名称",
    "广告计划",
    "计划",
];
const CURRENCY: Column = optional(
    Field::Currency,
    &["currency", "币种", "currency code", "货币代码", "货币"],
);

/// Every export, in the order in which they are named.
#[rustfmt::skip]
pub(super) const LAYOUTS: [Layout; 4] = [
    Layout {
        kind: ImportKind::SearchQueries,
        name: "the queries of Search Console",
        columns: &[
            needed(Field::Query, &[
                "top queries", "热门查询", "query", "queries", "查询", "搜索查询", "搜索词", "关键词",
            ]),
            CLICKS,
            IMPRESSIONS,
            RATE,
            POSITION,
        ],
    },
    Layout {
        kind: ImportKind::SearchPages,
        name: "the pages of Search Console",
        columns: &[
            needed(Field::Page, &[
                "top pages", "热门网页", "page", "pages", "网页", "页面", "url", "网址",
            ]),
            CLICKS,
            IMPRESSIONS,
            RATE,
            POSITION,
        ],
    },
    Layout {
        kind: ImportKind::Ads,
        name: "an ad cost report by day",
        columns: &[
            needed(Field::Day, &["day", "日期", "date", "天", "日", "时间"]),
            needed(Field::Campaign, CAMPAIGN),
            optional(Field::AdGroup, &[
                "ad group", "推广单元", "ad group name", "广告组", "广告组名称", "推广单元名称", "单元",
            ]),
            CURRENCY,
            IMPRESSIONS,
            CLICKS,
            needed(Field::Cost, &["cost", "费用", "spend", "amount spent", "花费", "消费", "消耗"]),
            needed(Field::Conversions, &[
                "conversions", "转化次数", "conv.", "转化", "转化量", "转化数",
            ]),
            optional(Field::Derived, &[
                "ctr", "点击率", "avg. cpc", "平均每次点击费用", "平均点击价格", "conv. rate", "转化率",
                "cost / conv.", "每次转化费用", "转化成本",
            ]),
        ],
    },
    Layout {
        kind: ImportKind::Leads,
        name: "a list of leads",
        columns: &[
            needed(Field::Day, &[
                "date", "日期", "day", "created", "created at", "创建日期", "创建时间", "提交日期",
                "提交时间",
            ]),
            needed(Field::Channel, &[
                "channel", "渠道", "source", "lead source", "来源", "来源渠道", "线索来源",
            ]),
            optional(Field::Campaign, CAMPAIGN),
            optional(Field::Page, &[
                "landing page", "落地页", "page", "url", "着陆页", "来源页面",
            ]),
            needed(Field::Tier, &["tier", "等级", "grade", "lead tier", "线索等级", "级别", "分级"]),
            needed(Field::Status, &["status", "状态", "lead status", "stage", "线索状态", "阶段"]),
            optional(Field::Value, &[
                "value", "金额", "amount", "deal value", "订单金额", "商机金额", "价值",
            ]),
            CURRENCY,
        ],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use masthead_text::fold;

    use super::*;

    #[test]
    fn every_spelling_is_folded_and_means_one_column_of_its_export() {
        for layout in &LAYOUTS {
            let mut seen = BTreeSet::new();
            for name in layout.columns.iter().flat_map(|column| column.names) {
                assert_eq!(fold(name), *name, "{}", layout.name);
                assert!(seen.insert(name), "{name} twice in {}", layout.name);
            }
        }
    }

    #[test]
    fn the_first_two_spellings_are_english_and_chinese() {
        for column in LAYOUTS.iter().flat_map(|layout| layout.columns) {
            assert!(column.names[0].is_ascii(), "{}", column.names[0]);
            assert!(!column.names[1].is_ascii(), "{}", column.names[1]);
        }
    }
}
