//! The digest as a command: written, and delivered to mail, chats and folders.

use std::{
    fs,
    io::{BufRead, BufReader, Lines},
    path::Path,
    process::{Child, ChildStderr, Stdio},
    sync::mpsc,
    thread,
};

use crate::harness::{Scene, files, hook::Hook, sample::sample, smtp::Smtp};

const NOW: [&str; 4] = ["--now", "2026-10-31T18:00:00Z", "--since", "2026-10-01"];

/// The sample after its crawls, in a folder of its own, with further settings.
fn scene(settings: &str) -> Scene {
    let from = &sample().scene;
    let scene = Scene::empty();
    for top in ["content", "site", "masthead.toml"] {
        copy(&from.path(top), &scene.path(top));
    }
    copy(&from.path(".masthead/demo"), &scene.path(".masthead"));
    scene.append("masthead.toml", settings);
    scene
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
        return;
    }
    for file in files(from) {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&file), target).unwrap();
    }
}

fn digest(scene: &Scene, more: &[&str]) -> crate::harness::Ran {
    let args: Vec<&str> = ["digest"].iter().chain(&NOW).chain(more).copied().collect();
    scene.run(&args)
}

#[test]
fn it_is_written_in_the_forms_and_languages_asked_for() {
    let scene = scene("");
    digest(&scene, &[])
        .exits(0)
        .says("out/digest-2026-10-31.json")
        .says("out/digest-2026-10-31.zh.md");
    assert_eq!(files(&scene.path("out")).len(), 5);
    digest(&scene, &["--format", "md", "--lang", "en", "--out", "week"]).exits(0);
    assert_eq!(files(&scene.path("week")), ["digest-2026-10-31.en.md"]);
    let text = scene.read("week/digest-2026-10-31.en.md");
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("no {words} in {text}"))
    };
    assert!(place("25 November 2026 10:00") < place("3 December 2026 14:30"));
    assert!(place("## Open tenders") < place("## Competitors"));
    scene
        .run(&["digest", "--since", "2027-01-01", "--now", "2026-10-31"])
        .exits(2)
        .says("earlier day");
    scene
        .run(&["digest", "--send"])
        .exits(2)
        .says("[[delivery]]");
}

const PLACES: &str = r#"
[[delivery]]
name = "Sales chat"
kind = "webhook"
language = "en"
shape = "slack"
url_env = "SALES_HOOK"

[[delivery]]
name = "市场群"
kind = "webhook"
language = "zh"
shape = "wecom"
url_env = "WECOM_HOOK"

[[delivery]]
name = "飞书群"
kind = "webhook"
language = "zh"
shape = "feishu"
url_env = "FEISHU_HOOK"
secret_env = "FEISHU_KEY"

[[delivery]]
name = "Folder"
kind = "file"
language = "zh"
dir = "shared/digests"
"#;

#[test]
fn each_place_gets_it_once_and_one_that_fails_keeps_no_other_from_it() {
    let slack = Hook::start(200, "ok");
    let wecom = Hook::start(200, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#);
    let feishu = Hook::start(200, r#"{"code":0,"msg":"success"}"#);
    let scene = scene(PLACES)
        .with("SALES_HOOK", &slack.url())
        .with("WECOM_HOOK", &wecom.url())
        .with("FEISHU_HOOK", &feishu.url())
        .with("FEISHU_KEY", "key");
    let ran = digest(&scene, &["--send"]);
    ran.exits(2)
        .says("Sales chat: posted to Slack")
        .says("市场群: not sent")
        .says("93000")
        .says("Folder: wrote");
    assert!(!(ran.stdout() + &ran.stderr()).contains("secret-token"));
    assert!(
        slack.got()[0]["text"]
            .as_str()
            .unwrap()
            .contains("沐原冷轧带钢")
    );
    let post = &feishu.got()[0];
    assert_eq!(post["msg_type"], "post");
    assert!(post["sign"].as_str().unwrap().len() == 44 && post["timestamp"].is_string());
    assert!(
        wecom.got()[0]["markdown"]["content"]
            .as_str()
            .unwrap()
            .contains("招标机会")
    );
    assert_eq!(files(&scene.path("shared/digests")).len(), 3);
    // Only the place that failed is tried again.
    digest(&scene, &["--send"])
        .exits(2)
        .says("Sales chat: has this digest already");
    assert_eq!(
        [slack.got().len(), wecom.got().len(), feishu.got().len()],
        [1, 2, 1]
    );
    digest(&scene, &["--send", "--again"]).exits(2);
    assert_eq!(
        [slack.got().len(), wecom.got().len(), feishu.got().len()],
        [2, 3, 2]
    );
}

const CHAT: &str = r#"
[[delivery]]
name = "Sales chat"
kind = "webhook"
language = "en"
shape = "slack"
url_env = "SALES_HOOK"
"#;

/// A digest that is being sent, and the lines that it says meanwhile.
fn sending(scene: &Scene) -> (Child, Lines<BufReader<ChildStderr>>) {
    let args: Vec<&str> = ["digest"]
        .iter()
        .chain(&NOW)
        .chain(&["--send"])
        .copied()
        .collect();
    let mut command = scene.command(&args);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stderr.take().unwrap());
    (child, said.lines())
}

#[test]
fn two_that_send_at_once_send_once() {
    let (slack, free) = Hook::held(200, "ok");
    let scene = scene(CHAT).with("SALES_HOOK", &slack.url());
    let (mut one, one_says) = sending(&scene);
    let (mut two, two_says) = sending(&scene);
    let (told, first) = mpsc::channel();
    for mut says in [one_says, two_says] {
        let told = told.clone();
        thread::spawn(move || told.send(says.next()));
    }
    // Whichever comes second waits; until it says so the chat holds the first.
    let line = first.recv().unwrap().unwrap().unwrap();
    assert!(line.contains("waiting for its end"), "{line}");
    drop(free);
    assert!(one.wait().unwrap().success() && two.wait().unwrap().success());
    assert_eq!(slack.got().len(), 1);
}

/// What a sender that was killed held is free again, and what it did not note is sent.
#[test]
fn a_lock_that_a_killed_sender_left_holds_nobody_up() {
    let (slack, _held) = Hook::held(200, "ok");
    let scene = scene(CHAT).with("SALES_HOOK", &slack.url());
    let (mut killed, _) = sending(&scene);
    while slack.got().is_empty() {
        thread::yield_now();
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(scene.path(".masthead/sent.lock").exists());
    let slack = Hook::start(200, "ok");
    digest(&scene.with("SALES_HOOK", &slack.url()), &["--send"])
        .exits(0)
        .says("posted to Slack");
    assert_eq!(slack.got().len(), 1);
}

#[test]
fn what_a_place_lacks_is_told_with_the_key() {
    let scene = scene(PLACES);
    digest(&scene, &["--send"])
        .exits(2)
        .says("SALES_HOOK, named as `url_env`, is not set")
        .says("Folder: wrote");
    for (settings, said) in [
        (
            "kind = \"mail\"\nhost = \"m.example\"\nfrom = \"a@b.example\"",
            "needs to",
        ),
        ("kind = \"webhook\"\nurl_env = \"X\"", "needs shape"),
        ("kind = \"file\"", "needs dir"),
        (
            "kind = \"mail\"\nhost = \"m.example\"\nfrom = \"a@b.example\"\nto = [\"c@d.example\"]\nencryption = \"none\"",
            "without encryption",
        ),
    ] {
        let scene = Scene::workspace();
        scene.append(
            "masthead.toml",
            &format!("\n[[delivery]]\nname = \"x\"\nlanguage = \"en\"\n{settings}\n"),
        );
        scene.run(&["check"]).exits(1).says(said);
    }
}

#[test]
fn mail_goes_out_encrypted_with_page_and_text() {
    for mode in ["starttls", "tls"] {
        let bare = scene("");
        let Some(server) = Smtp::start(&bare, mode) else {
            return;
        };
        let scene = bare.with("MAIL_PASSWORD", "geheim");
        scene.edit("masthead.toml", "[crawl]", "[crawl]\nca = \"ca.pem\"");
        let settings = format!(
            "\n[[delivery]]\nname = \"团队\"\nkind = \"mail\"\nlanguage = \"zh\"\nhost = \"localhost\"\nport = {}\n\
             encryption = \"{mode}\"\nuser = \"robot\"\npassword_env = \"MAIL_PASSWORD\"\n\
             from = \"Masthead <m@arvenna.example>\"\nto = [\"a@arvenna.example\", \"b@arvenna.example\"]\n",
            server.port
        );
        scene.append("masthead.toml", &settings);
        digest(&scene, &["--send"])
            .exits(0)
            .says("团队: mailed to a@arvenna.example, b@arvenna.example");
        digest(&scene, &["--send"])
            .exits(0)
            .says("has this digest already");
        let mails = server.mails();
        assert_eq!(mails.len(), 1);
        for part in [
            "X-To: a@arvenna.example,b@arvenna.example",
            "X-Tls: True",
            "multipart/alternative",
            "text/plain; charset=utf-8",
            "text/html; charset=utf-8",
            "Date: Sat, 31 Oct 2026",
        ] {
            assert!(mails[0].contains(part), "{mode}: no {part} in {}", mails[0]);
        }
        let scene = scene.with("MAIL_PASSWORD", "falsch");
        digest(&scene, &["--send", "--again"])
            .exits(2)
            .says("团队: not sent")
            .says("password");
        assert_eq!(server.mails().len(), 1);
    }
}
