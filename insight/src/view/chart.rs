//! Bar charts as SVG: this month beside last month, readable on a phone and by a screen reader.
//!
//! A chart is 360 units wide, about a phone's width, so its words keep their size there. Every
//! number stands in it as text, and once more in its description. Where there is nothing to
//! show there is no chart: the caller says so in a sentence.

use std::fmt::Write;

use masthead_text::{Language, width};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::mark::mark;

/// Width of the drawing in units of its view box.
const WIDTH: u32 = 360;
/// Units kept at the right for the number of the longest bar.
const NUMBER: u32 = 96;
/// Height of a bar.
const BAR: u32 = 14;
/// Height of a line of words.
const LINE: u32 = 19;
/// Columns of a label's line at the size of the words, counted for the wider of both scripts.
const COLUMNS: usize = 48;

/// One category of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// This month's value; negative values count as nothing.
    pub now: Decimal,
    /// Last month's value, if it is known.
    pub before: Option<Decimal>,
}

/// The words of a chart, in the language of its page.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The language of the page.
    pub language: Language,
    /// What the chart shows.
    pub title: &'a str,
    /// The name of this month.
    pub now: &'a str,
    /// The name of last month.
    pub before: &'a str,
}

/// A chart of `bars` with their numbers as `number` writes them; `None` where no bar has a value
/// above nothing. `id` must be unique on its page.
#[must_use]
pub fn bars(
    id: &str,
    words: Words<'_>,
    bars: &[Bar],
    number: impl Fn(Decimal) -> String,
) -> Option<String> {
    let most = bars
        .iter()
        .flat_map(|bar| [Some(bar.now), bar.before])
        .flatten()
        .max()?;
    if most <= Decimal::ZERO {
        return None;
    }
    let past = bars.iter().any(|bar| bar.before.is_some());
    let mut body = String::new();
    let mut y = legend(&mut body, words, past);
    for bar in bars {
        y = category(&mut body, bar, y, most, words.language, &number);
    }
    let html = |text: &str| mark(text, words.language, "span");
    let (title, told) = (html(words.title), html(&told(words, bars, &number)));
    Some(format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {y}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-text\" xmlns=\"http://www.w3.org/2000/svg\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-text\">{told}</desc>{body}</svg>"
    ))
}

const NOW: &str = "fill:var(--accent,#0b5c8a)";
const BEFORE: &str = "fill:var(--before,#aab7c3)";

/// Says which bar is which month, and returns where the first category begins.
fn legend(body: &mut String, words: Words<'_>, past: bool) -> u32 {
    let mut x = 0;
    for (name, fill) in [(words.now, NOW), (words.before, BEFORE)]
        .iter()
        .take(1 + usize::from(past))
    {
        square(body, x, 3, 12, 12, fill);
        label(body, x + 18, 14, name, words.language);
        x += 36 + u32::try_from(width(name)).unwrap_or(0) * 8;
    }
    LINE + 8
}

/// Draws one category from `y` down and returns where the next begins.
fn category(
    body: &mut String,
    bar: &Bar,
    mut y: u32,
    most: Decimal,
    language: Language,
    number: &impl Fn(Decimal) -> String,
) -> u32 {
    for line in wrap(&bar.label) {
        label(body, 0, y + 14, &line, language);
        y += LINE;
    }
    for (value, fill) in [(Some(bar.now), NOW), (bar.before, BEFORE)] {
        let Some(value) = value else { continue };
        let long = length(value, most);
        square(body, 0, y, long, BAR, fill);
        label(body, long + 6, y + 12, &number(value), language);
        y += BAR + 3;
    }
    y + 10
}

/// Units of a bar: at least 1, so that a small value is still seen; none for nothing.
fn length(value: Decimal, most: Decimal) -> u32 {
    if value <= Decimal::ZERO {
        return 0;
    }
    let share = value.checked_div(most).unwrap_or_default();
    (share * Decimal::from(WIDTH - NUMBER))
        .round()
        .to_u32()
        .unwrap_or(0)
        .max(1)
}

fn square(body: &mut String, x: u32, y: u32, wide: u32, high: u32, style: &str) {
    let _ = write!(
        body,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" rx=\"2\" style=\"{style}\"/>"
    );
}

fn label(body: &mut String, x: u32, y: u32, text: &str, language: Language) {
    let text = mark(text, language, "tspan");
    let _ = write!(
        body,
        "<text x=\"{x}\" y=\"{y}\" style=\"fill:currentColor\">{text}</text>"
    );
}

/// The same in words.
fn told(words: Words<'_>, bars: &[Bar], number: &impl Fn(Decimal) -> String) -> String {
    let Words {
        language,
        now,
        before,
        ..
    } = words;
    let (colon, comma, semicolon) = match language {
        Language::English => (": ", ", ", "; "),
        Language::Chinese => ("：", "，", "；"),
    };
    let told = bars.iter().map(|bar| {
        let past = bar
            .before
            .map(|value| format!("{comma}{before} {}", number(value)));
        format!(
            "{}{colon}{now} {}{}",
            bar.label,
            number(bar.now),
            past.unwrap_or_default()
        )
    });
    told.collect::<Vec<_>>().join(semicolon)
}

/// The lines of a label: broken at spaces, and anywhere where there are none for a whole line.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for letter in text.chars() {
        line.push(letter);
        if width(&line) <= COLUMNS {
            continue;
        }
        let at = line
            .rfind(' ')
            .filter(|&at| at > 0)
            .unwrap_or(line.len() - letter.len_utf8());
        let rest = line.split_off(at);
        lines.push(std::mem::replace(&mut line, rest.trim_start().to_owned()));
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: Words<'_> = Words {
        title: "各渠道线索",
        language: Language::Chinese,
        now: "2026年10月",
        before: "2026年9月",
    };

    fn bar(label: &str, now: i64, before: Option<i64>) -> Bar {
        Bar {
            label: label.into(),
            now: now.into(),
            before: before.map(Decimal::from),
        }
    }

    #[test]
    fn a_chart_says_every_number_as_text() {
        let chart = bars(
            "leads",
            WORDS,
            &[
                bar("自然搜索", 12, Some(8)),
                bar("Trade <show>", 0, Some(3)),
            ],
            |value| value.to_string(),
        )
        .unwrap();
        for part in [
            "<title id=\"leads-title\">各渠道线索</title>",
            "自然搜索：2026年10月 12，2026年9月 8；<span lang=\"en\">Trade &lt;show</span>&gt;：",
            "<tspan lang=\"en\">Trade &lt;show</tspan>",
            ">12</text>",
            "width=\"264\"",
            "width=\"0\"",
        ] {
            assert!(chart.contains(part), "{part} in {chart}");
        }
        assert!(!chart.contains("<show>"));
    }

    #[test]
    fn where_there_is_nothing_to_show_there_is_no_chart() {
        for none in [vec![], vec![bar("a", 0, Some(0))], vec![bar("a", 0, None)]] {
            assert_eq!(bars("x", WORDS, &none, |value| value.to_string()), None);
        }
    }

    #[test]
    fn a_long_label_is_broken_and_never_cut() {
        let english = "Steel surface inspection at Norrvik Strip: claims went from 14 to 5 a month";
        assert_eq!(wrap(english).join(" "), english);
        let chinese =
            "电池极片检测：澄远电芯把极片报废率从百分之三点八降到百分之一点九的做法与代价";
        assert_eq!(wrap(chinese).concat(), chinese);
        assert!(wrap(chinese).iter().all(|line| width(line) <= COLUMNS));
    }

    proptest! {
        #[test]
        fn any_label_is_drawn(text in "\\PC*", now in 0i64..1_000_000, before in 0i64..1_000_000) {
            let chart = bars("x", WORDS, &[bar(&text, now, Some(before))], |v| v.to_string());
            prop_assert_eq!(chart.is_some(), now + before > 0);
        }
    }
}
