//! `masthead source add`: looks at an address, says what is there, and writes the setting.

use anyhow::{Context, anyhow, bail};
use masthead_crawler::{Look, SourceKind, normal};
use masthead_store::Role;
use masthead_text::{Language, Severity};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};
use url::Url;

use crate::{
    Exit,
    args::{self, Args, SourceCommand},
    clock,
    printer::Printer,
    results,
    settings::{self, FILE, Settings},
    workspace::Workspace,
};

pub(crate) fn run(args: &Args, asked: &args::Source, printer: &Printer) -> anyhow::Result<Exit> {
    match &asked.command {
        SourceCommand::Add(add) => self::add(args, add, printer),
    }
}

fn add(args: &Args, asked: &args::Add, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    single(&workspace.settings, &asked.url, asked.name.as_deref())?;
    let now = clock::now(args);
    let look = masthead_crawler::look(&asked.url, &workspace.settings.crawl, now)?;
    let look = look.map_err(|why| anyhow!(why))?;
    for line in told(&look) {
        printer.line(&line)?;
    }
    let entry = entry(asked, &look);
    single(&workspace.settings, &entry.url, Some(&entry.name))?;
    let path = workspace.root.join(FILE);
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {FILE}"))?;
    let (text, first, last) = with(&text, &entry)?;
    usable(&text)?;
    let lines: Vec<&str> = text
        .lines()
        .skip(first - 1)
        .take(last + 1 - first)
        .collect();
    if asked.dry_run {
        printer.say("nothing was written; without --dry-run this would be added:");
    } else {
        results::write(&path, text.as_bytes())?;
        printer.say(&format!(
            "added to {FILE} as lines {first} to {last}; to undo it, take them out again:"
        ));
    }
    for line in lines {
        printer.line(line)?;
    }
    Ok(Exit::Clean)
}

/// What is written into the settings.
struct Entry {
    name: String,
    url: Url,
    kind: SourceKind,
    role: Role,
    language: Option<Language>,
}

/// What was asked for, and for the rest what the address says.
fn entry(asked: &args::Add, look: &Look) -> Entry {
    let role = asked.role.unwrap_or(Role::Industry);
    let (best, url) = look.best(role);
    let (kind, url) = match asked.kind {
        Some(kind) => (kind, pick(look, kind)),
        None => (best, url),
    };
    let said = look.site.clone().or_else(|| look.title.clone());
    let said = said.filter(|name| !name.trim().is_empty());
    let host = || url.host_str().unwrap_or_default().to_owned();
    let name = asked.name.clone().or(said).unwrap_or_else(host);
    // A title may be long and hold anything; a name is one short line.
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    Entry {
        name: crate::printer::tame(&name).chars().take(60).collect(),
        url: url.clone(),
        kind,
        role,
        language: look.language,
    }
}

/// The address from which a kind of source starts.
fn pick(look: &Look, kind: SourceKind) -> &Url {
    let offered = match kind {
        SourceKind::Feed => look.feeds.first(),
        SourceKind::Sitemap => look.sitemaps.first(),
        _ => None,
    };
    offered.map_or(&look.url, |offered| &offered.url)
}

/// Refuses an address or a name that is watched already.
fn single(settings: &Settings, url: &Url, name: Option<&str>) -> anyhow::Result<()> {
    for source in &settings.source {
        if normal(&source.url) == normal(url) {
            bail!("{url} is watched already, as “{}”", source.name);
        }
        if name.is_some_and(|name| name.trim() == source.name.trim()) {
            bail!(
                "a source is named “{}” already; give this one another name with --name",
                source.name
            );
        }
    }
    Ok(())
}

/// What was seen, line by line.
fn told(look: &Look) -> Vec<String> {
    let url = &look.url;
    let mut lines = match look.kind {
        SourceKind::Feed => vec![format!("feed       {url} names {}", pages(look.pages))],
        // It stands among the sitemaps below.
        SourceKind::Sitemap => Vec::new(),
        _ => vec![format!("page       {url}")],
    };
    let language = look.language.map(|language| match language {
        Language::English => "English".to_owned(),
        Language::Chinese => "Chinese".to_owned(),
    });
    for (label, said) in [
        ("title", look.title.clone()),
        ("language", language),
        ("made with", look.platform.clone()),
    ] {
        lines.extend(said.map(|said| format!("{label:10} {said}")));
    }
    if look.scripted {
        lines.push(format!(
            "{:10} the page is empty until a browser runs its scripts; watch a feed or a sitemap",
            "scripts"
        ));
    }
    for feed in &look.feeds {
        lines.push(format!(
            "feed       {} names {}",
            feed.url,
            pages(feed.pages)
        ));
    }
    for map in &look.sitemaps {
        let named = match map.sitemaps {
            0 => pages(map.pages),
            more => format!(
                "{} and {}",
                pages(map.pages),
                count(more, "further sitemap")
            ),
        };
        lines.push(format!("sitemap    {} names {named}", map.url));
    }
    lines
}

fn pages(number: usize) -> String {
    count(number, "page")
}

fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// The settings with the source after the last one, everything else as it stands; and the lines
/// that it takes up, counted from 1.
fn with(text: &str, entry: &Entry) -> anyhow::Result<(String, usize, usize)> {
    let mut document: DocumentMut = text.parse().with_context(|| format!("reading {FILE}"))?;
    let mut table = Table::new();
    table["name"] = value(&entry.name);
    table["url"] = value(entry.url.as_str());
    table["kind"] = value(entry.kind.name());
    table["role"] = value(role(entry.role));
    if let Some(language) = entry.language {
        table["language"] = value(language.tag());
    }
    table.decor_mut().set_prefix("\n");
    let keys = table.len();
    let sources = document
        .entry("source")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(sources) = sources.as_array_of_tables_mut() else {
        bail!("{FILE} writes its sources as one list; write each as a [[source]] of its own first");
    };
    // Behind the last source, also where other sections follow.
    let last = sources.iter().last().and_then(|source| {
        let parts = source
            .iter()
            .filter_map(|(_, item)| item.as_table()?.position());
        source.position().into_iter().chain(parts).max()
    });
    table.set_position(last);
    sources.push(table);
    let new = document.to_string();
    // It stands where the texts part, behind the empty line above it; its header is a line too.
    let parted = text
        .lines()
        .zip(new.lines())
        .take_while(|(old, new)| old == new)
        .count();
    let rest = new.lines().skip(parted);
    let first = parted + rest.take_while(|line| line.is_empty()).count();
    Ok((new, first + 1, first + 1 + keys))
}

/// The word for a role in the settings.
fn role(role: Role) -> &'static str {
    match role {
        Role::Industry => "industry",
        Role::Competitor => "competitor",
        Role::Tender => "tender",
        Role::Own => "own",
    }
}

/// Refuses settings that a crawl would refuse.
fn usable(text: &str) -> anyhow::Result<()> {
    let (_, findings) = settings::read(text);
    let wrong = findings
        .iter()
        .find(|finding| finding.severity == Severity::Error);
    match wrong {
        None => Ok(()),
        Some(wrong) => bail!(
            "it cannot be added so: {}; {}",
            wrong.message,
            wrong
                .help
                .as_deref()
                .unwrap_or("write the source into masthead.toml by hand")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Entry {
        Entry {
            name: "智造\"日报\"".to_owned(),
            url: Url::parse("http://news.zhizao.example/rss.xml").unwrap(),
            kind: SourceKind::Feed,
            role: Role::Industry,
            language: Some(Language::Chinese),
        }
    }

    const ADDED: &str = "[[source]]\nname = '智造\"日报\"'\nurl = \"http://news.zhizao.example/rss.xml\"\n\
        kind = \"feed\"\nrole = \"industry\"\nlanguage = \"zh\"\n";

    #[test]
    fn a_source_is_added_behind_the_last_and_nothing_else_changes() {
        let own = "[[source]] # ours\nname = \"a\"\nurl = \"http://a.example\"\n";
        let crawl = "# who we are\n[crawl]\ndelay  =  2.0   # slow\n";
        let words = "\n# words\n[words]\nterms = [\n  \"相机\", # one\n]\n# end\n";
        for (before, after) in [
            ("", ""),
            (crawl, ""),
            (&format!("{crawl}\n{own}"), ""),
            (&format!("{crawl}\n{own}"), words),
            (
                own,
                "\n\n[plan]\ncurrency = \"CNY\"\n[plan.themes]\nen = \"x\"\n",
            ),
        ] {
            let text = format!("{before}{after}");
            let (new, first, last) = with(&text, &plain()).unwrap();
            let lines: Vec<&str> = new.lines().collect();
            assert_eq!(lines[first - 1..last].join("\n") + "\n", ADDED, "{new}");
            assert_eq!(new, format!("{before}\n{ADDED}{after}"));
        }
    }

    #[test]
    fn what_is_watched_already_is_refused() {
        let (settings, _) = settings::read(include_str!("../masthead.toml"));
        let refused = |url: &str, name: &str| {
            let url = Url::parse(url).unwrap();
            single(&settings, &url, Some(name)).map_err(|error| error.to_string())
        };
        assert_eq!(refused("http://new.example/", "新"), Ok(()));
        assert_eq!(
            refused("http://news.zhizao.example/rss.xml?utm_source=x", "新").unwrap_err(),
            "http://news.zhizao.example/rss.xml?utm_source=x is watched already, as “智造日报”"
        );
        assert_eq!(
            refused("http://new.example/", " 衡像科技").unwrap_err(),
            "a source is named “衡像科技” already; give this one another name with --name"
        );
    }
}
