//! What is left to ask of one host: tasks in order, those already known, and each source's budget.

use std::collections::BTreeMap;

use masthead_store::Task;
use url::Url;

use crate::Step;

/// The tasks of one host. They are dealt with by depth, then address, then source.
#[derive(Debug, Default)]
pub(crate) struct Frontier {
    waiting: BTreeMap<(u32, Url, String), Task>,
    /// How many wait, by source and depth.
    depths: BTreeMap<(String, u32), u32>,
    seen: BTreeMap<(String, Url), Step>,
    /// How many each source has used up.
    used: BTreeMap<String, u32>,
}

impl Frontier {
    /// A frontier with `tasks` waiting; `seen` are all that this run knows of this host.
    pub(crate) fn new(tasks: Vec<Task>, seen: BTreeMap<(String, Url), Step>) -> Self {
        let mut frontier = Self {
            seen,
            ..Self::default()
        };
        for (source, _) in frontier.seen.keys() {
            *frontier.used.entry(source.clone()).or_default() += 1;
        }
        for task in tasks {
            let key = (task.source.clone(), task.url.clone());
            let known = frontier.seen.insert(key, Step::to(&task)).is_some();
            if known && let Some(used) = frontier.used.get_mut(&task.source) {
                *used -= 1;
            }
            frontier.back(task);
        }
        frontier
    }

    /// Lets a task wait, for its turn or for the end of the host's.
    pub(crate) fn back(&mut self, task: Task) {
        let key = (task.depth, task.url.clone(), task.source.clone());
        if self.waiting.insert(key, task.clone()).is_none() {
            *self.depths.entry((task.source, task.depth)).or_default() += 1;
        }
    }

    /// The next task, which uses up one of its source's budget.
    pub(crate) fn next(&mut self) -> Option<Task> {
        let (_, task) = self.waiting.pop_first()?;
        if let Some(count) = self.depths.get_mut(&(task.source.clone(), task.depth)) {
            *count -= 1;
        }
        *self.used.entry(task.source.clone()).or_default() += 1;
        Some(task)
    }

    /// How many tasks of a source this run has dealt with, the one at hand included.
    pub(crate) fn used(&self, source: &str) -> u32 {
        self.used.get(source).copied().unwrap_or_default()
    }

    /// Whether this run knows the address.
    pub(crate) fn knows(&self, source: &str, url: &Url) -> bool {
        self.seen.contains_key(&(source.to_owned(), url.clone()))
    }

    /// The addresses of this host that redirected to a task one after the other, the task's own
    /// first. Told from what is stored, so that a crawl that was cut off counts the same.
    pub(crate) fn trail(&self, task: &Task) -> Vec<Url> {
        let mut trail = vec![task.url.clone()];
        let mut from = task.from.clone();
        while let Some(url) = from.take()
            && !trail.contains(&url)
            && let Some(step) = self.seen.get(&(task.source.clone(), url.clone()))
            && step.depth == task.depth
        {
            trail.push(url);
            from.clone_from(&step.from);
        }
        trail
    }

    /// Takes a task in, unless it is known or the budget is spoken for by tasks no deeper than it;
    /// so a large site cannot fill the memory with addresses whose turn would never come.
    pub(crate) fn offer(&mut self, task: &Task, budget: u32) -> bool {
        if self.knows(&task.source, &task.url) {
            return false;
        }
        let shallow = (task.source.clone(), 0)..=(task.source.clone(), task.depth);
        let ahead: u32 = self.depths.range(shallow).map(|(_, count)| count).sum();
        if self.used(&task.source).saturating_add(ahead) >= budget {
            return false;
        }
        let key = (task.source.clone(), task.url.clone());
        self.seen.insert(key, Step::to(task));
        self.back(task.clone());
        true
    }

    /// Everything that waits, in order; afterwards nothing does.
    pub(crate) fn drain(&mut self) -> Vec<Task> {
        self.depths.clear();
        std::mem::take(&mut self.waiting).into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(path: &str, depth: u32) -> Task {
        Task {
            source: "衡像科技".to_owned(),
            url: Url::parse("http://www.hengxiang.example/")
                .unwrap()
                .join(path)
                .unwrap(),
            depth,
            day: None,
            from: None,
        }
    }

    fn order(frontier: &mut Frontier) -> Vec<String> {
        std::iter::from_fn(|| frontier.next())
            .map(|task| task.url.path().to_owned())
            .collect()
    }

    #[test]
    fn tasks_come_by_depth_then_address_each_once() {
        let mut frontier = Frontier::new(vec![task("b", 1), task("a", 2)], BTreeMap::new());
        for (path, depth, taken) in [
            ("c", 1, true),
            ("b", 1, false),
            ("a", 1, false),
            ("", 0, true),
        ] {
            assert_eq!(frontier.offer(&task(path, depth), 10), taken, "{path}");
        }
        assert_eq!(order(&mut frontier), ["/", "/b", "/c", "/a"]);
        assert!(!frontier.offer(&task("b", 1), 10));
    }

    #[test]
    fn the_budget_goes_to_the_shallow_ones() {
        let mut frontier = Frontier::new(vec![task("deep1", 3), task("deep2", 3)], BTreeMap::new());
        assert!(frontier.offer(&task("x", 1), 2));
        assert!(frontier.offer(&task("y", 1), 2));
        assert!(!frontier.offer(&task("z", 1), 2));
        assert_eq!(frontier.next().unwrap().url.path(), "/x");
        assert_eq!(frontier.used("衡像科技"), 1);
        assert!(!frontier.offer(&task("z", 1), 2));
    }

    #[test]
    fn the_trail_of_a_task_is_its_redirects_and_no_links() {
        let step = |path: &str, depth, from: &str| {
            let from = Some(task(from, 0).url);
            Task {
                from,
                ..task(path, depth)
            }
        };
        let tasks = [step("a", 0, "d"), step("b", 1, "a"), step("c", 1, "b")];
        let seen = tasks.iter().map(|task| {
            let key = (task.source.clone(), task.url.clone());
            (key, Step::to(task))
        });
        let mut frontier = Frontier::new(Vec::new(), seen.collect());
        let last = step("d", 1, "c");
        assert!(frontier.offer(&last, u32::MAX));
        let trail = frontier.trail(&last);
        let paths: Vec<&str> = trail.iter().map(Url::path).collect();
        assert_eq!(paths, ["/d", "/c", "/b"]);
    }

    #[test]
    fn what_an_earlier_process_did_is_used_up() {
        let done = task("done", 0);
        let waits = task("waits", 1);
        let seen = [&done, &waits].map(|task| {
            let key = (task.source.clone(), task.url.clone());
            (key, Step::to(task))
        });
        let mut frontier = Frontier::new(vec![waits], seen.into());
        assert_eq!(frontier.used("衡像科技"), 1);
        assert!(!frontier.offer(&done, 10));
        assert_eq!(order(&mut frontier), ["/waits"]);
        assert_eq!(frontier.used("衡像科技"), 2);
    }
}
