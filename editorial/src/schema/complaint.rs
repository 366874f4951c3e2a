//! What is wrong with a key or a value, in words, with advice.

use masthead_text::nearest;
use toml::de::DeValue;

use super::table::{Name, home, moved};
use super::{Key, Shape, shape};
use crate::rules::{self, Rule};

/// What is wrong, before it has a place.
pub(super) struct Complaint {
    pub(super) rule: &'static Rule,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// The value that a complaint is about.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// The dotted path of its key.
    pub(super) name: String,
    /// Which part of what the key holds.
    pub(super) part: Part,
}

/// What of a key's value a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// One value of a list.
    Element,
    /// A name in a table of the user's own names.
    Name,
}

impl Part {
    /// The part in front of the key's name in a message.
    const fn shown(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Element => "a value of ",
            Self::Name => "a name in ",
        }
    }
}

impl Spot {
    /// What to write instead, `found` in it where that works.
    fn advice(&self, shape: &Shape, found: Option<&DeValue<'_>>) -> String {
        match self.part {
            Part::Whole => format!("write {}", shape::example(&self.name, shape, found)),
            Part::Element | Part::Name => format!("write {}", shape::sample(shape, found)),
        }
    }
}

/// A question that `new` or `init` left open. It is in the line shown and is not repeated.
pub(super) fn open(spot: &Spot) -> Complaint {
    Complaint {
        rule: &rules::UNFILLED,
        message: format!("“{}” is still to be filled in", spot.name),
        help: None,
    }
}

/// A text, a list or a table without anything in it.
pub(super) fn empty(spot: &Spot, shape: &Shape) -> Complaint {
    Complaint {
        rule: &rules::EMPTY_VALUE,
        message: format!("{}“{}” is empty", spot.part.shown(), spot.name),
        help: Some(spot.advice(shape, None)),
    }
}

/// A value that its key does not take.
pub(super) fn misfit(spot: &Spot, shape: &Shape, found: &DeValue<'_>) -> Complaint {
    let name = &spot.name;
    let (message, help) = match (shape, found) {
        (Shape::Word(known), DeValue::String(text)) => {
            let help = match nearest(text, known.iter().copied()) {
                Some(meant) => format!("did you mean “{meant}”?"),
                None => format!("write one of: {}", known.join(", ")),
            };
            let text = shape::short(text);
            (format!("“{name}” does not know the word “{text}”"), help)
        }
        _ => {
            let (wanted, here) = (shape::wanted(shape, found), shape::found(shape, found));
            let part = spot.part.shown();
            let message = format!("{part}“{name}” must be {wanted}, but here is {here}");
            (message, spot.advice(shape, Some(found)))
        }
    };
    Complaint {
        rule: &rules::WRONG_SHAPE,
        message,
        help: Some(help),
    }
}

/// A key of the table `name` that is none of its `keys`, in a text whose top level has `all`.
pub(super) fn unknown(
    name: &Name,
    word: &str,
    value: &DeValue<'_>,
    keys: &[Key],
    all: &[Key],
) -> Complaint {
    let names = keys.iter().map(|key| key.name);
    let help = match (home(all, word, &name.path), nearest(word, names.clone())) {
        (Some(home), _) => moved(&home, word, value),
        (None, Some(meant)) => format!("did you mean “{meant}”?"),
        (None, None) => {
            let known = names.collect::<Vec<_>>().join(", ");
            format!("remove it; what may stand here: {known}")
        }
    };
    let message = format!("the key “{word}” is unknown {}", name.shown());
    Complaint {
        rule: &rules::UNKNOWN_KEY,
        message,
        help: Some(help),
    }
}

/// A key that the table `name` lacks.
pub(super) fn missing(name: &Name, key: &Key) -> Complaint {
    let full = name.key(key.name);
    let message = match key.shape {
        Shape::Table(_) | Shape::Map { .. } => format!("the table [{full}] is missing"),
        Shape::Tables(_) => format!("the tables [[{full}]] are missing"),
        _ => format!("the key “{}” is missing {}", key.name, name.shown()),
    };
    let example = shape::example(&full, &key.shape, None);
    let help = format!("add {example}: {}", shape::phrase(key.doc));
    Complaint {
        rule: &rules::MISSING_KEY,
        message,
        help: Some(help),
    }
}
