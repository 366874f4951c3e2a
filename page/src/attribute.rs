//! The value of one attribute, found by its number and not by its letters.

use html5ever::{LocalName, ns};
use scraper::node::Element;

/// The value of the attribute of this name, as written.
///
/// `scraper` looks the name up in a table of all names each time; here it is known to the
/// compiler (`local_name!`), and an element has few attributes.
pub(crate) fn value<'e>(element: &'e Element, name: &LocalName) -> Option<&'e str> {
    let mut attributes = element.attrs.iter();
    let found = attributes.find(|(key, _)| key.local == *name && key.ns == ns!());
    found.map(|(_, value)| &**value)
}

/// Whether the element has the attribute.
pub(crate) fn has(element: &Element, name: &LocalName) -> bool {
    value(element, name).is_some()
}
