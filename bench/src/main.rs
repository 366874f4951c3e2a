//! Runs one library over files and prints what `masthead extract` or `masthead terms` prints.
//!
//! `peers LIBRARY [--decoded] extract FILE...` or `peers LIBRARY terms [--top N] FILE...`; with
//! `--decoded` the library is handed text, not the bytes as they were served.

mod charset;
mod page;
mod words;

use std::io::{self, BufWriter, Write};
use std::panic::{self, AssertUnwindSafe};
use std::{env, fs};

use anyhow::{Context, bail};

const USAGE: &str = "usage: peers LIBRARY [--decoded] extract|terms [--top N] FILE...";

fn main() -> anyhow::Result<()> {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let decoded = take(&mut args, "--decoded").is_some();
    let top = match take(&mut args, "--top") {
        Some(at) if at < args.len() => args.remove(at).parse().context(USAGE)?,
        _ => 5,
    };
    let [library, command, files @ ..] = args.as_slice() else {
        bail!(USAGE);
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match command.as_str() {
        "extract" => {
            let read =
                page::reader(library, decoded).with_context(|| format!("no reader {library}"))?;
            panic::set_hook(Box::new(|_| {}));
            for path in files {
                let bytes = fs::read(path).with_context(|| format!("cannot read {path}"))?;
                let bytes = if decoded {
                    charset::utf8(&bytes)
                } else {
                    bytes
                };
                let found = panic::catch_unwind(AssertUnwindSafe(|| read(&bytes)));
                let found = found.unwrap_or_else(|_| page::Found::failed("it panicked"));
                line(&mut out, path, &found)?;
            }
        }
        "terms" => {
            let rank = words::ranker(library).with_context(|| format!("no ranker {library}"))?;
            for path in files {
                let text =
                    fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
                let terms = rank(&text, top);
                line(&mut out, path, &words::Found { terms })?;
            }
        }
        _ => bail!(USAGE),
    }
    out.flush().context("cannot write")
}

/// Takes a flag out of `args`: where it stood.
fn take(args: &mut Vec<String>, flag: &str) -> Option<usize> {
    let at = args.iter().position(|arg| arg == flag)?;
    args.remove(at);
    Some(at)
}

/// One object with its path, on a line of its own.
fn line(out: &mut impl Write, path: &str, found: &impl serde::Serialize) -> anyhow::Result<()> {
    #[derive(serde::Serialize)]
    struct Line<'a, T> {
        path: &'a str,
        #[serde(flatten)]
        found: &'a T,
    }
    serde_json::to_writer(&mut *out, &Line { path, found })?;
    out.write_all(b"\n").context("cannot write")
}
