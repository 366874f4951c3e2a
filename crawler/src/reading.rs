//! Thinking about one answer: what it means for its task, and which addresses it names.
//!
//! Pure of network and database, so that it runs on any thread and any machine.

use jiff::civil::Date;
use masthead_page::{Origin, PageFacts};
use masthead_store::{Body, Outcome, Problem, ProblemKind, Record, Role, Step, Task, Visit};
use masthead_text::Sketch;

use crate::{
    Response, Source, SourceKind,
    challenge::challenge,
    feed::Item,
    filter,
    normal::normal,
    paper, scripted,
    soft::{is_root, print, soft},
    tag::Tag,
};

/// What an answer means.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Reading {
    /// How the task ended, and what was wrong.
    pub(crate) records: Vec<Record>,
    /// The addresses it names for the same source, in order; of any host.
    pub(crate) found: Vec<Task>,
    /// The task, if it met a challenge, and what gave that away: nothing more is asked of the host.
    pub(crate) challenge: Option<(Task, String)>,
    /// The print of the home page, if it is that.
    pub(crate) home: Option<u64>,
}

impl Reading {
    /// A task that is not asked for, and why.
    pub(crate) fn skipped(task: &Task, step: Step, reason: String) -> Self {
        Self {
            records: vec![Record::End(task.clone(), Outcome::Skipped(step, reason))],
            ..Self::default()
        }
    }
}

/// What one task asks about.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) task: Task,
    pub(crate) source: Source,
    /// Whether the page stood when it was last asked for.
    pub(crate) known: bool,
    /// Our name, by which headers may speak to us.
    pub(crate) agent: String,
    /// At most so many bytes of a compressed document are unpacked.
    pub(crate) max_bytes: u64,
    /// The day of the crawl: no page was published or changed later.
    pub(crate) today: Date,
    /// The print of the host's home page, if that was read.
    pub(crate) home: Option<u64>,
}

impl Asked {
    /// Whether the source itself names the address: its start, or an item of its feed or list.
    fn named(&self) -> bool {
        self.task.depth == 0 || (self.source.kind != SourceKind::Site && self.task.from.is_some())
    }

    pub(crate) fn problem(&self, kind: ProblemKind, message: String) -> Record {
        Record::Problem(Problem {
            source: self.task.source.clone(),
            url: self.task.url.clone(),
            kind,
            message,
        })
    }

    pub(crate) fn end(&self, outcome: Outcome) -> Record {
        Record::End(self.task.clone(), outcome)
    }

    pub(crate) fn visit(&self, response: Response, facts: Option<PageFacts>) -> Record {
        let fresh = response.status != 304;
        let sketch = facts
            .as_ref()
            .and_then(|facts| Sketch::of(&facts.text, facts.language));
        Record::Visit(Box::new(Visit {
            task: self.task.clone(),
            url: self.task.url.clone(),
            status: response.status,
            etag: response.etag,
            last_modified: response.last_modified,
            headers: response.headers,
            body: fresh.then(|| Body::of(&response.body)),
            facts,
            sketch,
        }))
    }

    /// What an answer means for the task. Redirects are not for here.
    pub(crate) fn read(&self, response: Response) -> Reading {
        if let Some(sign) = challenge(&response) {
            return Reading {
                challenge: Some((self.task.clone(), sign)),
                ..Reading::default()
            };
        }
        match response.status {
            200 | 203 if !response.readable() => self.no_page(&response.mime().unwrap_or_default()),
            200 | 203 if self.is_document(&response.body) => self.document(response),
            200 | 203 => self.page(response),
            // What was named then waits already: every page that is known is asked for again.
            304 if self.known => Reading {
                records: vec![self.visit(response, None)],
                ..Reading::default()
            },
            404 | 410 => self.gone(&format!("the server answers {}", response.status)),
            status => self.refused(status),
        }
    }

    /// Nothing is there, for a reason without a capital letter and full stop.
    fn gone(&self, reason: &str) -> Reading {
        let mut records = vec![self.end(Outcome::Gone)];
        if self.named() {
            let message = format!(
                "{} Nothing is there any more. {}",
                sentence(reason),
                if self.task.depth == 0 {
                    "Look for the new address and put it into masthead.toml."
                } else {
                    "The source still names it, which its owner may want to know."
                }
            );
            records.push(self.problem(ProblemKind::Missing, message));
        }
        Reading {
            records,
            ..Reading::default()
        }
    }

    fn refused(&self, status: u16) -> Reading {
        let advice = match status {
            401 | 403 | 451 => "It does not want to be read by a program; leave it out.",
            500.. => "Often it passes; if not, leave the source out.",
            _ => "Open the address in a browser to see what is there.",
        };
        self.failed(
            ProblemKind::Unreachable,
            format!("the server answers {status}"),
            advice,
        )
    }

    /// A task that failed, for a reason without a capital letter and full stop.
    pub(crate) fn failed(&self, kind: ProblemKind, reason: String, advice: &str) -> Reading {
        let sentence = sentence(&reason);
        Reading {
            records: vec![
                self.end(Outcome::Failed(reason)),
                self.problem(kind, format!("{sentence} {advice}")),
            ],
            ..Reading::default()
        }
    }

    fn page(&self, response: Response) -> Reading {
        if paper::is_paper(&response.body) {
            let facts = paper::facts(&response.body, &self.task.url, self.today);
            return Reading {
                records: self.kept(response, facts),
                ..Reading::default()
            };
        }
        if let Some(mime) = foreign(&response) {
            return self.no_page(&mime);
        }
        let facts = self.facts(&response);
        if let Some(reason) = soft(&self.task.url, &facts, self.home) {
            return self.gone(&reason);
        }
        let home = is_root(&self.task.url).then(|| print(&facts)).flatten();
        let headers = response.robots.as_deref().unwrap_or_default();
        let tag = Tag::read(headers, &self.agent, self.today);
        let found = match self.source.kind {
            SourceKind::Site if !tag.nofollow => self.followed(links(&facts)),
            _ => Vec::new(),
        };
        let said = |word: &String| matches!(word.as_str(), "noindex" | "none");
        let unwanted = tag.noindex || facts.robots.iter().any(said);
        let records = if unwanted && self.source.role != Role::Own {
            self.unwanted()
        } else {
            self.kept(response, facts)
        };
        Reading {
            records,
            found,
            home,
            ..Reading::default()
        }
    }

    /// The page as it is stored, unless it is about something else; and what is wrong with it.
    fn kept(&self, response: Response, facts: PageFacts) -> Vec<Record> {
        let off_topic = (self.task.depth > 0).then(|| filter::off_topic(&self.source, &facts));
        if let Some(reason) = off_topic.flatten() {
            return vec![self.end(Outcome::Skipped(Step::Filter, reason))];
        }
        let mut records = Vec::new();
        if scripted::is_empty(&facts, &response.body) {
            let message = "The page is empty until a browser runs its scripts, which Masthead does \
                           not do. Look for a feed or a sitemap of the site, and watch that.";
            records.push(self.problem(ProblemKind::Scripted, message.to_owned()));
        }
        records.push(self.visit(response, Some(facts)));
        records
    }

    /// The page asks not to be kept; what was kept of it stands no more.
    fn unwanted(&self) -> Vec<Record> {
        let reason = "the page asks not to be kept (`noindex`)".to_owned();
        let message = format!("{} It is left out.", sentence(&reason));
        let outcome = if self.known {
            Outcome::Gone
        } else {
            Outcome::Skipped(Step::Robots, reason)
        };
        let mut records = vec![self.end(outcome)];
        if self.named() {
            records.push(self.problem(ProblemKind::Forbidden, message));
        }
        records
    }

    /// What a page says. The header `Last-Modified` tells when it was changed, if the page does
    /// not; it never dates its publication, for a page that stands without a day is not old.
    fn facts(&self, response: &Response) -> PageFacts {
        let mut facts = masthead_page::read_from(
            &response.body,
            &Origin {
                url: Some(&self.task.url),
                charset: response.charset(),
                modified: None,
                today: Some(self.today),
            },
        );
        let modified = response.last_modified.as_deref();
        let modified = modified.and_then(masthead_page::day);
        facts.updated = facts.updated.or(modified.filter(|day| *day <= self.today));
        facts
    }

    fn no_page(&self, mime: &str) -> Reading {
        let mut records =
            vec![self.end(Outcome::Skipped(Step::Type, format!("{mime} is no page")))];
        if self.named() {
            let message = format!("The answer is of type {mime}; only web pages are read.");
            records.push(self.problem(ProblemKind::Unreadable, message));
        }
        Reading {
            records,
            ..Reading::default()
        }
    }
}

/// The links of a page that may be followed, in normal form, each once, in its order.
fn links(facts: &PageFacts) -> Vec<Item> {
    let mut seen = std::collections::BTreeSet::new();
    facts
        .followed()
        .iter()
        .filter_map(normal)
        .filter(|url| seen.insert(url.clone()))
        .map(Item::of)
        .collect()
}

/// The type of an answer that is no page; without a type, what does not begin like one.
fn foreign(response: &Response) -> Option<String> {
    match response.mime().as_deref() {
        Some("text/html" | "application/xhtml+xml") => None,
        Some(other) => Some(other.to_owned()),
        None if response.body.trim_ascii_start().starts_with(b"<") => None,
        None => Some("unknown".to_owned()),
    }
}

/// A reason as a sentence: with a capital letter and a full stop.
pub(crate) fn sentence(reason: &str) -> String {
    let mut rest = reason.chars();
    match rest.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), rest.as_str()),
        None => String::new(),
    }
}
