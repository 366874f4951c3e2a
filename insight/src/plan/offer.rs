//! What an ad asks its reader to do, and what the page asks for its goods.

use masthead_editorial::{Facts, Page};
use masthead_text::{
    Language::{Chinese, English},
    fold,
};

use super::{copy::Choice, wording::headline};

/// Names of the line of technical data that states a price, folded.
const PRICES: &[&str] = &[
    "price",
    "list price",
    "unit price",
    "base price",
    "目录价",
    "价格",
    "单价",
    "售价",
    "起价",
    "报价",
    "参考价",
];

/// Whether a line of technical data with this name states a price.
pub(super) fn is_price(name: &str) -> bool {
    PRICES.contains(&&*fold(name))
}

/// `text` with an invitation to the page after it: the longest that fits is taken, else `text`
/// alone.
pub(super) fn invited(text: &str, page: &Page) -> Choice {
    let invitations = match (&page.facts, page.language) {
        (Facts::CaseStudy(_), English) => ["Read how it was done.", "Read how."],
        (Facts::CaseStudy(_), Chinese) => ["做法与出处见客户案例。", "出处见正文。"],
        (Facts::Whitepaper(_), English) => ["Read the whitepaper.", "Read more."],
        (Facts::Whitepaper(_), Chinese) => ["方法见白皮书全文。", "详见白皮书。"],
        (Facts::Interview(_), English) => ["Read the interview.", "Read more."],
        (Facts::Interview(_), Chinese) => ["阅读访谈全文。", "详见访谈。"],
        (Facts::Product(_), English) => ["See all technical data.", "See all data."],
        (Facts::Product(_), Chinese) => ["全部参数见产品页。", "参数见产品页。"],
    };
    with(text, &invitations, page)
}

/// A price with the invitation to ask for an offer.
pub(super) fn priced(text: &str, page: &Page) -> Choice {
    let invitation = match page.language {
        English => "Ask for a quotation.",
        Chinese => "需要报价，欢迎来信。",
    };
    with(text, &[invitation], page)
}

fn with(text: &str, invitations: &[&str], page: &Page) -> Choice {
    let gap = match page.language {
        English => " ",
        Chinese => "",
    };
    let longer = invitations
        .iter()
        .map(|invitation| format!("{text}{gap}{invitation}"));
    longer.chain([text.to_owned()]).collect()
}

/// What the reader finds behind the ad, for pages that say little that fits.
pub(super) fn reading(page: &Page, company: &str) -> Choice {
    let (kind, thing) = match (&page.facts, page.language) {
        (Facts::CaseStudy(_), English) => ("case study", &page.keyword),
        (Facts::CaseStudy(_), Chinese) => ("客户案例", &page.keyword),
        (Facts::Whitepaper(_), English) => ("whitepaper", &page.keyword),
        (Facts::Whitepaper(_), Chinese) => ("白皮书", &page.keyword),
        (Facts::Interview(_), English) => ("interview", &page.keyword),
        (Facts::Interview(_), Chinese) => ("访谈", &page.keyword),
        (Facts::Product(product), English) => ("technical data", &product.name),
        (Facts::Product(product), Chinese) => ("技术参数", &product.name),
    };
    match page.language {
        English => vec![
            format!("Read the {kind} on {thing}, published by {company}."),
            format!("Read the {kind} by {company}."),
        ],
        Chinese => vec![
            format!("{company}发布的{thing}{kind}，欢迎阅读。"),
            format!("{company}发布的{kind}，欢迎阅读。"),
        ],
    }
}

/// The description that asks the reader to write.
pub(super) fn action(page: &Page, company: &str) -> Choice {
    let keyword = &page.keyword;
    match page.language {
        English => {
            let topic = headline(keyword, English);
            vec![
                format!("Comparing suppliers? {topic}: put your questions to {company}."),
                format!("{topic}: put your questions to {company}."),
                format!("Put your questions to {company}."),
            ]
        }
        Chinese => vec![
            format!("正在比较供应商？{keyword}方面的问题，欢迎写信问{company}。"),
            format!("想了解{keyword}？请写信给{company}。"),
            format!("有问题请写信给{company}。"),
        ],
    }
}

/// Headlines that ask for a click, by kind of page.
pub(super) fn closings(page: &Page) -> impl Iterator<Item = &'static str> {
    let by_kind: &[&str] = match (&page.facts, page.language) {
        (Facts::CaseStudy(_), English) => &["Read the Case Study"],
        (Facts::CaseStudy(_), Chinese) => &["阅读客户案例"],
        (Facts::Whitepaper(_), English) => &["Read the Whitepaper", "Read Before You Decide"],
        (Facts::Whitepaper(_), Chinese) => &["阅读白皮书", "决定之前先读一读"],
        (Facts::Interview(_), English) => &["Read the Interview"],
        (Facts::Interview(_), Chinese) => &["阅读访谈全文"],
        (Facts::Product(_), English) => &["Ask for a Quotation", "See the Technical Data"],
        (Facts::Product(_), Chinese) => &["欢迎询价", "查看技术参数"],
    };
    let contact: &[&str] = match page.language {
        English => &["Tell Us What You Need", "Questions? Write to Us"],
        Chinese => &["说说您的需求", "有问题请来信"],
    };
    by_kind.iter().chain(contact).copied()
}
