"""Small PDFs, written by hand: their objects plain or packed, as the test says."""

import zlib
from collections.abc import Mapping

_BASE = {
    1: b"<</Type/Catalog/Pages 2 0 R%b>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%b>>",
}
_PACK, _TABLE, _SIZE = 50, 51, 52

EMBEDDED = {
    5: b"<</Names[(a)6 0 R]>>", 6: b"<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>",
    7: b"<</Type/EmbeddedFile/Length 2>>stream\nhi\nendstream",
}  # fmt: skip
"""What another file in a PDF is made of, by number: `FILED` in its catalogue attaches it."""
FILED = b"/Names<</EmbeddedFiles 5 0 R>>"


def small_pdf(
    *, catalog: bytes = b"", page: bytes = b"", more: Mapping[int, bytes] | None = None
) -> bytes:
    """One empty page; `catalog` and `page` are added to theirs, `more` objects by number (4 to
    49)."""
    objects = _objects(catalog, page) | dict(more or {})
    body, places = _laid(objects)
    rows = [b"0000000000 65535 f \n"]
    for number in range(1, max(objects) + 1):
        at = places.get(number)
        rows.append(b"%010d 00000 n \n" % at if at else b"0000000000 00000 f \n")
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(rows), len(body))
    return body + b"xref\n0 %d\n" % len(rows) + b"".join(rows) + trailer


def packed_pdf(
    *, catalog: bytes = b"", more: Mapping[int, bytes] | None = None, as_hex: bool = False
) -> bytes:
    """As `small_pdf`, `more` lying in a stream of objects; `as_hex` writes that stream in
    letters."""
    inside = dict(more or {})
    head = body = b""
    for number, content in inside.items():
        head += b"%d %d " % (number, len(body))
        body += content + b" "
    data, named = zlib.compress(head + body), b"/FlateDecode"
    if as_hex:
        data, named = data.hex().encode() + b">", b"[/ASCIIHexDecode/FlateDecode]"
    said = b"<</Type/ObjStm/N %d/First %d/Length %d/Filter%b>>" % (
        len(inside), len(head), len(data), named,
    )  # fmt: skip
    stream = said + b"stream\n" + data + b"\nendstream"
    laid, places = _laid(_objects(catalog, b"") | {_PACK: stream})
    places[_TABLE] = len(laid)
    rows = zlib.compress(b"".join(_row(number, places, [*inside]) for number in range(_SIZE)))
    table = b"<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Length %d/Filter/FlateDecode>>" % (
        _SIZE, len(rows),
    )  # fmt: skip
    table += b"stream\n" + rows + b"\nendstream"
    return (
        laid + b"%d 0 obj\n%b\nendobj\n" % (_TABLE, table) + b"startxref\n%d\n%%%%EOF\n" % len(laid)
    )


def _objects(catalog: bytes, page: bytes) -> dict[int, bytes]:
    return {1: _BASE[1] % catalog, 2: _BASE[2], 3: _BASE[3] % page}


def _laid(objects: Mapping[int, bytes]) -> tuple[bytes, dict[int, int]]:
    body, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    return body, places


def _row(number: int, places: Mapping[int, int], inside: list[int]) -> bytes:
    if number in inside:
        return b"\2" + _PACK.to_bytes(4) + bytes([inside.index(number)])
    if number in places:
        return b"\1" + places[number].to_bytes(4) + b"\0"
    return b"\0" * 6
