//! The digest as messages that chats take: Slack, WeCom (企业微信), Feishu (飞书).
//!
//! Each shape is what its maker documents for incoming webhooks, with its limit on length. A
//! digest that is longer is cut at an item, and the message says how many are left out. Text of
//! others never mentions anybody and never becomes markup.

use masthead_text::Language;
use serde_json::{Value, json};

use super::{
    Digest,
    doc::{Doc, Item, doc, pick, tell},
};

/// The shape of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Slack: a text in its markup, at most 40,000 characters; beyond 4,000 Slack advises against.
    Slack,
    /// WeCom: a text in its Markdown, at most 4,096 bytes of UTF-8.
    Wecom,
    /// Feishu and Lark: a post with lines of text and links, at most 20 KB in all.
    Feishu,
}

/// The length of a message at most, by shape, in characters or bytes as its maker counts; what
/// stands around the lines is counted with them.
const SLACK: Limit = Limit::Characters(4_000);
const WECOM: Limit = Limit::Bytes(4_096);
const FEISHU: usize = 18_000;
/// Items of a section at most.
const ITEMS: usize = 12;
/// Notes of an item at most: the first says most.
const NOTES: usize = 2;

/// How long a text may be.
#[derive(Debug, Clone, Copy)]
enum Limit {
    /// Characters: code points of Unicode.
    Characters(usize),
    /// Bytes of UTF-8.
    Bytes(usize),
}

impl Limit {
    /// How much of it a text takes.
    fn length(self, text: &str) -> usize {
        match self {
            Self::Characters(_) => text.chars().count(),
            Self::Bytes(_) => text.len(),
        }
    }

    const fn most(self) -> usize {
        match self {
            Self::Characters(most) | Self::Bytes(most) => most,
        }
    }
}

/// A line of a message: text, and the address that it leads to.
struct Line {
    text: String,
    /// What stands before the link.
    before: String,
    url: Option<String>,
    strong: bool,
}

/// The message, as the JSON that the webhook takes.
#[must_use]
pub fn message(digest: &Digest, language: Language, shape: Shape) -> Value {
    let doc = doc(digest, language);
    match shape {
        Shape::Slack => json!({ "text": written(&doc, language, SLACK, slack) }),
        Shape::Wecom => json!({
            "msgtype": "markdown",
            "markdown": { "content": written(&doc, language, WECOM, wecom) },
        }),
        Shape::Feishu => feishu(&doc, language),
    }
}

/// The lines of a document, the most important first.
fn lines(doc: &Doc) -> Vec<Line> {
    let said = |text: &str, strong| Line {
        text: text.to_owned(),
        before: String::new(),
        url: None,
        strong,
    };
    let mut lines = vec![
        said(&doc.title, true),
        said(&doc.span, false),
        said(&doc.summary, false),
    ];
    for section in doc
        .sections
        .iter()
        .filter(|section| !section.groups.is_empty())
    {
        lines.push(said(&section.heading, true));
        let items = section.groups.iter().flat_map(|group| &group.items);
        lines.extend(items.take(ITEMS).map(line));
    }
    lines
}

fn line(item: &Item) -> Line {
    let tags: String = item.tags.iter().map(|tag| format!("[{tag}] ")).collect();
    let notes = item.notes.iter().take(NOTES).map(String::as_str);
    let notes: Vec<&str> = notes.collect();
    Line {
        text: format!("{}\n{}", item.title, notes.join("; ")),
        before: tags,
        url: Some(item.url.clone()),
        strong: false,
    }
}

/// The lines as text within a limit, with a last line that counts what is left out.
fn written(doc: &Doc, language: Language, limit: Limit, write: impl Fn(&Line) -> String) -> String {
    let lines: Vec<String> = lines(doc).iter().map(write).collect();
    let last = limit.length(&rest(language, 9_999)) + 1;
    let mut room = limit.most() - last;
    let fits = |line: &&String| {
        let left = room.checked_sub(limit.length(line) + 1);
        left.inspect(|left| room = *left).is_some()
    };
    let kept = lines.iter().take_while(fits).count();
    let left = lines.len() - kept;
    let mut text = lines[..kept].join("\n");
    if left > 0 {
        text.push('\n');
        text.push_str(&rest(language, left));
    }
    text
}

fn rest(language: Language, left: usize) -> String {
    let words = (
        "{n} more lines: see the whole digest",
        "还有 {n} 行，见完整动态",
    );
    tell(language, words, &[("n", &left.to_string())])
}

/// The title of a line, and its notes.
fn halves(line: &Line) -> (&str, &str) {
    line.text.split_once('\n').unwrap_or((&line.text, ""))
}

/// Slack's markup: `&`, `<` and `>` are escaped, which also keeps `<!channel>` from mentioning.
fn slack(line: &Line) -> String {
    let plain = |text: &str| {
        let text = tame(text)
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        // Signs that would make text bold or code are given as their twins.
        text.replace('*', "＊")
            .replace('`', "ˋ")
            .replace('~', "～")
            .replace('_', "＿")
    };
    let (title, notes) = halves(line);
    let title = plain(title);
    let head = match web(line) {
        Some(url) => format!(
            "• {}<{}|{}>",
            plain(&line.before),
            address(url),
            title.replace('|', "｜")
        ),
        None if line.strong => format!("*{title}*"),
        None => title,
    };
    match notes {
        "" => head,
        notes => format!("{head}\n    {}", plain(notes)),
    }
}

/// WeCom's Markdown, which knows no escape: signs of markup are given as their full-width twins.
fn wecom(line: &Line) -> String {
    let plain = |text: &str| -> String {
        let twin = |c| match c {
            '[' => '［',
            ']' => '］',
            '(' => '（',
            ')' => '）',
            '<' => '＜',
            '>' => '＞',
            '*' => '＊',
            '`' => 'ˋ',
            '#' => '＃',
            '_' => '＿',
            '@' => '＠',
            c => c,
        };
        tame(text).chars().map(twin).collect()
    };
    let (title, notes) = halves(line);
    let head = match web(line) {
        Some(url) => format!(
            "{}[{}]({})",
            plain(&line.before),
            plain(title),
            address(url)
        ),
        None if line.strong => format!("**{}**", plain(title)),
        None => plain(title),
    };
    match notes {
        "" => head,
        notes => format!("{head}\n> {}", plain(notes)),
    }
}

/// Feishu's post: paragraphs of elements, whose text is no markup.
fn feishu(doc: &Doc, language: Language) -> Value {
    let mut length = 0;
    let mut content: Vec<Value> = Vec::new();
    let lines = lines(doc);
    for (at, line) in lines.iter().enumerate().skip(1) {
        let (title, notes) = halves(line);
        let mut parts = Vec::new();
        if let Some(url) = web(line) {
            parts.push(json!({ "tag": "text", "text": tame(&line.before) }));
            parts.push(json!({ "tag": "a", "text": tame(title), "href": url }));
        } else {
            parts.push(json!({ "tag": "text", "text": tame(title) }));
        }
        if !notes.is_empty() {
            parts.push(json!({ "tag": "text", "text": format!(" {}", tame(notes)) }));
        }
        let paragraph = Value::Array(parts);
        length += paragraph.to_string().len() + 1;
        if length > FEISHU {
            let rest = rest(language, lines.len() - at);
            content.push(json!([{ "tag": "text", "text": rest }]));
            break;
        }
        content.push(paragraph);
    }
    let locale = pick(language, "en_us", "zh_cn");
    json!({
        "msg_type": "post",
        "content": { "post": { locale: { "title": doc.title, "content": content } } },
    })
}

/// The address of a line, if it is one of the web.
fn web(line: &Line) -> Option<&str> {
    let url = line.url.as_deref()?;
    (url.starts_with("http://") || url.starts_with("https://")).then_some(url)
}

/// An address without the signs that would end it early.
fn address(url: &str) -> String {
    url.replace('(', "%28")
        .replace(')', "%29")
        .replace('|', "%7C")
        .replace('<', "%3C")
        .replace('>', "%3E")
}

/// Text on one line, without characters that turn it around.
fn tame(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let spaced = text
        .chars()
        .filter(|c| !turns(*c))
        .map(|c| if c.is_control() { ' ' } else { c });
    spaced.collect()
}
