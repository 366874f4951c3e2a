//! The words of the keyword page, in English and Chinese.

use crate::view::Label;

/// See [`Label`].
#[rustfmt::skip]
pub(super) const LABELS: &[Label] = &[
    Label("title", "Keywords, {month}", "{month}关键词"),
    Label("heard",
        "Counted for {month}: {pages} page of {sources}.|Counted for {month}: {pages} pages of {sources}.",
        "{month}共有 {sources}的 {pages} 个页面计入统计。"),
    Label("sources_of", "one source|{n} sources", "{n} 个来源"),
    Label("is_rising", " (rising)", "（上升）"),
    Label("is_new", " (new)", "（新出现）"),
    Label("is_fading", " (fading)", "（减弱）"),
    Label("no_moves", "No term is new, rising or fading.", "没有新出现、上升或减弱的词。"),
    Label("gap_is",
        "Competitors target one term that our pages do not cover.|Competitors target {n} terms that our pages do not cover.",
        "竞争对手瞄准的词里，有 {n} 个我们的页面还没有覆盖。"),
    Label("no_gap", "Our pages cover every term listed here that competitors target.",
        "竞争对手瞄准的词，我们的页面都已覆盖。"),
    Label("part_en", "English", "英文"),
    Label("part_zh", "Chinese", "中文"),
    Label("part_note",
        "{now} page this month, {before} the month before.|{now} pages this month, {before} the month before.",
        "本月 {now} 个页面，上月 {before} 个页面。"),
    Label("steady", "Steady terms", "平稳的词"),
    Label("steady_note",
        "Said about as often as last month; those on most pages first. Titles and headings: pages of this month that have the term there.",
        "提到的页面与上月相当，页面多的在前。“标题”“小标题”两列是本月在该处用到此词的页面数。"),
    Label("no_steady", "No steady term has enough pages to be listed.", "没有页面数足够的平稳词。"),
    Label("unjudged", "Not judged", "未作判断"),
    Label("unjudged_note",
        "Enough pages contain these terms, but too few of them stand at sources that speak in both months. “+” adds the pages of the other sources.",
        "含有这些词的页面够多，但来自两个月都有页面的来源的太少。“+”后面是其余来源的页面数。"),
    Label("said_by", "Sources: {before} → {n}. ", "来源数：{before} → {n}。"),
    Label("aim_of", "Targeted by ", "瞄准的对手："),
    Label("since", ", ", "，"),
    Label("titles", "Titles", "标题"),
    Label("headings", "Headings", "小标题"),
    Label("seen_at", "Seen at", "见于"),
    Label("us", "Us", "我们"),
    Label("own_is_covered", "We cover it. ", "我们已覆盖。"),
    Label("own_is_weak", "We mention it in text only. ", "我们仅在正文提到。"),
    Label("own_is_missing", "We have no page about it. ", "我们没有相应页面。"),
    Label("lacking", "What we lack", "我们缺的词"),
    Label("lacking_note",
        "Terms that stand in the title or a main heading of a competitor’s page, but in none of ours. Fading terms are left out. “+” adds the pages of sources that speak in one month only.",
        "竞争对手写进页面标题或主要小标题、而我们的标题里没有的词，不含减弱的词。“+”后面是只在其中一个月有页面的来源的页面数。"),
    Label("matrix", "Who targets what", "谁瞄准哪些词"),
    Label("matrix_note", "A dot: the term stands in the title or a main heading of a page.",
        "圆点表示该词出现在其页面标题或主要小标题中。"),
    Label("targets", "targets it", "瞄准"),
    Label("targets_not", "does not target it", "未瞄准"),
    Label("sources", "Pages counted", "计入的页面"),
    Label("role", "Role", "角色"),
    Label("role_industry", "Industry", "行业媒体"),
    Label("role_competitor", "Competitor", "竞争对手"),
    Label("role_tender", "Tenders", "招标"),
    Label("role_own", "Our site", "本站"),
    Label("any", "not set", "未设定"),
    Label("alone", "These have pages in one month only and are left out where trends are judged: ",
        "只在其中一个月有页面，因此判断升降时不参与比较："),
    Label("no_sources", "No source has a page in either month. Crawl first.",
        "两个月里都没有来源的页面，请先抓取。"),
    Label("rule", "How terms are judged", "判断规则"),
    Label("rule_counts",
        "Pages of industry sources and competitors count; our own pages and tender boards do not. A page that says its day of publication counts in that month, a page without a day in every month in which it stands. The count of a term is the number of pages that contain it, however often. Each language is counted for itself.",
        "计入行业媒体和竞争对手的页面，本站与招标网站不计。写明发布日期的页面计入当月，没有日期的页面只要仍在就每月计入。一个词的数字是含有它的页面数，同一页出现多次只算一次。两种语言分开统计。"),
    Label("rule_judged",
        "A term is judged where at least {pages} pages of at least {sources} sources contain it in one of the two months, and at least one of them leads with it in its title or a main heading.",
        "两个月中任一月份，至少 {sources} 个来源的 {pages} 个页面含有该词，且至少一个页面在标题或主要小标题中使用它，才作判断。"),
    Label("rule_compared",
        "Only sources that speak in both months are compared, so that a source added this month makes nothing rise. The counts beside a trend are theirs.",
        "只比较两个月都有页面的来源，这样，本月新增的来源不会让任何词上升。趋势旁的数字只计这些来源。"),
    Label("rule_rising",
        "at least {ratio} times its share of pages the month before, and at least {n} pages more.",
        "占全部页面的比例达到上月的 {ratio} 倍，且至少多 {n} 个页面。"),
    Label("rule_new", "no page the month before, in which the sources compared had pages.",
        "参与比较的来源上月有页面，但都没有提到它。"),
    Label("rule_fading", "the reverse of rising.", "与上升相反。"),
    Label("rule_steady", "none of these.", "以上都不是。"),
    Label("rule_unjudged", "too few pages or sources to compare.", "可比较的页面或来源太少。"),
    Label("rule_target",
        "A competitor targets a term that stands in the title or a main heading of one of its pages. We cover a term that stands in the title, a main heading or the target keyword of one of ours, or that is a further keyword of a page whose text has it. A term below the least counts is listed when a competitor has it in the title of a page that goes on about it, or when it is one of our target keywords.",
        "词出现在竞争对手某个页面的标题或主要小标题中，即为被其瞄准；出现在我们某个页面的标题、主要小标题或目标关键词中，或者列为页面的其他关键词并在正文出现，即为已覆盖。页面数不足的词，如果竞争对手写进标题并在正文展开，或者本来就是我们的目标关键词，也会列出。"),
    Label("rule_narrow",
        "One English word, or one or two Chinese characters, are too broad and left out unless the settings name them, and so are names of companies. A fragment is left out where it hardly stands outside a longer term.",
        "单个英文词和一两个汉字含义过宽，除设置中列明者外不列；公司名称不列；几乎只在更长的词里出现的片段不列。"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_label_is_said_once_in_both_languages() {
        let mut names = BTreeSet::new();
        for Label(name, english, chinese) in LABELS {
            assert!(names.insert(name), "{name} twice");
            assert!(!english.is_empty() && !chinese.is_empty(), "{name}");
            let gaps = |text: &'static str| -> BTreeSet<&str> {
                text.split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split('}').next())
                    .collect()
            };
            assert_eq!(gaps(chinese), gaps(english), "{name}");
        }
    }
}
