//! Where the buyer is: province and city of China, or the country.

use std::sync::LazyLock;

use serde::Serialize;

use super::field::{Entry, Field, Fields};

/// Where a tender is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Region {
    /// The country, as its ISO 3166 code.
    pub country: &'static str,
    /// Its English name.
    pub english: &'static str,
    /// Its Chinese name.
    pub chinese: &'static str,
    /// The province of China, in Chinese and without 省.
    pub province: Option<&'static str>,
    /// The city in it, in Chinese and without 市.
    pub city: Option<&'static str>,
}

/// Provinces with their cities.
static PROVINCES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/places.zh.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut names = line.split_whitespace();
            Some((names.next()?, names.collect()))
        })
        .collect()
});

/// Countries: code, Chinese name, English names.
static COUNTRIES: LazyLock<Vec<(&str, &str, Vec<&str>)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/places.en.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (code, rest) = line.split_once(' ')?;
            let (chinese, names) = rest.split_once(' ')?;
            Some((code, chinese, names.split('|').collect()))
        })
        .collect()
});

/// Cities whose name is also another word or place; they count with 市 behind them only.
const COMMON: &[&str] = &[
    "朝阳", "大同", "海东", "白银", "日照", "三明", "中山", "山南", "海西", "海北", "黄山", "吉安",
    "东营", "安康", "红河", "和田", "平凉", "中卫", "新余", "黄石", "长治", "文山", "临夏", "阿里",
    "伊春",
];

/// The region of a notice: by what is labelled as its place, else by buyer and title, else, of an
/// English text, by the country that it names first.
pub(super) fn region(
    text: &str,
    fields: &Fields,
    buyer: Option<&str>,
    title: &str,
) -> Option<Region> {
    let address = |entry: &&Entry| entry.about != Some(Field::Agency);
    let labelled: Vec<&str> = fields
        .all(Field::Place)
        .chain(fields.all(Field::Address).filter(address))
        .map(|entry| entry.value.as_str())
        .collect();
    let near = || labelled.iter().copied().chain(buyer).chain([title]);
    near()
        .find_map(china)
        .or_else(|| near().find_map(country))
        .or_else(|| country(text))
}

/// The province and city that a Chinese text names.
fn china(text: &str) -> Option<Region> {
    let place = |province, city| Region {
        country: "CN",
        english: "China",
        chinese: "中国",
        province: Some(province),
        city,
    };
    let named = |city: &str| match COMMON.contains(&city) {
        true => text.contains(&format!("{city}市")),
        false => text.contains(city),
    };
    let cities = || {
        PROVINCES.iter().flat_map(|(province, cities)| {
            let found = cities.iter().filter(|city| named(city));
            found.map(|city| (*province, *city))
        })
    };
    let province = PROVINCES.iter().find(|(province, _)| {
        // 吉林 and 海南 are names of other places too, but far less often than of the province.
        text.contains(province)
    });
    if let Some((province, _)) = province {
        let city = cities().find(|(of, _)| of == province);
        return Some(place(province, city.map(|(_, city)| city)));
    }
    let (province, city) = cities().min_by_key(|(_, city)| text.find(city))?;
    Some(place(province, Some(city)))
}

/// The country that a text names first; of names that begin together, the longest.
fn country(text: &str) -> Option<Region> {
    let places = COUNTRIES.iter().flat_map(|(code, chinese, names)| {
        let first = names.first().copied().unwrap_or_default();
        let found = names
            .iter()
            .filter_map(|name| Some((word(text, name)?, name.len())));
        found.map(move |(at, length)| (at, usize::MAX - length, *code, first, *chinese))
    });
    let (_, _, country, english, chinese) = places.min()?;
    Some(Region {
        country,
        english,
        chinese,
        province: None,
        city: None,
    })
}

/// Where `name` stands in `text` as a whole word.
fn word(text: &str, name: &str) -> Option<usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(name).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !letter(before) && !letter(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_from_label_buyer_or_text() {
        for (text, buyer, country, province, city) in [
            (
                "项目所在地：江苏省苏州市",
                None,
                "CN",
                Some("江苏"),
                Some("苏州"),
            ),
            ("", Some("苏州沐原研究院"), "CN", Some("江苏"), Some("苏州")),
            ("", Some("黑龙江省沐原研究院"), "CN", Some("黑龙江"), None),
            ("", Some("大连沐原研究院"), "CN", Some("辽宁"), Some("大连")),
            ("", Some("上海市朝阳中学"), "CN", Some("上海"), None),
            (
                "Place of performance: Gothenburg, Sweden",
                None,
                "SE",
                None,
                None,
            ),
            (
                "Delivery to Great Britain. Made in Germany.",
                None,
                "GB",
                None,
                None,
            ),
        ] {
            let found = region(text, &Fields::of(text), buyer, "").unwrap();
            assert_eq!(
                (found.country, found.province, found.city),
                (country, province, city),
                "{text}{buyer:?}"
            );
        }
        for text in ["", "沐原研究院", "Indiana Irelands"] {
            assert_eq!(region(text, &Fields::of(text), None, text), None, "{text}");
        }
    }

    #[test]
    fn every_name_stands_once() {
        let mut names: Vec<&str> = COUNTRIES
            .iter()
            .flat_map(|(_, _, names)| names.clone())
            .collect();
        names.extend(PROVINCES.iter().map(|(province, _)| *province));
        names.extend(PROVINCES.iter().flat_map(|(_, cities)| cities.clone()));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(PROVINCES.len(), 34);
        assert!(
            COUNTRIES
                .iter()
                .all(|(code, _, names)| code.len() == 2 && !names.is_empty())
        );
    }
}
