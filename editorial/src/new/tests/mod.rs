//! New pages in both languages: what they are called, what they ask, how they pair.

mod address;
mod text;

use std::path::Path;

use jiff::civil::{Date, date};

use crate::{Content, read};

const TODAY: Date = date(2026, 10, 31);

fn sample() -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    read(&root, Path::new("site"), TODAY).0.unwrap()
}

/// The sample without the Chinese side of the strip case.
fn halved() -> Content {
    let mut content = sample();
    let path = "case-studies/steel-strip-inspection.zh.md";
    content.files.retain(|file| file != path);
    content
        .pages
        .retain(|page| page.path != format!("content/{path}"));
    content
}
