//! What a new workspace has in place of the sample company's drawings, logo and share image.

/// Files laid over the theme, at their paths in the workspace. They say nothing of any company,
/// and each is meant to be replaced by the owner's own.
pub(super) const NEUTRAL: &[(&str, &[u8])] = &[
    (
        "site/static/favicon.svg",
        include_bytes!("theme/favicon.svg"),
    ),
    ("site/static/logo.svg", include_bytes!("theme/logo.svg")),
    ("site/static/share.png", include_bytes!("theme/share.png")),
    (
        "site/templates/part/hero.html",
        include_bytes!("theme/hero.html"),
    ),
    (
        "site/templates/part/product.html",
        include_bytes!("theme/product.html"),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carried;

    #[test]
    fn each_takes_the_place_of_a_file_of_the_theme_and_differs_from_it() {
        for (path, bytes) in NEUTRAL {
            let (_, sample) = carried::SITE
                .iter()
                .find(|(carried, _)| carried == path)
                .unwrap_or_else(|| panic!("the theme has no {path}"));
            assert_ne!(bytes, sample, "{path}");
        }
    }

    #[test]
    fn no_picture_of_the_sample_is_left() {
        for (path, _) in carried::SITE {
            if path.starts_with("site/static/") {
                assert!(NEUTRAL.iter().any(|(neutral, _)| neutral == path), "{path}");
            }
        }
    }
}
