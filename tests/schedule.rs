//! Schedules: what is written can be read by those who run it, wherever the workspace lies.

use std::process::Command;

use crate::harness::Scene;

/// A workspace in a folder whose name every reader would misread without quotes.
fn strange() -> Scene {
    let scene = Scene::empty();
    scene
        .run(&["init", "it's 5% 站点", "--name", "Acme Pumps"])
        .exits(0);
    scene
}

const AT: [&str; 3] = ["-C", "it's 5% 站点", "schedule"];

fn schedule(scene: &Scene, more: &[&str]) -> crate::harness::Ran {
    let args: Vec<&str> = AT.iter().chain(more).copied().collect();
    scene.run(&args)
}

#[test]
fn the_cron_line_runs_the_crawl_of_this_workspace() {
    let scene = strange();
    let ran = schedule(&scene, &["--cron", "--at", "04:15"]);
    let line = ran.exits(0).stdout();
    let command = line
        .trim()
        .strip_prefix("15 4 * * * ")
        .unwrap()
        .replace("\\%", "%");
    let output = Command::new("sh").args(["-c", &command]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("names no source") && !said.contains("digest"),
        "{said}"
    );
}

#[test]
fn systemd_accepts_its_units() {
    let scene = strange();
    schedule(&scene, &["--systemd"])
        .exits(0)
        .says("systemctl --user enable --now");
    let folder = "it's 5% 站点/out/schedule";
    let timer = scene.read(&format!("{folder}/masthead-its5.timer"));
    assert!(timer.contains("OnCalendar=*-*-* 02:30:00"), "{timer}");
    let units =
        ["service", "timer"].map(|end| scene.path(&format!("{folder}/masthead-its5.{end}")));
    let Ok(verified) = Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .args(&units)
        .output()
    else {
        return;
    };
    let said = String::from_utf8(verified.stderr).unwrap();
    let ours: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("masthead-"))
        .collect();
    assert!(ours.is_empty(), "{ours:#?}");
}

#[test]
fn the_workflow_names_the_secrets_of_the_deliveries() {
    let scene = Scene::workspace();
    scene.append(
        "masthead.toml",
        "\n[[delivery]]\nname = \"群\"\nkind = \"webhook\"\nlanguage = \"zh\"\nshape = \"wecom\"\nurl_env = \"TEAM_URL\"\n",
    );
    scene
        .run(&["schedule", "--ci"])
        .exits(0)
        .says(".github/workflows/");
    let workflow = scene.read("out/schedule/masthead.yml");
    for part in [
        "cron: \"30 2 * * *\"",
        "TEAM_URL: ${{ secrets.TEAM_URL }}",
        "masthead digest --since crawl --send",
        "cancel-in-progress: false",
    ] {
        assert!(workflow.contains(part), "no {part} in {workflow}");
    }
    let python = "import sys, yaml; print(sorted(yaml.safe_load(sys.stdin)['jobs']['watch']))";
    let parsed = Command::new("sh")
        .args([
            "-c",
            &format!("python3 -c \"{python}\" < out/schedule/masthead.yml"),
        ])
        .current_dir(scene.path(""))
        .output()
        .unwrap();
    let said = String::from_utf8(parsed.stderr).unwrap();
    assert!(
        parsed.status.success() || said.contains("No module named"),
        "{said}"
    );
    scene.run(&["schedule"]).exits(2).says("--systemd");
    scene
        .run(&["schedule", "--cron", "--at", "25:00"])
        .exits(2)
        .says("02:30");
}
