//! Until when bids are taken: the day, and the hour where the notice says it.

use jiff::civil::{Date, Time};
use masthead_text::fold;
use serde::Serialize;

use super::field::{Field, Fields};

/// Until when bids are taken, in the place of the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Deadline {
    /// The last day.
    pub day: Date,
    /// The hour, if the notice says it.
    pub time: Option<Time>,
}

/// What stands before the new day in a notice that moves a deadline, folded.
#[rustfmt::skip]
const MOVED: &[&str] = &[
    "变更为", "更正为", "调整为", "修改为", "延期至", "延期到", "延长至", "推迟至", "顺延至", "现为", "更改为",
    "extended to", "extended until", "changed to", "postponed to", "moved to", "now closes", "read:",
    "new deadline", "instead:",
];

/// What sentences that hold a deadline say of bids, and of time; both must stand there. Folded.
#[rustfmt::skip]
const BIDS: &[&str] = &[
    "投标", "响应文件", "报价", "递交", "提交", "送达", "应答", "tender", "bid", "proposal", "quotation",
    "quote", "submission", "offer", "response", "expression",
];
#[rustfmt::skip]
const UNTIL: &[&str] = &[
    "截止", "前", "止", "no later than", "not later than", "by ", "until", "before", "deadline", "closing",
    "closes", "due", "latest",
];
/// What sentences about other days say, folded.
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "获取", "发售", "购买", "踏勘", "澄清要求", "质疑", "疑问", "question", "clarification", "enquir", "site visit",
    "published", "meeting", "delivery must", "valid until",
];

/// The deadline of a notice; `moved` where it corrects an earlier one.
pub(super) fn deadline(text: &str, fields: &Fields, moved: bool) -> Option<Deadline> {
    if moved && let Some(new) = sentences(text).find_map(new) {
        return Some(new);
    }
    let labelled = |field| fields.all(field).find_map(|entry| last(&entry.value));
    labelled(Field::Deadline)
        .or_else(|| sentences(text).find_map(running))
        .or_else(|| labelled(Field::Opening))
}

/// The sentences of a text. A full stop ends one only before a space and a capital letter, so that
/// `a.m.`, `no. 4` and `25.11.2026` stay whole.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '。', '；', '！'])
        .flat_map(|line| line.split(". "))
        .filter(|sentence| !sentence.trim().is_empty())
}

/// The day to which a sentence moves a deadline.
fn new(sentence: &str) -> Option<Deadline> {
    let folded = fold(sentence);
    let ends = MOVED.iter().filter_map(|mark| {
        let at = folded.rfind(mark)?;
        Some(at + mark.len())
    });
    read(&folded[ends.max()?..])
}

/// The deadline that a sentence states without a label.
fn running(sentence: &str) -> Option<Deadline> {
    let folded = fold(sentence);
    let says = |list: &[&str]| list.iter().any(|word| folded.contains(word));
    (says(BIDS) && says(UNTIL) && !says(OTHER)).then(|| last(&folded))?
}

/// The last of several days: of a span its end.
fn last(text: &str) -> Option<Deadline> {
    let folded = fold(text);
    let ends = ["至", "到", " to ", " until ", "—", "–", " - "];
    ends.iter()
        .filter_map(|mark| {
            let at = folded.rfind(mark)?;
            read(&folded[at + mark.len()..])
        })
        .max()
        .or_else(|| read(&folded))
}

/// The first day of a folded text, and the first time in it.
fn read(text: &str) -> Option<Deadline> {
    let day = masthead_page::day(text)?;
    Some(Deadline {
        day,
        time: time(text),
    })
}

/// The first time of a folded text: `10时30分`, `下午2点`, `14:00`, `2 pm`, `12 noon`.
fn time(text: &str) -> Option<Time> {
    let mut rest = text;
    let mut before = String::new();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (head, tail) = rest.split_at(at);
        before.push_str(head);
        let end = tail
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(tail.len());
        let (digits, after) = tail.split_at(end);
        if let Some(time) = hour(digits, after, &before) {
            return Some(time);
        }
        before.push_str(digits);
        rest = after;
    }
    None
}

/// The time that begins with `digits`, if they are an hour.
fn hour(digits: &str, after: &str, before: &str) -> Option<Time> {
    let hour: i8 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    let minutes = |rest: &str| -> Option<(i8, usize)> {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let minutes = rest.get(..length)?.parse().ok().filter(|_| length == 2)?;
        Some((minutes, length))
    };
    let spaced = after.trim_start();
    let marked = spaced.strip_prefix(['时', '点']);
    let (minute, rest) = if let Some(rest) = marked {
        minutes(rest).map_or((0, rest), |(minute, length)| (minute, &rest[length..]))
    } else if let Some(rest) = after.strip_prefix(':') {
        let (minute, length) = minutes(rest)?;
        (minute, &rest[length..])
    } else {
        (0, after)
    };
    let word = rest.trim_start();
    let says = |words: &[&str]| words.iter().any(|said| word.starts_with(said));
    let (noon, late) = (says(&["noon"]), says(&["pm", "p.m"]));
    let early = says(&["am", "a.m"]);
    let clock = marked.is_some() || after.starts_with(':') || noon || late || early;
    let late = late || before.trim_end().ends_with("下午");
    let hour = match hour {
        12 if early => 0,
        1..=11 if late => hour + 12,
        hour => hour,
    };
    clock.then(|| Time::new(hour, minute, 0, 0).ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(found: Option<Deadline>) -> String {
        let time = |time: Time| format!(" {:02}:{:02}", time.hour(), time.minute());
        found.map_or_else(String::new, |found| {
            format!("{}{}", found.day, found.time.map_or_else(String::new, time))
        })
    }

    #[test]
    fn a_deadline_is_labelled_or_said() {
        for (text, deadline) in [
            ("投标截止时间：2026年11月25日 10时00分", "2026-11-25 10:00"),
            ("截止时间：2026-11-25", "2026-11-25"),
            (
                "报名截止时间：2026年11月20日至2026年11月25日 下午5点",
                "2026-11-25 17:00",
            ),
            (
                "响应文件须于2026年12月3日14时30分前递交至一楼大厅。",
                "2026-12-03 14:30",
            ),
            (
                "采购文件获取：2026年10月28日前。\n投标文件应在2026年12月3日前送达。",
                "2026-12-03",
            ),
            ("开标时间：2026年12月3日 9:30", "2026-12-03 09:30"),
            (
                "Closing date: 25 November 2026, 2:00 pm",
                "2026-11-25 14:00",
            ),
            (
                "Closing date: 25 November 2026, 12 noon",
                "2026-11-25 12:00",
            ),
            (
                "Tenders must be received no later than 3 December 2026 at 12:00 CET.",
                "2026-12-03 12:00",
            ),
            (
                "Questions about the tender are answered until 3 November 2026.",
                "",
            ),
            ("截止时间：另行通知", ""),
        ] {
            assert_eq!(shown(deadline_of(text, false)), deadline, "{text}");
        }
    }

    #[test]
    fn a_moved_deadline_is_the_new_one() {
        for (text, deadline) in [
            (
                "原投标截止时间：2026年11月20日，现变更为2026年11月27日10时00分。",
                "2026-11-27 10:00",
            ),
            (
                "投标截止时间由2026年11月20日延期至2026年11月27日。",
                "2026-11-27",
            ),
            (
                "The deadline of 20 November 2026 is extended to 27 November 2026.",
                "2026-11-27",
            ),
        ] {
            assert_eq!(shown(deadline_of(text, true)), deadline, "{text}");
        }
    }

    fn deadline_of(text: &str, moved: bool) -> Option<Deadline> {
        deadline(text, &Fields::of(text), moved)
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(\\PC|[0-9:时点分]|投标截止|变更为|pm)*") {
            let _ = deadline_of(&text, true);
        }
    }
}
