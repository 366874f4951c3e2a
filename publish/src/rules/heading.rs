//! Rule `h1`: every page has exactly one main heading.

use super::{Fault, Mark, template};
use crate::Site;

/// # h1
///
/// **What it does.** Finds pages without a heading of the first level, with an empty one, or
/// with several.
///
/// **Why it is bad.** The main heading tells readers, screen readers and search engines what
/// the page is about. Two of them compete; none leaves it open.
///
/// **Example.** A template that shows the title as `<h1>`, and Markdown that begins with
/// `# Steel surface inspection`.
///
/// **Instead.** The title once, by the template; headings of the text from `##` down.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in site.pages().iter().filter(|page| !page.redirects()) {
        let main: Vec<&str> = page
            .facts
            .headings
            .iter()
            .filter(|heading| heading.level == 1)
            .map(|heading| heading.text.as_str())
            .collect();
        faults.extend(match main[..] {
            [""] => Some(Fault::new(
                page,
                "the main heading is empty",
                "put the page's title into `<h1>`",
                template("<h1"),
            )),
            [_] => None,
            [] => Some(Fault::new(
                page,
                "the page has no main heading (`<h1>`)",
                "let the template show the page's title as `<h1>`",
                template("<h1"),
            )),
            [.., last] => Some(Fault::new(
                page,
                format!("the page has {} main headings (`<h1>`)", main.len()),
                "keep the title as `<h1>`, and begin headings of the text with `##`",
                Mark::Text(format!("# {last}")),
            )),
        });
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn a_page_has_one_main_heading() {
        let pages = [
            ("404.html", "<h1>Not found</h1>"),
            ("a/index.html", "<h1>Steel</h1><h2>Result</h2>"),
            ("b/index.html", "<h2>Steel</h2>"),
            ("c/index.html", "<h1>Steel</h1><h1>Strip</h1>"),
            ("d/index.html", "<h1> </h1>"),
            (
                "e/index.html",
                "<h1><img src=/logo.svg alt='Arvenna Vision'></h1>",
            ),
            ("zh/a/index.html", "<h1>带钢</h1>"),
            ("zh/b/index.html", "<p>带钢</p>"),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "b/index.html: the page has no main heading (`<h1>`)",
                "c/index.html: the page has 2 main headings (`<h1>`)",
                "d/index.html: the main heading is empty",
                "zh/b/index.html: the page has no main heading (`<h1>`)",
            ]
        );
    }
}
