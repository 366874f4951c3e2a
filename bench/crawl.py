#!/usr/bin/env python3
"""Measures a crawl beside Scrapy's, in one run, as one Markdown table.

usage: crawl.py [--pages 10000,200000] [--hosts 8] [--rounds 3] [--masthead PROGRAM] [--alone]

A generated web (bench/web: 4 to 60 KB a page, half of them Chinese) is served from loopback
addresses. Masthead crawls it without delay and stores everything it stores of any page; Scrapy
writes title, description, h1 and body text of the same pages to a file. They take turns; of the
speeds the best counts, of the memory the most. `--alone` leaves Scrapy out, and Scrapy is not asked
for more than 10,000 pages. Server and crawler share the machine.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import kit

PORT = 18080
SCRAPY = "scrapy==2.19.0"


def settings(pages, hosts):
    """The settings of a crawl that asks without delay, of hosts that are our own."""
    names = [f"127.0.1.{host}" for host in range(1, hosts + 1)]
    private = ", ".join(f'"{name}"' for name in names)
    lines = [f"[crawl]\ndelay = 0.0\nmax_pages = {pages}\nmax_depth = 100\n"
             f"hosts_at_once = {hosts}\nprivate = [{private}]\n"]
    for name in names:
        lines.append(f'[[source]]\nname = "{name}"\nurl = "http://{name}:{PORT}/"\n'
                     f'kind = "site"\nrole = "competitor"\n')
    return "\n".join(lines)


def timed(command, **more):
    """Seconds, processor seconds and peak memory in MB of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    # GNU time is not everywhere; the kernel's own count for one child is.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **more)
    _, status, usage = wait(process)
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return status, seconds, spent, usage.ru_maxrss / 1024


def wait(process):

    pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return pid, process.returncode, usage


def masthead(program, pages, hosts, folder):
    (folder / "masthead.toml").write_text(settings(pages, hosts))
    status, *figures = timed([program, "crawl", "--quiet"], cwd=folder)
    store = sqlite3.connect(folder / ".masthead" / "store.db")
    read, = store.execute("SELECT count(*) FROM snapshot WHERE facts IS NOT NULL").fetchone()
    store.close()
    size = sum(file.stat().st_size for file in (folder / ".masthead").rglob("*") if file.is_file())
    if status != 0 or read != pages:
        sys.exit(f"crawl: masthead ended with {status} and {read} pages of {pages}")
    return *figures, size / 1e6


def scrapy(python, pages, hosts, folder):
    out = folder / "out.jsonl"
    spider = kit.HERE / "spider.py"
    status, *figures = timed([python, spider, str(PORT), str(hosts), out])
    # It asks for each host's first page twice: as a start and as a link.
    with out.open(encoding="utf-8") as lines:
        read = len({json.loads(line)["url"] for line in lines})
    if status != 0 or read != pages:
        sys.exit(f"crawl: Scrapy ended with {status} and {read} pages of {pages}")
    return *figures, out.stat().st_size / 1e6


def python():
    """A Python with Scrapy, and why there is none."""
    folder = kit.WORK / "scrapy"
    program = folder / "bin" / "python"
    if not program.exists():
        why = kit.run("a Python for Scrapy", [sys.executable, "-m", "venv", folder])
        if why:
            return None, why
    why = kit.run(SCRAPY, [program, "-m", "pip", "install", "--quiet", SCRAPY])
    return (None, why) if why else (program, None)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    parser.add_argument("--pages", default="10000,200000")
    parser.add_argument("--hosts", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--masthead")
    parser.add_argument("--alone", action="store_true")
    args = parser.parse_args()
    sizes = [int(size) for size in args.pages.split(",")]
    web, why = kit.cargo("the generated web", kit.HERE / "web", kit.WORK / "web", "web")
    if why:
        sys.exit(why)
    program = args.masthead
    if not program:
        program, why = kit.cargo("masthead", kit.HERE.parent, kit.HERE.parent / "target", "masthead")
        if why:
            sys.exit(why)
    peer, why = (None, "left out") if args.alone else python()
    if not peer:
        kit.say(f"crawl: no Scrapy: {why}")
    print("| crawler | pages | pages/s | processor ms a page | peak memory, MB | written, MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for pages in sizes:
        # Beside Scrapy once is enough for the large ones, which take it half an hour.
        rounds = args.rounds if pages <= 10_000 else 1
        crawlers = [("Masthead", lambda folder: masthead(program, pages, args.hosts, folder))]
        if peer and pages <= 10_000:
            crawlers.append(("Scrapy 2.19", lambda folder: scrapy(peer, pages, args.hosts, folder)))
        figures = {name: [] for name, _ in crawlers}
        for _ in range(rounds):
            for name, crawl in crawlers:
                figures[name].append(one(web, pages, args.hosts, crawl))
        for name, rows in figures.items():
            seconds = min(row[0] for row in rows)
            spent = min(row[1] for row in rows)
            print(f"| {name} | {pages:,} | {pages / seconds:,.0f} | {spent / pages * 1000:.2f} "
                  f"| {max(row[2] for row in rows):.0f} | {rows[0][3]:.0f} |", flush=True)


def one(web, pages, hosts, crawl):
    """One crawl of a web that is served for it alone."""
    server = subprocess.Popen([web, str(pages), str(hosts), str(PORT)], stdout=subprocess.PIPE)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="crawl-"))
    try:
        server.stdout.readline()
        return crawl(folder)
    finally:
        server.kill()
        server.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
