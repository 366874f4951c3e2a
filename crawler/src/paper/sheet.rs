//! One page of a PDF: letters with their places, put together to lines and blocks.

use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
    font::{Glyph, GlyphRun},
    hayro_cmap::BfString,
    kurbo::{BezPath, Point},
};

use super::letters;

/// Letters whose height above the page differs by less than this, in their own size, share a line.
const SAME_LINE: f64 = 0.4;

/// A gap this wide, in the size of the letters, is a space.
const SPACE: f64 = 0.18;

/// Lines no further apart than this, in the size of their letters, may be of one block.
const LEADING: f64 = 1.9;

/// Thousandths of the letter's size in which PDFs state how wide it is.
const UNITS: f64 = 1000.0;

/// A run of letters at one height.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    left: f64,
    /// Where the last letter ends.
    right: f64,
    height: f64,
    size: f64,
}

/// The letters of a page, in the order in which they are drawn.
#[derive(Debug)]
pub(super) struct Sheet {
    lines: Vec<Line>,
    letters: usize,
    most: usize,
}

impl Sheet {
    /// A page of which at most so many letters are kept.
    pub(super) fn new(most: usize) -> Self {
        Self {
            lines: Vec::new(),
            letters: 0,
            most,
        }
    }

    pub(super) fn letters(&self) -> usize {
        self.letters
    }

    /// One letter at its place.
    fn put(&mut self, text: &str, at: Point, size: f64, width: f64) {
        if self.letters >= self.most || !at.x.is_finite() || !at.y.is_finite() {
            return;
        }
        self.letters += 1;
        let near = |line: &&mut Line| {
            (line.height - at.y).abs() < SAME_LINE * size.max(line.size)
                && at.x > line.left - size
                // The same letters drawn twice, for a bold look, do not start a line.
                && at.x > line.right - 2.0 * size
        };
        let line = match self.lines.last_mut().filter(near) {
            Some(line) => line,
            None => {
                self.lines.push(Line {
                    text: String::new(),
                    left: at.x,
                    right: at.x,
                    height: at.y,
                    size,
                });
                // There is one now.
                let Some(line) = self.lines.last_mut() else {
                    return;
                };
                line
            }
        };
        let gap = at.x - line.right;
        if gap > SPACE * size && !line.text.is_empty() && spaced(&line.text, text) {
            line.text.push(' ');
        }
        text.chars()
            .for_each(|letter| letters::push(&mut line.text, letter));
        line.right = at.x + width;
        line.size = line.size.max(size);
    }

    /// The lines without digits and spaces, by which the same frame on other pages is known.
    pub(super) fn bare_lines(&self) -> impl Iterator<Item = String> + '_ {
        self.lines.iter().map(|line| bare(&line.text))
    }

    /// The lines of the page that are not `frame`.
    fn said<'a>(&'a self, frame: &'a [String]) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(|line| {
            let bare = bare(&line.text);
            !line.text.trim().is_empty() && !frame.contains(&bare)
        })
    }

    /// The text of the largest letters, if some are larger than the others.
    pub(super) fn largest(&self, frame: &[String]) -> Option<String> {
        let size = |line: &Line| line.size;
        let largest = self.said(frame).map(size).fold(0.0, f64::max);
        let smallest = self.said(frame).map(size).fold(f64::MAX, f64::min);
        let is_largest = |line: &&Line| line.size > 0.95 * largest;
        let lines: Vec<&str> = self
            .said(frame)
            .filter(is_largest)
            .map(|line| line.text.trim())
            .collect();
        let words = lines.into_iter().take(3).fold(String::new(), join);
        (largest > 1.1 * smallest && !words.is_empty()).then_some(words)
    }

    /// The text by blocks: lines that follow each other closely, in letters of one size, are one,
    /// as long as they reach as far to the right as the widest of the page.
    pub(super) fn blocks(&self, frame: &[String]) -> Vec<String> {
        let widest = self.said(frame).map(|line| line.right).fold(0.0, f64::max);
        let mut blocks: Vec<String> = Vec::new();
        let mut last: Option<&Line> = None;
        for line in self.said(frame) {
            let goes_on = last.is_some_and(|last| {
                let apart = (last.height - line.height).abs();
                apart < LEADING * line.size
                    && (last.size - line.size).abs() < 0.1 * line.size
                    && last.right > widest - 4.0 * last.size
            });
            match blocks.last_mut() {
                Some(block) if goes_on => *block = join(std::mem::take(block), line.text.trim()),
                _ => blocks.push(line.text.trim().to_owned()),
            }
            last = Some(line);
        }
        blocks
    }
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_numeric() && !c.is_whitespace())
        .collect()
}

/// Whether a gap between two texts is a space: not between Chinese characters, which are set apart
/// for looks.
fn spaced(before: &str, after: &str) -> bool {
    let end = before.chars().next_back();
    let start = after.chars().next();
    let wide = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    let ends = [end, start].into_iter().flatten();
    !ends.clone().any(char::is_whitespace) && !ends.into_iter().any(wide)
}

/// A line behind another one; a word that was parted becomes whole.
fn join(mut text: String, line: &str) -> String {
    let parted = text.ends_with('-') && line.starts_with(|c: char| c.is_lowercase());
    if parted && text.chars().rev().nth(1).is_some_and(char::is_lowercase) {
        text.pop();
    } else if !text.is_empty() && spaced(&text, line) {
        text.push(' ');
    }
    text + line
}

impl<'a> Device<'a> for Sheet {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let [.., across, up, _, _] = place.as_coeffs();
            let size = across.hypot(up) * UNITS;
            let width = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let width = f64::from(width.unwrap_or_default()) / UNITS * size;
            let at = place * Point::ZERO;
            match glyph.as_unicode() {
                Some(BfString::Char(letter)) => {
                    self.put(letter.encode_utf8(&mut [0; 4]), at, size, width);
                }
                Some(BfString::String(text)) => self.put(&text, at, size, width),
                None => {}
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
