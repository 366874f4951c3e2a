//! `masthead new`: a page whose facts are waiting to be filled in.

use masthead_editorial as editorial;

use crate::{
    Exit,
    args::{self, Args},
    clock, market,
    printer::Printer,
    results,
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::New, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let (content, _) = market::usable(&workspace, args)?;
    let language = asked.lang.unwrap_or(content.site.default_language);
    let today = clock::day(clock::now(args));
    let slug = asked.slug.as_deref();
    let draft = editorial::draft(asked.kind, &asked.title, language, slug, &content, today)?;
    let path = workspace.root.join(&draft.path);
    results::write(&path, draft.text.as_bytes())?;
    printer.line(&shown(&path))?;
    if let Some(pair) = &draft.pair {
        printer.say(&format!(
            "paired with {pair}, whose days and numbers it takes over"
        ));
    }
    if let Some(hint) = &draft.hint {
        printer.say(hint);
    }
    printer.say(&format!(
        "Replace what begins with {}; `masthead check` lists what is left. \
         Then take out `draft = true`: the next build publishes the page.",
        draft.marker
    ));
    Ok(Exit::Clean)
}
