//! One page in many character sets is one page, whether it says which or not.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, WINDOWS_1252};
use masthead_page::{PageFacts, read};
use proptest::prelude::*;

const SIMPLIFIED: &[&str] = &crate::soup::CHINESE;
const TRADITIONAL: &[&str] = &[
    "相機在線檢查整幅料卷，劃痕經過鏡頭以後兩秒之內，操作員就能看到它的位置。",
    "沒有人相信一盞燈能把四公尺寬的帶鋼照得均勻。",
    "價格兩年裡降了三成，如今維護比鏡頭更貴。",
];
const JAPANESE: &[&str] = &[
    "カメラは走行中の鋼帯全体を検査し、作業者は傷の位置をすぐに確認できます。",
    "一つの照明で幅四メートルを均一に照らせるとは誰も思いませんでした。",
    "価格は二年で三割下がり、今では保守のほうが高くつきます。",
];
const KOREAN: &[&str] = &[
    "카메라는 움직이는 강판 전체를 검사하고 작업자는 흠집의 위치를 바로 확인합니다.",
    "조명 하나로 폭 사 미터를 고르게 비출 수 있다고는 아무도 믿지 않았습니다.",
];
const ENGLISH: &[&str] = &crate::soup::ENGLISH;
const GERMAN: &[&str] = &[
    "Die Kamera prüft das ganze Band, während es läuft, und der Bediener sieht jede Schramme.",
    "Niemand glaubte, dass eine Leuchte vier Meter Stahlband gleichmäßig beleuchten könnte.",
    "Die Preise fielen in zwei Jahren um ein Drittel; für Wartung zahlt man nun mehr.",
];

/// Texts with the character sets that they are written in on the web.
const WRITTEN: &[(&[&str], &[&Encoding])] = &[
    (SIMPLIFIED, &[GBK, GB18030, UTF_8]),
    (TRADITIONAL, &[BIG5, UTF_8]),
    (JAPANESE, &[SHIFT_JIS, EUC_JP, UTF_8]),
    (KOREAN, &[EUC_KR, UTF_8]),
    (ENGLISH, &[GBK, BIG5, SHIFT_JIS, WINDOWS_1252, UTF_8]),
    (GERMAN, &[WINDOWS_1252, UTF_8]),
];

/// A page with something of everything that facts are made of.
fn page(head: &str, sentences: &[&str]) -> String {
    let body: String = sentences
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect();
    let first = sentences[0];
    format!(
        "<!DOCTYPE html><html><head>{head}<title>{first}</title></head><body><h1>{first}</h1>{body}<a href=/a>{first}</a></body></html>"
    )
}

/// A text and a character set that it is written in, and its sentences in any order.
fn written() -> impl Strategy<Value = (&'static Encoding, Vec<&'static str>)> {
    prop::sample::select(WRITTEN).prop_flat_map(|(texts, sets)| {
        let order = prop::collection::vec(prop::sample::select(texts), 3..9);
        (prop::sample::select(sets), order)
    })
}

/// What does not depend on how a page was encoded.
fn bare(facts: PageFacts) -> PageFacts {
    PageFacts {
        charset: String::new(),
        ..facts
    }
}

fn encoded(page: &str, set: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lost) = set.encode(page);
    assert!(!lost, "{page} has no form in {}", set.name());
    bytes.into_owned()
}

fn utf16(page: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(page.encode_utf16());
    units
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_page_that_says_its_character_set_is_read_in_it((set, sentences) in written()) {
        let page = page(&format!("<meta charset={}>", set.name()), &sentences);
        let expected = bare(read(page.as_bytes(), None, Some("utf-8")));
        prop_assert_eq!(bare(read(&encoded(&page, set), None, None)), expected);
    }

    #[test]
    fn a_header_that_says_it_is_enough((set, sentences) in written()) {
        let page = page("", &sentences);
        let expected = bare(read(page.as_bytes(), None, Some("utf-8")));
        prop_assert_eq!(bare(read(&encoded(&page, set), None, Some(set.name()))), expected);
    }

    #[test]
    fn a_page_that_says_nothing_is_read_by_its_bytes((set, sentences) in written()) {
        let page = page("", &sentences);
        let expected = bare(read(page.as_bytes(), None, Some("utf-8")));
        prop_assert_eq!(bare(read(&encoded(&page, set), None, None)), expected);
    }

    #[test]
    fn a_byte_order_mark_is_believed((_, sentences) in written(), little in any::<bool>()) {
        let page = page("<meta charset=gbk>", &sentences);
        let expected = bare(read(page.as_bytes(), None, Some("utf-8")));
        prop_assert_eq!(bare(read(&utf16(&page, little), None, None)), expected);
    }

    /// Two-byte sets of East Asia hold each other's bytes: which one is meant, only words could
    /// tell.
    #[test]
    fn a_page_that_says_a_wrong_one_is_read_by_its_bytes(
        (set, sentences) in written(),
        wrong in prop::sample::select(vec!["gb2312", "big5", "shift_jis", "utf-8", "iso-8859-1"]),
    ) {
        prop_assume!(set == UTF_8 || matches!(wrong, "utf-8" | "iso-8859-1"));
        let page = page(&format!("<meta charset={wrong}>"), &sentences);
        let expected = bare(read(page.as_bytes(), None, Some("utf-8")));
        prop_assert_eq!(bare(read(&encoded(&page, set), None, None)), expected);
    }
}
