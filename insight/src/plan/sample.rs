//! Small hand-made content and keywords in both languages, for the tests of plan and report.

use std::collections::BTreeMap;

use jiff::civil::Date;
use masthead_editorial::{
    CaseStudy, Content, Customer, Facts, Interview, Kind, Outcome, Page, Permission, Person,
    Product, Reader, SiteConfig, Spec, Stage, Whitepaper,
};
use masthead_store::Role;
use masthead_text::Language::{self, Chinese, English};

use crate::keywords::{self, Cover, Keywords, Places, Rule, SourceCount, Term, Trend};

/// Content of two pages per language: a case study and a product.
pub(crate) fn content() -> Content {
    Content {
        site: SiteConfig {
            base_url: "https://www.arvenna.example/".parse().unwrap(),
            title: BTreeMap::from([
                (English, "Arvenna Vision".to_owned()),
                (Chinese, "岚目视觉".to_owned()),
            ]),
            default_language: English,
            languages: vec![English, Chinese],
        },
        pages: vec![
            study(English),
            study(Chinese),
            camera(English),
            camera(Chinese),
        ],
        sections: Vec::new(),
        files: Vec::new(),
    }
}

/// A page without facts of its own kind yet.
pub(crate) fn page(
    language: Language,
    kind: Kind,
    slug: &str,
    keyword: &str,
    facts: Facts,
) -> Page {
    let folder = kind.folder();
    let (suffix, prefix) = match language {
        English => ("", ""),
        Chinese => (".zh", "zh/"),
    };
    Page {
        path: format!("content/{folder}/{slug}{suffix}.md"),
        kind,
        language,
        pair: format!("{folder}/{slug}"),
        url: format!("https://www.arvenna.example/{prefix}{folder}/{slug}/")
            .parse()
            .unwrap(),
        title: keyword.to_owned(),
        description: String::new(),
        date: Some(Date::constant(2026, 10, 8)),
        updated: None,
        authors: Vec::new(),
        draft: false,
        keyword: keyword.to_owned(),
        keywords: Vec::new(),
        roles: vec![Reader::Evaluator],
        stages: vec![Stage::Comparing],
        facts,
        body: String::new(),
        text: String::new(),
        headings: Vec::new(),
        source: String::new(),
    }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|&word| word.to_owned()).collect()
}

fn study(language: Language) -> Page {
    let say = |english: &'static str, chinese: &'static str| match language {
        English => english.to_owned(),
        Chinese => chinese.to_owned(),
    };
    let facts = Facts::CaseStudy(CaseStudy {
        customer: Customer {
            name: say("Norrvik Strip", "诺维克带钢"),
            industry: say("Steel", "钢铁"),
        },
        challenge: say("Marks were found too late.", "缺陷发现得太晚。"),
        solution: say("Four cameras over the strip.", "带钢上方装了四台相机。"),
        results: vec![Outcome {
            measure: say("Claims", "表面异议"),
            unit: say("per month", "起/月"),
            before: 14.0,
            after: 5.0,
            source: say("Quality log", "质量台账"),
        }],
        quote: None,
        permission: permission(),
    });
    let keyword = say("steel surface inspection", "带钢表面检测");
    let mut page = page(language, Kind::CaseStudy, "steel", &keyword, facts);
    page.keywords = words(match language {
        English => &["strip surface defects", "roll marks"],
        Chinese => &["带钢表面缺陷", "辊印"],
    });
    page.text = say(
        "We speak of inline surface inspection of steel strip at speed, with line rate and light.",
        "这里讲的是高速带钢的在线表面检测，也讲行频和光源。",
    );
    page
}

fn camera(language: Language) -> Page {
    let (keyword, spec, value) = match language {
        English => ("line scan camera", "Resolution", "8,192 pixels"),
        Chinese => ("线扫描相机", "分辨率", "8192 像素"),
    };
    let specs = vec![Spec {
        name: spec.to_owned(),
        value: value.to_owned(),
    }];
    let facts = Facts::Product(Product {
        name: "LS8".to_owned(),
        specs,
    });
    let mut page = page(language, Kind::Product, "ls8", keyword, facts);
    page.keywords = words(match language {
        English => &["8k line scan camera", "line rate"],
        Chinese => &["8K 线扫描相机", "行频"],
    });
    page.date = Some(Date::constant(2026, 8, 18));
    page
}

/// A permission of two years.
pub(crate) fn permission() -> Permission {
    Permission {
        by: "Norrvik Strip".to_owned(),
        granted: Date::constant(2026, 8, 20),
        expires: Date::constant(2028, 8, 20),
    }
}

/// A whitepaper and an interview, for the ads of these kinds.
pub(crate) fn others(language: Language) -> [Page; 2] {
    let (choice, data, edition, post, name) = match language {
        English => (
            "line scan camera selection",
            "inline inspection data",
            "First edition, September 2026",
            "Quality manager",
            "Ilse Maarten",
        ),
        Chinese => (
            "工业相机选型",
            "在线检测数据",
            "2026 年 9 月第 1 版",
            "质量经理",
            "伊尔莎·马尔滕",
        ),
    };
    let paper = Facts::Whitepaper(Whitepaper {
        edition: edition.to_owned(),
        summary: match language {
            English => "How to work out resolution and line rate. What to test first.".to_owned(),
            Chinese => "分辨率和行频怎么算。先试什么。".to_owned(),
        },
    });
    let talk = Facts::Interview(Interview {
        person: Person {
            name: name.to_owned(),
            post: post.to_owned(),
            company: match language {
                English => "Norrvik Strip".to_owned(),
                Chinese => "诺维克带钢".to_owned(),
            },
        },
        permission: permission(),
    });
    let mut paper = page(language, Kind::Whitepaper, "choosing", choice, paper);
    paper.authors = vec![match language {
        English => "Lin Lan".to_owned(),
        Chinese => "林岚".to_owned(),
    }];
    [paper, page(language, Kind::Interview, "data", data, talk)]
}

/// Keywords of October 2026 with these terms.
pub(crate) fn market(terms: Vec<Term>) -> Keywords {
    let month = "2026-10".parse().unwrap();
    let missing = |term: &&Term| !term.targeted_by.is_empty() && term.own != Cover::Covered;
    let rival = |name: &str, language| SourceCount {
        name: name.to_owned(),
        role: Role::Competitor,
        language: Some(language),
        pages_before: 5,
        pages_now: 6,
    };
    Keywords {
        month,
        previous: "2026-09".parse().unwrap(),
        rule: Rule::new(&keywords::Settings::default()),
        pages: BTreeMap::new(),
        sources: vec![
            rival("Cobaltine Imaging", English),
            rival("衡像科技", Chinese),
        ],
        gap: terms.iter().filter(missing).cloned().collect(),
        terms,
    }
}

/// A term on three pages this month, none before.
pub(crate) fn term(term: &str, language: Language, rival: Option<&str>, own: Cover) -> Term {
    Term {
        term: term.to_owned(),
        language,
        trend: Trend::New,
        count_now: 3,
        count_before: 0,
        apart_now: 0,
        apart_before: 0,
        sources_now: 2,
        sources_before: 0,
        places: Places::default(),
        targeted_by: rival.into_iter().map(str::to_owned).collect(),
        own,
        evidence: Vec::new(),
    }
}
