//! Whom a notice names to ask: name, telephone and mail as published, and nothing else.

use serde::Serialize;

use super::field::{Entry, Field, Fields};

/// Whom to ask, as the notice publishes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// The person or office.
    pub name: Option<String>,
    /// The telephone.
    pub telephone: Option<String>,
    /// The mail address.
    pub mail: Option<String>,
}

/// Characters of a name at most.
const LONGEST: usize = 24;
/// Digits of a telephone.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// The contact of a notice: that of the project, else of the buyer, else of the agency.
pub(super) fn contact(text: &str, fields: &Fields) -> Option<Contact> {
    let order = [
        Some(Field::Project),
        Some(Field::Buyer),
        Some(Field::Agency),
        None,
    ];
    let mut found = order.iter().map(|about| of(fields, *about));
    let mut best = found
        .find(|contact| *contact != Contact::default())
        .unwrap_or_default();
    if best.mail.is_none() {
        // A mail address in a sentence belongs to the notice; in a list, to whom the list is about.
        best.mail = sentence_mail(text, fields);
    }
    (best != Contact::default()).then_some(best)
}

/// What the list about one party says.
fn of(fields: &Fields, about: Option<Field>) -> Contact {
    let here = |field| {
        let entries = fields.entries().iter();
        entries.filter(move |entry: &&Entry| entry.field == field && entry.about == about)
    };
    let reach = || here(Field::Reach).chain(here(Field::Person));
    Contact {
        name: here(Field::Person)
            .chain(here(Field::Reach))
            .find_map(|entry| name(&entry.value)),
        telephone: reach().find_map(|entry| telephone(&entry.value)),
        mail: here(Field::Mail)
            .chain(here(Field::Reach))
            .chain(here(Field::Person))
            .find_map(|entry| mail(&entry.value)),
    }
}

/// A mail address that stands in no list.
fn sentence_mail(text: &str, fields: &Fields) -> Option<String> {
    let listed = fields
        .entries()
        .iter()
        .any(|entry| mail(&entry.value).is_some());
    (!listed).then(|| mail(text)).flatten()
}

/// The name at the start of a value: `王工 0512-…`, `王老师`; no sentence.
fn name(value: &str) -> Option<String> {
    let end = value.find(|c: char| c.is_ascii_digit() || ",，;；、/(（:：|@".contains(c));
    let name = value[..end.unwrap_or(value.len())].trim();
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = name.rsplit(' ').next().unwrap_or_default();
    let mail = value[end.unwrap_or(value.len())..].starts_with('@');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let label = ["tel", "telephone", "phone", "email", "e-mail", "电话"];
    let said = label.contains(&word.to_lowercase().as_str());
    (letters >= 2 && !mail && !said && name.chars().count() <= LONGEST).then(|| name.to_owned())
}

/// The first telephone of a value, as written.
fn telephone(value: &str) -> Option<String> {
    let inside = |c: char| c.is_ascii_digit() || "+-–() （）/转".contains(c);
    let mut rest = value;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || "+(（".contains(c)) {
        let tail = &rest[at..];
        let end = tail.find(|c| !inside(c)).unwrap_or(tail.len());
        let found = tail[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = found.bytes().filter(u8::is_ascii_digit).count();
        if DIGITS.contains(&digits) {
            return Some(found.to_owned());
        }
        let first = tail.chars().next().map_or(1, char::len_utf8);
        rest = &tail[end.max(first)..];
    }
    None
}

/// The first mail address of a text.
fn mail(text: &str) -> Option<String> {
    let part = |c: char| c.is_ascii_alphanumeric() || "._+-@".contains(c);
    let words = text.split(|c: char| !part(c));
    let mut found = words.filter_map(|word| {
        let word = word.trim_matches(['.', '-', '_']);
        let (user, host) = word.split_once('@')?;
        let fine = !user.is_empty() && !host.contains('@') && host.contains('.');
        fine.then(|| word.to_owned())
    });
    found.next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_contact_is_whom_the_notice_names() {
        for (text, name, telephone, mail) in [
            (
                "联系人：王工　电话：0512-5550100",
                Some("王工"),
                Some("0512-5550100"),
                None,
            ),
            (
                "采购人：沐原研究院\n联系方式：李老师 0512-5550100",
                Some("李老师"),
                Some("0512-5550100"),
                None,
            ),
            (
                "1.采购人信息\n名称：沐原研究院\n联系方式：0512-5550100\n3.项目联系方式\n项目联系人：陈工\n电 话：0512-5550177",
                Some("陈工"),
                Some("0512-5550177"),
                None,
            ),
            (
                "Contact person: Ida Holm\nTelephone: +46 8 555 01 00\nE-mail: tenders@norrvik.example",
                Some("Ida Holm"),
                Some("+46 8 555 01 00"),
                Some("tenders@norrvik.example"),
            ),
            (
                "Contact: tenders@norrvik.example",
                None,
                None,
                Some("tenders@norrvik.example"),
            ),
        ] {
            let found = contact(text, &Fields::of(text)).unwrap();
            assert_eq!(found.name.as_deref(), name, "{text}");
            assert_eq!(found.telephone.as_deref(), telephone, "{text}");
            assert_eq!(found.mail.as_deref(), mail, "{text}");
        }
        for text in [
            "",
            "地址：苏州",
            "联系方式：见附件，工作日九时至十七时，逾期不予受理，请勿来访，以邮寄为准",
        ] {
            let found = contact(text, &Fields::of(text));
            assert!(found.is_none_or(|found| found.telephone.is_none() && found.mail.is_none()));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(\\PC|联系人：|电话：|@|\n|[0-9+-])*") {
            let _ = contact(&text, &Fields::of(&text));
        }
    }
}
