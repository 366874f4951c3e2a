"""Hostile answers: what a server may send that no reader can want. Each is the pieces of an answer as
they go over the wire, for the path that was asked for."""
import collections
import functools
import itertools
import random
import time
import zlib

from papers import PAPERS

MEGABYTE = 1 << 20

# A megabyte of blanks in brotli: how such a stream begins, and what may follow any number of times.
BROTLI = [bytes.fromhex(text) for text in (
    "f4ff1f004880c46381e4de07e8ff3f00900088c302d0bd0fd0ff7f002001108705a07b1fa0ffff004002200e0b40f73e"
    "40ffff018004401c1680ee7d80feff03000980382c00ddfb00fdff07001200715800baf701faff0f002400e2b00074ef030c",
    "faff0f002400e2b00074ef03f4ff1f004800c46101e8de07e8ff3f00900088c302d0bd0fd0ff7f002001108705a07b1f"
    "a0ffff004002200e0b40f73e40ffff018004401c1680ee7d80feff03000980382c00ddfb00fdff07001200715800baf701")]

# A hostile host: its name, the kind of its source and the path (or the whole address) where that
# begins, what it answers, and what for its robots.txt.
Case = collections.namedtuple("Case", "name kind path answer robots")


def head(status="200 OK", *lines):
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode()


def sent(body, kind="text/html; charset=utf-8", *lines):
    """A whole answer, made when it is first asked for."""
    body = functools.cache(body)
    return lambda path: [head("200 OK", f"Content-Type: {kind}", *lines), body()]


def none(path):
    return [head("404 Not Found")]


def site(name, answer, robots=none):
    return Case(name, "site", "/", answer, robots)


def feed(name, body, kind="application/xml"):
    return Case(f"feed: {name}", "feed", "/x", sent(body, kind), none)


def sitemap(name, body, kind="application/xml", robots=none):
    return Case(f"sitemap: {name}", "sitemap", "/x", sent(body, kind), robots)


def gzipped():
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = pack.compress(b" " * MEGABYTE) + pack.flush(zlib.Z_FULL_FLUSH)
    return first + (pack.compress(b" " * MEGABYTE) + pack.flush(zlib.Z_FULL_FLUSH)) * 9_000


def zstandard():
    """Blocks that say one byte 128 KiB long."""
    block = (128 * 1024 << 3 | 1 << 1).to_bytes(3, "little") + b" "
    return bytes.fromhex("28b52ffd0068") + block * 2_000_000


def filled(unit, size=10 * MEGABYTE - 100_000):
    """A text again and again, up to just below the limit of what is read."""
    return lambda: (unit * (size // len(unit.encode()) + 1)).encode()[:size]


def begun(start, unit):
    return lambda: start.encode() + filled(unit, 10 * MEGABYTE - 100_000 - len(start.encode()))()


def counted(start, row, count):
    return lambda: (start + "".join(row.replace("#", str(n)) for n in range(count))).encode()


def nested():
    return "".join(tags * 200_000 for tags in ("<div><ul><li>", "<b><i>", "<table><tr><td>")).encode()


def web(path):
    """Each page leads to two more."""
    links = "".join(f"<a href='/{path[1:]}{n}x'>{n}</a>" for n in "01")
    return [head("200 OK", "Content-Type: text/html"), f"<title>{path}</title><p>带钢检测 {path}{links}".encode()]


def redirects(path):
    return [head("302 Found", f"Location: /{int(path[1:] or 0) + 1}")]


def circle(path):
    return [head("301 Moved Permanently", "Location: " + path)]


def elsewhere(path):
    return [head("302 Found", "Location: http://169.254.169.254/latest/meta-data/")]


def flood(start, block, size=100_000_000):
    return lambda path: itertools.chain([start], itertools.repeat(block, size // len(block)))


def drip(start, piece, pause):
    """A piece now and then, for ever."""
    def pieces(path):
        yield start
        while True:
            time.sleep(pause)
            yield piece
    return pieces


def noise(seed):
    return lambda: random.Random(seed).randbytes(9 * MEGABYTE)


def laughs():
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{more}]><rss version="2.0"><channel>'
            "<title>&l9;</title><item><link>/1</link><title>&l9;</title></item></channel></rss>").encode()


def long_sitemap(path):
    """A robots.txt whose sitemap has an address of 200 kB, by which 50,000 short ones are resolved."""
    return [head("200 OK", "Content-Type: text/plain"), b"Sitemap: http://evil.example/" + b"x" * 200_000 + b"/x"]


def rules(path):
    block = "User-agent: *\nDisallow: /*a*a*a*a*a*b\nDisallow: /*%E7%BA%BF*\n".encode() * 2_000
    return flood(head("200 OK", "Content-Type: text/plain"), block)(path)


# An address of 1,900 bytes.
DEEP = "/" + "a" * 1880 + "/x"


def once(answer, at=DEEP):
    """An answer at one address; elsewhere there is nothing."""
    return lambda path: answer(path) if path == at else none(path)


def below(answer):
    """An answer at the long address only."""
    return lambda path: answer(path) if len(path) == 200_003 else none(path)


def links(path):
    """Addresses on which rules with many stars take long."""
    listed = "".join(f"<a href=/{'a' * 900}{n}>{n}</a>" for n in range(9_000)) if path == "/" else path
    return [head("200 OK", "Content-Type: text/html"), listed.encode()]


HTML = head("200 OK", "Content-Type: text/html")
LONG = head("200 OK", "Content-Type: text/html", "Content-Length: 9000000")

# The cases by what they are about.
GROUPS = {
    "packed bombs: gzip, br, zstd": [
        site("gzip bomb, 9 GB", sent(gzipped, "text/html", "Content-Encoding: gzip")),
        site("br bomb, 100 GB", sent(lambda: BROTLI[0] + BROTLI[1] * 100_000, "text/html", "Content-Encoding: br")),
        site("zstd bomb, 250 GB", sent(zstandard, "text/html", "Content-Encoding: zstd")),
    ],
    "pages without end: nested, links, noise": [
        site("200,000 nested tags of each sort", sent(nested)),
        site("10 MB of <", sent(filled("<"))),
        site("10 MB of short links", once(sent(counted("", "<a href=/#>#</a>", 390_000)), "/")),
        site("100,000 links below an address of 1,900 bytes", once(sent(counted("", "<a href=#>#</a>", 100_000)))
             )._replace(path=DEEP),
        site("100 MB of body", flood(HTML, "<p>带钢检测 ".encode() * 500)),
    ],
    "redirects and pages that lead on for ever": [
        site("endless redirects", redirects),
        site("robots.txt in a circle", none, circle),
        site("endless pages", web),
    ],
    "silence, slow heads, slow bodies": [
        site("silence", drip(b"", b"", 3600), drip(b"", b"", 3600)),
        site("silence behind robots.txt", drip(b"", b"", 3600)),
        site("slow head", drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x", 1)),
        site("slow body, a byte a second", drip(LONG, b"x", 1)),
        site("slow body, just fast enough", drip(LONG, b"x" * 300, 0.2)),
        site("slow robots.txt, just fast enough", none, drip(LONG, b"#" * 300, 0.2)),
    ],
    "heads of 100 MB": [
        site("100 MB of headers", flood(b"HTTP/1.1 200 OK\r\n", b"X-Flood: " + b"x" * 8000 + b"\r\n")),
        site("100 MB of one header", flood(b"HTTP/1.1 200 OK\r\nX-Flood: ", b"x" * 8000)),
        site("100 MB of short headers", flood(b"HTTP/1.1 200 OK\r\n", b"a:\r\n" * 2000)),
        site("100 MB of “continue”", flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 400)),
    ],
    "robots.txt of 100 MB": [
        site("100 MB of rules, 9,000 links", links, rules),
        site("a sitemap's address of 200 kB, 50,000 below it",
             below(sent(counted("<urlset>", "<url><loc>#</loc></url>", 50_000), "application/xml")), long_sitemap),
    ],
    "false character sets": [
        site("noise as GB 18030", sent(noise(1), "text/html; charset=gb18030")),
        site("noise as UTF-16", sent(noise(2), "text/html; charset=utf-16")),
        site("noise without a character set", sent(noise(3), "text/html")),
        site("GBK that is said to be UTF-8", sent(lambda: "<p>线扫描相机".encode("gbk") * 700_000)),
    ],
    "feeds: torn, nested, entities, items and JSON without end": [
        feed("items that never close", begun("<rss><channel>", "<item>")),
        feed("items without anything", begun('<rss version="2.0"><channel>', "<item/>")),
        feed("media without end", begun('<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
                                        "<item>", "<media:group/>")),
        feed("links without end", begun('<feed xmlns="http://www.w3.org/2005/Atom"><entry>', '<link href="/"/>')),
        feed("just below what the reader takes", lambda: (
            '<rss version="2.0" xmlns:m="http://search.yahoo.com/mrss/"><channel>' + "<item>"
            + "<m:group/>" * 190_000 + "</item></channel></rss>").encode()),
        feed("torn CDATA", begun("<rss><item>", "<link><![CDATA[ a b ")),
        feed("nested", filled("<a>")),
        feed("entities of entities", laughs),
        feed("a day of 9 MB", begun('<rss version="2.0"><channel><item><pubDate>', "2026-1 ")),
        feed("JSON, items", begun('{"version":"https://jsonfeed.org/version/1","title":"t","items":[',
                                  '{"id":"1"},'), "application/json"),
        feed("JSON, objects", lambda: b"[" + filled('{"a":0},')() + b"0]", "application/json"),
        feed("JSON, numbers", lambda: b"[" + filled("0,")() + b"0]", "application/json"),
        feed("JSON, just below what is parsed", lambda: b"[" + b'{"a":0},' * 99_000 + b"[]," * 200_000 + b"0]",
             "application/json"),
    ],
    "sitemaps: circles, torn, addresses without end": [
        sitemap("names itself", lambda: b"<sitemapindex>" + b"<sitemap><loc>/x</loc></sitemap>" * 9),
        sitemap("short addresses", counted("<urlset>", "<url><loc>/#", 400_000)),
        sitemap("addresses of 1,900 bytes", counted("<urlset>", f"<url><loc>/{'a' * 1900}#", 5_000)),
        Case("sitemap: 50,000 below an address of 1,900 bytes", "sitemap", DEEP,
             once(sent(counted("<urlset>", "<url><loc>#</loc></url>", 50_000), "application/xml")), none),
        sitemap("gzip bomb", gzipped, "application/gzip"),
        sitemap("attributes without end", begun("<urlset><url><link hreflang=x ", "a=b ")),
        sitemap("noise", noise(4)),
    ],
    "PDFs: packed twice, run lengths, forms in forms, trees, tables": [
        site(f"PDF: {name}", sent(make, "application/pdf")) for name, make in PAPERS.items()
    ],
    "ways into a private network": [
        site("to a private address", elsewhere),
        *[site(url, none)._replace(path=url) for url in (
            "http://localhost:9/", "http://127.0.0.1:9/", "http://[::ffff:127.0.0.1]:9/", "http://2130706433:9/",
            "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/")],
    ],
}
