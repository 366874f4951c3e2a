//! Redirects: where a task leads when it leads elsewhere.

use masthead_store::{Outcome, ProblemKind, Record, Task};
use url::Url;

use crate::{Clock, Closed, Fetch, Sink, SourceKind, host::Turn, normal::normal, reading::Asked};

/// A page may be moved so many times.
const HOPS: usize = 10;

impl<F: Fetch, C: Clock, S: Sink> Turn<'_, F, C, S> {
    /// The task leads elsewhere. The new address is queued as a task of its own, so that robots,
    /// pace and everything else hold for it, at whatever host it is.
    pub(crate) async fn redirect(
        &mut self,
        asked: &Asked,
        target: &Url,
        status: u16,
    ) -> Result<(), Closed> {
        let task = &asked.task;
        let target = match self.hop(task, target) {
            Ok(target) => target,
            Err(reason) => {
                let advice = "Tell the site's owner, or leave the source out.";
                let reading = asked.failed(ProblemKind::Unreachable, reason, advice);
                return self.put(reading.records).await;
            }
        };
        // Moved for good: the page no longer stands at its old address. Otherwise it may be back.
        let outcome = if asked.memory.is_some() && matches!(status, 301 | 308) {
            Outcome::Gone
        } else {
            Outcome::Skipped(format!("it redirects to {target}"))
        };
        let mut group = Vec::new();
        let next = Task {
            url: target.clone(),
            from: Some(task.url.clone()),
            ..task.clone()
        };
        let site = asked.source.kind == SourceKind::Site && task.depth > 0;
        if self.is_home(&target) {
            if self.frontier.offer(&next, u32::MAX) {
                group.push(Record::Queue(next));
            }
        } else if !site {
            group.push(Record::Queue(next));
        }
        group.push(Record::End(task.clone(), outcome));
        self.put(group).await
    }

    /// The next address of a redirect in normal form, or why it may not be followed.
    fn hop(&self, task: &Task, target: &Url) -> Result<Url, String> {
        let Some(target) = normal(target) else {
            return Err(format!(
                "it redirects to {target}, which is no address of the web"
            ));
        };
        let trail = self.frontier.trail(task);
        let back = !self.is_home(&target) && task.from.as_ref() == Some(&target);
        if back || trail.contains(&target) {
            return Err(format!("its redirects go in a circle, back to {target}"));
        }
        if trail.len() > HOPS {
            return Err(format!("it redirects more than {HOPS} times"));
        }
        Ok(target)
    }
}
