//! Whether an address that a page, a feed or a list names is asked for: steps in a fixed order, each
//! with its reason. What depends on the address alone is decided here; what is known already, the
//! budget and robots.txt are asked after, where they are kept.

use masthead_store::{Step, Task};
use url::Url;

use crate::{Source, SourceKind, Watch, filter, host, naming::is_file, trap::trap};

/// An address that was named.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'a> {
    pub(crate) task: &'a Task,
    pub(crate) source: &'a Source,
    pub(crate) watch: &'a Watch,
}

/// A step: the reason why it refuses an address, without a capital letter and full stop.
type Check = fn(&Candidate<'_>) -> Option<String>;

/// The steps in their order.
const STEPS: [(Step, Check); 3] = [
    (Step::Filter, unwanted),
    (Step::Depth, depth),
    (Step::Trap, endless),
];

/// The first step that refuses the address, and why.
pub(crate) fn refusal(candidate: &Candidate<'_>) -> Option<(Step, String)> {
    STEPS
        .iter()
        .find_map(|(step, check)| Some((*step, check(candidate)?)))
}

/// What the steps say of an address that no crawl has met, if a page of the source named it: the
/// refusal, or nothing if it would be asked for. Nothing at all for a source of other hosts.
#[must_use]
pub fn would_admit(watch: &Watch, source: &Source, url: &Url) -> Option<Option<(Step, String)>> {
    if host(&source.url) != host(url) {
        return None;
    }
    let task = Task {
        source: source.name.clone(),
        url: url.clone(),
        depth: 1,
        day: None,
        changed: None,
        from: Some(source.url.clone()),
        trail: Vec::new(),
    };
    // Links of a site to files that are no pages are not even noted.
    if source.kind == SourceKind::Site && is_file(url) {
        let reason = "its ending is that of a file which is no page".to_owned();
        return Some(Some((Step::Scope, reason)));
    }
    Some(refusal(&Candidate {
        task: &task,
        source,
        watch,
    }))
}

fn unwanted(candidate: &Candidate<'_>) -> Option<String> {
    filter::left_out(candidate.source, candidate.task)
}

/// A site is followed so many links far; what feeds, sitemaps and lists name is one step away.
fn depth(candidate: &Candidate<'_>) -> Option<String> {
    let deepest = candidate.watch.deepest(candidate.source);
    let far = candidate.source.kind == SourceKind::Site && candidate.task.depth > deepest;
    far.then(|| format!("it is more than {deepest} links away from the start (`max_depth`)"))
}

fn endless(candidate: &Candidate<'_>) -> Option<String> {
    trap(&candidate.task.url, candidate.watch.now).map(str::to_owned)
}
