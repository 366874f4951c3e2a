//! Keywords, trends, gap, search-advertising plan, imports and the monthly report.
//!
//! In reading order: [`words`] says what texts are read with, [`keywords`] gathers the evidence, [`plan`] turns it into campaigns,
//! [`import`] reads other people's exports, [`notice`] and [`tender`] read demand that says its
//! name, [`change`] and [`repost`] compare texts, [`report`] brings all of it together for a month
//! and [`digest`] tells what is new since a day,
//! and [`view`] renders what they computed; [`cells`] writes tables for spreadsheets.

pub mod cells;
pub mod change;
pub mod digest;
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
