//! What Masthead reads in a page comes out whole, in both languages, whatever else is asked for.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::harness::Scene;

const ENGLISH: &str = "<!doctype html><html lang=en><title>LS8 camera</title><h1>LS8 camera</h1>\
    <p>The camera sees the strip.\n<a href=/ls4/>The smaller one</a>";
const CHINESE: &str = "<!doctype html><html lang=zh><title>线扫描相机</title><h1>线扫描相机</h1>\
    <p>相机能看清带钢上的划痕。\n<a href=/ls4/>小一号的</a>";

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The output of a command that gets these bytes.
fn fed(mut command: Command, bytes: &[u8]) -> Vec<Value> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    lines(&String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_bad_file_hides_no_other_and_the_order_is_kept() {
    let scene = Scene::empty();
    scene
        .file("zh.html", CHINESE)
        .file("folder.html/en.html", ENGLISH);
    let asked = [
        "extract",
        "zh.html",
        "lost.html",
        "folder.html",
        "folder.html/en.html",
    ];
    let ran = scene.run(&asked);
    ran.exits(1)
        .says("error: lost.html: cannot be read; check the path")
        .says("folder.html: is a folder; give the files in it");
    let lines = lines(&ran.stdout());
    let titles: Vec<&Value> = lines.iter().map(|line| &line["title"]).collect();
    assert_eq!(titles, ["线扫描相机", "LS8 camera"]);
}

#[test]
fn a_page_is_read_from_standard_input_with_its_address() {
    let scene = Scene::empty();
    let (gbk, _, _) = encoding_rs::GBK.encode(CHINESE);
    for (bytes, text) in [
        (ENGLISH.as_bytes(), "The smaller one"),
        (CHINESE.as_bytes(), "小一号的"),
        (&*gbk, "小一号的"),
    ] {
        let command = scene.command(&["extract", "--url", "https://www.arvenna.example/a/b/", "-"]);
        let read = fed(command, bytes);
        let address = "https://www.arvenna.example/ls4/";
        let link = json!({"address": address, "text": text, "rel": [], "line": 2});
        assert_eq!(read[0]["links"], json!([link]));
        assert_eq!(read[0]["problems"], json!([]), "{text}");
    }
    scene
        .run(&["extract", "--url", "arvenna.example", "-"])
        .exits(2)
        .says("write a whole address, such as https://www.example.com/a/");
}

/// Whoever reads the lines may stop: then the rest is not read, and what was found still counts.
#[test]
fn nothing_is_read_once_nobody_reads_the_lines() {
    let scene = Scene::empty();
    scene.file("en.html", ENGLISH).file("zh.html", CHINESE);
    for (command, first, code) in [
        ("extract", "en.html", 0),
        ("terms", "zh.html", 0),
        ("extract", "lost.html", 1),
        ("terms", "lost.html", 1),
    ] {
        let mut args = vec![command, first];
        // More than are read at a time, so that the last is one of those that nobody waits for.
        args.extend(["zh.html"; 200]);
        args.push("never-read.html");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut started = scene.command(&args);
        let output = started.stdout(writer).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(!said.contains("never-read"), "{said}");
    }
}

#[test]
fn what_is_no_page_is_no_error_but_a_problem() {
    let scene = Scene::empty();
    for (file, bytes, problem) in [
        (
            "picture.html",
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            "neither a page nor a text",
        ),
        ("en.md", b"# Notes\n\nOn cameras.", "No tag of HTML"),
        (
            "zh.txt",
            "相机的价格\n\n看像素。".as_bytes(),
            "No tag of HTML",
        ),
    ] {
        scene.file(file, bytes);
        let ran = scene.run(&["extract", file]);
        ran.exits(0).says(problem);
        let whole = ran.json()["text"].as_str().unwrap().is_empty();
        assert_eq!(whole, file == "picture.html");
    }
}

/// The help lists every name of a line, so that nobody has to guess one.
#[test]
fn the_help_tells_every_name() {
    let scene = Scene::empty();
    scene.file("en.html", ENGLISH);
    let help = scene.run(&["extract", "--help"]).stdout();
    let told: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Every file"))
        .filter_map(|line| line.strip_prefix("  ")?.split_once("  "))
        .flat_map(|(names, _)| names.split(", "))
        .filter(|name| !name.trim().is_empty())
        .collect();
    let mut printed: Vec<String> = scene
        .run(&["extract", "en.html"])
        .json()
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let mut told: Vec<String> = told.into_iter().map(str::to_owned).collect();
    told.sort();
    printed.sort();
    assert_eq!(told, printed);
}
