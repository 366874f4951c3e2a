//! Measured results as words of an ad, never saying more than was measured.

use masthead_editorial::Outcome;
use masthead_text::Language::{self, Chinese, English};

use super::wording::headline;

/// A result as a headline: from and to for a percentage, else the change, rounded towards none
/// so that an ad never says more than was measured. Nothing where nothing changed.
pub(super) fn claim(result: &Outcome, language: Language) -> Option<String> {
    let Outcome {
        measure,
        unit,
        before,
        after,
        ..
    } = result;
    let change = result.change().filter(|change| *change != 0.0)?;
    if unit.trim() == "%" {
        return Some(match language {
            English => format!("{}: {before}% to {after}%", headline(measure, English)),
            Chinese => format!("{measure}从 {before}% {}到 {after}%", verb(change)),
        });
    }
    let percent = (change.abs() * 100.0).floor();
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
            format!("{customer}实测：{measure}从 {before}% {verb}到 {after}%，出处见正文。")
        }
        Chinese => {
            format!("{customer}实测：{measure}从 {before} {verb}到 {after}（{unit}），出处见正文。")
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
    fn a_result_is_told_with_its_change_and_never_exaggerated() {
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
                Some("复检工时降 76%"),
            ),
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
            "澄远电芯实测：漏检缺陷从 6.2 降到 0.8（处/万米），出处见正文。"
        );
    }
}
