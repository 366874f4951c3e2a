#!/usr/bin/env python3
"""Measures what the commands that read the store cost as it grows, as one Markdown table.

usage: large.py [--snapshots 2000,20000,200000] [--masthead PROGRAM] [--only digest,report]

A crawl of 1,500 pages of the generated web (bench/web) gives pages as they are really stored. Their
rows are then written again under other addresses: three in four snapshots are first versions, seen
in September but for every twentieth, which is news of the last week of October; the others are
second versions of October with another title and text. Of eight sources three are trade press, four
competitors, one a tender board. The content and settings are those of the sample workspace.
"""
import argparse
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import crawl
import kit

BASE = 1500
HOSTS = 8
SEEN, CHANGED, NEWS = "2026-09-30T02:00:00Z", "2026-10-20T02:00:00Z", "2026-10-28T02:00:00Z"
NOW = ["--now", "2026-10-31T18:00:00Z"]
COMMANDS = {
    "digest": ["digest", "--since", "2026-10-24", "--lang", "en"],
    "report": ["report", "--month", "2026-10", "--lang", "en"],
    "keywords": ["keywords", "--month", "2026-10", "--lang", "en"],
    "why": ["why", f"http://127.0.1.1:{crawl.PORT}/"],
    "doctor": ["doctor"],
    "export": ["export"],
}
# One more copy of the base: numbers and addresses are moved on, so that nothing meets.
COPY = """
INSERT INTO page (id, source, url, host, depth, first_seen, listed, etag, last_modified, origin, due, pause)
  SELECT id + :copy * :base, source, replace(url, '18080/', '18080/copy' || :copy || '/'), host, depth,
    CASE WHEN id % 20 = 0 THEN :news ELSE :seen END, listed, etag, last_modified, origin, due, pause
  FROM page WHERE id <= :base;
INSERT INTO snapshot (page, at, gone, address, status, body, facts, version, changed, headers, extractor, sketch)
  SELECT v.page + :copy * :base, p.first_seen, 0, p.url, v.status, v.body, v.facts, v.version, p.first_seen,
    v.headers, v.extractor, v.sketch
  FROM snapshot v JOIN page p ON p.id = v.page + :copy * :base WHERE v.page <= :base AND v.at = :seen;
INSERT INTO task (run, source, url, host, depth, outcome, effect)
  SELECT 1, source, url, host, depth, 'fetched', 'new' FROM page
  WHERE id > :copy * :base AND id <= (:copy + 1) * :base;
"""
SECOND = """
INSERT INTO snapshot (page, at, gone, address, status, body, facts, version, changed, headers, extractor, sketch)
  SELECT page, :changed, 0, address, status, body,
    json_set(facts, '$.titles[0]', 'Anew: ' || (facts ->> '$.titles[0]'),
      '$.text', 'The price of a trial is EUR 400 a day.' || char(10) || (facts ->> '$.text')),
    randomblob(32), :changed, headers, extractor, sketch
  FROM snapshot WHERE at = :seen AND page % 3 = 1;
"""


def base(program, web, folder):
    """A crawled store of BASE pages."""
    folder.mkdir()
    (folder / "masthead.toml").write_text(crawl.settings(BASE, HOSTS))
    server = subprocess.Popen([web, str(BASE), str(HOSTS), str(crawl.PORT)], stdout=subprocess.PIPE)
    try:
        server.stdout.readline()
        subprocess.run([program, "crawl", "--quiet", "--now", SEEN], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
    finally:
        server.kill()
        server.wait()
    return folder / ".masthead"


def grown(state, snapshots, folder):
    """A workspace with a store of so many snapshots."""
    folder.mkdir()
    for top in ["content", "site", "masthead.toml"]:
        whole = kit.HERE.parent / top
        copy = shutil.copytree if whole.is_dir() else shutil.copy
        copy(whole, folder / top)
    shutil.copytree(state, folder / ".masthead")
    db = sqlite3.connect(folder / ".masthead" / "store.db", isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    values = {"base": BASE, "seen": SEEN, "changed": CHANGED, "news": NEWS}
    db.execute("BEGIN")
    for copy in range(1, snapshots * 3 // 4 // BASE + (snapshots * 3 // 4 % BASE > 0)):
        for sql in COPY.split(";")[:-1]:
            db.execute(sql, {name: value for name, value in {**values, "copy": copy}.items() if f":{name}" in sql})
    db.execute(SECOND.strip().rstrip(";"), {"changed": CHANGED, "seen": SEEN})
    for at in [CHANGED, NEWS]:
        db.execute("INSERT INTO run (now, finished) VALUES (?, 1)", [at])
    for nr in range(1, HOSTS + 1):
        role = {1: "industry", 2: "industry", 3: "industry", 4: "tender"}.get(nr, "competitor")
        db.execute("UPDATE source SET role = ? WHERE name = ?", [role, f"127.0.1.{nr}"])
    db.execute("COMMIT")
    db.execute("ANALYZE")
    count, = db.execute("SELECT count(*) FROM snapshot").fetchone()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return count


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    parser.add_argument("--snapshots", default="2000,20000,200000")
    parser.add_argument("--masthead")
    parser.add_argument("--only", default=",".join(COMMANDS))
    args = parser.parse_args()
    program, why = kit.masthead(args.masthead)
    web, why = (None, why) if why else kit.cargo("the generated web", kit.HERE / "web", kit.WORK / "web", "web")
    if why:
        sys.exit(why)
    print("| snapshots | store, MB | command | seconds | processor s | peak memory, MB |")
    print("| ---: | ---: | --- | ---: | ---: | ---: |")
    top = pathlib.Path(tempfile.mkdtemp(prefix="large-"))
    try:
        state = base(program, web, top / "base")
        for size in map(int, args.snapshots.split(",")):
            folder = top / str(size)
            count = grown(state, size, folder)
            megabytes = (folder / ".masthead" / "store.db").stat().st_size / 1e6
            # The first to open a store brings it up to date, which is not what is measured.
            crawl.timed([program, "why", "http://none.example/"], cwd=folder, stderr=subprocess.DEVNULL)
            for name in args.only.split(","):
                command = [program, *COMMANDS[name], *NOW]
                status, seconds, spent, memory = crawl.timed(command, cwd=folder, stderr=subprocess.DEVNULL)
                note = "" if status in (0, 1) else f" (exit {status})"
                print(f"| {count:,} | {megabytes:,.0f} | {name}{note} | {seconds:.1f} | {spent:.1f} "
                      f"| {memory:.0f} |", flush=True)
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(top)
    print(f"\n{kit.version(args.masthead)}; {kit.machine()}")


if __name__ == "__main__":
    main()
