//! A small workspace on disk, right in every point until a test changes something.

use std::collections::BTreeMap;
use std::path::Path;

use masthead_text::Finding;
use tempfile::TempDir;

use super::TODAY;
use crate::{Content, read};

const SITE: &str = r#"base_url = "https://www.arvenna.example"
default_language = "en"
[languages.en]
title = "Arvenna Vision"
[languages.zh]
title = "岚目视觉"
"#;

const ENGLISH: &str = r#"+++
title = "Steel surface inspection at Norrvik Strip"
description = "How claims for surface defects fell by half."
date = 2026-09-10
[extra]
keyword = "steel surface inspection"
roles = ["evaluator"]
stages = ["deciding"]
challenge = "Marks were found by customers."
solution = "Four cameras above the strip."
[extra.customer]
name = "Norrvik Strip"
industry = "Steel"
[[extra.results]]
measure = "Claims"
unit = "per month"
before = 14
after = 7
source = "Norrvik quality log, Q1 and Q3 2026"
[extra.quote]
text = "We see it first now."
name = "Ilse Maarten"
post = "Quality manager"
[extra.permission]
by = "Norrvik Strip"
granted = 2026-08-20
expires = 2028-08-20
+++

Steel surface inspection began on the finishing line.

## What was done

It took two days.
"#;

const CHINESE: &str = r#"+++
title = "诺维克带钢的带钢表面检测"
description = "表面缺陷投诉减半的经过。"
date = 2026-09-10
[extra]
keyword = "带钢表面检测"
roles = ["evaluator"]
stages = ["deciding"]
challenge = "压痕由客户先发现。"
solution = "带钢上方装四台相机。"
[extra.customer]
name = "诺维克带钢"
industry = "钢铁"
[[extra.results]]
measure = "投诉"
unit = "次/月"
before = 14
after = 7
source = "诺维克质量日志，2026 年一季度与三季度"
[extra.quote]
text = "现在是我们先看到。"
name = "伊尔莎·马尔滕"
post = "质量经理"
[extra.permission]
by = "诺维克带钢"
granted = 2026-08-20
expires = 2028-08-20
+++

带钢表面检测装在精整线上，
两天装好。

## 做法

- 每班看一次。
"#;

/// The paths of the one page that a new workspace has, below `content/`.
pub(super) const PAGES: [&str; 2] = ["case-studies/strip.md", "case-studies/strip.zh.md"];

/// Files of a workspace by path.
pub(super) struct Workspace {
    files: BTreeMap<String, Vec<u8>>,
}

impl Workspace {
    /// One case study in both languages, with its sections.
    pub(super) fn new() -> Self {
        let index =
            |title: &str| format!("+++\ntitle = \"{title}\"\ndescription = \"{title}\"\n+++\n");
        Self {
            files: BTreeMap::new(),
        }
        .site(SITE)
        .with("_index.md", index("Home"))
        .with("_index.zh.md", index("首页"))
        .with("case-studies/_index.md", index("Case studies"))
        .with("case-studies/_index.zh.md", index("客户案例"))
        .with(PAGES[0], ENGLISH)
        .with(PAGES[1], CHINESE)
    }

    /// The same with other settings of the site.
    pub(super) fn site(mut self, text: &str) -> Self {
        self.files
            .insert("site/config.toml".to_owned(), text.into());
        self
    }

    /// The same with a file below `content/`.
    pub(super) fn with(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files
            .insert(format!("content/{path}"), bytes.as_ref().to_vec());
        self
    }

    /// The same without a file below `content/`.
    pub(super) fn without(mut self, path: &str) -> Self {
        self.files.remove(&format!("content/{path}")).expect(path);
        self
    }

    /// The same with `old`, which must stand there once, replaced in a file below `content/`.
    #[track_caller]
    pub(super) fn edit(self, path: &str, old: &str, new: &str) -> Self {
        let text = self.text(path);
        assert_eq!(text.matches(old).count(), 1, "{old}");
        let text = text.replace(old, new);
        self.with(path, text)
    }

    /// A file below `content/`.
    pub(super) fn text(&self, path: &str) -> String {
        String::from_utf8(self.files[&format!("content/{path}")].clone()).unwrap()
    }

    /// Writes it to disk, where it stays until the folder is dropped.
    pub(super) fn write(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in &self.files {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
        folder
    }

    /// Writes it to disk and reads it.
    pub(super) fn read(&self) -> (Option<Content>, Vec<Finding>) {
        read(self.write().path(), Path::new("site"), TODAY)
    }
}

/// A finding to expect: rule, path below `content/`, line, marked text.
pub(super) type Expected<'a> = (&'a str, &'a str, usize, &'a str);

/// Asserts that `workspace` has exactly these findings; line 0 stands for a whole file.
#[track_caller]
pub(super) fn finds(workspace: &Workspace, expected: &[Expected<'_>]) {
    let (_, findings) = workspace.read();
    are(&findings, expected);
}

#[track_caller]
fn are(findings: &[Finding], expected: &[Expected<'_>]) {
    let told: Vec<_> = findings
        .iter()
        .map(|found| {
            let place = &found.place;
            let skip = place.column.unwrap_or(1) - 1;
            let line = place
                .excerpt
                .as_deref()
                .unwrap_or_default()
                .chars()
                .skip(skip);
            let marked: String = line.take(place.length.unwrap_or(0)).collect();
            let path = place
                .path
                .strip_prefix("content/")
                .unwrap_or(&place.path)
                .to_owned();
            (found.rule, path, place.line.unwrap_or(0), marked)
        })
        .collect();
    let told: Vec<Expected<'_>> = told
        .iter()
        .map(|(rule, path, line, marked)| (*rule, path.as_str(), *line, marked.as_str()))
        .collect();
    assert_eq!(told, expected, "{findings:#?}");
}

/// Edits the page of each language and expects one finding of `rule` in each. That the other
/// language says something else by then is beside the point.
#[track_caller]
pub(super) fn both(rule: &str, edits: [(&str, &str, usize, &str); 2]) {
    for (path, (old, new, line, marked)) in PAGES.into_iter().zip(edits) {
        let (_, mut findings) = Workspace::new().edit(path, old, new).read();
        findings.retain(|found| found.rule != "pair-differs");
        are(&findings, &[(rule, path, line, marked)]);
    }
}
