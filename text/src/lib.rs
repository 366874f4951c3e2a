//! Words of two languages: scripts, segmentation, phrases, display width, near-duplicates.
//!
//! The lowest package: everything above speaks of text through it, and of what is wrong
//! with a text through [`Finding`].
//!
//! In reading order: [`Language`] and [`detect`] say which language a text is in; [`fold`] and
//! [`width`] look at it as characters; [`Lexicon`] knows the words that no dictionary does;
//! [`Key`] tells which phrases mean the same; [`Reading`] counts phrases, and says which of them
//! a text is about; [`Shingles`]
//! tells which texts are the same, [`Sketch`] and [`near`] find them among many; [`measure`] says how a text meets its readers.

mod apart;
mod class;
mod detect;
mod finding;
mod fold;
mod form;
mod key;
mod language;
mod lexicon;
pub mod measure;
mod near;
mod nearest;
mod passage;
mod plain;
mod rank;
mod script;
mod segment;
mod shingle;
mod sketch;
mod stop;
mod token;
mod width;

pub use detect::detect;
pub use finding::{Finding, Place, Severity, sort as sort_findings};
pub use fold::fold;
pub use key::Key;
pub use language::Language;
pub use lexicon::Lexicon;
pub use near::near;
pub use nearest::nearest;
pub use passage::{Passage, Where};
pub use plain::{plain, unfold};
pub use rank::{Part, Ranked, Reading, TermCount, rank};
pub use script::alphanumeric;
pub use shingle::Shingles;
pub use sketch::Sketch;
pub use width::width;
