"""Which lines of a page are its document.

A page has sentences and it has links. The document is the smallest box that holds four fifths
of the sentences, grown as long as that adds more text than links. Outside it a line stays when
it is a sentence, a label of the disclosure header, the title, or text between two sentences;
and within it only what is plainly the site's is left out. In doubt a line stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ..labels import is_date, label_key
from ..pairs import is_disclosure
from .furniture import heads_links, is_furniture
from .labels import LABELLED
from .page import Line, Page

_SHARE: Final = 0.8
_SHORT: Final = 20
_LONG: Final = 60
_SENTENCE: Final = re.compile("[。；;！？]")
_ATTACHED: Final = re.compile(r"附[件表录图]|.*\.(?:docx?|pdf|xlsx?|wps|ofd|zip)$", re.IGNORECASE)
_ITEM: Final = re.compile(r"\d{1,2}\s*[.．、]")
_SITE_TAGS: Final = frozenset({"nav", "footer", "aside"})
_SITE_NAMES: Final = re.compile(
    r"(?:^|\s)(?:\w+[-_])?(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|footer|foot|copyright"
    r"|share|sidebar|pagination|dqwz|mbx|toolbar|friendlinks?|qrcode|prenext|contentinfo)"
    r"(?:[-_]\w+)?(?=\s|$)",
    re.IGNORECASE,
)
_SMALL: Final = frozenset(
    {
        "p", "li", "ul", "ol", "dl", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot",
        "table", "caption", "blockquote", "pre", "center", "h1", "h2", "h3", "h4", "h5", "h6",
    }
)  # fmt: skip
_RUN: Final = 3
_SITE_SHARE: Final = 0.2


@dataclass(frozen=True, slots=True)
class Choice:
    """`kept`: indexes of the document's lines. Its first and last sentence: [`first`, `last`].
    `boxes`: the range of boxes that hold it."""

    kept: frozenset[int]
    first: int
    last: int
    boxes: range


def choose(page: Page) -> Choice:
    """The lines of the document; the others are the site's."""
    lines = page.lines
    prose = [_is_prose(line) for line in lines]
    labels = [_label(line.text) for line in lines]
    chrome = _chrome(page, prose, labels)
    core = _core(page, prose, chrome)
    chrome = _chrome(page, prose, labels, core)
    said = [
        i for i, line in enumerate(lines) if not chrome[i] and (prose[i] or line.cell is not None)
    ]
    first, last = (said[0], said[-1]) if said else (len(lines), -1)
    main, end = _main(page, prose, chrome)
    kept = {
        i for i, line in enumerate(lines)
        if not chrome[i]
        and (
            main <= line.box < end
            or prose[i]
            or labels[i]
            or _is_title(line, page.title)
            or (first < i < last and line.plain >= line.linked)
        )
    }  # fmt: skip
    edges = [i for i in sorted(kept) if not first <= i <= last and not labels[i]]
    kept -= {i for i in edges if is_furniture(lines[i].text, below=i > last >= 0)}
    kept -= _link_lists(lines, [i for i in edges if i in kept])
    kept -= _related(page, [i for i in edges if i > last >= 0])
    return Choice(frozenset(kept), first, last, _article(page, core))


def _is_prose(line: Line) -> bool:
    return line.plain >= _LONG or (line.plain >= _SHORT and _SENTENCE.search(line.text) is not None)


def _label(text: str) -> bool:
    match = LABELLED.match(text)
    return label_key(match[1] if match else text) is not None


def _is_title(line: Line, title: str) -> bool:
    words = re.sub(r"\s", "", line.text)
    return line.level > 0 and len(words) > 4 and re.sub(r"\s", "", title).startswith(words)


def _sums(page: Page, values: list[int]) -> list[int]:
    """For each box the sum over its lines, those of inner boxes included."""
    out = [0] * len(page.boxes)
    for line, value in zip(page.lines, values, strict=True):
        out[line.box] += value
    for at in range(len(out) - 1, -1, -1):
        parent = page.boxes[at].parent
        if parent is not None:
            out[parent] += out[at]
    return out


def _chrome(
    page: Page, prose: list[bool], labels: list[bool], core: int | None = None
) -> list[bool]:
    """Lines in boxes that say they are the site's, and buttons. `core`: the smallest box that holds
    the document; one in it that is named a footer may hold its signature and its annexes."""
    weights = _sums(page, [line.plain * p for line, p in zip(page.lines, prose, strict=True)])
    labelled = _sums(page, [int(label) for label in labels])
    chrome = [False] * len(page.boxes)
    closing = _closing(page, core) if core is not None else frozenset()
    for at, box in enumerate(page.boxes):
        if box.parent is not None and chrome[box.parent]:
            chrome[at] = True
        elif at in closing:
            continue
        elif box.tag in _SITE_TAGS:
            chrome[at] = weights[at] < _SITE_SHARE * weights[0] and labelled[at] < 2
        elif _SITE_NAMES.search(box.names):
            chrome[at] = not weights[at] and not labelled[at]
    return [line.control or chrome[line.box] for line in page.lines]


def _closing(page: Page, core: int) -> frozenset[int]:
    """Boxes within the document's that hold a date or name annexes, and no words of the site."""
    signs = [
        is_date(line.text.strip()) or _ATTACHED.match(line.text) is not None for line in page.lines
    ]
    site = [is_furniture(line.text, below=True) for line in page.lines]
    signed, spoilt = _sums(page, [int(s) for s in signs]), _sums(page, [int(s) for s in site])
    return frozenset(
        at for at in range(core + 1, page.boxes[core].last) if signed[at] and not spoilt[at]
    )


def _prose_in(page: Page, prose: list[bool], chrome: list[bool]) -> list[int]:
    """For each box the characters of its sentences."""
    return _sums(
        page,
        [
            line.plain if (prose[i] or line.cell is not None) and not chrome[i] else 0
            for i, line in enumerate(page.lines)
        ],
    )


def _core(page: Page, prose: list[bool], chrome: list[bool]) -> int | None:
    """The smallest box that holds most of the sentences."""
    weights = _prose_in(page, prose, chrome)
    total = weights[0] if weights else 0
    if not total:
        return None
    return max(i for i, weight in enumerate(weights) if weight >= _SHARE * total)


def _article(page: Page, core: int | None) -> range:
    """The box of the article around most of its sentences, which may all be in one paragraph."""
    while core is not None and page.boxes[core].tag in _SMALL:
        core = page.boxes[core].parent
    return range(len(page.boxes)) if core is None else range(core, page.boxes[core].last)


def _main(page: Page, prose: list[bool], chrome: list[bool]) -> tuple[int, int]:
    """The box of the document, as the range of boxes within it."""
    lines, boxes = page.lines, page.boxes
    at = _core(page, prose, chrome)
    if at is None:
        return 0, len(boxes)
    plain = _sums(page, [0 if chrome[i] else line.plain for i, line in enumerate(lines)])
    linked = _sums(page, [0 if chrome[i] else line.linked for i, line in enumerate(lines)])
    while (parent := boxes[at].parent) is not None:
        grows = plain[parent] - plain[at] >= linked[parent] - linked[at]
        if not grows and boxes[at].tag not in _SMALL:
            break
        at = parent
    return at, boxes[at].last


def _link_lists(lines: list[Line], edges: list[int]) -> set[int]:
    """Three and more lines of nothing but links, before or after the text; no annexes."""
    out: set[int] = set()
    for is_links, group in groupby(edges, lambda i: lines[i].linked > 0.8 * len(lines[i].text)):
        run = list(group)
        if is_links and len(run) >= _RUN:
            # 附件：1.名单, and 2.清单 on the next line.
            is_list = any(_ATTACHED.match(lines[i].text) for i in (run[0], max(run[0] - 1, 0)))
            out.update(
                i for i in run
                if not _ATTACHED.match(lines[i].text)
                and not (is_list and _ITEM.match(lines[i].text))
            )  # fmt: skip
    return out


def _related(page: Page, below: list[int]) -> set[int]:
    """Links under 相关链接 or 政策解读 behind the text, however few, and what else is listed in a
    box of its own that begins so; no annexes and no sentences."""
    lines, out = page.lines, set()
    end, is_open = 0, False
    for i in below:
        line = lines[i]
        if heads_links(line.text):
            is_open, end = True, _own_box(page, i)
        elif (
            is_open
            and (line.box < end or line.linked > 0.8 * len(line.text))
            and not _is_prose(line)
            and not _ATTACHED.match(line.text)
        ):
            out.add(i)
        else:
            is_open = False
    return out


def _own_box(page: Page, heading: int) -> int:
    """Where the box ends that begins with this line; 0 where other lines stand before it."""
    box = page.lines[heading].box
    around = page.boxes[box].parent
    if around is None or (heading and page.lines[heading - 1].box >= around):
        return 0
    return page.boxes[around].last


def header_zone(page: Page, choice: Choice) -> list[int]:
    """Kept lines before the first sentence, where they hold a disclosure header."""
    zone = [i for i in sorted(choice.kept) if i < choice.first and page.lines[i].cell is None]
    keys = [key for i in zone if (match := LABELLED.match(page.lines[i].text + "："))
            and (key := label_key(match[1]))]  # fmt: skip
    return zone if is_disclosure(keys) else []
