//! What is left of a byline when all is taken away that is no name.

use crate::fold::fold;
use crate::weight::han;

/// Characters and words of a name at most.
pub(crate) const LONG: usize = 60;

const WORDS: usize = 6;

/// What stands before a name, in lower case.
const BEFORE: &[&str] = &[
    "written by",
    "posted by",
    "published by",
    "reviewed by",
    "authored by",
    "contributed by",
    "created by",
    "started by",
    "post author",
    "author",
    "by",
    "von",
    "par",
    "por",
    "di",
    "autor",
    "auteur",
    "autore",
    "text",
    "作者",
    "责任编辑",
    "编辑",
    "记者",
    "撰文",
    "撰稿",
    "文",
    "发布者",
    "发布人",
    "楼主",
];

/// Ends of names of sites.
const DOMAINS: &[&str] = &[".com", ".cn", ".net", ".org", ".de"];

/// Names of no one.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "author",
    "anonymous",
    "guest",
    "editor",
    "unknown",
    "webmaster",
    "user",
    "authors",
    "team",
    "follow",
    "profile",
    "members",
    "member",
    "users",
    "login",
    "log in",
    "sign in",
    "register",
    "管理员",
    "佚名",
    "匿名",
    "小编",
    "未知",
    "本站",
    "本报",
    "网友",
    "游客",
    "会员",
    "人物",
    "投稿",
    "综合",
    "原创",
    "转载",
    "来源",
    "网络整理",
    "系统管理员",
];

/// Two to four Han characters, as Chinese names have (foreign ones up to eight, with a dot).
pub(crate) fn han_name(word: &str) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '·');
    let count = word.chars().count();
    word.chars().all(han)
        && (if word.contains('·') { 3..=12 } else { 2..=4 }).contains(&count)
        && !NOBODY.contains(&word)
        && !BEFORE.contains(&word)
}

/// What stands in the text of a link to an account, and in no name.
const ACCOUNT: &[&str] = &[
    "注册",
    "登录",
    "登陆",
    "资料",
    "首页",
    "个人中心",
    "退出",
    "密码",
];

/// Han characters of a name, or of the name of a newsroom, at most.
const HAN: usize = 14;

/// The commonest surnames, of some nine in ten people.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏\
    魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔\
    向汤柴欧尤尚俞柳";

/// Two or three Han characters, of which the first is a surname.
pub(crate) fn surnamed(word: &str) -> bool {
    let short = (2..=3).contains(&word.chars().count());
    short && han_name(word) && word.starts_with(|c| SURNAMES.contains(c))
}

/// The names in a text that names people: without `By`, roles, days, addresses.
pub(crate) fn people(text: &str) -> Vec<String> {
    let text = fold(
        &text
            .replace("&amp;", "&")
            .replace("&#39;", "'")
            .replace("&nbsp;", " "),
    );
    let parts = text.split([';', '|', '•', '、', '\n']);
    let parts = parts.flat_map(|part| pair(part, " and "));
    let parts = parts.flat_map(|part| pair(part, " & ")).flat_map(listed);
    parts.filter_map(name).collect()
}

/// Two people at a joining word, if both have a full name; `Lan & Sons` is one name.
fn pair<'t>(text: &'t str, joint: &str) -> Vec<&'t str> {
    let parts: Vec<&str> = text.split(joint).collect();
    match parts.iter().all(|part| part.trim().contains(' ')) {
        true => parts,
        false => vec![text],
    }
}

/// The parts at commas, unless a comma stands within one name (`Lan, Lin`).
fn listed(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split([',', '，']).map(str::trim).collect();
    let single = parts.len() == 2
        && parts
            .iter()
            .all(|part| !part.contains(' ') && part.is_ascii());
    match single && parts.iter().any(|part| !degree(part)) && !parts.iter().any(|part| degree(part))
    {
        true => vec![text],
        false => parts.into_iter().filter(|part| !degree(part)).collect(),
    }
}

/// `PhD`, `MD`, `RD`: two capitals or more, and short.
fn degree(text: &str) -> bool {
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    text.len() <= 6 && capitals >= 2 && text.chars().all(|c| c.is_ascii_alphabetic() || c == '.')
}

/// A name without what stands around it; none if it is no name.
fn name(text: &str) -> Option<String> {
    let mut name = text.trim_start_matches(|c: char| c.is_whitespace() || "[【（(".contains(c));
    let mut again = true;
    while again {
        again = false;
        for label in BEFORE {
            let Some(start) = name.get(..label.len()) else {
                continue;
            };
            let rest = &name[label.len()..];
            let ends = rest.starts_with([' ', ':', '：', '/', '／', '\u{3000}']);
            if ends && start.to_lowercase() == *label {
                name = rest.trim_start_matches(|c: char| c.is_whitespace() || ":：/／".contains(c));
                again = true;
            }
        }
    }
    let end = [
        " - ", " – ", " — ", " in ", " on ", " (", "（", " / ", " · ",
    ]
    .into_iter()
    .filter_map(|mark| name.find(mark))
    .min();
    let name = name[..end.unwrap_or(name.len())]
        .trim_matches(|c: char| !c.is_alphanumeric() && !"._)®".contains(c));
    // `何雯 PK155`: an editor's number is no name.
    let name = match name.split_once([' ', '_']) {
        Some((first, rest)) if han_name(first) && rest.is_ascii() => first,
        _ => name,
    };
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let fits = !name.is_empty()
        && name.chars().count() <= LONG
        && name.split_whitespace().count() <= WORDS
        && (digits < 4 || !name.contains(' '))
        && !name.contains(['：', ':'])
        && !name.contains("www.")
        && !ACCOUNT.iter().any(|word| name.contains(word))
        && name.chars().filter(|&c| han(c)).count() <= HAN
        && !name.contains('@')
        && !DOMAINS.iter().any(|end| name.to_lowercase().ends_with(end))
        && !BEFORE.contains(&name.to_lowercase().as_str())
        && name.chars().any(char::is_alphabetic)
        && !NOBODY.contains(&name.to_lowercase().as_str());
    fits.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned() {
        for (text, expected) in [
            ("By Lin Lan", &["Lin Lan"][..]),
            ("Lin Lan, PhD, RD", &["Lin Lan"]),
            (
                "Written by: He Wen and Lin Lan, The Strip Courier",
                &["He Wen", "Lin Lan", "The Strip Courier"],
            ),
            ("Lan, Lin", &["Lan, Lin"]),
            ("作者：何雯", &["何雯"]),
            ("何雯、周牧", &["何雯", "周牧"]),
            ("by He Wen on 3 October 2026", &["He Wen"]),
            ("[责任编辑：何雯 PK155]", &["何雯"]),
            ("智造网编辑：Alice", &[]),
            ("新用户注册", &[]),
            ("全市积极开展“金融知识普及月 金融知识进万家”活动", &[]),
            ("admin", &[]),
            ("https://www.arvenna.example/lin", &[]),
            ("", &[]),
        ] {
            assert_eq!(people(text), expected, "{text}");
        }
    }
}
