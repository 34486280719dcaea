"""Find the text of an HTML page that may be rewritten, and rewrite only that.

Everything else - tags, attributes, comments, scripts, white space - stays byte for byte.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from themes.domain.script import sparing

Convert = Callable[[str], str]

RAW_TEXT: Final = frozenset(
    {"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)
VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
TEXT_ATTRIBUTES: Final = frozenset({"title", "alt", "aria-label", "placeholder", "data-label"})
_ATTRIBUTE: Final = re.compile(
    r"""([^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""", re.DOTALL
)
_TAG_NAME: Final = re.compile(r"<[A-Za-z][^\s/>]*")
_NAME: Final = re.compile(r"[\u3400-\u9fff·]{2,12}")
"""What a name that an element keeps as written looks like: 安澜县, 古丽·买买提."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text at `start` (character offset) that may be rewritten. Pieces of one `run` belong to
    one phrase, cut only by `<wbr>`."""

    start: int
    text: str
    run: int


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    convertible: bool


class _Finder(HTMLParser):
    """Collects the pieces. Positions come from the parser and are checked against the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.pieces: list[Piece] = []
        self.names: set[str] = set()
        self._open: list[_Open] = []
        self._run = 0
        self._line_starts = [0]
        self._line_starts.extend(m.end() for m in re.finditer("\n", source))
        self.feed(source)
        self.close()

    def _position(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    @property
    def _convertible(self) -> bool:
        return self._open[-1].convertible if self._open else True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "wbr":
            self._run += 1
        convertible = _wants_conversion(tag, dict(attrs), self._convertible)
        raw = self.get_starttag_text() or ""
        start = self._position()
        if self.source.startswith(raw, start):
            if tag == "html":
                self._language(start, raw)
            elif convertible:
                self._attributes(start, raw)
        if tag not in VOID:
            self._open.append(_Open(tag, convertible and tag not in RAW_TEXT))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._run += 1
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        start = self._position()
        if self._convertible:
            if self.source.startswith(data, start):
                self.pieces.append(Piece(start, data, self._run))
        elif self._open[-1].tag not in RAW_TEXT and _NAME.fullmatch(data.strip()):
            self.names.add(data.strip())

    def handle_entityref(self, name: str) -> None:
        self._run += 1

    def handle_charref(self, name: str) -> None:
        self._run += 1

    def _attributes(self, start: int, raw: str) -> None:
        name = _TAG_NAME.match(raw)
        for match in _ATTRIBUTE.finditer(raw, name.end() if name else 0):
            value = match.group(3)
            if match.group(1).lower() in TEXT_ATTRIBUTES and value and value[0] in "\"'":
                self._run += 1
                self.pieces.append(Piece(start + match.start(3) + 1, value[1:-1], self._run))
                self._run += 1

    def _language(self, start: int, raw: str) -> None:
        self.html_tag = (start, raw)

    html_tag: tuple[int, str] | None = None


def _wants_conversion(tag: str, attributes: dict[str, str | None], inherited: bool) -> bool:
    translate = attributes.get("translate")
    if translate is not None:
        return (translate or "yes").lower() != "no"
    if tag == "option" and "value" not in attributes:
        return False  # its text is what the form sends
    lang = attributes.get("lang")
    if lang and tag != "html":
        return lang.lower().split("-")[0] == "zh" and lang.lower() not in {"zh-hant", "zh-tw"}
    return inherited


def _rewrite_run(pieces: list[Piece], convert: Convert) -> list[str]:
    """Converted texts of one run. The whole run is converted at once where lengths allow it,
    because phrases decide characters (头发 and 发生) and `<wbr>` cuts phrases."""
    joined = "".join(piece.text for piece in pieces)
    converted = convert(joined)
    if len(converted) != len(joined):
        return [convert(piece.text) for piece in pieces]
    result, at = [], 0
    for piece in pieces:
        result.append(converted[at : at + len(piece.text)])
        at += len(piece.text)
    return result


def rewrite_text(source: str, convert: Convert, *, lang: str, names: Collection[str] = ()) -> str:
    """`source` with `convert` applied to its text and its spoken attributes, and `lang` on
    `<html>`. Left alone: elements with translate="no" or another language, scripts, styles,
    textareas, options without a value, and every other attribute. A name in an element with
    translate="no" and each of `names` is left alone wherever the page says it, so that nobody
    has two names."""
    finder = _Finder(source)
    convert = sparing(frozenset(names), finder.names, convert)
    output: list[str] = []
    at = 0
    edits: list[tuple[int, int, str]] = []
    runs: dict[int, list[Piece]] = {}
    for piece in finder.pieces:
        runs.setdefault(piece.run, []).append(piece)
    for pieces in runs.values():
        for piece, text in zip(pieces, _rewrite_run(pieces, convert), strict=True):
            edits.append((piece.start, piece.start + len(piece.text), text))
    if finder.html_tag is not None:
        start, raw = finder.html_tag
        edits.append((start, start + len(raw), _with_language(raw, lang)))
    for start, end, text in sorted(edits):
        if start < at:
            continue
        output += (source[at:start], text)
        at = end
    output.append(source[at:])
    return "".join(output)


def _with_language(raw: str, lang: str) -> str:
    name = _TAG_NAME.match(raw)
    for match in _ATTRIBUTE.finditer(raw, name.end() if name else 0):
        if match.group(1).lower() == "lang" and match.group(3):
            return f'{raw[: match.start(3)]}"{lang}"{raw[match.end(3) :]}'
    return f'{raw[:5]} lang="{lang}"{raw[5:]}'
