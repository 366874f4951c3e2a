//! PDFs: their title, their text, and the day they were last changed.
//!
//! The library draws each page, and instead of a picture we keep the letters with their places
//! (`sheet`); `letters` puts right what was drawn for what was meant. It needs no fonts of the
//! machine, also not for Chinese ones that are only named.

mod apart;
mod letters;
mod sheet;

use std::{
    collections::BTreeMap,
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use flate2::write::ZlibDecoder;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings,
    hayro_syntax::Pdf,
    interpret_page,
    kurbo::{Affine, Rect},
};
use jiff::civil::Date;
use masthead_page::{Heading, PageFacts};
use masthead_text::Language;
use url::Url;

use sheet::Sheet;

pub(crate) use apart::program;
pub use apart::{READ_PDF, read_papers_by};

/// Pages of a PDF that are read; a report of a whole year has fewer.
const PAGES: usize = 300;

/// Characters of text that are kept, as much as of any page.
const TEXT: usize = 1_000_000;

/// A stream may grow to so many bytes when it is unpacked, and all of them to so many; a bomb is
/// left alone.
const UNPACKED: usize = 64 << 20;
const ALL: usize = 512 << 20;

/// A title is no longer, in characters.
const TITLE: usize = 200;

/// How every PDF begins, somewhere in its first bytes.
pub(crate) fn is_paper(body: &[u8]) -> bool {
    let head = &body[..body.len().min(1024)];
    head.windows(5).any(|window| window == b"%PDF-")
}

/// What a PDF says, read by the program that was named for that, if one was.
pub(crate) fn facts(body: &[u8], url: &Url, today: Date) -> PageFacts {
    let read = program().map(|program| apart::ask(program, body, url, today));
    match read {
        Some(Ok(Some(facts))) => facts,
        Some(Ok(None)) => {
            let problem = "The PDF takes more time or memory than reading one may; its text is not \
                           read.";
            PageFacts {
                url: Some(url.clone()),
                problems: vec![problem.to_owned()],
                ..PageFacts::default()
            }
        }
        Some(Err(_)) | None => paper_facts(body, url, today),
    }
}

/// What a PDF says, read here. Never fails: what could not be read is absent, and said in the
/// problems. But a hostile file can take any amount of time and memory.
#[must_use]
pub fn paper_facts(body: &[u8], url: &Url, today: Date) -> PageFacts {
    let mut facts = PageFacts {
        url: Some(url.clone()),
        ..PageFacts::default()
    };
    if is_bomb(body) {
        let problem = "The PDF unpacks to more than it may; its text is not read.";
        facts.problems.push(problem.to_owned());
        return facts;
    }
    // The reader is not ours: should it break off, only this text is lost.
    let read = AssertUnwindSafe(|| read(body, today));
    match catch_unwind(read).ok().flatten() {
        Some(paper) => tell(&mut facts, paper),
        None => {
            let problem = "The PDF is damaged or locked; its text is not read.";
            facts.problems.push(problem.to_owned());
        }
    }
    facts
}

/// What was read of a PDF.
struct Paper {
    title: Option<String>,
    updated: Option<Date>,
    /// Whether there are more pages than were read.
    long: bool,
    sheets: Vec<Sheet>,
}

fn read(body: &[u8], today: Date) -> Option<Paper> {
    let pdf = Pdf::new(body.to_vec()).ok()?;
    let about = pdf.metadata();
    let mut sheets = Vec::new();
    let mut letters = 0;
    for page in pdf.pages().iter().take(PAGES) {
        let cache = InterpreterCache::new();
        let mut context = Context::new(
            Affine::IDENTITY,
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        let mut sheet = Sheet::new(TEXT - letters);
        interpret_page(page, &mut context, &mut sheet);
        letters += sheet.letters();
        sheets.push(sheet);
        if letters >= TEXT {
            break;
        }
    }
    let updated = about
        .modification_date
        .as_ref()
        .or(about.creation_date.as_ref());
    let updated = updated.and_then(|at| {
        let part = |number: u8| i8::try_from(number).ok();
        Date::new(i16::try_from(at.year).ok()?, part(at.month)?, part(at.day)?).ok()
    });
    Some(Paper {
        title: about.title.as_deref().and_then(title),
        updated: updated.filter(|day| *day <= today),
        long: pdf.pages().len() > sheets.len() || letters >= TEXT,
        sheets,
    })
}

/// A title as PDFs hold it: UTF-16 or UTF-8 with a mark, else Latin letters or whatever the maker's
/// machine had. Names of files and “untitled” are none.
fn title(bytes: &[u8]) -> Option<String> {
    let (text, _) = masthead_page::decode(bytes, None);
    let mut clean = String::new();
    text.chars()
        .for_each(|letter| letters::push(&mut clean, letter));
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let low = clean.to_lowercase();
    let ending = low.rsplit_once('.').map_or("", |(_, ending)| ending);
    let file = matches!(
        ending,
        "doc" | "docx" | "indd" | "ppt" | "pptx" | "xls" | "xlsx" | "pdf"
    );
    let named = !file && !low.starts_with("untitled") && !low.starts_with("microsoft word - ");
    let said = clean.chars().any(char::is_alphabetic);
    (named && said).then(|| clean.chars().take(TITLE).collect())
}

/// Puts what was read into the facts.
fn tell(facts: &mut PageFacts, paper: Paper) {
    let frame = repeated(&paper.sheets);
    let mut blocks = Vec::new();
    for sheet in &paper.sheets {
        blocks.extend(sheet.blocks(&frame));
    }
    facts.text = blocks.join("\n");
    facts.tag = masthead_page::tag(&facts.text).map(str::to_owned);
    facts.language = facts.tag.as_deref().and_then(Language::from_tag);
    facts.updated = paper.updated;
    let largest = paper.sheets.first().and_then(|sheet| sheet.largest(&frame));
    let largest: Option<String> = largest.map(|line| line.chars().take(TITLE).collect());
    facts.titles.extend(paper.title.clone().or(largest.clone()));
    facts.headline = paper.title.or(largest.clone());
    facts
        .headings
        .extend(largest.map(|text| Heading { level: 1, text }));
    if facts.text.is_empty() {
        let problem = "The PDF has no text that can be read; it may be a scan.";
        facts.problems.push(problem.to_owned());
    }
    if paper.long {
        let problem =
            format!("The PDF is longer than what is read: {PAGES} pages, {TEXT} letters.");
        facts.problems.push(problem);
    }
}

/// What stands on most pages, apart from its digits: headers and footers.
fn repeated(sheets: &[Sheet]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for sheet in sheets {
        for line in sheet.bare_lines() {
            *counts.entry(line).or_default() += 1;
        }
    }
    let many = |count: usize| count > 2 && count * 2 > sheets.len();
    counts
        .into_iter()
        .filter(|&(_, count)| many(count))
        .map(|(line, _)| line)
        .collect()
}

/// Whether a packed stream unpacks to more than it may. Each is unpacked once more for that, into
/// nothing; what is not packed with deflate is bounded by its own size, but for LZW.
fn is_bomb(body: &[u8]) -> bool {
    const LZW: &[u8] = b"LZW";
    const LARGE: usize = 1 << 20;
    if body.len() > LARGE && body.windows(LZW.len()).any(|window| window == LZW) {
        return true;
    }
    let (mut rest, mut all) = (body, 0);
    while let Some(at) = find(rest, b"stream") {
        rest = &rest[at + b"stream".len()..];
        let data = rest.trim_ascii_start();
        let mut drain = ZlibDecoder::new(Drain(0));
        let whole = drain.write_all(data);
        all += drain.get_ref().0;
        if whole.is_err() && drain.get_ref().0 > UNPACKED || all > ALL {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Counts what flows into it, and is full at the limit.
struct Drain(usize);

impl Write for Drain {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        if self.0 > UNPACKED {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;
    use flate2::{Compression, write::ZlibEncoder};
    use jiff::civil::date;
    use proptest::prelude::*;

    /// A PDF with one page for each of `pages`, drawn with a Latin and a Chinese font that are only
    /// named, as office programs of China write them.
    fn pdf(pages: &[&str], packed: bool) -> Vec<u8> {
        let title: String = "线扫描相机选型"
            .encode_utf16()
            .map(|unit| format!("{unit:04x}"))
            .collect();
        let mut objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            Vec::new(),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
            b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[5 0 R]>>".to_vec(),
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo\
              <</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>".to_vec(),
            format!("<</Title<feff{title}>/ModDate(D:20261007083000+08'00')>>").into_bytes(),
        ];
        let mut kids = String::new();
        for page in pages {
            kids += &format!("{} 0 R ", objects.len() + 1);
            let content = objects.len() + 2;
            objects.push(
                format!(
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {content} 0 R\
                 /Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>"
                )
                .into_bytes(),
            );
            let mut data = page.as_bytes().to_vec();
            let mut filter = "";
            if packed {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(&data).unwrap();
                data = encoder.finish().unwrap();
                filter = "/Filter/FlateDecode";
            }
            let mut stream = format!("<</Length {}{filter}>>stream\n", data.len()).into_bytes();
            stream.extend(data);
            stream.extend(b"\nendstream");
            objects.push(stream);
        }
        objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()).into_bytes();
        let mut out = b"%PDF-1.4\n".to_vec();
        let mut table = "0000000000 65535 f \n".to_owned();
        for (nr, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", out.len());
            out.extend(format!("{} 0 obj\n", nr + 1).bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let (start, size) = (out.len(), objects.len() + 1);
        out.extend(format!("xref\n0 {size}\n{table}trailer<</Size {size}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
        out
    }

    /// A line of text at a height, in the Latin or the Chinese font.
    fn line(text: &str, size: u32, height: u32) -> String {
        let hex: String = GBK
            .encode(text)
            .0
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let font = if text.is_ascii() { "F1" } else { "F2" };
        format!("BT /{font} {size} Tf 72 {height} Td <{hex}> Tj ET\n")
    }

    fn read_page(body: &[u8]) -> PageFacts {
        let url = Url::parse("http://www.hengxiang.example/guide.pdf").unwrap();
        paper_facts(body, &url, date(2026, 10, 31))
    }

    #[test]
    fn chinese_and_english_text_is_read_without_fonts() {
        let page = [
            line("线扫描相机选型指南", 24, 720),
            line(
                "带钢以每秒三米的速度通过检测工位，相机必须看清每一行，",
                12,
                690,
            ),
            line("光源要足够亮。", 12, 674),
            line(
                "The strip runs at three metres a second, and every line of it is judg-",
                12,
                640,
            ),
            line("ed at once.", 12, 624),
            line("Second paragraph.", 12, 590),
        ];
        for packed in [false, true] {
            let facts = read_page(&pdf(&[&page.concat()], packed));
            assert_eq!(facts.problems, [] as [&str; 0]);
            assert_eq!(
                facts.text,
                "线扫描相机选型指南\n\
                 带钢以每秒三米的速度通过检测工位，相机必须看清每一行，光源要足够亮。\n\
                 The strip runs at three metres a second, and every line of it is judged at once.\n\
                 Second paragraph."
            );
            assert_eq!(facts.titles, ["线扫描相机选型"]);
            assert_eq!(facts.headings[0].text, "线扫描相机选型指南");
            assert_eq!(facts.language, Some(Language::Chinese));
            assert_eq!(facts.updated, Some(date(2026, 10, 7)));
            assert_eq!(facts.published, None);
        }
    }

    #[test]
    fn gaps_are_spaces_and_kerning_is_none() {
        let page = "BT /F1 12 Tf 72 700 Td [(in)-50(spec)20(tion)-400(data)] TJ ET";
        assert_eq!(read_page(&pdf(&[page], false)).text, "inspection data");
    }

    #[test]
    fn what_stands_on_every_page_is_left_out() {
        let pages: Vec<String> = (1..=4)
            .map(|nr| {
                let texts = ["安装", "接线", "调焦", "验收"];
                let foot = line(&format!("衡像科技 第 {nr} 页"), 8, 40);
                line(texts[nr - 1], 12, 700) + &foot
            })
            .collect();
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        assert_eq!(read_page(&pdf(&pages, true)).text, "安装\n接线\n调焦\n验收");
    }

    #[test]
    fn a_scan_a_torn_one_and_a_bomb_are_said() {
        let whole = pdf(&["0 0 100 100 re f"], true);
        assert_eq!(
            read_page(&whole).problems,
            ["The PDF has no text that can be read; it may be a scan."]
        );
        let damaged = "The PDF is damaged or locked; its text is not read.";
        assert_eq!(read_page(b"%PDF-1.7 and nothing else").problems, [damaged]);
        let spaces = " ".repeat(UNPACKED + 1);
        let bomb = pdf(&[&spaces], true);
        assert!(bomb.len() < 1 << 20);
        let left = "The PDF unpacks to more than it may; its text is not read.";
        assert_eq!(read_page(&bomb).problems, [left]);
    }

    #[test]
    fn titles_are_those_that_people_gave() {
        for (bytes, expected) in [
            (&b"Choosing a camera"[..], Some("Choosing a camera")),
            (b"\xfe\xff\x7e\xbf\x62\x6b\x63\xcf", Some("线扫描")),
            (b"\xef\xbb\xbf\xe7\xba\xbf", Some("线")),
            (b"Microsoft Word - guide_final2.docx", None),
            (b"guide.indd", None),
            (b"untitled", None),
            (b" \x00 42", None),
        ] {
            assert_eq!(title(bytes).as_deref(), expected);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_damage_is_read(at in 0usize..2000, junk in proptest::collection::vec(any::<u8>(), 0..20)) {
            let page = line("线扫描相机", 12, 700) + &line("Line scan", 12, 680);
            let mut body = pdf(&[&page], at % 2 == 0);
            let at = at % body.len();
            let end = (at + junk.len()).min(body.len());
            body[at..end].copy_from_slice(&junk[..end - at]);
            let _ = read_page(&body);
        }
    }
}
