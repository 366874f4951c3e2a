//! The weights that the parts of a score have, in one table.
//!
//! A logistic model: the weighted features and [`START`] add up to the logarithm of the odds that
//! a person would give the candidate as a keyword. The weights were fitted (L2, C = 0.1 after
//! scaling each feature to a mean square of 1; cut at 3 either way) on abstracts whose keywords
//! are known: 1,000 Chinese ones of CSL with their authors', 300 English ones of Inspec with
//! their indexers'.
//!
//! Fitted on one half (by a hash of the text) and measured on the other, both ways, exact matches
//! only: F1 .286 for the five best in Chinese, .306 for the ten best in English; fitted on all,
//! the same texts give .291 and .309 (.307 since finite verbs end a phrase and one meaning is listed
//! once). What did not help: boosted trees on the same features (.008
//! more, not enough to give up a table that can be read), products of features (.003), guessing
//! unknown words by jieba's hidden Markov model (.000), a malus for every part or whole of a
//! better term (less; only fragments are left out, .002).
//!
//! Five weights no abstract can tell. By judgement, a heading weighs half of what the title does,
//! and the user's own words weigh 1. A term that a long text does not repeat weighs 0.8 less for
//! every factor of e: of 0, 0.4, 0.8 and 1.2 the best on 27 pages of `pages-en` and `pages-zh`
//! whose makers give keywords in the head (hits among the five best 13, 14, 15, 14). The name of a
//! field (“Deadline:”) weighs 1 less by judgement. One broad word of a text with headings weighs 1.5
//! less: of 0, 0.5, 1 and 1.5 the best on the Chinese pages of `tests/web/targets.toml` (targets
//! among the five best 33, 34, 34, 35 of 38; English 27 of 29 throughout).
//!
//! The features of the candidates, from which weights can be fitted again, are what `masthead
//! terms --top 100000 --explain` prints.

use super::feature::{SCALES, SEATS};
use crate::class::CLASSES;

/// The weight of each class of word before, first in, last in and after a candidate, in English
/// and in Chinese. In the order of [`Class`](crate::class::Class).
#[rustfmt::skip]
pub(super) const CLASS: [(&str, [f64; SEATS], [f64; SEATS]); CLASSES] = [
    // class         English: before, first, last, after   Chinese: before, first, last, after
    ("a line break",                     [ 0.77,  0.00,  0.00,  1.13],  [-0.07,  0.00,  0.00, -0.56]),
    ("the end of a sentence",            [-0.01,  0.00,  0.00,  0.97],  [-0.36,  0.00,  0.00, -0.27]),
    ("a comma, colon or dash",           [ 0.59,  0.00,  0.00,  1.09],  [-0.46,  0.00,  0.00, -0.42]),
    ("the comma of a list",              [ 0.00,  0.00,  0.00,  0.00],  [ 0.16,  0.00,  0.00,  0.18]),
    ("a bracket",                        [ 0.63,  0.00,  0.00,  1.22],  [-0.71,  0.00,  0.00,  0.55]),
    ("a quotation mark",                 [ 1.15,  0.00,  0.00,  0.59],  [ 0.41,  0.00,  0.00,  0.41]),
    ("an article or a pointing word",    [ 0.60,  0.00,  0.00, -0.96],  [-0.01, -2.16, -0.42, -0.21]),
    ("“of” or 的",                        [ 1.01,  0.00,  0.00,  0.23],  [ 0.17, -3.00, -3.00,  0.00]),
    ("a preposition",                    [ 0.51,  0.00,  0.00,  0.56],  [-0.00,  0.32, -0.77, -0.15]),
    ("“and” or “or”",                    [ 1.00,  0.00,  0.00,  1.19],  [ 0.19, -2.55, -3.00, -0.04]),
    ("a small word",                     [-0.50,  0.00,  0.00,  0.91],  [-3.00,  0.00,  0.00, -0.83]),
    ("an adverb",                        [-2.12, -0.64, -2.36, -0.20],  [-0.97, -0.46, -1.30, -0.26]),
    ("a number",                         [-0.03,  0.00,  0.00, -2.63],  [-0.63, -0.54, -1.20, -0.52]),
    ("a measure word",                   [ 0.00,  0.00,  0.00,  0.00],  [-0.63, -0.86, -0.21, -1.15]),
    ("a noun",                           [-1.37,  0.23,  0.37, -1.13],  [-0.81, -0.31, -0.25, -0.82]),
    ("an abstract noun",                 [-1.55,  0.37,  0.97, -1.69],  [-3.00,  0.34, -1.28, -1.68]),
    ("a plural",                         [-0.45, -0.40,  0.61, -1.29],  [-3.00,  0.80, -1.78, -0.31]),
    ("a name",                           [ 0.00,  0.00,  0.00,  0.00],  [-0.62, -0.19, -0.06, -0.66]),
    ("a verb",                           [-0.33,  0.62, -0.26, -3.00],  [-0.39, -0.59, -0.48, -0.50]),
    ("an activity",                      [-0.05, -0.13,  1.18, -0.70],  [-0.77, -0.48, -0.32, -0.68]),
    ("a word in -ed",                    [-0.27,  0.10, -2.80,  0.57],  [-3.00, -2.47, -3.00, -3.00]),
    ("an adjective",                     [-1.17,  0.62, -0.58, -1.43],  [-0.90, -0.16, -1.30, -0.51]),
    ("a part of a word",                 [ 0.00,  0.00,  0.00,  0.00],  [-0.68, -0.83, -0.32, -0.82]),
    ("a set phrase",                     [ 0.00,  0.00,  0.00,  0.00],  [-0.80, -0.89, -0.12, -0.73]),
    ("a place or a time",                [ 0.00,  0.00,  0.00,  0.00],  [-0.31, -0.49, -0.55, -0.09]),
    ("letters or digits",                [-1.39,  0.49,  0.35, -0.98],  [-1.68, -0.10, -0.30, -1.13]),
    ("a general word",                   [ 0.04, -0.85, -0.87,  0.01],  [-1.91,  0.74, -0.64, -0.10]),
];

/// The weight of each other feature in English and in Chinese.
#[rustfmt::skip]
pub(super) const SCALE: [(&str, f64, f64); SCALES] = [
    ("is one word",                                  -0.86,  0.11),
    ("has two words",                                 0.62, -0.34),
    ("has three words",                               0.92, -0.51),
    ("has four words",                                0.68, -0.74),
    ("has five words",                                0.37, -0.91),
    ("has six words",                                 0.00, -1.37),
    ("has two characters",                            0.00, -0.37),
    ("has three characters",                          0.00,  0.46),
    ("has four characters",                           0.00,  0.82),
    ("has five characters",                           0.00,  0.52),
    ("has six characters",                            0.00, -0.09),
    ("has seven characters",                          0.00, -0.34),
    ("has eight characters",                          0.00, -0.71),
    ("has nine characters",                           0.00, -1.12),
    ("has more characters",                           0.00, -1.30),
    ("how often it is said",                          0.01, -0.43),
    ("how often, as a single word",                  -0.04, -0.80),
    ("how often, beside the commonest phrase",        0.04,  1.00),
    ("too seldom for so long a text",                 0.80,  0.80),
    ("stands in the title",                           0.66,  0.80),
    ("stands in a heading",                           0.33,  0.40),
    ("how late it is first said",                    -0.20, -0.23),
    ("share of its words in the title",              -0.07,  0.48),
    ("different words before it",                     0.53,  0.99),
    ("different words after it",                      0.81,  1.01),
    ("how rare its words are",                        0.00,  0.01),
    ("how rare its rarest word is",                   0.00, -0.01),
    ("how rare its commonest word is",                0.00,  0.04),
    ("how often its words are said",                 -0.34, -0.45),
    ("share of its rarest word",                     -0.41, -0.16),
    ("its first word is general",                    -0.34, -0.83),
    ("its last word is general",                      0.45, -0.39),
    ("has a general word inside",                    -0.91, -0.55),
    ("has “of” or 的 inside",                         -2.24, -2.05),
    ("has a number inside",                          -0.87, -0.49),
    ("has a hyphen inside",                           0.29,  0.47),
    ("is the name of a field",                       -1.00, -1.00),
    ("is one broad word of a page",                  -1.50, -1.50),
    ("is one of your words",                          1.00,  1.00),
];

/// Where a score starts from, in English and in Chinese.
pub(super) const START: (f64, f64) = (-2.93, -0.49);
