"""The disclosure header of a page: labels and values, each pair on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..header import FieldKey, label_key

_TELLING: Final = frozenset(
    {
        FieldKey.INDEX_NUMBER, FieldKey.DOCUMENT_NUMBER, FieldKey.CATALOGUE, FieldKey.ISSUER,
        FieldKey.SIGNED_ON, FieldKey.PUBLISHED_ON,
    }
)  # fmt: skip

LABELLED: Final = re.compile(
    r"[【\[]?([\u4e00-\u9fff][\u4e00-\u9fff\s\u3000]{0,12})[】\]]?\s*[:：]"
)
_OF_THE_SITE: Final = re.compile(
    r"\s*[【\[]?(?:(?:浏览|点击|阅读|访问)(?:次数|量|数|率)|作\s*者|编\s*辑|责任编辑|时\s*间|日\s*期|信息来源|字体|字号)"
    r"(?:大小)?\s*[:：]"
)


def begins_label(text: str) -> bool:
    """Whether a text begins with a label of such a header, or of the line that sites write below
    a title."""
    match = LABELLED.match(text.lstrip())
    return _OF_THE_SITE.match(text) is not None or (
        match is not None and label_key(match[1]) is not None
    )


def is_label(text: str) -> bool:
    """Whether a text is a label of such a header and nothing else, without a colon."""
    return label_key(text) in _TELLING and not text.rstrip().endswith((":", "："))


def is_disclosure(keys: Sequence[FieldKey]) -> bool:
    """Whether these labels are those of a disclosure header; 名称 or 说明 alone head any table."""
    return len({*keys} & _TELLING) >= 2
