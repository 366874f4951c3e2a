//! Reading an answer on the threads for thinking, while its host is asked for the next.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, PoisonError},
};

use masthead_store::{ProblemKind, Task};
use tokio::sync::oneshot;

use crate::{
    Response, paper,
    reading::{Asked, Reading},
};

/// Answers of more bytes than this are read one at a time, of all hosts, and so are PDFs: reading a
/// hostile one of 10 MiB takes up to 190 MB.
const LARGE: usize = 1024 * 1024;

/// Held by whoever reads a large answer.
static READING: Mutex<()> = Mutex::new(());

/// What came of a task, or is being read out of an answer.
pub(crate) struct Thought {
    /// The depth of its task.
    pub(crate) depth: u32,
    /// The bytes of the answer.
    pub(crate) bytes: usize,
    reading: Thinking,
}

enum Thinking {
    Done(Box<Reading>),
    Begun(Box<Asked>, oneshot::Receiver<Option<Reading>>),
}

impl Thought {
    /// What needs no thinking.
    pub(crate) fn known(task: &Task, reading: Reading) -> Self {
        Self {
            depth: task.depth,
            bytes: 0,
            reading: Thinking::Done(Box::new(reading)),
        }
    }

    /// Begins to read an answer on the threads for thinking.
    pub(crate) fn begin(asked: Asked, response: Response) -> Self {
        let (done, reading) = oneshot::channel();
        let (depth, bytes) = (asked.task.depth, response.body.len());
        let copy = asked.clone();
        let paper = paper::is_paper(&response.body);
        let read = move || {
            let alone = paper || bytes > LARGE;
            // Should a reader have panicked, nothing of it is shared with the next.
            let _alone = alone.then(|| READING.lock().unwrap_or_else(PoisonError::into_inner));
            let read = AssertUnwindSafe(|| copy.read(response));
            // Nobody waits for it any more when the crawl is over.
            let _ = done.send(catch_unwind(read).ok());
        };
        // Who only waits for another process takes no thread from those that think.
        if paper && paper::program().is_some() {
            tokio::task::spawn_blocking(read);
        } else {
            rayon::spawn_fifo(read);
        }
        Self {
            depth,
            bytes,
            reading: Thinking::Begun(Box::new(asked), reading),
        }
    }

    /// What it means. Reading cannot panic; should it do so all the same, then this page has
    /// failed and nothing else.
    pub(crate) async fn end(self) -> Reading {
        match self.reading {
            Thinking::Done(reading) => *reading,
            Thinking::Begun(asked, reading) => reading.await.ok().flatten().unwrap_or_else(|| {
                let reason = "reading it broke off".to_owned();
                let advice = "This is a fault of Masthead; please report it with the address.";
                asked.failed(ProblemKind::Unreadable, reason, advice)
            }),
        }
    }
}
