//! Keywords, trends, gap, search-advertising plan, imports and the monthly report.
//!
//! In reading order: [`words`] says what texts are read with, [`keywords`] gathers the evidence, [`plan`] turns it into campaigns,
//! [`import`] reads other people's exports, [`report`] brings all of it together for a month,
//! and [`view`] renders what they computed; [`cells`] writes tables for spreadsheets.

pub mod cells;
pub mod change;
pub mod import;
pub mod keywords;
mod letter;
pub mod notice;
pub mod plan;
pub mod report;
pub mod repost;
pub mod tender;
pub mod view;
pub mod words;
