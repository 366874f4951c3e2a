"""Hostile PDFs, each small: what is in them unpacks, nests, repeats or refers without end."""
import struct
import zlib

MEGABYTE = 1 << 20


def pdf(objects, trailer="/Root 1 0 R"):
    """A file of these objects, the first being the catalogue, with a table of where they stand."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + f"trailer\n<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def stream(data, keys=""):
    return f"<</Length {len(data)}{keys}>>stream\n".encode() + data + b"\nendstream"


def paper(content, *more, resources=""):
    """One page that draws `content`, and further objects from number 5 on."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>"
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, *more])


def packed(megabytes, unit=b" "):
    """Megabytes of one text packed with deflate; each takes a kilobyte."""
    piece, pack = unit * (MEGABYTE // len(unit)), zlib.compressobj(9, wbits=-15)
    block, check = pack.compress(piece) + pack.flush(zlib.Z_FULL_FLUSH), 1
    for _ in range(megabytes):
        check = zlib.adler32(piece, check)
    return b"\x78\xda" + block * megabytes + b"\x03\x00" + check.to_bytes(4, "big")


def twice():
    return paper(stream(zlib.compress(packed(3_000)), "/Filter[/FlateDecode/FlateDecode]"))


def hidden_filter():
    """Packed twice, which another object says."""
    return paper(stream(zlib.compress(packed(3_000)), "/Filter 5 0 R"), "[/FlateDecode/FlateDecode]")


def run_lengths():
    return paper(stream(b"\x81 " * (4 * MEGABYTE), "/Filter/RunLengthDecode"))


def lzw():
    """The longest entry of a full table, again and again."""
    codes, out, bits, held = [], bytearray(), 0, 0
    for _ in range(8):
        codes += [(256, 9), (32, 9)]
        codes += [(code, 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12)
                  for code in range(258, 4094)]
    codes += [(4093, 12)] * 600_000
    for code, width in codes:
        held, bits = held << width | code, bits + width
        while bits >= 8:
            bits -= 8
            out.append(held >> bits & 255)
            held &= (1 << bits) - 1
    return paper(stream(bytes(out), "/Filter/LZWDecode"))


def same_content():
    """One page draws the same long stream a thousand times."""
    body = paper(stream(packed(60), "/Filter/FlateDecode"))
    return body.replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 1000 + b"]")


def forms():
    """Each form draws the next one ten times; the last one draws a letter."""
    depth, objects = 40, ["<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for number in range(depth):
        below = f"/XObject<</X {7 + number} 0 R>>" if number + 1 < depth else "/Font<</F 5 0 R>>"
        drawn = b"/X Do " * 10 if number + 1 < depth else b"BT /F 9 Tf (a) Tj ET"
        objects.append(stream(drawn, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<{below}>>"))
    return paper(stream(b"/X Do " * 10), *objects, resources="/XObject<</X 6 0 R>>")


def fonts():
    """A thousand fonts, all of the same file of 60 MB."""
    file = stream(packed(60), "/Filter/FlateDecode")
    fonts = [f"<</Type/Font/Subtype/TrueType/BaseFont/F{n}/FontDescriptor"
             f"<</Type/FontDescriptor/FontName/F{n}/Flags 4/FontFile2 5 0 R>>>>" for n in range(1000)]
    names = "".join(f"/F{n} {6 + n} 0 R" for n in range(1000))
    drawn = "BT " + " ".join(f"/F{n} 9 Tf (a) Tj" for n in range(1000)) + " ET"
    return paper(stream(drawn.encode()), file, *fonts, resources=f"/Font<<{names}>>")


def circle():
    """Pages that are their own parents."""
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 2 0 R 3 0 R]/Count 9>>",
                "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 9>>"])


def pages():
    """A hundred thousand pages, and a tree as deep."""
    count = 100_000
    flat = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{' '.join(f'{n + 3} 0 R' for n in range(count))}]>>"]
    deep = [f"<</Type/Pages/Kids[<</Type/Page>>{number + 1} 0 R]>>" for number in range(3, count + 3)]
    return pdf(flat + deep + ["<</Type/Page>>"])


def nested():
    deep = b"[" * MEGABYTE + b"<</A" * (MEGABYTE // 2)
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", deep]) + paper(stream(deep), deep)


def references():
    """Table entries without end, out of 60 MB that take 60 kB packed."""
    rows = packed(60, b"\1")
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    table = stream(rows, f"/Type/XRef/W[0 1 0]/Size {60 * MEGABYTE}/Root 1 0 R/Filter/FlateDecode")
    return body + b"9 0 obj\n" + table + f"\nendobj\nstartxref\n{len(body)}\n%%EOF".encode()


def object_stream():
    """Objects without end in one stream."""
    rows = packed(60, b"1 1 ")
    kept = stream(rows, f"/Type/ObjStm/N {15 * MEGABYTE}/First 10/Filter/FlateDecode")
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", kept]) + b"trailer <</Root 7 0 R>>"


def streams():
    """Words that begin a packed stream, each of which reads on to the end of the file."""
    start = b"stream\n\x78\x01"
    stored = b"\x00" + struct.pack("<HH", len(start) + 800, 0xFFFF ^ (len(start) + 800)) + start
    return b"%PDF-1.7\n" + (stored + b"\x00\x00\x00\xff\xff" * 160) * 11_000


PAPERS = {
    "packed twice": twice,
    "packed twice, as another object says": hidden_filter,
    "run lengths": run_lengths,
    "LZW": lzw,
    "one stream drawn 1,000 times": same_content,
    "forms in forms": forms,
    "1,000 fonts of one file": fonts,
    "pages in a circle": circle,
    "pages without end": pages,
    "nested": nested,
    "a table without end": references,
    "objects without end": object_stream,
    "streams within streams": streams,
}
