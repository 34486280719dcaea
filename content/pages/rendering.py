"""The one way from Markdown to HTML: `markdown` turns it, `bleach` cleans it, and our own
check reads every address, because bleach keeps `javascript:1` as a host with a port.

Stems, explanations, lessons, notes and imported text all pass here; nothing else marks
foreign text as safe.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import bleach
import markdown
from bleach.css_sanitizer import CSSSanitizer
from bleach.html5lib_shim import Filter
from django.utils.safestring import SafeString, mark_safe

MAX_LENGTH: Final = 400_000
"""Characters of one text. A whole lesson has a few thousand; more is a mistake or an attack."""

MAX_BRACKETS: Final = 300
MAX_ANGLES: Final = 2_000
"""Beyond these a paragraph's "[" or a text's "<" is taken literally: the converter needs
quadratic time for them, and no text that people write has so many."""

BLOCK_TAGS: Final = frozenset(
    {
        "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "dl", "dt", "dd",
        "table", "caption", "thead", "tbody", "tr", "th", "td",
    }
)  # fmt: skip
INLINE_TAGS: Final = frozenset(
    {"a", "strong", "em", "b", "i", "code", "del", "s", "sub", "sup", "abbr", "mark", "img"}
)
TAGS: Final = BLOCK_TAGS | INLINE_TAGS
ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start"}),
    "th": frozenset({"colspan", "rowspan", "scope", "style"}),
    "td": frozenset({"colspan", "rowspan", "style"}),
}
LINK_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
CSS_PROPERTIES: Final = frozenset({"text-align"})
"""Only what the table syntax writes; turned into a class, since pages carry no inline style."""

DROPPED_WITH_CONTENT: Final = re.compile(
    r"<(script|style|iframe|object|embed|noscript|template|svg|math|title|textarea|xmp)\b"
    r"[^<>]{0,2000}>.*?(</\1\s{0,20}>|\Z)",
    re.IGNORECASE | re.DOTALL,
)

# Characters a browser drops or trims before it reads a scheme: C0 controls, space, DEL,
# C1, soft hyphen, zero-width and directional marks, every Unicode space, BOM.
_IGNORED: Final = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180e"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\ufff0-\uffff]"
)
_SCHEME: Final = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.\-]*):")
_DIGITS: Final = re.compile(r"^\d{1,4}$")
_ALIGNMENT: Final = re.compile(r"text-align:\s*(left|center|right)")
_ALIGN_CLASS: Final = {"left": "start", "center": "center", "right": "end"}


def scheme_of(address: str) -> str | None:
    """Scheme as a browser would read it, in lower case; "" for a relative address;
    None when the address cannot be trusted to be relative."""
    bare = _IGNORED.sub("", html.unescape(html.unescape(address)))
    found = _SCHEME.match(bare)
    if found:
        return found.group(1).lower()
    head = re.split(r"[/?#]", bare, maxsplit=1)[0]
    return None if ":" in head or "\\" in bare[:2] else ""


def is_safe_address(address: str, *, schemes: frozenset[str] = LINK_SCHEMES) -> bool:
    """May this address stand in a link? Relative ones may, and those of `schemes`."""
    scheme = scheme_of(address)
    if scheme is None:
        return False
    return scheme == "" or scheme in schemes


def is_external(address: str) -> bool:
    bare = _IGNORED.sub("", address)
    return bare.startswith("//") or scheme_of(bare) in {"http", "https"}


def _is_own_image(address: str) -> bool:
    # A foreign image would tell its host who reads which guide, and break without a network.
    return bool(address) and address.startswith("/") and not is_external(address)


def _allow(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES.get(tag, frozenset()):
        return False
    if name == "href":
        return is_safe_address(value)
    if name == "src":
        return _is_own_image(value) and scheme_of(value) == ""
    if name in {"width", "height", "colspan", "rowspan", "start"}:
        return bool(_DIGITS.match(value))
    if name == "scope":
        return value in {"row", "col"}
    return True


class _Finish(Filter):
    """After cleaning: external links say so, alignment becomes a class, images load late."""

    def __iter__(self) -> Any:
        for token in super().__iter__():
            if token["type"] in {"StartTag", "EmptyTag"}:
                attributes = token["data"]
                href = attributes.get((None, "href"))
                if token["name"] == "a" and href and is_external(href):
                    attributes[(None, "rel")] = "nofollow noopener external"
                style = attributes.pop((None, "style"), "")
                aligned = _ALIGNMENT.search(style)
                if aligned:
                    attributes[(None, "class")] = f"align-{_ALIGN_CLASS[aligned.group(1)]}"
                if token["name"] == "img":
                    if not attributes.get((None, "src")):
                        continue
                    attributes.setdefault((None, "alt"), "")
                    attributes[(None, "loading")] = "lazy"
            yield token


_cleaner: Callable[[str], str] = bleach.Cleaner(
    tags=TAGS,
    attributes=_allow,
    protocols=LINK_SCHEMES,
    strip=True,
    strip_comments=True,
    css_sanitizer=CSSSanitizer(allowed_css_properties=CSS_PROPERTIES, allowed_svg_properties=()),
    filters=[_Finish],
).clean


def clean_html(source: str) -> SafeString:
    """HTML from outside (an import, a paste) reduced to our tags and attributes."""
    _refuse_huge(source)
    stripped = DROPPED_WITH_CONTENT.sub("", source.replace("\x00", ""))
    try:
        cleaned = _cleaner(stripped)
    except RecursionError:
        return _verbatim(source)
    return mark_safe(cleaned)  # noqa: S308 - cleaned above, by the only cleaner there is


def render_markdown(text: str, *, top: int = 1) -> SafeString:
    """Clean HTML of a Markdown text: tables, lists, definition lists, no footnotes.

    Headings of level `top` become h2, for the page owns h1. Raises `TextTooLong` beyond
    `MAX_LENGTH`.
    """
    _refuse_huge(text)
    return _render(text, top)


@lru_cache(maxsize=512)
def _render(text: str, top: int) -> SafeString:
    converter = markdown.Markdown(
        extensions=["tables", "sane_lists", "def_list", "abbr", "nl2br"], output_format="html"
    )
    try:
        converted = converter.convert(_defuse(text.replace("\x00", "")))
    except RecursionError:
        return _verbatim(text)
    lowered = re.sub(r"<(/?)h([1-6])>", lambda found: _moved_heading(found, 2 - top), converted)
    return clean_html(lowered)


_PARAGRAPH_GAP: Final = re.compile(r"(\n[ \t]*\n)")


def _defuse(text: str) -> str:
    if text.count("<") > MAX_ANGLES:
        text = text.replace("<", "&lt;")
    if text.count("[") <= MAX_BRACKETS:
        return text
    return "".join(
        part.replace("[", "&#91;") if part.count("[") > MAX_BRACKETS else part
        for part in _PARAGRAPH_GAP.split(text)
    )


def _verbatim(text: str) -> SafeString:
    """Text nested too deeply to be converted, shown as it was typed."""
    lines = (html.escape(line) for line in text.splitlines() if line.strip())
    return mark_safe("".join(f"<p>{line}</p>" for line in lines))  # noqa: S308 - escaped


def _moved_heading(match: re.Match[str], by: int) -> str:
    level = min(max(int(match.group(2)) + by, 2), 4)
    return f"<{match.group(1)}h{level}>"


_BREAKS: Final = re.compile(r"</(p|h[2-4]|li|tr|dt|dd|blockquote|pre|caption)>|<(br|hr)\b[^>]*>")

_PRE: Final = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_CELL_END: Final = re.compile(r"</t[dh]>")


def plain_text(text: str) -> str:
    """What a reader reads of a Markdown text, one line a block, without any markup.

    Search, hashes and reading aloud use it, so it never holds a tag or an entity.
    """
    parts = _PRE.split(str(render_markdown(text)))
    flowed = "".join(
        part if position % 2 else _CELL_END.sub(" ", part.replace("\n", " "))
        for position, part in enumerate(parts)
    )
    separated = _BREAKS.sub("\n", flowed)
    bare = html.unescape(re.sub(r"<[^>]*>", "", separated))
    lines = (re.sub(r"[ \t\u3000]+", " ", line).strip() for line in bare.split("\n"))
    return "\n".join(line for line in lines if line)


class TextTooLong(ValueError):
    """A text longer than `MAX_LENGTH`; carries its length in characters."""

    def __init__(self, length: int) -> None:
        super().__init__(f"text has {length} characters, at most {MAX_LENGTH} are rendered")
        self.length = length


def _refuse_huge(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise TextTooLong(len(text))
