#!/usr/bin/env python3
"""Measures what hostile servers cost a crawl, as one Markdown table.

usage: hostile.py [--masthead PROGRAM] [--only WORDS] [--say]

Each hostile host (evil.py, papers.py) is served from loopback and crawled together with a sane one
of 40 pages, in a crawl of its own with the settings as they are by default, but for the delay, which
is 0: so endless pages end by the budget of 200 (`max_pages`). Tells for each group of them the most
seconds and the most memory of one crawl, readers of PDFs included. Ends with exit code 1 if one took
more than 30 s or 300 MB, or a page of the sane host was not stored, or the crawl could not run.
"""
import argparse
import datetime
import pathlib
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import evil
import kit

SECONDS = 30
MEGABYTES = 300
# What takes more than this is beyond hope, and is ended.
ENOUGH = 120, 4_000
PAGES = 40

SETTINGS = """[crawl]
delay = 0.0
[crawl.resolve]
"evil.example" = "127.0.0.1:{port}"
"good.example" = "127.0.0.1:{port}"
[[source]]
name = "Evil"
role = "industry"
kind = "{kind}"
url = "{url}"
[[source]]
name = "Good"
role = "industry"
kind = "site"
url = "http://good.example/"
"""

def good(path):
    """A page of the sane host: the first leads to all others."""
    links = "".join(f"<li><a href=/{n}>{n}</a>" for n in range(1, PAGES)) if path == "/" else ""
    body = (f"<!doctype html><title>Strip inspection {path}</title><main><h1>带钢检测 {path}</h1><p>Every line of "
            f"the strip is imaged and judged before the coil is wound up again. 带钢逐行成像。</p>{links}</main>")
    return [evil.head("200 OK", "Content-Type: text/html; charset=utf-8"), body.encode()]


def answer(connection, case):
    """Answers one request, as long as anybody listens."""
    with connection:
        try:
            asked = b""
            while b"\r\n\r\n" not in asked:
                part = connection.recv(1 << 20)
                if not part:
                    return
                asked += part
            path = asked.split(b" ", 2)[1].decode()
            if b"\r\nhost: good.example" in asked.lower():
                pieces = evil.none(path) if path == "/robots.txt" else good(path)
            else:
                pieces = (case.robots if path == "/robots.txt" else case.answer)(path)
            for piece in pieces:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)
        except OSError:
            pass


def serve(case):
    """A server of both hosts, each connection for one request: its socket."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)

    def listen():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection, case), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    return listener


def peak(process):
    """The most memory a process has had, in kB, and what its children have now."""
    def held(number, key):
        try:
            lines = pathlib.Path(f"/proc/{number}/status").read_text().splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) for line in lines if line.startswith(key)), 0)

    try:
        children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
        for task in pathlib.Path(f"/proc/{process}/task").iterdir():
            children += (task / "children").read_text().split()
    except OSError:
        children = []
    return held(process, "VmHWM"), sum(held(child, "VmHWM") for child in set(children))


def crawl(program, case):
    """One crawl: seconds, megabytes, what was said, and what went wrong."""
    case.answer(case.path)  # what takes long to make is made now
    listener = serve(case)
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        folder = pathlib.Path(folder)
        port = listener.getsockname()[1]
        url = case.path if "://" in case.path else f"http://evil.example{case.path}"
        (folder / "masthead.toml").write_text(SETTINGS.format(port=port, kind=case.kind, url=url))
        start = time.monotonic()
        with open(folder / "said", "w+", encoding="utf-8") as said:
            process = subprocess.Popen([program, "crawl"], cwd=folder, stdout=said, stderr=said)
            own = others = 0
            while process.poll() is None:
                now = peak(process.pid)
                own, others = max(own, now[0]), max(others, now[1])
                if time.monotonic() - start > ENOUGH[0] or own + others > ENOUGH[1] * 1024:
                    process.kill()
                time.sleep(0.003)
            seconds = time.monotonic() - start
            said.seek(0)
            said = said.read()
        listener.close()
        store = folder / ".masthead" / "store.db"
        stored = 0
        if store.exists():
            store = sqlite3.connect(store)
            stored, = store.execute("SELECT count(DISTINCT page.url) FROM snapshot JOIN page ON page.id = page "
                                    "WHERE source = 'Good' AND snapshot.facts IS NOT NULL").fetchone()
            store.close()
    faults = []
    if process.returncode not in (0, 1):
        faults.append(f"ended with {process.returncode}: {said[-300:]}")
    if stored != PAGES:
        faults.append(f"{stored} of {PAGES} sane pages stored")
    if seconds > SECONDS:
        faults.append(f"{seconds:.0f} s")
    megabytes = (own + others) / 1024
    if megabytes > MEGABYTES:
        faults.append(f"{megabytes:.0f} MB")
    return seconds, megabytes, said, faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--masthead", help="a program built before [default: a release build]")
    parser.add_argument("--only", default="", help="only those with these words in their names")
    parser.add_argument("--say", action="store_true", help="print what each crawl said")
    asked = parser.parse_args()
    program, why = kit.masthead(asked.masthead)
    if why:
        sys.exit(why)
    print("| hostile | crawls | most seconds | most memory, MB |\n| --- | ---: | ---: | ---: |")
    found = []
    for group, cases in evil.GROUPS.items():
        figures = []
        for case in (case for case in cases if asked.only in case.name):
            *figure, said, faults = crawl(program, case)
            kit.say(f"hostile: {case.name}: {figure[0]:.1f} s, {figure[1]:.0f} MB" + said * asked.say)
            figures.append(figure)
            found += [f"{case.name}: {fault}" for fault in faults]
        if figures:
            seconds, megabytes = (max(column) for column in zip(*figures))
            print(f"| {group} | {len(figures)} | {seconds:.1f} | {megabytes:.0f} |", flush=True)
    for fault in found:
        print(f"\n**FINDING: {fault}**")
    print(f"\n{datetime.date.today().isoformat()}, {kit.version(asked.masthead)}, {kit.machine()}.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
