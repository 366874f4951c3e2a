//! Speaks one language: sentences with gaps, numbers, days, names and links, all as safe HTML.

use std::fmt::Write;

use jiff::civil::Date;
use masthead_store::{Currency, Month};
use masthead_text::Language;
use rust_decimal::Decimal;
use url::Url;

use crate::view::{self, mark};

/// What a gap of a sentence is filled with: its name and HTML.
pub(super) type Gap<'a> = (&'a str, String);

/// The language of a page and the currency of its report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    pub(super) language: Language,
    pub(super) currency: Currency,
}

impl Voice {
    /// The one of both that is in the page's language.
    pub(super) const fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// A sentence whose `{gaps}` are filled with HTML; everything else is text.
    pub(super) fn say(
        self,
        english: &'static str,
        chinese: &'static str,
        gaps: &[Gap<'_>],
    ) -> String {
        let mut html = String::new();
        let mut rest = self.pick(english, chinese);
        while let Some((text, after)) = rest.split_once('{') {
            html.push_str(&self.name(text));
            let (gap, after) = after.split_once('}').unwrap_or((after, ""));
            let filled = gaps.iter().find(|(name, _)| *name == gap);
            self.join(&mut html, filled.map_or("", |(_, html)| html));
            rest = after;
            // What follows a gap is joined to what filled it.
            let end = rest.find('{').unwrap_or(rest.len());
            let text = self.name(&rest[..end]);
            self.join(&mut html, &text);
            rest = &rest[end..];
        }
        html + &self.name(rest)
    }

    /// Adds `more` to `html`, in Chinese with a space where a Han character and a Latin letter or
    /// a number meet. A day or month follows without: 在2026年10月8日前.
    fn join(self, html: &mut String, more: &str) {
        let (last, next) = (words(html), words(more));
        let meet = last.chars().next_back().zip(next.chars().next());
        let narrow = |letter: char| letter.is_ascii_alphanumeric();
        let digits = |letter: char| letter.is_ascii_digit();
        let day = next.starts_with(digits) && next.trim_start_matches(digits).starts_with('年');
        if self.language == Language::Chinese && !day {
            let apart = |a, b| mark::han(a) && narrow(b) || narrow(a) && mark::han(b);
            if meet.is_some_and(|(last, next)| apart(last, next)) {
                html.push(' ');
            }
        }
        html.push_str(more);
    }

    /// A text of any language, with what is not of the page's language marked.
    pub(super) fn name(self, text: &str) -> String {
        mark::mark(text, self.language, "span")
    }

    /// A link, if the address is one of the web; else its text.
    pub(super) fn link(self, url: &Url, text: &str) -> String {
        let text = self.name(text);
        if !matches!(url.scheme(), "http" | "https") {
            return text;
        }
        let href = mark::escape(url.as_str());
        format!("<a href=\"{href}\" rel=\"noopener noreferrer nofollow\">{text}</a>")
    }

    /// HTML of several, as a list in a sentence.
    pub(super) fn list(self, items: impl IntoIterator<Item = String>) -> String {
        let items: Vec<String> = items.into_iter().collect();
        items.join(self.pick(", ", "、"))
    }

    /// Texts of several, as a list in a sentence.
    pub(super) fn names<'a>(self, texts: impl IntoIterator<Item = &'a String>) -> String {
        self.list(texts.into_iter().map(|text| self.name(text)))
    }

    /// A whole number.
    pub(super) fn count(self, number: impl Into<Decimal>) -> String {
        view::decimal(number.into(), 0)
    }

    /// A number with its noun: `1 lead`, `3 leads`, `3 条线索`.
    pub(super) fn several(
        self,
        number: impl Into<Decimal>,
        one: &'static str,
        more: &'static str,
        chinese: &'static str,
    ) -> String {
        let number = number.into();
        let noun = self.pick(if number == Decimal::ONE { one } else { more }, chinese);
        format!("{} {noun}", view::decimal(number, 0))
    }

    /// An amount without its currency: cents only where there are any.
    pub(super) fn amount(self, amount: Decimal) -> String {
        view::decimal(amount, if amount.fract().is_zero() { 0 } else { 2 })
    }

    /// An amount with its currency.
    pub(super) fn money(self, amount: Decimal, currency: Currency) -> String {
        let number = self.amount(amount);
        match self.language {
            Language::English => format!("<small>{currency}</small>&nbsp;{number}"),
            Language::Chinese => format!("{number} {}", self.unit(currency)),
        }
    }

    /// The name of a currency in the page's language.
    pub(super) fn unit(self, currency: Currency) -> String {
        let chinese = match currency.code() {
            "CNY" => "元",
            "EUR" => "欧元",
            "USD" => "美元",
            "GBP" => "英镑",
            "JPY" => "日元",
            other => return self.name(other),
        };
        match self.language {
            Language::English => currency.to_string(),
            Language::Chinese => chinese.to_owned(),
        }
    }

    /// A share as a percentage with one place.
    pub(super) fn percent(self, share: Decimal) -> String {
        view::percent(share)
    }

    /// A day.
    pub(super) fn day(self, day: Date) -> String {
        view::day(day, self.language)
    }

    /// A month.
    pub(super) fn month(self, month: Month) -> String {
        view::month(month, self.language)
    }

    /// The name of a language.
    pub(super) const fn tongue(self, language: Language) -> &'static str {
        match language {
            Language::English => self.pick("English", "英文"),
            Language::Chinese => self.pick("Chinese", "中文"),
        }
    }

    /// A change with its sign: `+9`, `−3`, `0`.
    pub(super) fn signed(self, change: Decimal) -> String {
        let mut text = String::new();
        if change > Decimal::ZERO {
            text.push('+');
        }
        let _ = write!(text, "{}", view::decimal(change, 0));
        text
    }
}

/// HTML without its tags.
fn words(html: &str) -> String {
    html.split('<')
        .enumerate()
        .map(|(at, piece)| match piece.split_once('>') {
            Some((_, text)) if at > 0 => text,
            _ => piece,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(language: Language) -> Voice {
        Voice {
            language,
            currency: "CNY".parse().unwrap(),
        }
    }

    #[test]
    fn a_sentence_marks_foreign_words_and_fills_its_gaps() {
        let [english, chinese] = Language::ALL.map(voice);
        let gap = |voice: Voice| [("who", voice.name("诺维克 <b>")), ("n", voice.count(1234))];
        let (en, zh) = ("{who} has {n} pages.", "{who}有 {n} 页，见 robots.txt。");
        assert_eq!(
            english.say(en, zh, &gap(english)),
            "<span lang=\"zh\">诺维克</span> &lt;b&gt; has 1,234 pages."
        );
        assert_eq!(
            chinese.say(en, zh, &gap(chinese)),
            "诺维克 &lt;<span lang=\"en\">b</span>&gt;有 1,234 页，见 <span lang=\"en\">robots.txt</span>。"
        );
        for (gap, text) in [
            ("Cobaltine", "请 <span lang=\"en\">Cobaltine</span> 在"),
            ("LS8", "请 <span lang=\"en\">LS8</span> 在"),
            ("诺维克", "请诺维克在"),
            ("8 月", "请 8 月在"),
            ("2026年10月8日", "请2026年10月8日在"),
        ] {
            let gaps = [("x", chinese.name(gap))];
            assert_eq!(chinese.say("", "请{x}在", &gaps), text);
            assert_eq!(english.say("a{x}", "", &[("x", "b".to_owned())]), "ab");
        }
    }

    #[test]
    fn money_is_written_as_its_readers_do() {
        let [english, chinese] = Language::ALL.map(voice);
        let (cny, sek) = (english.currency, "SEK".parse().unwrap());
        for (voice, amount, currency, text) in [
            (english, "1234.5", cny, "<small>CNY</small>&nbsp;1,234.50"),
            (english, "345000.00", cny, "<small>CNY</small>&nbsp;345,000"),
            (chinese, "1234.5", cny, "1,234.50 元"),
            (chinese, "12", sek, "12 <span lang=\"en\">SEK</span>"),
        ] {
            assert_eq!(voice.money(amount.parse().unwrap(), currency), text);
        }
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        let voice = voice(Language::English);
        let link = |url: &str| voice.link(&url.parse().unwrap(), "a");
        assert!(
            link("http://a.example/?a=1&b=%22")
                .contains("href=\"http://a.example/?a=1&amp;b=%22\"")
        );
        assert_eq!(link("javascript:alert(1)"), "a");
    }
}
