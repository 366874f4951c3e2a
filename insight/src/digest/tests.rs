//! Digests of small webs, and what hostile titles become in each form.

use jiff::Timestamp;
use masthead_page::PageFacts;
use masthead_store::{Role, SourceRow};
use masthead_text::Language::{self, Chinese, English};
use serde_json::Value;

use super::{post::Shape, *};
use crate::plan::sample::content;

const SINCE: &str = "2026-11-16";
const UNTIL: &str = "2026-11-22";

fn source(name: &str, role: Role) -> SourceRow {
    SourceRow {
        name: name.to_owned(),
        url: "http://s.example/".parse().unwrap(),
        role,
        language: None,
    }
}

fn at(day: &str) -> Timestamp {
    format!("{day}T06:00:00Z").parse().unwrap()
}

/// A page of a source first seen on a day.
fn page(name: &str, role: Role, url: &str, title: &str, text: &str, seen: &str) -> PageAt {
    let han = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    PageAt {
        source: source(name, role),
        url: url.parse().unwrap(),
        first_seen: at(seen),
        changed: at(seen),
        listed: None,
        facts: PageFacts {
            headline: Some(title.to_owned()),
            titles: vec![title.to_owned()],
            language: Some(if han { Chinese } else { English }),
            text: text.to_owned(),
            ..PageFacts::default()
        },
    }
}

/// A page that became this one since the first day; `None` where it is new.
fn change(page: &PageAt, before: Option<&str>) -> Changes {
    let facts = |text: &str| PageFacts {
        text: text.to_owned(),
        ..page.facts.clone()
    };
    Changes {
        source: page.source.clone(),
        url: page.url.clone(),
        first_seen: page.first_seen,
        listed: None,
        before: before.map(facts),
        now: Some(page.facts.clone()),
        changed: page.changed,
    }
}

fn digest(pages: &[PageAt], changes: &[Changes]) -> Digest {
    let early = pages.iter().filter(|page| page.first_seen < at(SINCE));
    let watched = early.map(|page| page.source.name.clone()).collect();
    compute(&Inputs {
        since: SINCE.parse().unwrap(),
        until: UNTIL.parse().unwrap(),
        content: &content(),
        words: &Words::default(),
        notices: notice::Settings::default(),
        currency: "CNY".parse().unwrap(),
        watched: &watched,
        pages: &pages.to_vec(),
        changes: &changes.to_vec(),
        problems: &[],
    })
    .unwrap()
}

fn notice(nr: u32, what: &str, deadline: &str, seen: &str) -> PageAt {
    let text =
        format!("项目编号：GC-{nr}\n采购人：沐原研究院\n截止时间：{deadline}\n采购内容\n{what}");
    let (url, title) = (format!("http://b.example/{nr}"), format!("{what}采购公告"));
    page("公采信息", Role::Tender, &url, &title, &text, seen)
}

#[test]
fn tenders_for_us_come_first_and_each_group_by_deadline() {
    let pages = [
        notice(1, "线扫描相机四台", "2026-12-20", "2026-11-17"),
        notice(2, "办公桌椅", "2026-11-25", "2026-11-17"),
        notice(3, "线扫描相机两台", "2026-12-01", "2026-11-02"),
        notice(4, "线扫描相机一台", "2026-11-20", "2026-11-17"), // over
        notice(5, "办公桌椅", "2026-11-30", "2026-11-02"),       // neither new nor for us
    ];
    let found = digest(&pages, &[]).tenders;
    let shown: Vec<_> = found
        .iter()
        .map(|call| (call.tender.url.path(), call.ours, call.new, call.days_left))
        .collect();
    assert_eq!(
        shown,
        [
            ("/3", true, false, Some(9)),
            ("/1", true, true, Some(28)),
            ("/2", false, true, Some(3)),
        ]
    );
}

#[test]
fn a_change_moves_the_deadline_and_an_end_closes_the_tender() {
    let later = |nr: u32, kind: &str, said: &str| {
        let text = format!("项目编号：GC-{nr}\n采购人：沐原研究院\n{said}");
        let url = format!("http://b.example/{nr}-{kind}");
        page(
            "公采信息",
            Role::Tender,
            &url,
            &format!("相机{kind}公告"),
            &text,
            "2026-11-19",
        )
    };
    let pages = [
        notice(1, "线扫描相机四台", "2026-11-20", "2026-11-02"),
        later(
            1,
            "更正",
            "投标截止时间由2026-11-20变更为2026年12月4日10时00分。",
        ),
        notice(2, "线扫描相机两台", "2026-12-01", "2026-11-02"),
        later(2, "终止", "因需求调整，本项目终止采购。"),
    ];
    let found = digest(&pages, &[]).tenders;
    assert_eq!(found.len(), 1, "{found:#?}");
    let call = &found[0];
    assert!(call.changed && !call.new);
    assert_eq!(call.tender.deadline, Some(Date::constant(2026, 12, 4)));
    assert_eq!(call.tender.later[0].url.path(), "/1-%E6%9B%B4%E6%AD%A3");
}

#[test]
fn a_result_of_a_tender_for_us_says_who_has_won() {
    let text =
        "项目编号：GC-1\n采购人：沐原研究院\n中标供应商：衡像科技有限公司\n中标金额：158 万元";
    let won = page(
        "公采信息",
        Role::Tender,
        "http://b.example/r",
        "设备中标公告",
        text,
        "2026-11-19",
    );
    let pages = [notice(1, "线扫描相机四台", "2026-12-20", "2026-11-02"), won];
    let found = digest(&pages, &[]);
    assert_eq!(found.tenders, []);
    assert_eq!(found.awards[0].winner.as_deref(), Some("衡像科技有限公司"));
    assert_eq!(found.awards[0].matches, ["线扫描相机"]);
}

#[test]
fn competitors_are_told_by_what_they_did() {
    const RIVAL: &str = "衡像科技";
    let rival = |path: &str, title: &str, text: &str, seen: &str| {
        page(
            RIVAL,
            Role::Competitor,
            &format!("http://h.example{path}"),
            title,
            text,
            seen,
        )
    };
    let pages = [
        rival("/", "首页", "我们做机器视觉相机。", "2026-11-01"),
        rival("/products/hx9", "HX9", "八千像素线阵相机。", "2026-11-18"),
        rival("/cases/2", "某钢厂案例", "带钢检测。", "2026-11-18"),
        rival(
            "/trial",
            "试验",
            "样品试验首次免费，三天出结果。\n欢迎来访。",
            "2026-11-01",
        ),
    ];
    let changes = [
        change(&pages[1], None),
        change(&pages[2], None),
        change(
            &pages[3],
            Some("样品试验每次收费三千元，两周出结果。\n欢迎来访。"),
        ),
    ];
    let found = digest(&pages, &changes).moves;
    let shown: Vec<_> = found
        .iter()
        .map(|one| (one.what, one.url.path(), one.prices.len()))
        .collect();
    assert_eq!(
        shown,
        [
            (What::Product, "/products/hx9", 0),
            (What::CaseStudy, "/cases/2", 0),
            (What::Text, "/trial", 1),
        ]
    );
    assert!(found[2].changed.is_some() && !found[2].quotes.is_empty());
}

#[test]
fn one_story_at_several_sources_is_told_once() {
    let story = "A strip mill in the north has put four cameras above its line and now stores every mark with its \
        place on the coil, so that the inspector can compare the marks of two coils in the morning and decide \
        which rolls are changed at the next stop of the mill, as its manager told us on a visit.";
    let at_source =
        |name: &str, url: &str| page(name, Role::Industry, url, "Marks", story, "2026-11-18");
    let old = |name: &str| {
        page(
            name,
            Role::Industry,
            &format!("http://{name}.example/old"),
            "x",
            "x",
            "2026-11-01",
        )
    };
    let pages = [
        at_source("one", "http://one.example/a"),
        at_source("two", "http://two.example/b"),
        old("one"),
        old("two"),
    ];
    let found = digest(&pages, &[]).sources;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].new[0].also[0].as_str(), "http://two.example/b");
}

/// Titles that would be markup, a mention or a script.
const EVIL: &str =
    "<script>alert(1)</script> <!channel> [x](http://e.example) **b** @all ![i](j) \u{202e}相机";

fn hostile() -> Digest {
    let long = format!("{EVIL}{}", "很长的标题".repeat(40));
    let pages: Vec<PageAt> = (0..60)
        .map(|nr| {
            let url = format!("http://i.example/{nr}?a=(1)&b=%3C");
            page(
                "报",
                Role::Industry,
                &url,
                &long,
                &format!("第{nr}篇新闻"),
                "2026-11-18",
            )
        })
        .chain([page(
            "报",
            Role::Industry,
            "http://i.example/old",
            "旧",
            "旧闻",
            "2026-11-01",
        )])
        .collect();
    digest(&pages, &[])
}

#[test]
fn hostile_titles_do_nothing_in_any_form() {
    let digest = hostile();
    assert_eq!(digest.sources[0].new.len(), 60);
    for language in Language::ALL {
        let page = html(&digest, language).unwrap();
        assert!(!page.contains("<script") && page.contains("&lt;"));
        let text = markdown(&digest, language);
        assert!(!text.contains("<script") && !text.contains("[x](") && !text.contains("**b**"));
        let slack = post::message(&digest, language, Shape::Slack)["text"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(
            !slack.contains("<!")
                && !slack.contains("<script")
                && slack.contains("&lt;!channel&gt;")
        );
        let wecom = post::message(&digest, language, Shape::Wecom);
        let wecom = wecom["markdown"]["content"].as_str().unwrap();
        assert!(!wecom.contains("<script") && !wecom.contains("@all") && !wecom.contains("[x]("));
        assert!(wecom.contains("?a=%281%29"), "{wecom}");
    }
}

#[test]
fn messages_keep_to_the_limits_of_their_chats() {
    let digest = hostile();
    for language in Language::ALL {
        let message = |shape| post::message(&digest, language, shape);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let wecom = text(&message(Shape::Wecom)["markdown"]["content"]);
        let slack = text(&message(Shape::Slack)["text"]);
        assert!(wecom.len() <= 4096 && slack.chars().count() <= 4000);
        assert!(message(Shape::Feishu).to_string().len() <= 20_000);
        let (en, zh) = ("see the whole digest", "见完整动态");
        let rest = if language == English { en } else { zh };
        assert!(wecom.ends_with(rest) && slack.ends_with(rest), "{wecom}");
    }
}

/// Slack counts characters and WeCom bytes, of which a Chinese character takes three.
#[test]
fn a_chat_that_counts_characters_gets_as_much_chinese_as_it_takes() {
    let new = |nr: u32| {
        let url = format!("http://i.example/{nr}");
        let title = format!(
            "第{nr}条：{}",
            "带钢表面检测设备在产线上的应用与验收经验".repeat(5)
        );
        let story = format!("{nr}：{}", char::from_u32(0x4e00 + nr).unwrap()).repeat(30);
        page("报", Role::Industry, &url, &title, &story, "2026-11-18")
    };
    let old = page(
        "报",
        Role::Industry,
        "http://i.example/0",
        "旧",
        "旧闻",
        "2026-11-01",
    );
    let pages: Vec<PageAt> = (1..=12).map(new).chain([old]).collect();
    let digest = digest(&pages, &[]);
    let slack = post::message(&digest, Chinese, Shape::Slack);
    let slack = slack["text"].as_str().unwrap();
    let wecom = post::message(&digest, Chinese, Shape::Wecom);
    let wecom = wecom["markdown"]["content"].as_str().unwrap();
    let lines = |text: &str| text.matches("http://i.example/").count();
    assert_eq!(lines(slack), 12);
    assert!(slack.len() > 4000 && slack.chars().count() <= 4000);
    assert!((1..12).contains(&lines(wecom)));
}

#[test]
fn a_quiet_week_says_so_in_both_languages() {
    let pages = [page(
        "报",
        Role::Industry,
        "http://i.example/old",
        "旧",
        "旧闻",
        "2026-11-01",
    )];
    let digest = digest(&pages, &[]);
    assert!(digest.is_empty());
    assert!(
        html(&digest, English)
            .unwrap()
            .contains("Nothing new was seen.")
    );
    assert!(markdown(&digest, Chinese).contains("没有看到新的内容。"));
}
