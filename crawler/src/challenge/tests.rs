//! Challenges as they are served, and pages that only speak of them.

use super::*;

fn answer(status: u16, body: &str) -> Response {
    Response {
        status,
        content_type: Some("text/html; charset=utf-8".to_owned()),
        body: body.as_bytes().to_vec(),
        ..Response::default()
    }
}

fn page(title: &str, text: &str) -> String {
    format!("<!doctype html><html><head><title>{title}</title></head><body>{text}</body></html>")
}

#[test]
fn challenges_are_known_in_both_languages() {
    for (status, title, text) in [
        (
            403,
            "Just a moment...",
            "Verifying you are human. This may take a few seconds.",
        ),
        (
            503,
            "Just a moment...",
            "Checking your browser before accessing the site.",
        ),
        (
            403,
            "Attention Required!",
            "Please complete the security check to access.",
        ),
        (
            403,
            "Forbidden",
            "Please enable JavaScript and cookies to continue",
        ),
        (
            429,
            "Too many requests",
            "We have detected unusual traffic from your network.",
        ),
        (200, "Security Verification", "Slide to verify."),
        (
            405,
            "提示",
            "很抱歉，由于您访问的网址有可能对网站造成安全威胁，请求已被拦截。",
        ),
        (200, "安全验证", "<p>请拖动滑块完成拼图</p>"),
        (200, "访问验证", "为了确认您是真人，请完成验证。"),
        (403, "人机验证", ""),
        (202, "请稍候…", "正在进行安全检查"),
        (521, "", "您的访问过于频繁，请输入验证码"),
    ] {
        let found = challenge(&answer(status, &page(title, text)));
        assert!(found.is_some(), "{status} {title} {text}");
    }
}

#[test]
fn a_page_that_is_only_a_test_of_the_browser_is_one() {
    for (status, script) in [
        (
            521,
            "document.cookie='__jsl_clearance_s=1|2';location.href=location.pathname",
        ),
        (
            200,
            "var arg1='3F';function setCookie(n,v){document.cookie=n+'='+v}('acw_sc__v2',x)",
        ),
        (
            403,
            "a.src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1'",
        ),
    ] {
        let body = page("", &format!("<script>{script}</script>"));
        let found = challenge(&answer(status, &body));
        assert_eq!(found.as_deref(), Some("a script that tests the browser"));
    }
}

#[test]
fn headers_tell_whatever_the_page_says() {
    for (name, value) in [
        ("cf-mitigated", "challenge"),
        ("x-amzn-waf-action", "Captcha"),
        ("x-sucuri-block", "1"),
    ] {
        let mut response = answer(200, "");
        response.headers = vec![(name.to_owned(), value.to_owned())];
        let told = format!("{name}: {value}");
        assert_eq!(challenge(&response), Some(told));
    }
    let mut passed = answer(200, "");
    passed.headers = vec![("cf-mitigated".to_owned(), "block".to_owned())];
    assert_eq!(challenge(&passed), None);
}

#[test]
fn what_only_speaks_of_challenges_is_none() {
    let english = "<p>A captcha asks visitors to verify you are human, to drag the slider or to \
                   complete the security check before they go on. Buyers dislike it. </p>";
    let chinese = "<p>滑块验证要求访客拖动滑块完成验证，以确认您是真人。采购人员不喜欢它。</p>";
    for (status, title, text) in [
        // Articles about them, long and under the same words.
        (200, "Human verification: what it costs", english.repeat(6)),
        (200, "安全验证与人机验证：代价几何", chinese.repeat(20)),
        (403, "Human verification", english.repeat(6)),
        // A short page with one of the words.
        (200, "安全验证服务", "产品已停产，请联系销售。".to_owned()),
        (
            200,
            "Contact",
            "<form>Please complete the captcha and send.</form>".to_owned(),
        ),
        (200, "Security check of cameras", "In stock.".to_owned()),
        // A page with a script of a firewall and a text of its own.
        (
            200,
            "LX line scan camera",
            format!(
                "<script>a.src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js'</script>{}",
                "Every line of the strip is imaged and judged. ".repeat(8)
            ),
        ),
        // Plain refusals and errors.
        (
            403,
            "403 Forbidden",
            "You do not have permission.".to_owned(),
        ),
        (500, "服务器错误", "请稍后再试".to_owned()),
        (404, "Just a moment...", "Nothing is here.".to_owned()),
    ] {
        let found = challenge(&answer(status, &page(title, &text)));
        assert_eq!(found, None, "{status} {title}");
    }
    let feed = Response {
        content_type: Some("application/rss+xml".to_owned()),
        ..answer(200, &page("安全验证", "拖动滑块"))
    };
    assert_eq!(challenge(&feed), None);
}

#[test]
fn it_is_quoted_shortly_and_read_in_any_character_set() {
    let (gbk, ..) = encoding_rs::GBK.encode("<title>安全验证</title><p>请拖动滑块");
    let response = Response {
        content_type: Some("text/html; charset=gbk".to_owned()),
        body: gbk.into_owned(),
        ..answer(200, "")
    };
    assert_eq!(challenge(&response).as_deref(), Some("安全验证"));
    let long = page(&format!("安全验证{}", "长".repeat(300)), "请拖动滑块");
    let said = challenge(&answer(403, &long)).unwrap();
    assert_eq!(said.chars().count(), 80);
}

proptest::proptest! {
    #[test]
    fn any_page_is_glimpsed_at(body in "(<|>|</|!--|-->|script|title|安全验证|İ|\"| ){0,40}") {
        let _ = challenge(&answer(403, &body));
    }
}
