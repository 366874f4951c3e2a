"""Pages and texts of any size, in two languages, sane and hostile, whose text is known."""
import random

# What the sentences of each language are made of: their pattern, its words, the term that they
# are about, the frame around them.
TONGUES = {
    "en": {
        "lang": "en",
        "pattern": "On run {n} the line scan camera {verb} {count} {thing} on the {place}, and the {who} {then}.",
        "verb": "found,saw,counted,missed,reported,measured".split(","),
        "thing": "scratches,dents,stains,folds,cracks,pinholes".split(","),
        "place": "steel strip,copper foil,paper web,coated film,glass plate".split(","),
        "who": "operator,engineer,shift leader,inspector".split(","),
        "then": "stopped the coil,changed the light,cut the edge,wrote it down,called the mill".split(","),
        "term": "line scan camera",
        "frame": ["Home", "Products", "Contact", "Imprint"],
        "foot": "All rights reserved.",
        "title": "A year of line scan cameras",
    },
    "zh": {
        "lang": "zh",
        "pattern": "第{n}次运行时，线扫描相机在{place}上{verb}了{count}处{thing}，{who}随后{then}。",
        "verb": "发现,看到,数出,漏掉,报告,测量".split(","),
        "thing": "划痕,凹坑,污渍,折皱,裂纹,针孔".split(","),
        "place": "带钢,铜箔,纸幅,涂布膜,玻璃板".split(","),
        "who": "操作员,工程师,班长,检验员".split(","),
        "then": "停下钢卷,调整光源,切掉边部,记录下来,通知轧机".split(","),
        "term": "线扫描相机",
        "frame": ["首页", "产品中心", "联系我们", "网站地图"],
        "foot": "版权所有。",
        "title": "线扫描相机的一年",
    },
}


def sentences(tongue, size):
    """Sentences of about `size` bytes in all, no two alike."""
    words, dice, made = TONGUES[tongue], random.Random(7), 0
    slots = ("verb", "thing", "place", "who", "then")
    found = []
    while made < size or not found:
        chosen = {slot: dice.choice(words[slot]) for slot in slots}
        found.append(words["pattern"].format(n=len(found) + 1, count=dice.randrange(2, 90), **chosen))
        made += len(found[-1].encode())
    return found


def around(tongue, body):
    """A whole page: the frame of a site around a body."""
    words = TONGUES[tongue]
    links = "".join(f"<li><a href=/{n}>{name}</a></li>" for n, name in enumerate(words["frame"]))
    return (f"<!DOCTYPE html>\n<html lang={words['lang']}><head><meta charset=utf-8><title>{words['title']}</title>"
            f"</head><body><nav><ul>{links}</ul></nav>\n<main><h1>{words['title']}</h1>\n{body}\n</main>"
            f"<footer><p>{words['foot']}</p></footer></body></html>\n")


def paragraphs(tongue, size):
    """Groups of three sentences."""
    found, gap = sentences(tongue, size), " " if tongue == "en" else ""
    return [gap.join(found[at:at + 3]) for at in range(0, len(found), 3)]


def plain(tongue, size):
    texts = paragraphs(tongue, size * 24 // 25)
    return around(tongue, "\n".join(f"<p>{text}</p>" for text in texts)), texts


def unclosed(tongue, size):
    texts = paragraphs(tongue, size * 24 // 25)
    return around(tongue, "\n".join(f"<div><p>{text}<li><br>" if n % 40 == 0 and n < 4000 else f"<p>{text}"
                                    for n, text in enumerate(texts))), texts


def endless(tongue, size):
    gap = " " if tongue == "en" else ""
    text = gap.join(sentences(tongue, size))
    return around(tongue, f"<p>{text}</p>"), [text]


def table(tongue, size):
    lead, cells = paragraphs(tongue, 1500), sentences(tongue, size * 4 // 5)
    rows = "\n".join(f"<tr><td>{n}</td><td>{cell}</td></tr>" for n, cell in enumerate(cells))
    body = "".join(f"<p>{text}</p>" for text in lead)
    return around(tongue, f"{body}<table>{rows}</table>"), lead + cells[3 * len(lead):]


def inline(tongue, size):
    """Sixty elements deep around each sentence of a paragraph, all closed."""
    texts, opened, closed = sentences(tongue, size // 6), "<span><b><i>" * 20, "</i></b></span>" * 20
    return around(tongue, "\n".join(f"<p>{opened}{text}{closed}</p>" for text in texts)), texts


def links(tongue, size):
    """A page that lists others without end."""
    lead, items = paragraphs(tongue, 1500), sentences(tongue, size // 2)
    body = "".join(f"<p>{text}</p>" for text in lead)
    entries = "\n".join(f"<li><a href=\"/runs/{n}.html\">{text}</a></li>" for n, text in enumerate(items))
    return around(tongue, f"{body}<ul>{entries}</ul>"), lead


def after(hostile):
    """A shape that begins as a sane page; of what follows only the bound on time is asked."""
    def shape(tongue, size):
        texts = paragraphs(tongue, 3000)
        body = "".join(f"<p>{text}</p>\n" for text in texts)
        return around(tongue, body + hostile(max(0, size - len(body.encode()) - 400))), texts
    return shape


def repeated(make, each):
    """As many pieces as fill so many bytes."""
    return lambda size: "".join(make(n) for n in range(size // each))


def again(text):
    """A piece of text again and again."""
    return repeated(lambda n: text, len(text))


def nested(tag, inner, times=40):
    """Elements within each other around a text of 8 KB, again and again."""
    return again(tag * times + "word " * 1700 + inner * times)


# Name, maker of (page, the lines of its text), what is hostile about it.
SHAPES = [
    ("article", plain, "a sane page, for scale"),
    ("unclosed", unclosed, "no `<p>`, `<div>` or `<li>` is ever closed"),
    ("one text", endless, "one paragraph"),
    ("table", table, "one table"),
    ("inline", inline, "sixty inline elements around each sentence"),
    ("links", links, "one list of links"),
    ("depth", after(repeated(lambda n: "<div>", 5)), "`<div>` without end"),
    ("formatting", after(repeated(lambda n: f"<p><b id=b{n:07}>", 17)), "each paragraph opens formatting of its own"),
    ("attributes", after(lambda size: "<p" + repeated(lambda n: f" a{n:07}", 9)(size) + ">"), "one tag, up to a million attributes"),
    ("bodies", after(repeated(lambda n: f"<body a{9999999 - n:07}>", 15)), "`<body>` again and again, each with an attribute of its own"),
    ("foster", after(lambda size: "<table>" + repeated(lambda n: "x<tr>", 5)(size)), "text in a table outside its cells"),
    ("references", after(lambda size: "<div id=x>" + repeated(lambda n: "<b itemprop=n>x</b>", 19)(size // 2) + "</div>"
                         + repeated(lambda n: "<p itemscope itemref=x>", 23)(size // 2)), "items that all refer to one long list"),
    ("headings", after(repeated(lambda n: f"<h1>{n:07}</h1><time>2026-10-03</time>", 39)), "a heading and a day, again and again"),
    ("scripts", after(lambda size: "<script type=application/ld+json>" + "[" * (size // 2) + "</script>"
                      + repeated(lambda n: "<script type=application/ld+json>{\"@id\":1}</script>", 51)(size // 2)), "JSON-LD, nested without end and without end repeated"),
    ("breaks", after(again("a<br>")), "line ends without end"),
    ("rules", after(again("a<hr>")), "blocks of one letter"),
    ("cells", after(lambda size: "<table>" + again("<td>a")(size)), "cells of one letter"),
    ("word", after(again("a")), "one word without end"),
    ("addresses", after(again("<a href=x><img src=y>")), "links and images, a hundred thousand of each"),
    ("around", after(nested("<a href=x><table><td>", "</table></a>")), "links around links around one long text"),
    ("titles", after(nested("<h1><div>", "</div></h1>")), "headings around headings around one long text"),
    ("copies", after(lambda size: "<p><b" + "".join(f" a{n}" for n in range(500)) + ">" + again("<p>x")(size)),
     "each paragraph repeats a tag of 500 attributes"),
    ("names", after(lambda size: "<div itemscope><b itemprop='" + repeated(lambda n: f"a{n:06} ", 8)(size) + "'>"
                    + "x" * 2000 + "</b></div>"), "one value of a million names"),
    ("relations", after(lambda size: "<link rel='" + again("canonical ")(size // 2) + "' href='"
                        + again("x")(size // 2) + "'>"), "one long address that is canonical again and again"),
    ("base", after(lambda size: "<base href='http://a.example/" + "x" * (size // 3) + "/'>"
                   + again("<a href=x>")(size * 2 // 3)), "short links from a base without end"),
    ("classes", after(lambda size: "<div class='" + again("abc ")(size - 9000) + "'>"
                      + "<time>2026-10-03</time>" * 400), "days within a class of a million words"),
    ("objects", after(lambda size: "<script type=application/ld+json>[" + again('{"a":0},')(size)
                      + "0]</script>"), "JSON-LD of a million objects"),
    ("brackets", after(repeated(lambda n: "<", 1)), "`<` without end"),
    ("comments", after(repeated(lambda n: "<!--", 4)), "a comment that opens without end"),
    ("entities", after(repeated(lambda n: "&ampamp;&#x4e2d", 15)), "entities, most without their end"),
    ("ampersands", after(lambda size: "<textarea>" + again("&amp")(size)), "references in a text that does not end"),
    ("figures", after(lambda size: "<p title='" + again("&#1")(size // 2) + "'>&#" + "1" * (size // 2)), "references to a number without end"),
    ("hyphens", after(lambda size: "<!--" + "-" * (size // 2) + "x" + again("--!")(size // 2)), "a comment of hyphens"),
    ("quotes", after(again("<p a='b")), "a tag without end, full of quotes"),
    ("hidden", after(lambda size: "<script><!--" + again("<script></script><")(size)), "scripts within a comment within a script"),
    ("sections", after(lambda size: "<svg>" + again("<![CDATA[]]>")(size // 2) + again("<![CDATA[")(size // 2)), "sections of data, and one without end"),
]
