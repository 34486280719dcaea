"""What of a text is turned into Traditional characters by itself, and what is not turned.

The converter reads a sentence from the left and takes the longest word it knows: 组长发布 holds
长发 (long hair), 玻璃不扎脚 the 扎 of 扎辫子. Such words are cut out first and turned alone.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

FIXED: Final = {
    "并": "並",
    "里": "裡",
    "扎脚": "扎腳",
    "扎手": "扎手",
    "扎伤": "扎傷",
    "扎破": "扎破",
    "干流": "幹流",
    "复课": "復課",
}
"""Words whose form in use is ours to say; the others below are right when turned alone."""

_WORD: Final = re.compile(
    r"(?<![头毛理白黑假])发[布生动出给放送现起电热烧病射展挥言票证信报改文令包车往达育明新]"
    r"|(?<![合一归兼吞撤裁])并(?!入|购|发症)"
    r"|(?<=[”’》）」])里"
    r"|扎(?:脚|手|伤|破)|干流|复课|联系|采(?:用|取|样|集|访|购)"
)
_TITLE: Final = re.compile(r"《[^《》]{1,80}》")
_NUMBER: Final = re.compile(
    r"(?![见据按照由对和与及以的了彻学习落实执行读印转]|发(?!改)"
    r"|[\u4e00-\u9fff]{1,2}(?:国办?|中办|应急)[发函字令规电]〔)"
    r"[\u4e00-\u9fff]{1,3}[发函字令规电]〔\d{4}〕第?\d+号"
)
"""The number of a document, which is part of its name: 安政办发〔2026〕4号. The verb before it is
no part: 贯彻国办发〔2024〕5号."""
_OFFICE: Final = re.compile(
    r"(?:(?:(?![的由在和与及向报给等是为按到把被时内])[\u4e00-\u9fff]){0,9}?"
    r"(?:人民政府(?:办公室)?|局|委员会|指挥部|办公室|应急办|中心|研究室|监测站|医院|卫生院"
    r"|派出所|小学|中学|学校))?"
)
_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{2,}(?:省|自治[区州县]|[市州县区旗镇乡村])")


Table = Mapping[str, list[tuple[bool, str]]]
"""Names by their first two signs: whether it is a place, the name."""


def in_words(text: str, convert: Callable[[str], str]) -> str:
    """`text` through `convert`, the words above by themselves and the rest between them."""
    spans = (match.span() for match in _WORD.finditer(text))
    return _around(spans, text, convert, lambda word: FIXED.get(word) or convert(word))


def sparing(
    known: frozenset[str], own: Iterable[str], convert: Callable[[str], str]
) -> Callable[[str], str]:
    """`convert` for everything but the `known` names and those a page has of its `own` (each of
    two signs or more), titles in 《》, numbers of documents, and offices named after a place among
    them: whole, or a name would stand half in one script and half in the other."""
    tables = (_table_of_known(known), _table(own))
    return lambda text: _around(_kept(text, tables), text, convert, lambda name: name)


def _table(names: Iterable[str]) -> Table:
    table: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for name in names:
        table[name[:2]].append((bool(_PLACE.fullmatch(name)), name))
    return dict(table)


# A county has thousands of names, and every page has the same.
_table_of_known = lru_cache(maxsize=2)(_table)


def _kept(text: str, tables: Iterable[Table]) -> Iterator[tuple[int, int]]:
    """Where titles, numbers of documents, names and offices begin and end, from the left: of those
    that begin at one sign what reaches furthest, for 安澜 is a name and 安澜县 is another."""
    numbers = {number.start(): number.end() for number in _NUMBER.finditer(text)}
    at = 0
    while at < len(text) - 1:
        end = numbers.get(at) or _end_of_kept(text, at, tables)
        if end:
            yield at, end
        at = end or at + 1


def _end_of_kept(text: str, at: int, tables: Iterable[Table]) -> int:
    """Zero where nothing that is kept begins."""
    head = text[at : at + 2]
    if head[0] == "《" and (title := _TITLE.match(text, at)):
        return title.end()
    return max(
        (
            _end_of_office(text, at + len(name)) if is_place else at + len(name)
            for table in tables
            for is_place, name in table.get(head, ())
            if text.startswith(name, at)
        ),
        default=0,
    )


def _end_of_office(text: str, end: int) -> int:
    """Of a place that ends there and what is named after it."""
    office = _OFFICE.match(text, end)
    return office.end() if office else end


def _around(
    spans: Iterable[tuple[int, int]],
    text: str,
    convert: Callable[[str], str],
    each: Callable[[str], str],
) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        if start > at:
            parts.append(convert(text[at:start]))
        parts.append(each(text[start:end]))
        at = end
    if at < len(text):
        parts.append(convert(text[at:]))
    return "".join(parts)
