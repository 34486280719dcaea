"""Simplified to Traditional characters over our own pages (OpenCC, profile s2tw: the forms in
use, 核 and 群 rather than 覈 and 羣, with the words as they are),
with the few words it cuts wrongly set right."""

from collections.abc import Collection
from functools import lru_cache

from opencc import OpenCC

from themes.domain.pages import rewrite_text
from themes.domain.script import in_words

LANG = "zh-Hant"


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@lru_cache(maxsize=2048)
def to_traditional(text: str) -> str:
    """Traditional form of `text`; text without Han characters comes back as it is."""
    if text.isascii():
        return text
    return in_words(text, _converter().convert)


def convert_page(source: str, names: Collection[str] = ()) -> str:
    """An HTML page in Traditional characters. What must stay as published and `names` stay: see
    `rewrite_text`."""
    return rewrite_text(source, to_traditional, lang=LANG, names=names)
