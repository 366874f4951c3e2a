//! Chinese names of authors in lines of text.

use crate::name::{han_name, surnamed};

/// Labels of names in a line: of who wrote, then of who edited, best first.
pub(super) const LABELS: (&[&str], &[&str]) = (
    &[
        "作者",
        "撰文",
        "撰稿",
        "采写",
        "文/",
        "文／",
        "文|",
        "记者",
        "实习生",
        "通讯员",
        "评论员",
        "由",
    ],
    &["责任编辑", "责编", "编辑"],
);

/// What they begin with.
const INITIALS: [char; 11] = [
    '作', '撰', '采', '文', '记', '实', '通', '评', '由', '责', '编',
];

/// Those of them that names follow without a colon.
const SIGNED: &[&str] = &["记者", "实习生", "通讯员", "评论员"];

/// What follows the name of a reporter; of a photographer other words do.
const REPORTS: &[&str] = &["发自", "报道", "综合报道", "文"];

/// Bytes of a name at least: two characters, so that 文 of 王文 is none of these.
const SHORTEST: usize = 6;

/// What follows the name of a photographer.
const PICTURES: &[&str] = &["摄", "图", "供图"];

/// Characters before a label at most.
const BEFORE: usize = 20;

/// Lines beneath a headline in which names may stand alone.
const BENEATH: usize = 3;

/// What was posted, in `本贴由…于…发表`; a standard or a law, too, is published by somebody.
const POSTS: &[&str] = &[
    "本贴", "本帖", "此贴", "此帖", "帖子", "主题", "本文", "文章",
];

/// Characters of a name in `本贴由…于…发表`.
const POSTER: usize = 12;

/// Marks that end a list of names.
const ENDS: &[char] = &['）', ')', '，', '。', '；', '|', '】', ']', '_', '\u{3000}'];

/// Whether a line has one of the labels. Most characters begin none, and are passed at once.
pub(super) fn has_label(line: &str) -> bool {
    let all = || LABELS.0.iter().chain(LABELS.1);
    let begins = |&(_, c): &(usize, char)| INITIALS.contains(&c);
    let mut places = line.char_indices().filter(begins);
    places.any(|(at, _)| all().any(|label| line[at..].starts_with(label)))
}

/// The names behind a label in a line; none if the line has no such label.
pub(super) fn labelled(line: &str, label: &str) -> Option<Vec<String>> {
    let (before, rest) = line.split_once(label)?;
    if label == "由" {
        let post = POSTS.iter().any(|post| before.trim_end().ends_with(post));
        return post.then(|| posted(rest)).flatten();
    }
    let colon =
        rest.trim_start().starts_with(['：', ':', '/', '／']) || label.ends_with(['/', '／', '|']);
    let own = before.chars().count() < BEFORE;
    let signed = SIGNED.contains(&label) && own;
    if !colon {
        let names = match signed {
            true if rest.starts_with(char::is_whitespace) => spaced(rest),
            true => attached(rest),
            false => Some(rest)
                .filter(|rest| label == "作者" && surnamed(rest))
                .map(listed),
        };
        return names.filter(|names| !names.is_empty());
    }
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "：:/／".contains(c));
    Some(listed(rest))
}

/// The names at the start of a text.
fn listed(text: &str) -> Vec<String> {
    let end = text.find(ENDS).unwrap_or(text.len());
    let words = text[..end].split(|c: char| c.is_whitespace() || "、/／".contains(c));
    let names = words.take_while(|word| han_name(word) && !PICTURES.contains(word));
    names.map(str::to_owned).collect()
}

/// The names behind a space, unless they are those of photographers: `记者 何雯 周牧`.
fn spaced(text: &str) -> Option<Vec<String>> {
    let text = text.trim_start();
    let pictures = text.split_whitespace().any(|word| PICTURES.contains(&word));
    (!pictures).then(|| listed(text))
}

/// The name that follows at once: `记者周牧远发自北京`. `记者了解到` holds none.
fn attached(text: &str) -> Option<Vec<String>> {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    let slash = text[end..].starts_with(['/', '／']);
    let (run, alone) = (&text[..end], end == text.len());
    let reports = REPORTS.iter().filter_map(|word| run.rfind(word));
    let reports = reports.filter(|at| *at >= SHORTEST).min();
    let name = &run[..reports.unwrap_or(run.len())];
    let long = name.chars().count() > 2;
    let fits = match reports.is_some() || slash {
        true => han_name(name),
        false => alone && long && surnamed(name),
    };
    Some(vec![name.to_owned()]).filter(|_| fits)
}

/// The name in `本贴由何雯于2026年10月3日发表`.
fn posted(text: &str) -> Option<Vec<String>> {
    let (name, rest) = text.split_once('于')?;
    let name = name.trim().trim_matches(['[', ']', '【', '】']);
    let day = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let said = ["发表", "发布", "提交"]
        .iter()
        .any(|word| rest.contains(word));
    let fits = day && said && (1..=POSTER).contains(&name.chars().count());
    Some(vec![name.to_owned()]).filter(|_| fits)
}

/// The names in a line of nothing else beneath a headline: `何雯、周牧`.
pub(super) fn beneath<'t>(lines: impl Iterator<Item = &'t str>) -> Option<Vec<String>> {
    lines.take(BENEATH).find_map(|line| {
        let words = line.split(|c: char| c.is_whitespace() || "、，,".contains(c));
        let names: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let short = |name: &String| han_name(name) && name.chars().count() < 4;
        let first = names.first().filter(|name| surnamed(name))?;
        let clear = names.len() > 1 || first.chars().count() > 2;
        (clear && names.iter().all(short)).then_some(names)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_seen_wherever_it_stands() {
        for label in LABELS.0.iter().chain(LABELS.1) {
            assert!(has_label(&format!("智造日报{label}何雯")), "{label}");
        }
        for line in ["工作报告", "通过实验记住", "Strip inspection", ""] {
            assert!(!has_label(line), "{line}");
        }
    }
}
