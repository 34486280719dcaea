"""What of a text is turned into Traditional characters by itself, and what is not turned.

The converter reads a sentence from the left and takes the longest word it knows: 组长发布 holds
长发 (long hair), 玻璃不扎脚 the 扎 of 扎辫子. Such words are cut out first and turned alone.
"""

import re
from collections.abc import Callable, Iterable
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
_TITLE: Final = r"《[^《》]{1,80}》"
_OFFICE: Final = (
    r"(?:(?:(?![的由在和与及向报给等是为按到把被时内])[\u4e00-\u9fff]){0,9}?"
    r"(?:人民政府(?:办公室)?|局|委员会|指挥部|办公室|应急办|中心|研究室|监测站|医院|卫生院"
    r"|派出所|小学|中学|学校))?"
)
_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{2,}(?:省|自治[区州县]|[市州县区旗镇乡村])")


def in_words(text: str, convert: Callable[[str], str]) -> str:
    """`text` through `convert`, the words above by themselves and the rest between them."""
    return _around(_WORD, text, convert, lambda word: FIXED.get(word) or convert(word))


def sparing(names: Iterable[str], convert: Callable[[str], str]) -> Callable[[str], str]:
    """`convert` for everything but `names`, titles in 《》, and offices named after a place among
    `names`: whole, or a name would stand half in one script and half in the other."""
    kept = _kept(frozenset(names))
    return lambda text: _around(kept, text, convert, lambda name: name)


@lru_cache(maxsize=256)
def _kept(names: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    kinds = [_TITLE, *(re.escape(name) for name in longest if not _PLACE.fullmatch(name))]
    places = [re.escape(name) for name in longest if _PLACE.fullmatch(name)]
    if places:
        kinds.append(f"(?:{'|'.join(places)}){_OFFICE}")
    return re.compile("|".join(kinds))


def _around(
    found: re.Pattern[str],
    text: str,
    convert: Callable[[str], str],
    each: Callable[[str], str],
) -> str:
    parts: list[str] = []
    at = 0
    for match in found.finditer(text):
        if match.start() > at:
            parts.append(convert(text[at : match.start()]))
        parts.append(each(match.group()))
        at = match.end()
    if at < len(text):
        parts.append(convert(text[at:]))
    return "".join(parts)
