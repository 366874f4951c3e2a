#!/usr/bin/env python3
"""Measures Masthead's reading beside other libraries', in one run, as one Markdown table.

usage: compare.py DATA [--masthead PROGRAM] [--rounds N]

DATA holds bench/ (the scorers) and data/ (pages and texts with known answers); nothing of it is
kept. Masthead and the crates are built for release, the Python libraries installed as
requirements.txt pins them. What cannot be had is named in the table. Programs take turns for N
rounds (3); scores do not change with them, of the speeds, on one core, the best counts.
"""
import argparse
import collections
import datetime
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import kit

# Programs: name in the table, how it is called, and what it is measured in.
CRATES = [
    ("rs-trafilatura 0.2.2", "rs-trafilatura", "text kind"),
    ("trafilatura (crate) 0.6", "trafilatura", "text"),
    ("dom_smoothie 0.19", "dom_smoothie", "text"),
    ("html5ever 0.40, parsing alone", "html5ever", "speed"),
    ("jieba-rs 0.11 TF-IDF", "jieba-rs-tfidf", "zh"),
    ("jieba-rs 0.11 TextRank", "jieba-rs-textrank", "zh"),
]
PYTHON = [
    ("trafilatura (Python) 2.3", "trafilatura", "text dates"),
    ("htmldate 1.11", "htmldate", "dates"),
    ("GNE 0.4", "gne", "text"),
    ("YAKE 0.7", "yake", "en"),
    ("jieba (Python) TF-IDF", "jieba-tfidf", "zh"),
    ("jieba (Python) TextRank", "jieba-textrank", "zh"),
]
SPEEDS = ("rate", "speed")
KINDS = ["article", "documentation", "service", "product", "listing", "collection", "forum"]

# Rows of the table: what is measured, by which run, under which name there.
ROWS = [
    ("main text, English, all kinds, word F1", "pages-en", "ALL"),
    *((f"— {kind}", "pages-en", kind) for kind in KINDS),
    ("main text, Chinese, raw bytes, 4-gram F1", "pages-zh", "ALL"),
    ("— the same, decoded for the others", "pages-zh decoded", "ALL"),
    ("main text, Chinese, our own thirty pages", "samples-zh", "ALL"),
    *((f"— {kind}", "samples-zh", kind) for kind in KINDS[2:]),
    ("kind, English", "pages-en", "kind right"),
    ("kind, Chinese, our own thirty pages", "samples-zh", "kind right"),
    ("title, English", "pages-en", "title same"),
    ("author, English", "pages-en", "author found"),
    ("author, Chinese, raw bytes", "pages-zh", "author found"),
    ("publication day, English", "pages-en", "right day"),
    ("publication day, mostly German, accuracy", "dates", "accuracy"),
    ("publication day, mostly German, F", "dates", "F"),
    ("publication day, Chinese, raw bytes", "pages-zh", "right day"),
    ("— the same, decoded for the others", "pages-zh decoded", "right day"),
    ("keywords, Chinese, 5 best, F1", "zh.jsonl", "F1"),
    ("keywords, English, 10 best, F1", "en.jsonl", "F1"),
    ("pages for a second of processor time, English", "pages-en", "rate"),
    ("pages for a second of processor time, Chinese", "pages-zh", "rate"),
    ("pages a second on one core by the clock, English", "pages-en", "speed"),
    ("pages a second on one core by the clock, Chinese", "pages-zh", "speed"),
]

Program = collections.namedtuple("Program", "name call decoded tasks")


def programs(ours, missing):
    """Everything that is measured, ours first; what could not be had goes into `missing`."""
    found = [Program("Masthead", str(ours), str(ours), set("text kind dates zh en".split()))]
    for table, (base, why), before in (
        (CRATES, kit.peers(), []),
        (PYTHON, kit.python(), [kit.HERE / "peer.py"]),
    ):
        for name, library, tasks in table:
            if why:
                missing[name] = why
                continue
            call = kit.wrap(library + "-" + base.name, [base, *before, library])
            decoded = kit.wrap(library + "-" + base.name + "-decoded",
                               [base, *before, library, "--decoded"])
            found.append(Program(name, call, decoded, set(tasks.split())))
    return found


def measures(data, own):
    """Each run: name, the task it needs, decoded or not, once or every round, its scorer's call."""
    bench, data = data / "bench", data / "data"
    extract = [sys.executable, bench / "score_extract.py", "--core"]
    return [
        ("pages-en", "text speed", False, True, extract, [data / "pages-en"]),
        ("pages-zh", "text speed", False, True, extract, [data / "pages-zh"]),
        ("pages-zh decoded", "text", True, False, extract, [data / "pages-zh"]),
        ("samples-zh", "text", False, False, extract, [own]),
        ("dates", "dates", False, False, [sys.executable, bench / "score_dates.py"], [data / "dates"]),
        ("zh.jsonl", "zh", False, False, [sys.executable, bench / "score_keywords.py"],
         [data / "keywords" / "zh.jsonl", "5"]),
        ("en.jsonl", "en", False, False, [sys.executable, bench / "score_keywords.py"],
         [data / "keywords" / "en.jsonl", "10"]),
    ]


def parsed(text):
    """The figures of one scorer's output, by their names."""
    figures = {name.strip(): float(score) for name, score in
               re.findall(r"^  (\S[\w ]*?) +\d+  (\d\.\d+)$", text, re.M)}
    for name, pattern in (("speed", r"(\d+) pages/s"), ("F1", r"F1@\d+ (\S+)"),
                          ("accuracy", r"accuracy (\S+)"), ("F", r"accuracy \S+ F (\S+)")):
        if match := re.search(pattern, text):
            figures[name] = float(match[1])
    return figures


def samples(folder):
    """Our own Chinese pages in the form that the scorer reads."""
    source = kit.HERE.parent / "page" / "samples" / "zh"
    for page in sorted(source.glob("*.html")):
        gold = {"text": page.with_suffix(".txt").read_text(), "kind": page.stem.split("-")[0]}
        (folder / (page.stem + ".json")).write_text(json.dumps(gold))
        (folder / (page.stem + ".html.gz")).write_bytes(gzip.compress(page.read_bytes()))
    return folder


def score(program, measure, missing):
    """The figures of one program in one run of a scorer."""
    name, _, decoded, _, scorer, arguments = measure
    call = program.decoded if decoded else program.call
    try:
        done = subprocess.run([*map(str, scorer), call, *map(str, arguments)],
                              capture_output=True, text=True, timeout=1800)
    except subprocess.TimeoutExpired:
        missing[f"{program.name} on {name}"] = "not done after half an hour"
        return {}
    figures = parsed(done.stdout)
    if done.returncode or not figures:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        missing[f"{program.name} on {name}"] = last
    elif done.stderr.strip():
        missing[f"{program.name} on {name}"] = "complained: " + done.stderr.strip().splitlines()[-1]
    return figures


def rate(program, run):
    """Pages that a program reads for each second of processor time, as they were served."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for page in sorted(run[5][0].glob("*.html.gz")):
            files.append(pathlib.Path(folder, page.stem))
            files[-1].write_bytes(gzip.decompress(page.read_bytes()))
        return len(files) / kit.spent([program.call, "extract", *files]).seconds


def measured(found, runs, rounds, missing):
    """All figures: by run, then by program. Programs take turns; what is measured when somebody
    stops the run is shown."""
    figures = collections.defaultdict(dict)
    turns = [(turn, run, program) for turn in range(rounds) for run in runs if run[3] or not turn
             for program in found if program.tasks & set(run[1].split())]
    for turn, run, program in turns:
        kit.say(f"compare: round {turn + 1}, {run[0]}, {program.name} ...")
        try:
            new = score(program, run, missing)
            if run[3]:
                new["rate"] = rate(program, run)
        except KeyboardInterrupt:
            missing["the rest"] = f"stopped in round {turn + 1} at {program.name} on {run[0]}"
            break
        old = figures[run[0]].setdefault(program.name, new)
        for name in SPEEDS:
            old[name] = max(old.get(name, 0), new.get(name, 0))
    return figures


def applies(program, figure):
    """Whether a program looks for what a row counts."""
    if figure in SPEEDS:
        return program.tasks & {"text", "speed"}
    if figure == "kind right":
        return "kind" in program.tasks
    return program.tasks != {"speed"}


def shown(value, figure):
    return f"{value:.0f}" if figure in SPEEDS else f"{value:.3f}".lstrip("0")


def table(found, figures):
    """The lines of the table: ours, the best beside it, the ratio, the others."""
    yield "| measure | Masthead | best beside it | ratio | the others |"
    yield "| --- | ---: | --- | ---: | --- |"
    for label, run, figure in ROWS:
        scores = {program.name: figures[run].get(program.name, {}).get(figure)
                  for program in found if applies(program, figure)}
        ours = scores.pop("Masthead")
        if ours is None:
            continue
        parse = {name for name in scores if "alone" in name}
        others = sorted(((value, name) for name, value in scores.items()
                         if value is not None and name not in parse), reverse=True)
        tail = others[1:] + [(scores[name], name) for name in parse if scores[name]]
        rest = ", ".join(f"{name} {shown(value, figure)}" for value, name in tail) or "–"
        if not others:
            yield f"| {label} | {shown(ours, figure)} | – | – | {rest} |"
            continue
        best, name = others[0]
        ratio = f"{ours / best:.2f}" if best else "–"
        yield f"| {label} | {shown(ours, figure)} | {name} {shown(best, figure)} | {ratio} | {rest} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path, help="folder with bench/ and data/")
    parser.add_argument("--masthead", help="a program built before [default: a release build]")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the speeds [default: 3]")
    asked = parser.parse_args()
    if not (asked.data / "bench" / "score_extract.py").exists():
        sys.exit(f"{asked.data}: holds no bench/score_extract.py; name the folder with bench/ and data/")
    ours, why = kit.masthead(asked.masthead)
    if why:
        sys.exit(why)
    missing = {}
    found = programs(ours, missing)
    with tempfile.TemporaryDirectory() as folder:
        runs = measures(asked.data.resolve(), samples(pathlib.Path(folder)))
        figures = measured(found, runs, asked.rounds, missing)
    for line in table(found, figures):
        print(line)
    for name, why in sorted(missing.items()):
        print(f"| **NOT HAD: {name}** | | {why.replace('|', '/')} | | |")
    today = datetime.date.today().isoformat()
    print(f"\n{today}, {kit.version(asked.masthead)}, {kit.machine()}; speeds: best of {asked.rounds} "
          f"rounds in turn; load at the end {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
