//! The words by which titles, addresses and sentences show their manner.

use super::Manner;

/// Words with what each tells.
pub(super) type Table = &'static [(&'static str, Manner)];

/// Letters that no word of the tables exceeds.
pub(super) const LONG: usize = 13;

/// What the last part of an address of a headline begins with.
pub(super) const ADDRESS: &[&str] = &[
    "are", "best", "how", "is", "the", "top", "what", "when", "why",
];

/// Words of titles, lower case, sorted.
pub(super) const TITLE: Table = &[
    ("agency", Manner::Offer),
    ("api", Manner::Manual),
    ("archive", Manner::Index),
    ("archives", Manner::Index),
    ("best", Manner::Story),
    ("blog", Manner::Index),
    ("buy", Manner::Shop),
    ("categories", Manner::Shop),
    ("category", Manner::Index),
    ("checklist", Manner::Story),
    ("collection", Manner::Shop),
    ("collections", Manner::Shop),
    ("community", Manner::Thread),
    ("company", Manner::Offer),
    ("consulting", Manner::Offer),
    ("directory", Manner::Index),
    ("discussion", Manner::Thread),
    ("docs", Manner::Manual),
    ("documentation", Manner::Manual),
    ("events", Manner::Index),
    ("explained", Manner::Story),
    ("forum", Manner::Thread),
    ("forums", Manner::Thread),
    ("guide", Manner::Manual),
    ("how", Manner::Story),
    ("introduction", Manner::Manual),
    ("job", Manner::Index),
    ("jobs", Manner::Index),
    ("latest", Manner::Index),
    ("list", Manner::Index),
    ("manual", Manner::Manual),
    ("men", Manner::Shop),
    ("news", Manner::Index),
    ("online", Manner::Shop),
    ("overview", Manner::Manual),
    ("platform", Manner::Offer),
    ("professional", Manner::Offer),
    ("program", Manner::Offer),
    ("programs", Manner::Offer),
    ("ranking", Manner::Index),
    ("rankings", Manner::Index),
    ("reference", Manner::Manual),
    ("review", Manner::Story),
    ("reviewed", Manner::Story),
    ("reviews", Manner::Story),
    ("sale", Manner::Shop),
    ("service", Manner::Offer),
    ("services", Manner::Offer),
    ("shop", Manner::Shop),
    ("software", Manner::Offer),
    ("solution", Manner::Offer),
    ("solutions", Manner::Offer),
    ("things", Manner::Story),
    ("thread", Manner::Thread),
    ("tips", Manner::Story),
    ("top", Manner::Story),
    ("tutorial", Manner::Manual),
    ("vs", Manner::Story),
    ("ways", Manner::Story),
    ("what", Manner::Story),
    ("why", Manner::Story),
    ("wiki", Manner::Manual),
    ("women", Manner::Shop),
];

/// Chinese words of titles.
pub(super) const TITLE_HAN: Table = &[
    ("如何", Manner::Story),
    ("怎么", Manner::Story),
    ("什么", Manner::Story),
    ("服务", Manner::Offer),
    ("方案", Manner::Offer),
    ("列表", Manner::Index),
    ("公告", Manner::Index),
    ("招标", Manner::Index),
    ("招聘", Manner::Index),
    ("新闻", Manner::Index),
    ("资讯", Manner::Index),
    ("下载", Manner::Index),
    ("系列", Manner::Shop),
    ("产品中心", Manner::Shop),
    ("大全", Manner::Shop),
    ("手册", Manner::Manual),
    ("文档", Manner::Manual),
    ("教程", Manner::Manual),
    ("帮助", Manner::Manual),
    ("论坛", Manner::Thread),
    ("社区", Manner::Thread),
    ("贴吧", Manner::Thread),
    ("问答", Manner::Thread),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_the_search() {
        assert!(TITLE.is_sorted_by_key(|(word, _)| *word));
        assert!(TITLE.iter().all(|(word, _)| word.len() <= LONG));
    }
}
