//! The keyword page in both languages.

use masthead_page::without;

use super::*;

/// What a source says that was watched in one month only is no move, and no rest either.
#[test]
fn what_only_new_sources_say_is_not_called_steady() {
    for (term, count) in [
        ("hyperspectral imaging", "<h3>Not judged</h3>"),
        ("高光谱成像", "<h3>Not judged</h3>"),
    ] {
        let now = chorus(None, term, ["", "", ""]);
        let keywords = gathered(&[], &now);
        let html = html(&keywords, English).unwrap();
        assert!(html.contains(count), "{term}");
        assert!(html.contains("No steady term has enough pages"), "{term}");
        let same = super::html(&gathered(&now, &now), English).unwrap();
        assert!(!same.contains(count), "{term}");
    }
}

/// A title is never cut at its start, and loses nothing but the name that stands beside it.
#[test]
fn a_title_is_shown_whole_but_for_its_sources_name_at_the_end() {
    for (title, shown) in [
        ("Label inspection – Cobaltine Imaging", "Label inspection"),
        (
            "Cobaltine Imaging – line cameras and systems",
            "Cobaltine Imaging – line cameras and systems",
        ),
        ("Cobaltine Imaging", "Cobaltine Imaging"),
        ("8K-camera | News | Review", "8K-camera | News | Review"),
    ] {
        assert_eq!(without(title, "Cobaltine Imaging"), shown);
    }
    for (title, shown) in [
        ("标签检测设备｜衡像科技", "标签检测设备"),
        ("衡像科技｜机器视觉相机", "衡像科技｜机器视觉相机"),
        ("关于衡像科技", "关于衡像科技"),
    ] {
        assert_eq!(without(title, "衡像科技"), shown);
    }
}

#[test]
fn the_matrix_needs_two_competitors() {
    let standing = chorus(None, "Hyperspectral imaging", ["", "", ""]);
    for (pages, shown) in [(&standing[..], true), (&standing[..2], false)] {
        let keywords = gathered(pages, pages);
        let html = html(&keywords, English).unwrap();
        assert_eq!(html.contains("Who targets what"), shown);
    }
}

#[test]
fn nothing_watched_gives_a_page_that_says_so() {
    let keywords = gathered(&[], &[]);
    assert!(html(&keywords, English).unwrap().contains("Crawl first."));
    assert!(html(&keywords, Chinese).unwrap().contains("请先抓取"));
}

#[test]
fn what_the_web_says_is_shown_and_not_run() {
    let mut standing = chorus(None, "Hyperspectral imaging", ["", "", ""]);
    for page in &mut standing {
        page.facts.titles = vec!["Hyperspectral imaging <script>alert(1)</script>".to_owned()];
        page.url = format!("javascript:{}", page.source.name.len())
            .parse()
            .unwrap();
    }
    let keywords = gathered(&standing, &standing);
    for language in Language::ALL {
        let html = html(&keywords, language).unwrap();
        assert!(html.contains("&lt;script&gt;"));
        assert!(!html.contains("<script") && !html.contains("href=\"javascript"));
    }
}

#[test]
fn the_chinese_page_has_latin_words_only_where_they_are_marked() {
    let standing = chorus(None, "Hyperspectral imaging", ["", "", ""]);
    let html = html(&gathered(&standing, &standing), Chinese).unwrap();
    let body = &html[html.find("<body").unwrap()..];
    let (mut plain, mut marked) = (String::new(), 0);
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", ""));
        if tag.starts_with("span lang=\"en\"") {
            marked += 1;
        } else {
            plain.push_str(text);
        }
    }
    assert!(marked > 5);
    assert_eq!(
        plain
            .matches(|c: char| c.is_ascii_alphabetic())
            .collect::<String>(),
        ""
    );
}

#[test]
fn the_table_of_sources_adds_up() {
    let standing = chorus(None, "Hyperspectral imaging", ["", "", ""]);
    let keywords = gathered(&standing, &standing[..2]);
    let html = html(&keywords, English).unwrap();
    let values: Vec<u32> = html
        .split("data-value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect();
    let (rows, totals) = values.split_at(values.len() - 2);
    assert_eq!(rows.len(), 6);
    assert_eq!(rows.iter().step_by(2).sum::<u32>(), totals[0]);
    assert_eq!(rows.iter().skip(1).step_by(2).sum::<u32>(), totals[1]);
}
