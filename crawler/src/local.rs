//! Sources that lie on this machine: folders of pages, web archives, lists of addresses. They are
//! read without any request.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use masthead_store::{Outcome, Problem, ProblemKind, Record, Run, Step, Store, StoreError, Task};
use rayon::prelude::*;
use url::Url;

use crate::{
    Response, Source, SourceKind, Watch, clock::latest, filter, normal::normal, reading::Asked,
    sitemap, warc,
};

/// So many pages are read at once, and stored in one transaction.
const GROUP: usize = 64;

/// Folders nest no deeper.
const DEEPEST: usize = 64;

/// How the files of pages and of archives end.
const PAGES: [&str; 5] = ["htm", "html", "pdf", "shtml", "xhtml"];
const ARCHIVES: [&str; 2] = [".warc", ".warc.gz"];

/// A page to read: its address, and what a server would answer.
type Page = (Url, Response);

/// Reads every local source into the store; `done` is told of what was stored.
///
/// # Errors
/// If the store fails. What cannot be read of a source is a problem of that source.
pub(crate) fn read(
    store: &mut Store,
    run: &Run,
    watch: &Watch,
    done: &mut dyn FnMut(Record),
) -> Result<(), StoreError> {
    let local = |source: &&Source| source.path.is_some();
    for source in watch.sources.values().filter(local) {
        let mut local = Local {
            store,
            run,
            watch,
            source,
            waiting: Vec::new(),
            read: BTreeSet::new(),
            done,
        };
        match source.kind {
            SourceKind::Urls => local.list()?,
            _ => local.all()?,
        }
    }
    Ok(())
}

/// One local source while it is read.
struct Local<'a> {
    store: &'a mut Store,
    run: &'a Run,
    watch: &'a Watch,
    source: &'a Source,
    waiting: Vec<Page>,
    /// The addresses that were read.
    read: BTreeSet<Url>,
    done: &'a mut dyn FnMut(Record),
}

impl Local<'_> {
    fn put(&mut self, records: Vec<Record>) -> Result<(), StoreError> {
        self.store.commit(self.run, &records)?;
        records.into_iter().for_each(&mut *self.done);
        Ok(())
    }

    fn problem(&mut self, kind: ProblemKind, message: String) -> Result<(), StoreError> {
        self.put(vec![Record::Problem(Problem {
            source: self.source.name.clone(),
            url: self.source.url.clone(),
            kind,
            message,
        })])
    }

    fn path(&self) -> PathBuf {
        self.source.path.clone().unwrap_or_default()
    }

    fn task(&self, url: Url) -> Task {
        task(self.source, url)
    }

    /// A list of addresses: each waits for the crawl of its host.
    fn list(&mut self) -> Result<(), StoreError> {
        let path = self.path();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return self.problem(ProblemKind::Unreachable, unread(&path, &error)),
        };
        let (text, _) = masthead_page::decode(&bytes, None);
        let named = sitemap::lines(&text, &self.source.url);
        if named.is_empty() {
            let message = format!(
                "No line of {} is an address. Write one a line, with http:// or https://.",
                path.display()
            );
            return self.problem(ProblemKind::BrokenFeed, message);
        }
        let budget = usize::try_from(self.watch.budget(self.source)).unwrap_or(usize::MAX);
        let tasks = named
            .into_iter()
            .take(budget)
            .map(|item| Record::Queue(self.task(item.url)));
        let tasks = tasks.collect();
        self.put(tasks)
    }

    /// A folder, or one archive: every page in it, and an end for those that are there no more.
    fn all(&mut self) -> Result<(), StoreError> {
        let path = self.path();
        let (files, archives) = match found(&path) {
            Ok(found) => found,
            Err(error) => return self.problem(ProblemKind::Unreachable, unread(&path, &error)),
        };
        let mut whole = true;
        for file in files {
            whole &= self.file(&path, &file)?;
        }
        for archive in archives {
            whole &= self.archive(&archive)?;
        }
        self.flush()?;
        // What could not be read may hold what seems to be gone.
        if whole { self.bury() } else { Ok(()) }
    }

    /// A page that lies in the folder; says whether it could be read.
    fn file(&mut self, top: &Path, file: &Path) -> Result<bool, StoreError> {
        let Some(url) = address(&self.source.url, top, file) else {
            return Ok(true);
        };
        let limit = self.watch.settings.max_bytes;
        let mut body = Vec::new();
        let read = fs::File::open(file)
            .and_then(|open| open.take(limit.saturating_add(1)).read_to_end(&mut body));
        if let Err(error) = read {
            self.problem(ProblemKind::Unreachable, unread(file, &error))?;
            return Ok(false);
        }
        if body.len() as u64 > limit {
            let message = format!(
                "{} is longer than {limit} bytes. If it is wanted, raise `max_bytes` of the crawl \
                 settings.",
                file.display()
            );
            self.problem(ProblemKind::Unreadable, message)?;
            return Ok(false);
        }
        let response = Response {
            status: 200,
            body,
            ..Response::default()
        };
        self.page(url, response)?;
        Ok(true)
    }

    /// The pages of an archive, of several captures of one address the last; says whether it is
    /// whole.
    fn archive(&mut self, path: &Path) -> Result<bool, StoreError> {
        let limit = self.watch.settings.max_bytes;
        let open = || fs::File::open(path);
        let mut last: BTreeMap<String, (String, usize)> = BTreeMap::new();
        let mut number = 0;
        let note = match open() {
            Err(error) => Some(error.to_string()),
            Ok(file) => warc::walk(
                file,
                limit,
                |head| {
                    number += 1;
                    if let Some(target) = page_of(head) {
                        let date = head.field("warc-date").unwrap_or_default().to_owned();
                        let newer = (date, number);
                        let known = last.entry(target).or_default();
                        *known = known.clone().max(newer);
                    }
                    false
                },
                |_, _| {},
            ),
        };
        let wanted: BTreeSet<usize> = last.into_values().map(|(_, number)| number).collect();
        let (mut number, mut stored) = (0, Ok(()));
        if let Ok(file) = open() {
            warc::walk(
                file,
                limit,
                |_| {
                    number += 1;
                    wanted.contains(&number)
                },
                |head, block| {
                    if stored.is_ok()
                        && let Some((url, response)) = captured(&head, block, limit)
                    {
                        stored = self.page(url, response);
                    }
                },
            );
        }
        stored?;
        let Some(why) = note else {
            return Ok(true);
        };
        let message = format!(
            "{}: {why}; what comes before is read. Get the archive again, or make it anew.",
            path.display()
        );
        self.problem(ProblemKind::BrokenFeed, message)?;
        Ok(false)
    }

    /// A page: it waits until there are enough of them.
    fn page(&mut self, url: Url, response: Response) -> Result<(), StoreError> {
        let most = self.source.max_pages.map_or(usize::MAX, |most| {
            usize::try_from(most).unwrap_or(usize::MAX)
        });
        let task = self.task(url.clone());
        let refused = match filter::left_out(self.source, &task) {
            Some(reason) => Some((Step::Filter, reason)),
            None if self.read.len() >= most && !self.read.contains(&url) => Some((
                Step::Budget,
                format!("the source's budget of {most} addresses (`max_pages`) is used up"),
            )),
            None => None,
        };
        if let Some((step, reason)) = refused {
            return self.put(vec![Record::End(task, Outcome::Skipped(step, reason))]);
        }
        self.read.insert(url.clone());
        self.waiting.push((url, response));
        if self.waiting.len() < GROUP {
            return Ok(());
        }
        self.flush()
    }

    /// Reads what waits, on all threads, and stores it.
    fn flush(&mut self) -> Result<(), StoreError> {
        let pages = std::mem::take(&mut self.waiting);
        let (source, watch) = (self.source, self.watch);
        let read = |(url, response): Page| {
            let asked = asked(source, watch, url);
            let reading = asked.read(response);
            if reading.challenge.is_none() {
                return reading.records;
            }
            let reason = "in its place a page was archived that asks for proof of a person";
            vec![asked.end(Outcome::Skipped(Step::Type, reason.to_owned()))]
        };
        let records: Vec<Vec<Record>> = pages.into_par_iter().map(read).collect();
        self.put(records.concat())
    }

    /// The pages that stood until now and are there no more.
    fn bury(&mut self) -> Result<(), StoreError> {
        let standing = self.store.standing_pages(&self.source.name)?;
        let gone = standing.into_iter().filter(|url| !self.read.contains(url));
        let gone = gone
            .map(|url| Record::End(self.task(url), Outcome::Gone))
            .collect();
        self.put(gone)
    }
}

/// A local page counts as one that the source names.
fn task(source: &Source, url: Url) -> Task {
    Task {
        source: source.name.clone(),
        url,
        depth: 1,
        day: None,
        changed: None,
        from: None,
        trail: Vec::new(),
    }
}

fn asked(source: &Source, watch: &Watch, url: Url) -> Asked {
    Asked {
        task: task(source, url),
        source: source.clone(),
        known: false,
        agent: watch.settings.agent.clone(),
        max_bytes: watch.settings.max_bytes,
        today: latest(watch.now),
        home: None,
    }
}

/// Why a file was not read, and what to do.
fn unread(path: &Path, error: &std::io::Error) -> String {
    format!(
        "{} cannot be read: {error}. Mend `path` in masthead.toml, or the file.",
        path.display()
    )
}

/// The pages and the archives below a folder, sorted; or the one archive that is named. Links of
/// the file system are not followed, for they may lead in a circle or out of the folder.
fn found(path: &Path) -> std::io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut files, mut archives) = (Vec::new(), Vec::new());
    if path.is_file() {
        archives.push(path.to_owned());
        return Ok((files, archives));
    }
    let mut folders = vec![(path.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let (kind, path) = (entry.file_type()?, entry.path());
            let name = entry.file_name().to_string_lossy().to_lowercase();
            let ending = name.rsplit('.').next().unwrap_or_default();
            if kind.is_dir() && depth < DEEPEST {
                folders.push((path, depth + 1));
            } else if !kind.is_file() {
                // Links, and what is no file at all.
            } else if ARCHIVES.iter().any(|end| name.ends_with(end)) {
                archives.push(path);
            } else if PAGES.contains(&ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    archives.sort();
    Ok((files, archives))
}

/// The address that a file has on the web: the `index.html` of a folder is the folder.
fn address(base: &Url, top: &Path, file: &Path) -> Option<Url> {
    let mut url = base.clone();
    {
        let mut segments = url.path_segments_mut().ok()?;
        segments.pop_if_empty();
        for part in file.strip_prefix(top).ok()? {
            segments.push(part.to_str()?);
        }
    }
    let path = url.path().to_owned();
    if let Some(folder) = path
        .strip_suffix("index.html")
        .or_else(|| path.strip_suffix("index.htm"))
        && folder.ends_with('/')
    {
        url.set_path(folder);
    }
    normal(&url)
}

/// The address of a record that holds an answer or a resource.
fn page_of(head: &warc::Head) -> Option<String> {
    (head.is("response") || head.is("resource")).then(|| head.target().map(str::to_owned))?
}

/// A captured page: of a type that is read, and there or gone when it was asked for.
fn captured(head: &warc::Head, block: Vec<u8>, limit: u64) -> Option<Page> {
    let url = normal(&Url::parse(head.target()?).ok()?)?;
    let response = warc::answer(head, block, limit)?;
    let page = match response.mime().as_deref() {
        None => true,
        Some(mime) => matches!(
            mime,
            "text/html" | "application/xhtml+xml" | "application/pdf"
        ),
    };
    let told = matches!(response.status, 404 | 410) || page && matches!(response.status, 200 | 203);
    told.then_some((url, response))
}
