//! Reads exports of search engines, ad platforms and customer systems.
//!
//! A file is decoded, its separator and its header row are found by looking for the columns of
//! every known export, and each row below is read cell by cell. All that is wrong with a file is
//! said at once; a file with an error is not imported at all.

mod decode;
mod header;
mod layout;
pub(crate) mod number;
mod reader;
mod remarks;
mod rows;
mod sheet;
mod words;

use masthead_store::{ImportFile, ImportKind, ImportRows, Month};
use masthead_text::{Finding, Place, Severity, sort_findings};

/// What a file holds, ready to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Its rows, one entry for every month, in order; never empty.
    pub files: Vec<(ImportFile, ImportRows)>,
    /// What is worth knowing of it, sorted; notes only.
    pub notes: Vec<Finding>,
}

/// Why a file cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path} cannot be imported, reason 1 of {}: {}", .findings.len(), first(.findings))]
pub struct ImportError {
    /// The file.
    pub path: String,
    /// Everything that is wrong with it, sorted; at least one error.
    pub findings: Vec<Finding>,
}

/// The message of the first finding.
fn first(findings: &[Finding]) -> &str {
    findings.first().map_or("", |finding| &finding.message)
}

/// Reads the file `name` with the content `bytes`: CSV with any usual separator and character
/// set, headers in English or Chinese.
///
/// `month` says of which month a file without days is (Search Console); a file with days must
/// then be of that month alone.
///
/// # Errors
/// If anything in the file cannot be read; the error lists all of it.
pub fn read(name: &str, bytes: &[u8], month: Option<Month>) -> Result<Parsed, ImportError> {
    let mut findings = Vec::new();
    let parts = parts(name, bytes, month, &mut findings);
    sort_findings(&mut findings);
    let sound = findings
        .iter()
        .all(|finding| finding.severity == Severity::Note);
    if !sound || parts.is_empty() {
        let path = name.to_owned();
        return Err(ImportError { path, findings });
    }
    let file = |(kind, month, rows)| (ImportFile::new(name, bytes, kind, month), rows);
    Ok(Parsed {
        files: parts.into_iter().map(file).collect(),
        notes: findings,
    })
}

/// The rows of each kind and month of a file.
fn parts(
    name: &str,
    bytes: &[u8],
    month: Option<Month>,
    findings: &mut Vec<Finding>,
) -> Vec<(ImportKind, Month, ImportRows)> {
    let text = match decode::decode(bytes) {
        Ok(text) => text,
        Err(unread) => {
            findings.push(error(unread.message, Place::whole(name)).help(unread.help));
            return Vec::new();
        }
    };
    match header::find(name, &text) {
        Ok((sheet, header)) => rows::read(&sheet, &header, month, findings),
        Err(unknown) => {
            findings.push(*unknown);
            Vec::new()
        }
    }
}

/// An error of this rule.
fn error(message: impl Into<String>, place: Place) -> Finding {
    Finding::new("import", Severity::Error, message, place)
}

/// A note of this rule.
fn note(message: impl Into<String>, place: Place) -> Finding {
    Finding::new("import", Severity::Note, message, place)
}

#[cfg(test)]
mod tests;
