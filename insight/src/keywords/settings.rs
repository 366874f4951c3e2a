//! What users may set about keywords.

use serde::Deserialize;

/// The section `[keywords]` of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Pages that must contain a term before it is judged.
    pub least_pages: u32,
    /// Sources that these pages must come from.
    pub least_sources: u32,
    /// Steady terms shown per language; terms that move are always shown.
    pub top: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            least_pages: 3,
            least_sources: 2,
            top: 60,
        }
    }
}
