//! Redirects: where a task leads when it leads elsewhere.

use masthead_store::{Outcome, ProblemKind, Record, Step, Task};
use url::Url;

use crate::{
    SourceKind, host,
    normal::normal,
    reading::{Asked, Reading},
    soft::{is_deep, is_root},
};

/// A page may be moved so many times.
const HOPS: usize = 10;

impl Asked {
    /// The task leads elsewhere. The new address is a task of its own, so that admission, robots,
    /// pace and everything else hold for it, at whatever host it is; a page of a site that leads to
    /// another host than `home` ends there.
    pub(crate) fn moved(&self, target: &Url, status: u16, home: &str) -> Reading {
        let task = &self.task;
        let target = match hop(task, target) {
            Ok(target) => target,
            Err(reason) => {
                let advice = "Tell the site's owner, or leave the source out.";
                return self.failed(ProblemKind::Unreachable, reason, advice);
            }
        };
        // Moved for good: the page no longer stands at its old address. So it is where a single page
        // leads to the home page. Otherwise it may be back.
        let away = host(&target).as_deref() != Some(home);
        let lost = !away && is_root(&target) && is_deep(&task.url);
        let outcome = if lost || self.known && matches!(status, 301 | 308) {
            Outcome::Gone
        } else {
            Outcome::Skipped(Step::Redirect, format!("it redirects to {target}"))
        };
        let ends = away && self.source.kind == SourceKind::Site && task.depth > 0;
        let mut trail = task.trail.clone();
        trail.push(task.url.clone());
        let next = Task {
            url: target,
            trail,
            ..task.clone()
        };
        Reading {
            records: vec![Record::End(task.clone(), outcome)],
            found: (!ends).then_some(next).into_iter().collect(),
            ..Reading::default()
        }
    }
}

/// The next address of a redirect in normal form, or why it may not be followed.
fn hop(task: &Task, target: &Url) -> Result<Url, String> {
    let Some(target) = normal(target) else {
        return Err(format!(
            "it redirects to {target}, which is no address of the web"
        ));
    };
    if target == task.url || task.trail.contains(&target) {
        return Err(format!("its redirects go in a circle, back to {target}"));
    }
    if task.trail.len() >= HOPS {
        return Err(format!("it redirects more than {HOPS} times"));
    }
    Ok(target)
}
