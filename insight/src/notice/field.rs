//! Finds what a notice states beside a label: `采购人：…`, `Budget (EUR): …`, a cell and the next.

pub(super) use super::label::Field;
use super::label::known;

/// Characters of what stands before a colon and can still be a label.
const HEAD: usize = 42;

/// A labelled value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) field: Field,
    /// What stands in brackets between label and value: a unit, a hint.
    note: Option<String>,
    /// What stands beside the label, or below it; never empty.
    pub(super) value: String,
    /// The place of its label in the table: the lower, the more it is believed.
    rank: usize,
    /// The buyer, the agency or the project that the list is about in which the value stands.
    pub(super) about: Option<Field>,
}

impl Entry {
    /// The value with the unit behind it that its label has in brackets.
    pub(super) fn measured(&self) -> String {
        let note = self.note.as_deref();
        let unit = note.and_then(|note| note.rsplit([':', '：', ' ']).next());
        let unit = unit.filter(|unit| super::amount::is_unit(unit) && !self.value.contains(unit));
        unit.map_or_else(
            || self.value.clone(),
            |unit| format!("{} {unit}", self.value),
        )
    }
}

/// All labelled values of a text.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Entry>);

impl Fields {
    /// Reads a text, whose lines are blocks of a page: paragraphs, cells, headings.
    pub(super) fn of(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().flat_map(cells).flat_map(pieces).collect();
        let mut fields = Self::default();
        let mut about = None;
        for (at, line) in lines.iter().enumerate() {
            let Some(found) = labelled(line) else {
                continue;
            };
            let heads = matches!(found.field, Field::Buyer | Field::Agency | Field::Project);
            if heads {
                about = Some(found.field);
            }
            let below = || {
                let next = lines.get(at + 1).copied().unwrap_or_default();
                // A label below a label: a heading above a list, or a row of heads of columns.
                labelled(next).is_none().then_some(next.trim())
            };
            let value = match found.value.is_empty() {
                true => below().unwrap_or_default(),
                false => found.value,
            };
            if !blank(value) {
                fields.0.push(Entry {
                    field: found.field,
                    note: found.note.map(str::to_owned),
                    value: value.to_owned(),
                    rank: found.rank,
                    about,
                });
            }
        }
        fields
    }

    /// The values of a field, the one to believe first in front.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &Entry> {
        let mut found: Vec<&Entry> = self.0.iter().filter(|entry| entry.field == field).collect();
        found.sort_by_key(|entry| entry.rank);
        found.into_iter()
    }

    /// The value of a field that is believed most.
    pub(super) fn first(&self, field: Field) -> Option<&Entry> {
        self.all(field).next()
    }

    /// All values in the order of the text.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.0
    }
}

/// The cells of a row that is written with bars: `| 预算 | 186 万元 |`.
fn cells(line: &str) -> Vec<&str> {
    match line.trim().strip_prefix('|') {
        Some(row) => row
            .split('|')
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect(),
        None => vec![line],
    }
}

/// A line cut where a further label with a colon begins: `联系人：王工　电话：0512-…`.
fn pieces(line: &str) -> Vec<&str> {
    let gap = |letter: char| {
        letter.is_whitespace() || matches!(letter, '；' | ';' | '，' | ',' | '。' | '（' | '|')
    };
    let mut cuts = vec![0];
    for (at, letter) in line.char_indices().filter(|&(_, letter)| gap(letter)) {
        let rest = &line[at + letter.len_utf8()..];
        let head: String = rest.chars().take(HEAD).collect();
        let Some((head, _)) = head.split_once([':', '：']) else {
            continue;
        };
        let spread = || {
            let mut parts = head.split_whitespace();
            parts.all(|part| part.chars().count() == 1)
        };
        if (!head.contains(gap) || spread()) && known(&plain(head)).is_some() {
            cuts.push(at + letter.len_utf8());
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([line.len()]);
    let cut = cuts.iter().zip(ends);
    cut.map(|(&start, end)| {
        let piece = line[start..end].trim_matches(|letter: char| letter.is_whitespace());
        piece.trim_end_matches(['；', ';', '，', ',', '|', '（', ' '])
    })
    .filter(|piece| !piece.is_empty())
    .collect()
}

/// A label and what stands beside it, if anything.
struct Labelled<'t> {
    field: Field,
    rank: usize,
    note: Option<&'t str>,
    value: &'t str,
}

/// The label that a line begins with; `None` where the line is a sentence.
fn labelled(line: &str) -> Option<Labelled<'_>> {
    let line = unnumbered(line);
    let start: usize = line.chars().take(HEAD).map(char::len_utf8).sum();
    let head = line.get(..start)?;
    let colon = colon(head);
    let (head, value) = match colon {
        Some(at) => {
            let mark = line[at..].chars().next().map_or(1, char::len_utf8);
            (&line[..at], line[at + mark..].trim())
        }
        None if start == line.len() && known(&plain(cut(head).0)).is_some() => (head, ""),
        None => gapped(line)?,
    };
    let (name, note) = cut(head);
    let (field, rank) = known(&plain(name))?;
    Some(Labelled {
        field,
        rank,
        note,
        value,
    })
}

/// The first colon of a head that stands in no brackets.
fn colon(head: &str) -> Option<usize> {
    let mut open = 0_u32;
    head.char_indices().find_map(|(at, letter)| {
        match letter {
            '(' | '（' => open += 1,
            ')' | '）' => open = open.saturating_sub(1),
            _ => {}
        }
        (open == 0 && matches!(letter, ':' | '：')).then_some(at)
    })
}

/// A label and its value with a gap and no colon between them: `截止时间 2026-11-25`,
/// `预算金额（元）1860000`. Only a number or a bar tells a value from the rest of a sentence.
fn gapped(line: &str) -> Option<(&str, &str)> {
    let at = line.find(|letter: char| {
        letter == '|' || letter == '\t' || letter == '\u{3000}' || letter.is_ascii_digit()
    })?;
    let (head, value) = line.split_at(at);
    let apart =
        head.ends_with([' ', ')', '）']) || !value.starts_with(|c: char| c.is_ascii_digit());
    let value = value.trim_start_matches(['|', '\t', '\u{3000}', ' ']);
    (apart && known(&plain(cut(head).0)).is_some()).then_some((head, value))
}

/// A label without the note in brackets behind it, and the note.
fn cut(head: &str) -> (&str, Option<&str>) {
    let head = head.trim();
    let Some(inner) = head.strip_suffix([')', '）']) else {
        return (head, None);
    };
    match inner.rfind(['(', '（']) {
        Some(at) => {
            let mark = inner[at..].chars().next().map_or(1, char::len_utf8);
            (&head[..at], Some(inner[at + mark..].trim()))
        }
        None => (head, None),
    }
}

/// A label as the table writes it: lower case, and Chinese without the spaces that spread it over
/// a line.
fn plain(head: &str) -> String {
    let folded = masthead_text::fold(head);
    let folded = folded.trim_end_matches('.').to_owned();
    if folded.is_ascii() {
        return folded;
    }
    folded.split_whitespace().collect()
}

/// A line without its number: `1.`, `（二）`, `三、`, `4.2 `, `II.1.5)`, or a dot of a list.
fn unnumbered(line: &str) -> &str {
    let line = line.trim();
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（(IVX★▲".contains(c);
    let mark = |c: char| ".．、)）•·*- \t\u{3000}★▲".contains(c);
    let rest = line.trim_start_matches(|c| number(c) || mark(c));
    let head = &line[..line.len() - rest.len()];
    if head.is_empty() || head.ends_with(mark) {
        rest
    } else {
        line
    }
}

/// Whether a value says nothing: empty, or a place to be filled in.
fn blank(value: &str) -> bool {
    let said = value.trim_matches(|c: char| "_＿/／-—…. \u{3000}Xx×".contains(c));
    said.is_empty() || value.contains("XX") || value.contains("××") || value.contains("___")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text, a field, and its value.
    const VALUES: &[(&str, Field, Option<&str>)] = &[
        (
            "项目编号：1\n采购人：沐原研究院\n采购人前台",
            Field::Buyer,
            Some("沐原研究院"),
        ),
        ("预算金额： 186 万元", Field::Budget, Some("186 万元")),
        (
            "截止时间：\n2026年11月25日 10时",
            Field::Deadline,
            Some("2026年11月25日 10时"),
        ),
        ("截止时间 2026-11-25", Field::Deadline, Some("2026-11-25")),
        ("Budget: EUR 250,000", Field::Budget, Some("EUR 250,000")),
        ("1.采购人：沐原研究院", Field::Buyer, Some("沐原研究院")),
        (
            "（二）采购单位：沐原研究院",
            Field::Buyer,
            Some("沐原研究院"),
        ),
        ("采 购 人：沐原研究院", Field::Buyer, Some("沐原研究院")),
        (
            "采购人（盖章）：沐原研究院",
            Field::Buyer,
            Some("沐原研究院"),
        ),
        ("4.预算金额：186 万元", Field::Budget, Some("186 万元")),
        ("预算金额（元）：1860000", Field::Budget, Some("1860000 元")),
        ("预算金额（万元）：186", Field::Budget, Some("186 万元")),
        (
            "预算金额（万元）：186 万元",
            Field::Budget,
            Some("186 万元"),
        ),
        ("预算金额(单位：万元)\n186", Field::Budget, Some("186 万元")),
        (
            "2. Budget (EUR): 250,000",
            Field::Budget,
            Some("250,000 EUR"),
        ),
        (
            "投标截止 | 2026年11月25日",
            Field::Deadline,
            Some("2026年11月25日"),
        ),
        (
            "四、提交投标文件截止时间、开标时间和地点\n2026年11月25日 10点00分（北京时间）",
            Field::Deadline,
            Some("2026年11月25日 10点00分（北京时间）"),
        ),
        (
            "截止时间（北京时间）：2026-11-25",
            Field::Deadline,
            Some("2026-11-25"),
        ),
        (
            "3.1 Bid deadline: 25 November 2026",
            Field::Deadline,
            Some("25 November 2026"),
        ),
        (
            "II.1.5) Estimated total value\n250 000 EUR",
            Field::Budget,
            Some("250 000 EUR"),
        ),
        (
            "联系人：王工　电话：0512-5550100",
            Field::Reach,
            Some("0512-5550100"),
        ),
        (
            "检测设备（项目编号：GC-7）公开招标",
            Field::Number,
            Some("GC-7）公开招标"),
        ),
        ("采购人有权拒绝", Field::Buyer, None),
        ("2026年采购人大会", Field::Buyer, None),
        ("预算金额：", Field::Budget, None),
        ("项目编号：XXXX-01", Field::Number, None),
        ("采购人\n预算金额\n沐原研究院\n186 万元", Field::Buyer, None),
        ("", Field::Buyer, None),
    ];

    #[test]
    fn a_value_stands_beside_or_below_its_label() {
        for (text, field, value) in VALUES.iter().copied() {
            let found = Fields::of(text);
            let found = found.first(field).map(Entry::measured);
            assert_eq!(found.as_deref(), value, "{text}");
        }
    }

    #[test]
    fn a_list_belongs_to_the_heading_above_it() {
        let text = "1.采购人信息\n名 称：沐原研究院\n电话：0512-5550100\n2.采购代理机构信息\n名 称：北埠招标代理有限公司\n电话：0512-5550199";
        let fields = Fields::of(text);
        let names: Vec<_> = fields
            .all(Field::Name)
            .map(|entry| (entry.about, entry.value.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                (Some(Field::Buyer), "沐原研究院"),
                (Some(Field::Agency), "北埠招标代理有限公司")
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(\\PC|\n|采购人|：|预算金额|（|deadline|:)*") {
            let _ = Fields::of(&text);
        }
    }
}
