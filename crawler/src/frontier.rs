//! What is left to ask of one host: tasks in order, those already known, and each source's budget.

use std::collections::BTreeMap;

use masthead_store::{Task, Validators, Waiting};

use crate::{rest::Asleep, seen::Seen, trap::Variants};

/// What became of an address that was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Offer {
    /// It waits for its turn.
    Taken,
    /// The run knows it already.
    Known,
    /// Too many addresses differ from it in their query only.
    Crowded,
    /// The source's budget is spoken for by tasks no deeper than it.
    Beyond,
}

/// The tasks of one host. They are dealt with by depth, then address, then source.
#[derive(Debug, Default)]
pub(crate) struct Frontier {
    waiting: BTreeMap<(u32, String, String), Rest>,
    /// How many wait, by source and depth.
    depths: BTreeMap<(String, u32), u32>,
    seen: Seen,
    asleep: Asleep,
    variants: Variants,
    /// How many each source has used up.
    used: BTreeMap<String, u32>,
}

/// What the key of a task does not say.
#[derive(Debug)]
struct Rest {
    task: Box<Task>,
    known: Option<Box<Validators>>,
}

impl Frontier {
    /// A frontier with `tasks` waiting; `seen` is what else the run knows of this host, and `used`
    /// what each source has used up.
    pub(crate) fn new(tasks: Vec<Waiting>, seen: Seen, used: BTreeMap<String, u32>) -> Self {
        let mut frontier = Self {
            seen,
            used,
            ..Self::default()
        };
        for waiting in tasks {
            frontier
                .seen
                .insert(&waiting.task.source, &waiting.task.url);
            frontier.back(waiting);
        }
        frontier
    }

    /// The same with what need not be asked for yet.
    pub(crate) fn resting(self, asleep: Asleep) -> Self {
        Self { asleep, ..self }
    }

    /// Puts what was named into the order in which it is offered.
    pub(crate) fn sort(&self, tasks: &mut [Task]) {
        self.asleep.sort(tasks);
    }

    /// Lets a task wait, for its turn or for the end of the host's.
    pub(crate) fn back(&mut self, waiting: Waiting) {
        let Waiting { task, known } = waiting;
        let key = (task.depth, task.url.to_string(), task.source.clone());
        let depth = (task.source.clone(), task.depth);
        let rest = Rest {
            task: Box::new(task),
            known: known.map(Box::new),
        };
        if self.waiting.insert(key, rest).is_none() {
            *self.depths.entry(depth).or_default() += 1;
        }
    }

    /// The depth of the next task.
    pub(crate) fn depth(&self) -> Option<u32> {
        self.waiting.keys().next().map(|(depth, ..)| *depth)
    }

    /// The next task, which uses up one of its source's budget.
    pub(crate) fn next(&mut self) -> Option<Waiting> {
        let (_, rest) = self.waiting.pop_first()?;
        let task = *rest.task;
        if let Some(count) = self.depths.get_mut(&(task.source.clone(), task.depth)) {
            *count -= 1;
        }
        *self.used.entry(task.source.clone()).or_default() += 1;
        Some(Waiting {
            task,
            known: rest.known.map(|known| *known),
        })
    }

    /// The next task, if it is for the same address at the same depth as `task`; with `known` only
    /// if its source has read that before.
    pub(crate) fn twin(&mut self, task: &Task, known: bool) -> Option<Waiting> {
        let ((depth, url, _), rest) = self.waiting.first_key_value()?;
        let same = *depth == task.depth && url == task.url.as_str();
        (same && (rest.known.is_some() || !known)).then(|| self.next())?
    }

    /// How many tasks of a source this run has dealt with, the one at hand included.
    pub(crate) fn used(&self, source: &str) -> u32 {
        self.used.get(source).copied().unwrap_or_default()
    }

    /// Whether the run knows an address; from now on it does.
    pub(crate) fn meet(&mut self, task: &Task) -> bool {
        self.asleep.holds(task) || !self.seen.insert(&task.source, &task.url)
    }

    /// Whether a page that rests is due, because its source says that it changed.
    fn wakes(&mut self, task: &Task) -> bool {
        !self.seen.contains(&task.source, &task.url) && self.asleep.wake(task)
    }

    /// Takes a task in, unless it is known or the budget is spoken for by tasks no deeper than it;
    /// so a large site cannot fill the memory with addresses whose turn would never come.
    pub(crate) fn offer(&mut self, task: &Task, budget: u32) -> Offer {
        // What is said to have changed is asked for without conditions.
        let known = self.wakes(task).then(Validators::default);
        if self.meet(task) {
            return Offer::Known;
        }
        if known.is_none() && self.variants.crowded(&task.source, &task.url) {
            return Offer::Crowded;
        }
        let shallow = (task.source.clone(), 0)..=(task.source.clone(), task.depth);
        let ahead: u32 = self.depths.range(shallow).map(|(_, count)| count).sum();
        if self.used(&task.source).saturating_add(ahead) >= budget {
            return Offer::Beyond;
        }
        self.back(Waiting {
            task: task.clone(),
            known,
        });
        Offer::Taken
    }

    /// Everything that waits, in order; afterwards nothing does.
    pub(crate) fn drain(&mut self) -> Vec<Task> {
        self.depths.clear();
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_values().map(|rest| *rest.task).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    fn task(path: &str, depth: u32) -> Task {
        Task {
            source: "衡像科技".to_owned(),
            url: Url::parse("http://www.hengxiang.example/")
                .unwrap()
                .join(path)
                .unwrap(),
            depth,
            day: None,
            changed: None,
            from: None,
            trail: Vec::new(),
        }
    }

    fn frontier(tasks: &[Task]) -> Frontier {
        let tasks = tasks.iter().cloned().map(Waiting::fresh).collect();
        Frontier::new(tasks, Seen::default(), BTreeMap::new())
    }

    fn order(frontier: &mut Frontier) -> Vec<String> {
        std::iter::from_fn(|| frontier.next())
            .map(|waiting| waiting.task.url.path().to_owned())
            .collect()
    }

    #[test]
    fn tasks_come_by_depth_then_address_each_once() {
        let mut frontier = frontier(&[task("b", 1), task("a", 2)]);
        for (path, depth, offer) in [
            ("c", 1, Offer::Taken),
            ("b", 1, Offer::Known),
            ("a", 1, Offer::Known),
            ("", 0, Offer::Taken),
        ] {
            assert_eq!(frontier.offer(&task(path, depth), 10), offer, "{path}");
        }
        assert_eq!(frontier.depth(), Some(0));
        assert_eq!(order(&mut frontier), ["/", "/b", "/c", "/a"]);
        assert_eq!(frontier.offer(&task("b", 1), 10), Offer::Known);
    }

    #[test]
    fn the_budget_goes_to_the_shallow_ones() {
        let mut frontier = frontier(&[task("deep1", 3), task("deep2", 3)]);
        assert_eq!(frontier.offer(&task("x", 1), 2), Offer::Taken);
        assert_eq!(frontier.offer(&task("y", 1), 2), Offer::Taken);
        assert_eq!(frontier.offer(&task("z", 1), 2), Offer::Beyond);
        assert_eq!(frontier.next().unwrap().task.url.path(), "/x");
        assert_eq!(frontier.used("衡像科技"), 1);
        assert_eq!(frontier.offer(&task("z2", 1), 2), Offer::Beyond);
        assert_eq!(frontier.offer(&task("z", 1), 9), Offer::Known);
    }

    #[test]
    fn sources_that_wait_for_one_address_are_told_one_after_the_other() {
        let other = |path: &str, depth| Task {
            source: "行业源".to_owned(),
            ..task(path, depth)
        };
        let tasks = [
            task("a", 1),
            other("a", 1),
            other("b", 1),
            task("c", 1),
            other("c", 2),
        ];
        let mut frontier = frontier(&tasks);
        for (path, twins) in [("/a", 1), ("/b", 0), ("/c", 0)] {
            let next = frontier.next().unwrap().task;
            assert_eq!(next.url.path(), path);
            assert_eq!(frontier.twin(&next, true), None);
            let found = std::iter::from_fn(|| frontier.twin(&next, false)).count();
            assert_eq!(found, twins, "{path}");
        }
        assert_eq!(order(&mut frontier), ["/c"]);
    }

    #[test]
    fn what_an_earlier_process_did_is_used_up() {
        let done = task("done", 0);
        let seen = [(&done.source[..], &done.url)].into_iter().collect();
        let used = [(done.source.clone(), 1)].into();
        let waits = vec![Waiting::fresh(task("waits", 1))];
        let mut frontier = Frontier::new(waits, seen, used);
        assert_eq!(frontier.used("衡像科技"), 1);
        assert_eq!(frontier.offer(&done, 10), Offer::Known);
        assert_eq!(order(&mut frontier), ["/waits"]);
        assert_eq!(frontier.used("衡像科技"), 2);
    }
}
