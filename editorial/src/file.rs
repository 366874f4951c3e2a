//! One Markdown file: bytes to facts and problems.

use jiff::civil::Date;
use masthead_text::{Finding, Place, Severity};

use crate::name::{Fault, Name};
use crate::page::Parts;
use crate::schema::{self, Checked, Key};
use crate::{Page, Section, SiteConfig, checks, front, keys, markdown, placeholder, rules};

/// What a file below `content/` gave.
#[derive(Debug)]
pub(crate) struct File {
    /// Path relative to `content/`.
    pub path: String,
    /// What the path says.
    pub name: Name,
    /// Whether Zola leaves it out.
    pub draft: bool,
    /// The page, if it is one of the four kinds and whole.
    pub page: Option<Page>,
    /// The section, if it is one.
    pub section: Option<Section>,
    /// The title, for comparison with other pages.
    pub title: Option<Claim>,
    /// The target keyword, for comparison with other pages.
    pub keyword: Option<Claim>,
    /// What the other language of the page must say too, each with its name.
    pub shared: Vec<(String, Claim)>,
    /// Links to check once all files are known.
    pub links: Vec<Claim>,
    /// Every problem of the file by itself.
    pub findings: Vec<Finding>,
}

/// A text and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

impl File {
    /// The path from the top of the workspace.
    pub(crate) fn shown(&self) -> String {
        shown(&self.path)
    }
}

fn shown(path: &str) -> String {
    format!("content/{path}")
}

/// Reads the file at `path`, relative to `content/`.
pub(crate) fn read(path: &str, bytes: &[u8], site: &SiteConfig, today: Date) -> File {
    let name = Name::read(path, site);
    let mut file = File {
        path: path.to_owned(),
        draft: false,
        page: None,
        section: None,
        title: None,
        keyword: None,
        shared: Vec::new(),
        links: Vec::new(),
        findings: Vec::new(),
        name,
    };
    match std::str::from_utf8(bytes) {
        Ok(source) => take_apart(&mut file, source, site, today),
        Err(error) => {
            let source = String::from_utf8_lossy(bytes);
            let at = error.valid_up_to();
            let place = Place::at(file.shown(), &source, at..at + 1);
            let found = rules::ENCODING.at(place, "the file is not UTF-8 from here on");
            file.findings.push(found.help("save it again as UTF-8"));
        }
    }
    file
}

fn take_apart(file: &mut File, source: &str, site: &SiteConfig, today: Date) {
    let path = file.shown();
    let parts = match front::split(&path, source) {
        Ok(parts) => parts,
        Err(found) => {
            file.findings.extend(misnamed(file, None));
            return file.findings.push(*found);
        }
    };
    let mut document = schema::check(&path, source, parts.toml, keys_of(&file.name));
    let offset = parts.body.start;
    let body = source.get(parts.body).unwrap_or_default();
    let marked = markdown::read(body);
    file.findings = std::mem::take(&mut document.findings);
    file.findings.extend(misnamed(file, Some(&document)));
    let parts = Parts {
        path: &path,
        source,
        name: &file.name,
        front: &document,
        body,
        parts: &marked,
    };
    let mut findings = std::mem::take(&mut file.findings);
    match (file.name.section, file.name.kind()) {
        (true, _) => file.section = Some(Section::read(&parts, site)),
        (false, Some(kind)) => file.page = Page::read(&parts, kind, site, &mut findings),
        (false, None) => {}
    }
    findings.extend(checks::facts(&document, &file.name, today));
    findings.extend(checks::text(&parts, offset));
    file.draft = document.flag(&["draft"]);
    file.title = claim(&document, &["title"]);
    file.keyword = claim(&document, &["extra", "keyword"]);
    file.shared = checks::shared(&document);
    file.links = marked
        .links
        .iter()
        .map(|link| Claim {
            text: link.target.clone(),
            place: Place::at(
                &path,
                source,
                link.range.start + offset..link.range.end + offset,
            ),
        })
        .collect();
    file.findings = match (file.draft, file.name.section) {
        (true, _) => soften(findings),
        (false, true) => placeholder::weigh(findings, Some(&site.base_url)),
        (false, false) => findings,
    };
}

fn keys_of(name: &Name) -> &'static [Key] {
    match (name.section, name.kind()) {
        (true, _) => &keys::SECTION,
        (false, Some(kind)) => kind.keys(),
        (false, None) => &keys::PLAIN,
    }
}

fn claim(document: &Checked<'_>, steps: &[&str]) -> Option<Claim> {
    let text = document.text(steps)?;
    Some(Claim {
        text: text.to_owned(),
        place: document.place(steps),
    })
}

/// A draft is unfinished by its nature: open questions and warnings become notes.
pub(crate) fn soften(mut findings: Vec<Finding>) -> Vec<Finding> {
    for found in &mut findings {
        if found.severity == Severity::Warning || found.rule == rules::UNFILLED.name {
            found.severity = Severity::Note;
        }
    }
    findings
}

/// What is wrong with the file's name; a `slug` or `path` makes up for unusual letters.
fn misnamed(file: &File, front: Option<&Checked<'_>>) -> Option<Finding> {
    let given = front
        .is_some_and(|front| front.text(&["slug"]).is_some() || front.text(&["path"]).is_some());
    let (message, help) = match file.name.fault.as_ref()? {
        Fault::Default(tag) => (
            format!(
                "the file name spells out the default language “{tag}”, so Zola neither pairs the page nor keeps its address short"
            ),
            format!("remove .{tag} from the name"),
        ),
        Fault::Dot(tag) => (
            format!("Zola reads “{tag}” in the file name as a language"),
            "write a hyphen instead of the dot; only .zh.md or .en.md may follow a name".to_owned(),
        ),
        Fault::Letters if given => return None,
        Fault::Letters => (
            "Zola rewrites this file name in the address".to_owned(),
            "name the file in lower-case Latin letters, digits and hyphens, or give a slug"
                .to_owned(),
        ),
    };
    Some(
        rules::FILE_NAME
            .at(Place::whole(file.shown()), message)
            .help(help),
    )
}
