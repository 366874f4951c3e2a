//! Pages that ask for proof that a person is reading: firewalls, captchas, tests by script.
//!
//! Whoever serves one does not want to be read by a program, so it ends the crawl of its host. An
//! article about captchas is none: such a page says hardly anything else.

mod glimpse;

use crate::Response;

use self::glimpse::Glimpse;

/// Headers by which firewalls mark such a page: name, and what the value contains.
const HEADERS: [(&str, &str); 4] = [
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "captcha"),
    ("x-amzn-waf-action", "challenge"),
    ("x-sucuri-block", ""),
];

/// What the title of such a page says, in lower case.
const TITLES: [&str; 24] = [
    "access verification",
    "are you a robot",
    "attention required",
    "bot verification",
    "checking your browser",
    "ddos protection",
    "human verification",
    "just a moment",
    "robot check",
    "security check",
    "security verification",
    "verify you are human",
    "人机验证",
    "安全检查",
    "安全检测",
    "安全验证",
    "拦截提示",
    "滑动验证",
    "滑块验证",
    "网站防火墙",
    "访问被拦截",
    "访问过于频繁",
    "访问验证",
    "请稍候",
];

/// What its text says, in lower case.
const TEXTS: [&str; 32] = [
    "are not a robot",
    "checking if the site connection is secure",
    "checking your browser",
    "complete the captcha",
    "complete the security check",
    "drag the slider",
    "enable cookies and reload",
    "enable javascript and cookies",
    "review the security of your connection",
    "slide to verify",
    "unusual traffic",
    "verify you are human",
    "verify that you are human",
    "verifying you are human",
    "完成安全验证",
    "完成验证",
    "向右滑动",
    "异常访问",
    "拖动滑块",
    "拖动下方滑块",
    "按住滑块",
    "正在验证您的浏览器",
    "正在进行安全检查",
    "疑似机器",
    "确认您是真人",
    "访问行为异常",
    "访问过于频繁",
    "访问频率过高",
    "请启用javascript和cookie",
    "请开启javascript",
    "请输入验证码",
    "请求已被拦截",
];

/// What the scripts of a page without text hold when they only test the browser.
const SCRIPTS: [&str; 7] = [
    "/cdn-cgi/challenge-platform/h/",
    "_incapsula_resource",
    "__jsl_clearance",
    "acw_sc__v2",
    "aliyunwaf",
    "awswafcookiedomainlist",
    "probe.js\",\"captcha",
];

/// A challenge says no more than so many characters, blanks not counted.
const SHORT: usize = 400;

/// A page that is only a script says no more than so many.
const EMPTY: usize = 120;

/// No challenge is longer than this, in bytes.
const LONGEST: usize = 512 * 1024;

/// What gives an answer away as a challenge; to be quoted.
pub(crate) fn challenge(response: &Response) -> Option<String> {
    let marked = HEADERS.iter().find_map(|(name, value)| {
        let found = response.header(name)?;
        let lower = found.to_ascii_lowercase();
        lower.contains(value).then(|| format!("{name}: {found}"))
    });
    if marked.is_some() || !may_be(response) {
        return marked;
    }
    let page = Glimpse::of(response, SHORT)?;
    let title = TITLES.iter().any(|mark| page.title.contains(mark));
    let text = TEXTS.iter().any(|mark| page.text.contains(mark));
    let script = page.length <= EMPTY && SCRIPTS.iter().any(|mark| page.scripts.contains(mark));
    // A page that comes as if nothing were wrong must give itself away twice.
    let told = match response.status {
        200..=201 | 203..=299 => title && text,
        _ => title || text,
    };
    (script || told).then(|| page.said())
}

/// Whether an answer can be a challenge at all: a short page, or an error that is none.
fn may_be(response: &Response) -> bool {
    let status = matches!(response.status, 200..=299 | 400..);
    let gone = matches!(response.status, 404 | 410);
    let page = matches!(
        response.mime().as_deref(),
        None | Some("text/html" | "application/xhtml+xml")
    );
    status && !gone && page && !response.body.is_empty() && response.body.len() <= LONGEST
}

#[cfg(test)]
mod tests;
