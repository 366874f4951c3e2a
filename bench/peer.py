#!/usr/bin/env python3
"""Runs one Python library over files and prints what `masthead extract` or `masthead terms` prints.

usage: peer.py LIBRARY [--decoded] extract FILE...
       peer.py LIBRARY terms [--top N] FILE...

With --decoded the library is handed text, not the bytes as they were served.
"""
import json
import logging
import re
import sys


def said(data):
    """The text of a page by its own word, else UTF-8, else GB 18030."""
    label = re.search(rb"charset[\s=\"']*([\w-]+)", data[:1024], re.I)
    for name in (label and label[1].decode(), "utf-8", "gb18030"):
        try:
            name = "gb18030" if name and name.lower() in ("gb2312", "gbk") else name
            return data.decode(name, "strict" if name == "utf-8" else "replace")
        except (LookupError, TypeError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def trafilatura():
    from trafilatura import bare_extraction

    def read(page):
        found = bare_extraction(page, with_metadata=True)
        found = found.as_dict() if found else {}
        return {"text": found.get("text"), "title": found.get("title"),
                "author": found.get("author"), "published": found.get("date")}
    return read, False


def htmldate():
    from htmldate import find_date
    return lambda page: {"published": find_date(page, original_date=True)}, False


def gne():
    from gne import GeneralNewsExtractor
    extractor = GeneralNewsExtractor()

    def read(page):
        found = extractor.extract(page)
        return {"text": found.get("content"), "title": found.get("title"),
                "author": found.get("author"), "published": found.get("publish_time")}
    return read, True


def yake(top):
    from yake import KeywordExtractor
    extractor = KeywordExtractor(lan="en", n=3, top=top)
    return lambda text: extractor.extract_keywords(text)


def jieba(method):
    def ranker(top):
        import jieba.analyse
        jieba.setLogLevel(logging.ERROR)
        rank = getattr(jieba.analyse, method)
        return lambda text: rank(text, topK=top, withWeight=True)
    return ranker


# Each reader with whether it reads text only.
READERS = {"trafilatura": trafilatura, "htmldate": htmldate, "gne": gne}
RANKERS = {"yake": yake, "jieba-tfidf": jieba("extract_tags"), "jieba-textrank": jieba("textrank")}


def extract(library, decoded, files):
    read, texts = READERS[library]()
    for path in files:
        with open(path, "rb") as file:
            page = file.read()
        if decoded:
            page = said(page)
        elif texts:
            page = page.decode("utf-8", "replace")
        try:
            found = read(page)
        except Exception as error:  # whatever the library throws is its answer
            found = {"error": f"{type(error).__name__}: {error}"}
        yield path, found


def terms(library, top, files):
    rank = RANKERS[library](top)
    for path in files:
        with open(path, encoding="utf-8") as file:
            found = rank(file.read())
        yield path, {"terms": [{"term": term, "score": float(score)} for term, score in found]}


def main():
    args = sys.argv[1:]
    decoded = "--decoded" in args and not args.remove("--decoded")
    top = 5
    if "--top" in args:
        at = args.index("--top")
        top = int(args[at + 1])
        del args[at:at + 2]
    if len(args) < 2 or args[1] not in ("extract", "terms"):
        sys.exit(__doc__)
    library, command, *files = args
    logging.disable(logging.CRITICAL)
    rows = extract(library, decoded, files) if command == "extract" else terms(library, top, files)
    for path, found in rows:
        print(json.dumps({"path": path, **found}, ensure_ascii=False, default=str))


main()
