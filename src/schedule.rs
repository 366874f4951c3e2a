//! `masthead schedule`: a systemd timer, a cron line or a CI workflow that crawls every night and
//! delivers what is new.
//!
//! Two crawls never run at once: a second one refuses, systemd starts a service once, and the
//! workflow queues. The digest follows a crawl that did its work, also one that found trouble
//! (exit code 1). Secrets come from `.masthead/env`, or from the secrets of the CI.

mod quote;

use std::collections::BTreeSet;

use anyhow::Context;
use jiff::civil::Time;

use quote::{line, shell, unit};

use crate::{
    Exit,
    args::{self, Args},
    printer::Printer,
    results,
    workspace::{Workspace, shown},
};

/// The digest that follows a crawl: what that crawl found.
const DIGEST: &[&str] = &["digest", "--since", "crawl"];

pub(crate) fn run(args: &Args, asked: &args::Schedule, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let plan = Plan::of(&workspace, asked.at)?;
    let file = |name: &str, text: &str| -> anyhow::Result<String> {
        let path = workspace.out(&format!("schedule/{name}"));
        Ok(shown(&results::write(&path, text.as_bytes())?))
    };
    if asked.cron {
        printer.line(&plan.cron())?;
        printer.say("add this line with `crontab -e`");
    } else if asked.ci {
        printer.line(&file("masthead.yml", &plan.workflow(&workspace))?)?;
        printer.say(
            "put it into .github/workflows/; set the variable MASTHEAD_REPOSITORY and the secrets \
             that it names in the settings of the repository",
        );
    } else {
        let name = &plan.name;
        printer.line(&file(&format!("{name}.service"), &plan.service())?)?;
        printer.line(&file(&format!("{name}.timer"), &plan.timer())?)?;
        printer.say(&format!(
            "copy both to ~/.config/systemd/user/, then run `systemctl --user daemon-reload` and \
             `systemctl --user enable --now {name}.timer`; `loginctl enable-linger` lets it run \
             while nobody is logged in"
        ));
    }
    if !asked.ci && !workspace.settings.delivery.is_empty() {
        let path = shown(&workspace.state.join("env"));
        printer.say(&format!(
            "put the secrets that the deliveries name into {path}, one NAME=value a line"
        ));
    }
    Ok(Exit::Clean)
}

/// What is run, and when.
struct Plan {
    /// Of the units: `masthead-` and the folder.
    name: String,
    program: String,
    root: String,
    /// Where secrets stand.
    secrets: String,
    at: Time,
    /// Whether there is a place to send to.
    send: bool,
}

impl Plan {
    fn of(workspace: &Workspace, at: Time) -> anyhow::Result<Self> {
        let program = std::env::current_exe().context("finding the program that runs")?;
        let root = &workspace.root;
        let folder = root.file_name().unwrap_or_default().to_string_lossy();
        let slug: String = folder.chars().filter(char::is_ascii_alphanumeric).collect();
        let slug = if slug.is_empty() {
            "workspace".to_owned()
        } else {
            slug.to_lowercase()
        };
        Ok(Self {
            name: format!("masthead-{slug}"),
            program: line(&program)?,
            root: line(root)?,
            secrets: line(&workspace.state.join("env"))?,
            at,
            send: !workspace.settings.delivery.is_empty(),
        })
    }

    /// The words after the program of each of both commands.
    fn commands(&self) -> [Vec<&str>; 2] {
        let inside = ["-C", self.root.as_str()];
        let crawl = inside.into_iter().chain(["crawl"]).collect();
        let send = self.send.then_some("--send");
        let digest = inside
            .into_iter()
            .chain(DIGEST.iter().copied())
            .chain(send)
            .collect();
        [crawl, digest]
    }

    fn cron(&self) -> String {
        let written = |words: &[&str]| {
            let words: Vec<String> = std::iter::once(&self.program.as_str())
                .chain(words)
                .map(|word| shell(word))
                .collect();
            words.join(" ")
        };
        let [crawl, digest] = self.commands();
        let secrets = shell(&self.secrets);
        let command = format!(
            "set -a; [ ! -f {secrets} ] || . {secrets}; set +a; {}; [ $? -le 1 ] && {}",
            written(&crawl),
            written(&digest)
        );
        // To cron a per cent sign is a line end.
        let command = command.replace('%', "\\%");
        format!("{} {} * * * {command}", self.at.minute(), self.at.hour())
    }

    fn service(&self) -> String {
        let written = |words: &[&str]| {
            let words: Vec<String> = std::iter::once(&self.program.as_str())
                .chain(words)
                .map(|word| unit(word))
                .collect();
            words.join(" ")
        };
        let [crawl, digest] = self.commands();
        format!(
            "[Unit]\n\
             Description=Crawl the watched web and deliver what is new\n\
             Wants=network-online.target\n\
             After=network-online.target\n\n\
             [Service]\n\
             Type=oneshot\n\
             EnvironmentFile=-{}\n\
             ExecStart={}\n\
             ExecStart={}\n\
             # 1: the crawl did its work, and a source is in trouble, which the digest tells.\n\
             SuccessExitStatus=1\n\
             Nice=10\n",
            self.secrets.replace('%', "%%"),
            written(&crawl),
            written(&digest)
        )
    }

    fn timer(&self) -> String {
        format!(
            "[Unit]\n\
             Description=Every night: crawl the watched web and deliver what is new\n\n\
             [Timer]\n\
             OnCalendar=*-*-* {:02}:{:02}:00\n\
             # A night that was missed is made up for.\n\
             Persistent=true\n\n\
             [Install]\n\
             WantedBy=timers.target\n",
            self.at.hour(),
            self.at.minute()
        )
    }

    fn workflow(&self, workspace: &Workspace) -> String {
        let secrets: String = variables(workspace)
            .iter()
            .map(|name| format!("          {name}: ${{{{ secrets.{name} }}}}\n"))
            .collect();
        let environment = match secrets.is_empty() {
            true => String::new(),
            false => format!("        env:\n{secrets}"),
        };
        let send = if self.send { " --send" } else { "" };
        format!(
            "# Crawls the watched web every night and delivers what is new. The time is in UTC.\n\
             name: Market watch\n\
             on:\n  schedule:\n    - cron: \"{} {} * * *\"\n  workflow_dispatch:\n\
             # A second run waits for the first.\n\
             concurrency:\n  group: masthead-watch\n  cancel-in-progress: false\n\
             permissions:\n  contents: read\n\
             jobs:\n  watch:\n    runs-on: ubuntu-latest\n    timeout-minutes: 300\n    steps:\n\
             \x20     - uses: actions/checkout@v4\n\
             \x20     - name: What was seen before\n\
             \x20       uses: actions/cache/restore@v4\n\
             \x20       with:\n          path: .masthead\n          key: masthead-${{{{ github.run_id }}}}\n          restore-keys: masthead-\n\
             \x20     - name: Install Masthead\n\
             \x20       env:\n          REPOSITORY: ${{{{ vars.MASTHEAD_REPOSITORY }}}}\n\
             \x20       run: cargo install --locked --git \"$REPOSITORY\" masthead\n\
             \x20     - name: Crawl\n\
             \x20       # 1: a source is in trouble, which the digest tells.\n\
             \x20       run: masthead crawl || [ $? -eq 1 ]\n\
             \x20     - name: Tell what is new\n{environment}\
             \x20       run: masthead {}{send}\n\
             \x20     - name: Keep what was seen, also when a delivery failed\n\
             \x20       if: always()\n\
             \x20       uses: actions/cache/save@v4\n\
             \x20       with:\n          path: .masthead\n          key: masthead-${{{{ github.run_id }}}}\n\
             \x20     - name: Keep the results\n\
             \x20       if: always()\n\
             \x20       uses: actions/upload-artifact@v4\n\
             \x20       with:\n          name: digest\n          path: out/\n          if-no-files-found: ignore\n",
            self.at.minute(),
            self.at.hour(),
            DIGEST.join(" "),
        )
    }
}

/// The environment variables that the deliveries name.
fn variables(workspace: &Workspace) -> BTreeSet<&str> {
    let deliveries = workspace.settings.delivery.iter();
    let named = deliveries.flat_map(|delivery| {
        let names = [
            &delivery.password_env,
            &delivery.url_env,
            &delivery.secret_env,
        ];
        names.into_iter().flatten()
    });
    let plain = |name: &&str| {
        let fine = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        fine && !name.is_empty()
    };
    named.map(String::as_str).filter(plain).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn plan(root: &str, at: &str) -> Plan {
        Plan {
            name: "masthead-site".to_owned(),
            program: "/usr/bin/masthead".to_owned(),
            root: root.to_owned(),
            secrets: format!("{root}/.masthead/env"),
            at: at.parse().unwrap(),
            send: true,
        }
    }

    #[test]
    fn paths_are_quoted_for_each_reader() {
        for (word, sh, systemd) in [
            ("/a/b", "/a/b", "\"/a/b\""),
            ("/my site", "'/my site'", "\"/my site\""),
            ("/o'neil", "'/o'\\''neil'", "\"/o'neil\""),
            ("/5%$x\"", "'/5%$x\"'", "\"/5%%$$x\\\"\""),
            ("/站点", "'/站点'", "\"/站点\""),
        ] {
            assert_eq!((shell(word).as_str(), unit(word).as_str()), (sh, systemd));
        }
        let cron = plan("/5% off", "02:05").cron();
        assert!(cron.starts_with("5 2 * * * set -a;"), "{cron}");
        assert!(
            cron.contains("-C '/5\\% off' crawl; [ $? -le 1 ] && /usr/bin/masthead"),
            "{cron}"
        );
        assert!(cron.ends_with("digest --since crawl --send"), "{cron}");
    }

    #[test]
    fn the_timer_makes_up_for_a_missed_night() {
        let timer = plan("/a", "23:30").timer();
        assert!(
            timer.contains("OnCalendar=*-*-* 23:30:00\n") && timer.contains("Persistent=true\n")
        );
    }

    #[test]
    fn a_path_with_a_line_end_is_refused() {
        assert!(line(Path::new("/a\nb")).is_err());
    }
}
