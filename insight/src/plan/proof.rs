//! Measured results as words of an ad, with the very percentage that the page shows.

use masthead_editorial::Outcome;
use masthead_text::Language::{self, Chinese, English};

use super::wording::headline;

/// A result as a headline: from and to for a percentage, else the change. Nothing where nothing
/// changed, and where a fall would read as if nothing were left.
pub(super) fn claim(result: &Outcome, language: Language) -> Option<String> {
    let Outcome {
        measure,
        unit,
        before,
        after,
        ..
    } = result;
    let change = result.percent().filter(|change| *change != 0.0)?;
    if unit.trim() == "%" {
        return Some(match language {
            English => format!("{}: {before}% to {after}%", headline(measure, English)),
            Chinese => format!("{measure}从 {before}% {}到 {after}%", verb(change)),
        });
    }
    if change == -100.0 && *after != 0.0 {
        return None;
    }
    let percent = change.abs();
    Some(match (language, change < 0.0) {
        (English, true) => format!("{} Down {percent}%", headline(measure, English)),
        (English, false) => format!("{} Up {percent}%", headline(measure, English)),
        (Chinese, _) => format!("{measure}{} {percent}%", verb(change)),
    })
}

/// A result as a sentence with both numbers and their unit.
pub(super) fn told(result: &Outcome, customer: &str, language: Language) -> String {
    let Outcome {
        measure,
        unit,
        before,
        after,
        ..
    } = result;
    let percent = unit.trim() == "%";
    let verb = verb(after - before);
    match language {
        English if percent => format!("{measure} at {customer} went from {before}% to {after}%."),
        English => format!("{measure} at {customer} went from {before} to {after} {unit}."),
        Chinese if percent => {
            format!("{customer}实测：{measure}从 {before}% {verb}到 {after}%。")
        }
        Chinese if !unit.contains('/') => {
            format!("{customer}实测：{measure}从 {before} {unit}{verb}到 {after} {unit}。")
        }
        Chinese => {
            format!("{customer}实测：{measure}从 {before} {verb}到 {after}（{unit}）。")
        }
    }
}

const fn verb(change: f64) -> &'static str {
    if change < 0.0 { "降" } else { "升" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(measure: &str, unit: &str, before: f64, after: f64) -> Outcome {
        Outcome {
            measure: measure.into(),
            unit: unit.into(),
            before,
            after,
            source: "log".into(),
        }
    }

    #[test]
    fn a_result_is_told_with_the_change_that_its_page_shows() {
        for (result, language, text) in [
            (
                result("Claims", "per month", 14.0, 5.0),
                English,
                Some("Claims Down 64%"),
            ),
            (
                result("Scrap rate", "%", 3.8, 1.9),
                English,
                Some("Scrap Rate: 3.8% to 1.9%"),
            ),
            (
                result("Line speed", "m/min", 60.0, 80.0),
                English,
                Some("Line Speed Up 33%"),
            ),
            (
                result("极片报废率", "%", 3.8, 1.9),
                Chinese,
                Some("极片报废率从 3.8% 降到 1.9%"),
            ),
            (
                result("复检工时", "小时/班", 6.5, 1.5),
                Chinese,
                Some("复检工时降 77%"),
            ),
            (
                result("Stops", "h", 8.0, 5.0), // 37.5: away from zero
                English,
                Some("Stops Down 38%"),
            ),
            (
                result("停机", "小时", 8.0, 11.0),
                Chinese,
                Some("停机升 38%"),
            ),
            (result("Misses", "h", 1000.0, 1.0), English, None), // not 100%
            (
                result("Misses", "h", 9.0, 0.0),
                English,
                Some("Misses Down 100%"),
            ),
            (result("Hardly", "h", 1000.0, 1001.0), English, None),
            (result("Nothing", "h", 5.0, 5.0), English, None),
            (result("From zero", "h", 0.0, 5.0), English, None),
        ] {
            assert_eq!(claim(&result, language).as_deref(), text);
        }
        assert_eq!(
            told(
                &result("Claims", "per month", 14.0, 5.0),
                "Norrvik Strip",
                English
            ),
            "Claims at Norrvik Strip went from 14 to 5 per month."
        );
        assert_eq!(
            told(
                &result("漏检缺陷", "处/万米", 6.2, 0.8),
                "澄远电芯",
                Chinese
            ),
            "澄远电芯实测：漏检缺陷从 6.2 降到 0.8（处/万米）。"
        );
        assert_eq!(
            told(
                &result("找到坏辊的时间", "分钟", 95.0, 6.0),
                "诺维克带钢",
                Chinese
            ),
            "诺维克带钢实测：找到坏辊的时间从 95 分钟降到 6 分钟。"
        );
    }
}
