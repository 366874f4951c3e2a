//! The paths of robots.txt: `*` stands for anything, a closing `$` for the end of the address.

use crate::normal::escapes;

/// The path of one rule, ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// Octets in percent-normalised form; every `*` is a wildcard.
    path: String,
    /// Whether the address must end where the pattern ends.
    whole: bool,
}

impl Pattern {
    /// Reads a path as robots.txt writes it.
    pub(super) fn read(written: &str) -> Self {
        let (path, whole) = match written.strip_suffix('$') {
            Some(path) => (path, true),
            None => (written, false),
        };
        // Only at the end does the sign mean anything else than itself.
        let path = escapes(path).replace('$', "%24");
        Self { path, whole }
    }

    /// How much the pattern says, in octets: of the rules that match, the longest decides.
    pub(super) fn length(&self) -> usize {
        self.path.len() + usize::from(self.whole)
    }

    /// Whether an address, as [`target`] gives it, matches from its beginning.
    pub(super) fn matches(&self, target: &str) -> bool {
        self.seek(target, &mut 0)
    }

    /// The same, counting the octets that are looked at: at most those of both, whatever they hold,
    /// for a piece between two stars is sought behind the one before it, and its first place is as
    /// good as any other. (The search of the standard library is linear in what it passes over.)
    fn seek(&self, target: &str, steps: &mut usize) -> bool {
        let (first, rest) = match self.path.split_once('*') {
            Some((first, rest)) => (first, Some(rest)),
            None => (self.path.as_str(), None),
        };
        *steps += first.len().min(target.len());
        let Some(target) = target.strip_prefix(first) else {
            return false;
        };
        match rest {
            None => !self.whole || target.is_empty(),
            Some(rest) if self.whole => ends(rest, target, steps),
            Some(rest) => pieces(rest, target, steps).is_some(),
        }
    }
}

/// Whether what follows a star leads to the end of the target.
fn ends(rest: &str, target: &str, steps: &mut usize) -> bool {
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    *steps += last.len().min(target.len());
    pieces(middle, target, steps).is_some_and(|left| left.ends_with(last))
}

/// What is left of the target behind the pieces between stars, each at its first place.
fn pieces<'t>(rest: &str, target: &'t str, steps: &mut usize) -> Option<&'t str> {
    rest.split('*').try_fold(target, |target, piece| {
        let found = target.find(piece);
        *steps += found.map_or(target.len(), |at| at + piece.len());
        found.map(|at| &target[at + piece.len()..])
    })
}

/// Path and query of an address in the form in which patterns are compared with it.
pub(super) fn target(path: &str) -> String {
    escapes(path).replace('*', "%2A").replace('$', "%24")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matches(pattern: &str, path: &str) -> bool {
        Pattern::read(pattern).matches(&target(path))
    }

    #[test]
    fn stars_and_ends() {
        for (pattern, path, expected) in [
            ("/a*b*c", "/a1b2c3", true),
            ("/a*b*c", "/a1c2b3", false),
            ("/*.pdf$", "/x/a.pdf", true),
            ("/*.pdf$", "/x/a.pdf?v=1", false),
            ("/*.pdf$", "/a.pdf.pdf", true),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("/a*$", "/ab", true),
            ("/a**b", "/ab", true),
            ("/*a*a$", "/a", false),
            ("/*?sort=", "/x?sort=up", true),
            ("*", "/", true),
            ("*/x", "/y/x", true),
            ("/$", "/", true),
            ("/$", "/x", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{path} by {pattern}");
        }
    }

    #[test]
    fn octets_are_compared_however_they_are_written() {
        for (pattern, path, expected) in [
            ("/产品", "/%e4%ba%a7%e5%93%81/x", true),
            ("/%E4%BA%A7%E5%93%81", "/产品", true),
            ("/%7Euser", "/~user/", true),
            ("/~user", "/%7euser/", true),
            // A slash that is written as an octet is no slash.
            ("/a%2Fb", "/a/b", false),
            ("/a%2Fb", "/a%2fb", true),
            // Stars and signs in addresses are themselves, and so they can be written.
            ("/a%2Ab", "/a*b", true),
            ("/a%2Ab", "/acb", false),
            ("/a%24", "/a$", true),
            ("/a$b", "/a$b", true),
            ("/a$b", "/a%24b", true),
            ("/a$b", "/a", false),
            ("/A", "/a", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{path} by {pattern}");
        }
    }

    #[test]
    fn many_stars_and_a_long_path_cost_no_more_than_their_lengths() {
        let path = target(&format!("/{}", "a".repeat(100_000)));
        for pattern in [
            "/*".to_owned() + &"a*".repeat(50_000) + "b",
            "/".to_owned() + &"*".repeat(100_000) + "b$",
            "/*".to_owned() + &"aaaaaaaab*".repeat(10_000),
            "/*".to_owned() + &"a*".repeat(50_000) + "$",
        ] {
            let pattern = Pattern::read(&pattern);
            let mut steps = 0;
            pattern.seek(&path, &mut steps);
            assert!(
                steps > 0 && steps <= path.len() + pattern.length(),
                "{steps}"
            );
        }
    }

    /// What the words of RFC 9309 say, one octet at a time.
    fn slow(pattern: &[u8], path: &[u8]) -> bool {
        match (pattern, path) {
            ([], _) | ([b'$'], []) => true,
            ([b'*', rest @ ..], _) => (0..=path.len()).any(|at| slow(rest, &path[at..])),
            ([want, rest @ ..], [is, path @ ..]) if want == is => slow(rest, path),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn it_says_what_the_standard_says(pattern in "/[ab*]{0,8}\\$?", path in "/[ab]{0,12}") {
            let expected = slow(pattern.as_bytes(), path.as_bytes());
            prop_assert_eq!(matches(&pattern, &path), expected);
        }
    }
}
