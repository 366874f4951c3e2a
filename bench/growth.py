#!/usr/bin/env python3
"""Measures how the time of reading grows with a page, Masthead's beside other libraries'.

usage: growth.py [--masthead PROGRAM] [--only SHAPE] [--alone]

For pages of 10 KB, 100 KB, 1 MB and 10 MB, English and Chinese, sane and hostile (shapes.py), and
for plain texts: processor time for each byte, in nanoseconds, of one call on one core that reads
10 MB in all, so that starting a program weighs the same at each size. Asserts that Masthead's
answer is right at each size, up to where it says that it read no further. Of the others: time per byte at 10 MB, in brackets its growth and
whether the text was wrong at either size. Prints Markdown tables; ends with exit code 1 if an answer was wrong
or time per byte grew more than twofold from 100 KB to 10 MB, or a page of 10 MB took more than
300 MB or 30 s.
"""
import argparse
import collections
import datetime
import json
import pathlib
import sys
import tempfile

import kit
import shapes

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
FROM_TO = ("100 KB", "10 MB")
TOTAL = 10_000_000
SECONDS = 30
FAR = 2.0
MEGABYTES = 300
CUT = "what follows is not read"
READERS = ["rs-trafilatura", "trafilatura", "dom_smoothie", "html5ever"]
RANKERS = {"jieba-rs-tfidf": ("zh",), "jieba-rs-textrank": ("zh",)}

Call = collections.namedtuple("Call", "nanoseconds megabytes answer")


def call(words, path, size):
    """One call that reads a file as often as makes TOTAL bytes."""
    times = max(1, TOTAL // size)
    spent = kit.spent([*words, *[path] * times], SECONDS)
    if spent.code < 0:
        return Call(None, None, f"ended by signal {-spent.code}")
    if len(spent.lines) != times:
        return Call(None, None, "no answer")
    each = spent.seconds * 1e9 / (times * path.stat().st_size)
    return Call(each, spent.megabytes, json.loads(spent.lines[0]))


def share(lines, text):
    """How much of the known text stands in a text, line by line and in order."""
    text, at, found = "".join(text.split()), 0, 0
    for line in lines:
        line = "".join(line.split())
        where = text.find(line, at)
        if where >= 0:
            found, at = found + 1, where + len(line)
    return found / len(lines)


def read(answer, lines):
    """The lines up to the last one that was read, of a page that says that its end was not; they
    must be a fifth of all at least."""
    if not any(CUT in problem for problem in answer["problems"]):
        return lines
    text = "".join((answer.get("text") or "").split())
    last = max((n for n, line in enumerate(lines, 1) if "".join(line.split()) in text), default=0)
    return lines[:last] if last * 5 > len(lines) else lines


def right(answer, lines, tongue):
    """Whether the text of a page was found, and nothing of the frame around it."""
    if not isinstance(answer, dict):
        return False
    text, lines = answer.get("text") or "", read(answer, lines)
    return share(lines, text) > .95 and shapes.TONGUES[tongue]["foot"] not in text


def ours(masthead, tongue, shape, folder, faults):
    """Masthead's row for one shape of page."""
    name, make, _ = shape
    cells, megabytes = [], 0
    for label, size in SIZES.items():
        page, lines = make(tongue, size)
        path = folder / "page.html"
        path.write_text(page)
        done = call([masthead, "extract"], path, size)
        cells.append(done.nanoseconds)
        megabytes = done.megabytes
        if not right(done.answer, lines, tongue):
            found = share(lines, done.answer.get("text") or "") if isinstance(done.answer, dict) else 0
            what = done.answer if isinstance(done.answer, str) else f"{found:.2f} of its text found"
            faults.append(f"{name}, {tongue}, {label}: {what}")
    return cells, megabytes


def theirs(peers, library, tongue, shape, folder):
    """Another library's time per byte at 10 MB, how it grew, and whether the answer was right."""
    _, make, _ = shape
    cells, wrong = [], ""
    for label in FROM_TO:
        page, lines = make(tongue, SIZES[label])
        path = folder / "page.html"
        path.write_text(page)
        done = call([peers, library, "extract"], path, SIZES[label])
        if done.nanoseconds is None:
            return f"not {label} in {SECONDS} s"
        cells.append(done.nanoseconds)
        if library != "html5ever" and not right(done.answer, lines, tongue):
            wrong = ", wrong"
    return f"{cells[1]:.0f} ({cells[1] / cells[0]:.1f}{wrong})"


def growth(cells):
    """Time per byte at 10 MB over that at 100 KB."""
    small, large = (cells[list(SIZES).index(label)] for label in FROM_TO)
    return large / small if small and large else None


def line(name, cells, grown, rest):
    shown = [f"{cell:.0f}" if cell else "none" for cell in cells]
    return "| " + " | ".join([name, *shown, f"{grown:.2f}" if grown else "–", *rest]) + " |"


def pages(masthead, peers, only, folder, faults):
    """The lines of the table of pages."""
    others = READERS if peers else []
    sizes = list(SIZES)
    yield "| page | " + " | ".join(sizes + ["10 MB : 100 KB", "memory, MB"] + others) + " |"
    yield "| --- |" + " ---: |" * (len(sizes) + 2 + len(others))
    for shape in shapes.SHAPES:
        for tongue in shapes.TONGUES:
            if only and shape[0] != only:
                continue
            kit.say(f"growth: {shape[0]}, {tongue} ...")
            cells, megabytes = ours(masthead, tongue, shape, folder, faults)
            grown = growth(cells)
            if not grown or grown > FAR:
                faults.append(f"{shape[0]}, {tongue}: far over linear, {grown or 'none'}")
            if not megabytes or megabytes > MEGABYTES:
                faults.append(f"{shape[0]}, {tongue}: {megabytes or 'no'} MB, not {MEGABYTES} at most")
            rest = [f"{megabytes:.0f}" if megabytes else "–"]
            rest += [theirs(peers, library, tongue, shape, folder) for library in others]
            yield line(f"{shape[0]}, {tongue}", cells, grown, rest)


def words(masthead, peers, folder, faults):
    """The lines of the table of texts, all terms of which are asked for by `--top 5`."""
    yield "| terms | " + " | ".join([*SIZES, "10 MB : 100 KB", "right"]) + " |"
    yield "| --- |" + " ---: |" * (len(SIZES) + 2)
    programs = [("masthead", [masthead, "terms", "--top", "5"], tuple(shapes.TONGUES))]
    if peers:
        programs += [(name, [peers, name, "terms", "--top", "5"], spoken) for name, spoken in RANKERS.items()]
    for name, command, spoken in programs:
        for tongue in spoken:
            kit.say(f"growth: terms, {name}, {tongue} ...")
            cells, wrong = [], []
            for label, size in SIZES.items():
                path = folder / "text.txt"
                path.write_text("\n".join(shapes.paragraphs(tongue, size)))
                done = call(command, path, size)
                cells.append(done.nanoseconds)
                answer = done.answer if isinstance(done.answer, dict) else {"terms": []}
                terms = [term["term"].lower().rstrip("s") for term in answer["terms"]]
                if shapes.TONGUES[tongue]["term"] not in terms:
                    wrong.append(label)
            if name == "masthead":
                grown = growth(cells)
                if not grown or grown > FAR:
                    faults.append(f"terms, {tongue}: far over linear, {grown or 'none'}")
                faults.extend(f"terms, {tongue}, {label}: the term is missing" for label in wrong)
            yield line(f"{name}, {tongue}", cells, growth(cells), ["not " + ", ".join(wrong) if wrong else "yes"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--masthead", help="a program built before [default: a release build]")
    parser.add_argument("--only", help="one shape of page")
    parser.add_argument("--alone", action="store_true", help="without the other libraries")
    asked = parser.parse_args()
    masthead, why = kit.masthead(asked.masthead)
    if why:
        sys.exit(why)
    peers, why = (None, None) if asked.alone else kit.peers()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for row in pages(masthead, peers, asked.only, pathlib.Path(folder), faults):
            print(row, flush=True)
        print()
        for row in [] if asked.only else words(masthead, peers, pathlib.Path(folder), faults):
            print(row, flush=True)
    if why:
        print(f"\n**NOT HAD: the crates: {why}**")
    for fault in faults:
        print(f"\n**FINDING: {fault}**")
    print(f"\n{datetime.date.today().isoformat()}, {kit.version(asked.masthead)}, {kit.machine()}; "
          f"processor nanoseconds for each byte, one core, release build.")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
