//! Whole workspaces, read from disk: the sample, and small ones with planted faults.

use std::path::Path;

use jiff::civil::{Date, date};
use masthead_text::Language;

use crate::{Kind, read};

const TODAY: Date = date(2026, 10, 31);

#[test]
fn the_sample_has_no_faults() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (content, findings) = read(&root, Path::new("site"), TODAY);
    assert_eq!(findings, []);
    let content = content.unwrap();
    for language in Language::ALL {
        let pages = |kind| content.of(kind, language).count();
        assert_eq!(Kind::ALL.map(pages), [2, 1, 1, 1], "{language}");
    }
}
