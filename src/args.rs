//! What can be asked for on the command line, and the help that teaches it.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use masthead_crawler::SourceKind;
use masthead_editorial::Kind;
use masthead_store::{Month, Role};
use masthead_text::Language;
use url::Url;

use crate::clock;

/// Publishes your content with Zola, watches your market, and turns both into
/// search-advertising plans and the monthly report.
#[derive(Debug, Parser)]
#[command(
    name = "masthead",
    version,
    max_term_width = 100,
    after_help = "A first look:  masthead demo\n\
                  Your own:      masthead init my-site --name \"My Company\"\n\n\
                  Exit codes: 0 clean, 1 something was found, 2 could not run."
)]
pub struct Args {
    /// Folder in the workspace to work in, instead of the current one
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,

    /// The time to work at, instead of the clock: 2026-10-31 or 2026-10-31T18:00:00Z
    #[arg(long, global = true, value_name = "TIME", value_parser = clock::parse)]
    pub now: Option<Timestamp>,

    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands, in the order of the loop.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a workspace of your own: theme, empty sections, commented settings
    Init(Init),
    /// Write a new page whose facts are waiting to be filled in
    New(New),
    /// Check content and settings; report every problem with its place
    Check(Check),
    /// Check, build the site with Zola, audit the result, and put it in public/
    Build(Build),
    /// Visit the sources in masthead.toml and store what changed
    #[command(
        after_help = "What it sees is kept in .masthead/store.db, every version of every page. \
                      robots.txt and a pace per host are obeyed.\n\
                      A crawl may be stopped at any moment; the next one goes on where it was.\n\n\
                      On many machines, round by round until no plan is left:\n  \
                      masthead crawl --plan > plan.jsonl\n  \
                      masthead crawl --host-task < plan.jsonl > records.jsonl   (any part of its lines)\n  \
                      masthead crawl --merge < records.jsonl"
    )]
    Crawl(Crawl),
    /// Tell what became of an address in the crawls, and why
    Why(Why),
    /// Say whether a robots.txt allows a crawler an address, and by which line
    Robots(Robots),
    /// Look at an address, say what is there, and add it to the sources in masthead.toml
    Source(Source),
    /// Report new, rising and fading terms, who targets them, and which you lack
    Keywords(Keywords),
    /// Make a search-advertising plan: campaigns, keywords, bids, ads
    Plan(Plan),
    /// Read exports of Search Console, ad platforms and leads
    Import(Import),
    /// Write the monthly report
    Report(Report),
    /// Tell what is new since a day: tenders, competitors, copies of your texts, sources
    Digest(Digest),
    /// Write a systemd timer, a cron line or a CI workflow that crawls and tells every night
    Schedule(Schedule),
    /// Write the stored tables as CSV, or the stored pages as a web archive
    Export(Export),
    /// Print what Masthead reads in pages: text, days, kind, links; one JSON object a file
    Extract(Extract),
    /// Print what pages and texts are about: their terms, best first; one JSON object a file
    Terms(Terms),
    /// Look over the store, the settings and what Masthead needs; repair, and free the disk
    Doctor(Doctor),
    /// Write all that is stored to one file, also while a crawl runs
    Backup(Backup),
    /// Make the store of a backup anew, where there is none
    Restore(Restore),
    /// Run the whole loop on the sample company and its sample web
    Demo(Demo),
    /// Read one PDF from standard input, within bounds; the crawl asks for this itself
    #[command(name = masthead_crawler::READ_PDF, hide = true)]
    ReadPdf(ReadPdf),
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the source line and advice
    #[default]
    Full,
    /// One line each
    Concise,
    /// One JSON array
    Json,
}

/// `masthead init`
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: masthead init acme-site --name \"Acme Pumps\" --language zh")]
pub struct Init {
    /// Folder to create; it must be empty or not exist
    pub dir: PathBuf,
    /// Name of the company, as readers see it [default: the folder's name]
    #[arg(long)]
    pub name: Option<String>,
    /// Default language of the site; the other one is set up beside it
    #[arg(long, value_name = "en|zh", default_value = "en", value_parser = language)]
    pub language: Language,
}

/// `masthead new`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: masthead new case-study \"How Norrvik cut claims\"\n\
                  Its Chinese side: masthead new case-study \"诺维克如何减少投诉\" --lang zh \
                  --slug how-norrvik-cut-claims"
)]
pub struct New {
    /// Type of the page: case-study, whitepaper, interview or product
    #[arg(value_name = "TYPE", value_parser = kind)]
    pub kind: Kind,
    /// Working title
    pub title: String,
    /// Language of the page [default: the site's default language]
    #[arg(long, value_name = "en|zh", value_parser = language)]
    pub lang: Option<Language>,
    /// Last part of the address; pages with the same slug are one page in two languages
    /// [default: made from the title]
    #[arg(long)]
    pub slug: Option<String>,
}

/// `masthead check`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Errors and warnings end with exit code 1. Notes, such as open questions \
                  of a draft, do not."
)]
pub struct Check {
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `masthead build`
#[derive(Debug, clap::Args)]
#[command(after_help = "public/ changes only when everything went well; \
                  a failed build leaves the last good one as it is.")]
pub struct Build {
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `masthead crawl`
#[derive(Debug, Default, clap::Args)]
#[group(multiple = false)]
pub struct Crawl {
    /// Ask nobody; print which addresses a crawl would begin with, and under which rules
    #[arg(long)]
    pub dry_run: bool,
    /// Begin a crawl, or go on with one, and print what is to be done at each host: a line of
    /// JSON for each
    #[arg(long)]
    pub plan: bool,
    /// Crawl the hosts whose plans come on standard input, and print their records; needs no store
    #[arg(long)]
    pub host_task: bool,
    /// Store the records that come on standard input
    #[arg(long)]
    pub merge: bool,
}

/// `masthead why`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: masthead why https://www.example.com/products/line-scan\n\n\
                  An address passes these steps before it is asked for, and each can refuse it: its \
                  source is watched; scope; filter; depth; trap; budget; robots.txt. What came of it \
                  is kept for every crawl.\n\
                  Exit code 0 if the page stands, 1 if not."
)]
pub struct Why {
    /// Address, as you see it in a browser
    #[arg(value_parser = crate::extract::address)]
    pub url: Url,
}

/// `masthead robots`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: masthead robots https://www.example.com/products/\n          \
                  masthead robots https://www.example.com/ --agent otherbot --file robots.txt\n\n\
                  The robots.txt is asked for as a crawl asks for it, with the settings of the \
                  workspace if there is one. If it cannot be had because the server fails or cannot \
                  be reached, nothing there may be asked for.\n\n\
                  Exit codes: 0 allowed, 1 disallowed, 2 could not run."
)]
pub struct Robots {
    /// Address to judge
    #[arg(value_parser = crate::extract::address)]
    pub url: Url,
    /// Name of the crawler, of which the word before the version counts [default: that of the
    /// settings]
    #[arg(long, value_name = "NAME")]
    pub agent: Option<String>,
    /// Read the robots.txt from this file and ask nobody; - is standard input
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// `masthead source`
#[derive(Debug, clap::Args)]
pub struct Source {
    /// What to do with the sources
    #[command(subcommand)]
    pub command: SourceCommand,
}

/// What can be done with the sources.
#[derive(Debug, Subcommand)]
pub enum SourceCommand {
    /// Look at an address, say what is there, and add it to masthead.toml
    #[command(
        after_help = "Examples: masthead source add https://www.competitor.example/ --role competitor\n          \
                      masthead source add https://www.news.example/ --dry-run\n\n\
                      robots.txt and the pace of a crawl hold here too. It says which feeds and \
                      sitemaps there are, how many pages they name, the language, and what the \
                      page was made with. Comments and layout of masthead.toml stay."
    )]
    Add(Add),
}

/// `masthead source add`
#[derive(Debug, clap::Args)]
pub struct Add {
    /// Address of a home page, a feed or a sitemap
    #[arg(value_parser = crate::extract::address)]
    pub url: Url,
    /// What to call it [default: the name of the site, as its page says]
    #[arg(long)]
    pub name: Option<String>,
    /// What it is to you: industry, competitor, tender or own [default: industry]
    #[arg(long, value_parser = role)]
    pub role: Option<Role>,
    /// How its pages are found: feed, sitemap, site or urls [default: by what is there]
    #[arg(long, value_parser = source_kind)]
    pub kind: Option<SourceKind>,
    /// Only say what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// `masthead keywords`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Writes out/keywords-MONTH.json and a page to open in each language. A month is \
                  compared with the one before, so both must have been crawled."
)]
pub struct Keywords {
    /// Month to look at [default: the month of now]
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// Write the page in this language only [default: both]
    #[arg(long, value_name = "en|zh", value_parser = language)]
    pub lang: Option<Language>,
}

/// `masthead plan`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Writes out/plan-MONTH/google-ads-editor.csv, which Google Ads Editor imports \
                  (everything paused), and plan.json with the reason for every keyword. Bids come \
                  from the numbers under [plan] in masthead.toml."
)]
pub struct Plan {
    /// Month whose keywords to use [default: the month of now]
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `masthead import`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: masthead import --month 2026-10 Queries.csv Pages.csv ads.csv leads.csv\n\
                  What a file is, its language and its separator are seen from its header. \
                  A newer file of the same kind and month replaces the older one."
)]
pub struct Import {
    /// CSV files as exported
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Month of files that carry no days (Search Console)
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `masthead report`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Writes out/report-MONTH.json and a page to open in each language. Import the \
                  month's exports first; what was not imported is left out, and said."
)]
pub struct Report {
    /// Month to report [default: the last whole month before now]
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// Write the report in this language only [default: both]
    #[arg(long, value_name = "en|zh", value_parser = language)]
    pub lang: Option<Language>,
}

/// The forms of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Markdown
    Md,
    /// A page to open
    Html,
    /// All that was found, for programs
    Json,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Md, Self::Html, Self::Json];
}

/// Where a digest begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// On this day.
    Day(Date),
    /// On the day of the last crawl.
    Crawl,
}

/// `masthead digest`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Writes out/digest-DAY.json, and a page and a Markdown file in each language, where DAY is \
                  the day of now. Open tenders stand on top: those that name your products first, \
                  each by its deadline.\n\
                  Example: masthead digest --since 2026-11-16 --format md --lang en"
)]
pub struct Digest {
    /// First day to tell of, in UTC; `crawl` is the day of the last crawl
    /// [default: seven days before now]
    #[arg(long, value_name = "DAY", value_parser = since)]
    pub since: Option<Since>,
    /// Write this form only [default: all]
    #[arg(long, value_enum)]
    pub format: Option<Form>,
    /// Write in this language only [default: both]
    #[arg(long, value_name = "en|zh", value_parser = language)]
    pub lang: Option<Language>,
    /// Folder to write to [default: out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Send it to every [[delivery]] of the settings instead of writing it; a place gets the same
    /// digest once
    #[arg(long, conflicts_with_all = ["format", "lang", "out"])]
    pub send: bool,
    /// Send it also where it was sent before
    #[arg(long, requires = "send")]
    pub again: bool,
}

/// `masthead schedule`
#[derive(Debug, clap::Args)]
#[command(
    group = clap::ArgGroup::new("kind").required(true),
    after_help = "Each night: masthead crawl, then masthead digest --since crawl (with --send if the settings \
                  name a [[delivery]]). Two crawls never run at once. Units and workflow are written to \
                  out/schedule/ with what to do next; the cron line is printed.\n\
                  Example: masthead schedule --systemd --at 03:15"
)]
pub struct Schedule {
    /// Write a service and a timer of systemd, which makes up for a night that was missed
    #[arg(long, group = "kind")]
    pub systemd: bool,
    /// Print a line for crontab
    #[arg(long, group = "kind")]
    pub cron: bool,
    /// Write a workflow of GitHub Actions
    #[arg(long, group = "kind")]
    pub ci: bool,
    /// When: local time, in the workflow UTC
    #[arg(long, value_name = "HH:MM", default_value = "02:30", value_parser = time)]
    pub at: Time,
}

/// `masthead export`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "One CSV file for each table of the store: pages, their versions, crawls, \
                  problems, search, ads, leads. No cell starts a formula.\n\n\
                  With --warc, every version of every page, feed and sitemap becomes a WARC 1.1 \
                  archive that other tools read, one packed record each, with the headers as \
                  received. Bodies are stored unpacked, and the archive says so. To read one: a \
                  [[source]] of kind \"folder\" with the archive as its path."
)]
pub struct Export {
    /// Folder to write to [default: out/export]
    #[arg(conflicts_with = "warc")]
    pub dir: Option<PathBuf>,
    /// Write the stored pages to this file instead, such as pages.warc.gz
    #[arg(long, value_name = "FILE")]
    pub warc: Option<PathBuf>,
}

/// `masthead extract`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: masthead extract saved/*.html | jq -r '[.path, .published] | @tsv'\n          \
                  gunzip -c a.html.gz | masthead extract --url https://www.example.com/a/ -\n\n\
                  Every file gives one line, in the order given, with all of these; what a page \
                  does not say is null or empty:\n\n\
                  \x20 path, url              the file; the address, as --url says\n\
                  \x20 title, description     the title as readers see it, without the name of the site\n\
                  \x20 language               of the text, as a BCP 47 tag: en, zh, de\n\
                  \x20 languages              of its blocks: language, null for code and names, and the\n\
                  \x20                        lines of the text, the first is 1: from, to\n\
                  \x20 kind                   article, service, product, collection, forum, listing,\n\
                  \x20                        documentation, home or other\n\
                  \x20 author                 names\n\
                  \x20 published, updated     days such as 2026-10-03, never later than --now\n\
                  \x20 canonical, alternates  the address it asks to be known by; other languages, with theirs\n\
                  \x20 robots                 directives for crawlers, such as noindex\n\
                  \x20 headings               level (1 to 6), text\n\
                  \x20 links                  address, text, rel, and the line that the tag ends on\n\
                  \x20 images                 address, alt, size (width and height in pixels)\n\
                  \x20 open_graph             properties such as og:title\n\
                  \x20 structured             JSON-LD, microdata and RDFa alike: syntax, value, and what is wrong\n\
                  \x20 text                   the main text, one block a line\n\
                  \x20 words                  its length: Chinese in characters, any other language in words\n\
                  \x20 charset                the character set it was read in\n\
                  \x20 problems               what could not be read, in sentences\n\
                  \nNothing that a file holds is an error. A file that cannot be opened is told, and the \
                  exit code is 1."
)]
pub struct Extract {
    /// HTML files of up to 128 MiB; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Address of the page, from which relative links start; without it they stay as written.
    /// With several files it holds for each
    #[arg(long, value_parser = crate::extract::address)]
    pub url: Option<Url>,
}

/// `masthead terms`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: masthead terms --top 5 saved/*.html | jq -r '.terms[].term'\n          \
                  masthead terms --top 1 --explain page.html | jq '.terms[0].parts'\n\n\
                  A term is a phrase, not its fragments; forms and word orders of one meaning are one \
                  term. Its score is the chance that a person would name it as a keyword of the text; \
                  “where” says whether it stands in the title, a heading or the text. In a workspace \
                  the words under [words] and the names in masthead.toml are known. The keyword report \
                  looks for the same terms in all pages of a month.\n\n\
                  Of a page the first 100,000 characters of its text count; where there are more, \
                  that is said. A word of more than 64 characters is in no term."
)]
pub struct Terms {
    /// HTML, Markdown or plain-text files of up to 128 MiB, told apart by how they begin; - is
    /// standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Terms of each file, at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// Show what every score is made of, what tells most first: what was looked at, what was
    /// found, and what that adds to the logarithm of the odds (below 0: what it takes away)
    #[arg(long)]
    pub explain: bool,
}

/// `masthead doctor`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "It reads the settings, looks for Zola and for room on the disk, has SQLite check \
                  the database, and reads every stored page: its length and its hash must be what \
                  they were. Each finding says what is wrong, where, and what to do.\n\n\
                  A repair drops what is damaged and marks its pages to be fetched again by the \
                  next crawl; what was read of them stays. A prune drops what is out of use for \
                  longer than [keep] in masthead.toml says, and frees the disk; a crawl does it too \
                  when it ends. Either may be stopped at any moment.\n\n\
                  Exit codes: 0 in order, 1 something is wrong, 2 could not run."
)]
pub struct Doctor {
    /// Repair what is damaged first, then look
    #[arg(long)]
    pub repair: bool,
    /// Drop what is old and free the disk first, then look
    #[arg(long)]
    pub prune: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `masthead backup`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: masthead backup backups/2026-10-31.masthead\n\n\
                  The file is a SQLite database with all tables and all pages. It is the store as it \
                  was when the command began, is read back before it gets its name, and never \
                  written over another. Content and settings are files of yours: keep them under \
                  version control.\n\n\
                  Exit codes: 0 all is in it, 1 damaged pages are not, 2 could not run."
)]
pub struct Backup {
    /// File to write; it must not exist
    pub file: PathBuf,
}

/// `masthead restore`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "It writes over nothing: move .masthead/store.db and .masthead/bodies away first. \
                  A restore that was stopped is begun again by the same command."
)]
pub struct Restore {
    /// File that `masthead backup` wrote
    pub file: PathBuf,
}

/// `masthead demo`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "In the folder of the sample company it works there; elsewhere it \
                  unpacks the sample first. It writes public/ and out/ there, and keeps \
                  what it observed under .masthead/demo, apart from your own."
)]
pub struct Demo {
    /// Folder for the sample workspace [default: this one if it is the sample's, else masthead-demo]
    pub dir: Option<PathBuf>,
}

/// `masthead read-pdf`
#[derive(Debug, clap::Args)]
pub struct ReadPdf {
    /// Its address
    #[arg(long, value_parser = crate::extract::address)]
    pub url: Url,

    /// The bounds are set already
    #[arg(long)]
    pub bounded: bool,
}

fn since(text: &str) -> Result<Since, String> {
    if text == "crawl" {
        return Ok(Since::Crawl);
    }
    let day = text.parse().map(Since::Day);
    day.map_err(|_| "write a day (2026-10-31) or crawl".to_owned())
}

fn time(text: &str) -> Result<Time, String> {
    let time = Time::strptime("%H:%M", text);
    time.map_err(|_| "write hours and minutes, such as 02:30".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::from_tag(text).ok_or_else(|| "write en or zh".to_owned())
}

fn kind(text: &str) -> Result<Kind, String> {
    Kind::from_name(text)
        .ok_or_else(|| "write case-study, whitepaper, interview or product".to_owned())
}

fn role(text: &str) -> Result<Role, String> {
    match text {
        "industry" => Ok(Role::Industry),
        "competitor" => Ok(Role::Competitor),
        "tender" => Ok(Role::Tender),
        "own" => Ok(Role::Own),
        _ => Err("write industry, competitor, tender or own".to_owned()),
    }
}

/// The kinds that need nothing but an address.
fn source_kind(text: &str) -> Result<SourceKind, String> {
    use SourceKind::{Feed, Site, Sitemap, Urls};
    [Feed, Sitemap, Site, Urls]
        .into_iter()
        .find(|kind| kind.name() == text)
        .ok_or_else(|| {
            "write feed, sitemap, site or urls; other kinds need more keys, which you write into \
             masthead.toml"
                .to_owned()
        })
}
