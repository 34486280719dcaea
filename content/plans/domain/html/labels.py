"""The disclosure header of a page: labels and values, each pair on one line."""

from __future__ import annotations

import re
from typing import Final

from ..labels import label_key

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
