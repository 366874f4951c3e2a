//! Measures of a text as people meet it: how wide it is shown, how long it is read, how hard.

mod bytes;
mod common;
mod ease;
mod pixels;
mod shape;

pub use bytes::gbk;
pub use common::common;
pub use ease::{flesch, syllables};
pub use pixels::{Snippet, pixels};
pub use shape::{Shape, seconds, shape, words};
