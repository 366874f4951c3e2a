//! `masthead build`: check, Zola, audit, exchange.

use std::env;

use masthead_publish::{self as publish, Places, Zola};

use crate::{
    Exit,
    args::{self, Args, Format},
    check,
    printer::Printer,
    render::{self, plural},
    workspace::Workspace,
};

pub(crate) fn run(args: &Args, asked: &args::Build, printer: &Printer) -> anyhow::Result<Exit> {
    let (workspace, findings) = Workspace::read(args)?;
    if render::broken(&findings) {
        return render::print(findings, asked.format, printer);
    }
    build(&workspace, args, asked.format, printer)
}

/// Builds the site of `workspace`. Content with errors is not built: what is wrong with it is
/// told in better words than Zola's.
pub(crate) fn build(
    workspace: &Workspace,
    args: &Args,
    format: Format,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let (content, mut findings) = check::content(workspace, args);
    let Some(content) = content.filter(|_| !render::broken(&findings)) else {
        let exit = render::print(findings, format, printer)?;
        printer.say("nothing was built; public/ is as it was");
        return Ok(exit);
    };
    let zola = zola(workspace)?;
    if let Some(warning) = &zola.warning {
        printer.warn(warning);
    }
    let built = publish::build(&workspace.root, &workspace.settings.site(), &zola, &content)?;
    findings.extend(built.findings);
    let exit = render::print(findings, format, printer)?;
    printer.say(&if built.published {
        format!(
            "built {} with Zola {} into public/",
            plural(built.pages, "page"),
            zola.version
        )
    } else {
        "public/ is as it was; the build that failed lies in .masthead/build/next".to_owned()
    });
    Ok(exit)
}

/// The Zola of a workspace.
pub(crate) fn zola(workspace: &Workspace) -> anyhow::Result<Zola> {
    let setting = workspace
        .settings
        .zola
        .as_ref()
        .map(|path| workspace.root.join(path));
    Ok(publish::find(Places {
        setting: setting.as_deref(),
        variable: env::var_os("MASTHEAD_ZOLA").as_deref(),
        workspace: Some(&workspace.root),
        path: env::var_os("PATH").as_deref(),
    })?)
}
