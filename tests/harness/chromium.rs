//! A real headless Chromium: opens pages at the width of a phone or a desk and measures them.

use std::{env, fs, path::Path, process::Command, sync::OnceLock};

use masthead::web::{Server, Web};

use scraper::Html;
use serde::Deserialize;
use tempfile::TempDir;

use super::html::select;

/// Width of a phone and of a desk, in CSS pixels.
pub const WIDTHS: [u32; 2] = [390, 1440];

/// What the browser made of a page.
#[derive(Debug, Deserialize)]
pub struct Measured {
    /// Its path on the host.
    pub path: String,
    /// The width it was shown at.
    pub width: u32,
    /// Its title.
    pub title: String,
    /// Width that the page needs; more than the window means that it scrolls sideways.
    pub needs: u32,
    /// Texts of elements that stand out of the window and cannot be scrolled to.
    pub cut: Vec<String>,
    /// Boxes that must be scrolled sideways to see all that is in them.
    pub slides: u32,
    /// Addresses of images that did not load.
    pub broken: Vec<String>,
    /// Whether a style sheet applies.
    pub styled: bool,
    /// Length of the visible text.
    pub text: u32,
    /// Charts (SVG) without a shape.
    pub empty_charts: u32,
}

/// Opens pages of one host of `web` at both widths, and measures them.
pub fn measure(browser: &Path, mut web: Web, host: &str, pages: &[&str]) -> Vec<Measured> {
    let frames: Vec<(String, u32)> = pages
        .iter()
        .flat_map(|page| WIDTHS.map(|width| (format!("/{page}"), width)))
        .collect();
    let html = include_str!("frame.html").replace("{frames}", &json(&frames));
    web.put(host, "frames.html", html.as_bytes());
    let server = Server::start(web).unwrap();
    let profile = TempDir::new().unwrap();
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args([
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--window-size=1600,1000",
        ])
        .arg(format!(
            "--host-resolver-rules=MAP *.example {}",
            server.address()
        ))
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(["--dump-dom", &format!("http://{host}/frames.html")])
        .output()
        .unwrap();
    let dom = Html::parse_document(&String::from_utf8_lossy(&output.stdout));
    let told: String = dom
        .select(&select("#measured"))
        .flat_map(|e| e.text())
        .collect();
    let measured: Vec<Measured> = serde_json::from_str(&told).unwrap_or_else(|error| {
        panic!(
            "{host}: {error}\n{}",
            String::from_utf8_lossy(&output.stderr)
        )
    });
    assert_eq!(measured.len(), frames.len());
    measured
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// The browser of this machine. Without one, tests that need it say so and are passed over,
/// except under `CI=true`, where they fail.
pub fn browser() -> Option<&'static Path> {
    static FOUND: OnceLock<Option<std::path::PathBuf>> = OnceLock::new();
    let found = FOUND.get_or_init(find).as_deref();
    if found.is_none() {
        let message = "NO BROWSER: tests of pages in a real Chromium did not run. \
                       Install chromium, or set MASTHEAD_CHROMIUM to one.";
        assert!(env::var("CI").as_deref() != Ok("true"), "{message}");
        let _ = fs::write("/dev/tty", format!("\n{message}\n"));
        println!("{message}");
    }
    found
}

fn find() -> Option<std::path::PathBuf> {
    if let Some(named) = env::var_os("MASTHEAD_CHROMIUM") {
        return Some(named.into());
    }
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .chain(["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome".into()])
        .find(|candidate| candidate.is_file())
}
