"""What a text that a clause names is to the document: what it rests on, stands under, replaces
or carries out. It is a suggestion; an editor decides."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class RelationKind(StrEnum):
    BASED_ON = "based_on"
    PARENT = "parent"
    REPLACES = "replaces"
    IMPLEMENTS = "implements"


_SENTENCE: Final = re.compile(r"[。；;\n]")
_ENDS_OTHERS: Final = re.compile(
    r"^[^。；;\n]{0,80}(?:同时|即行|予以|一并)?(?:废止|停止执行|不再执行)"
)
_CARRIES_OUT: Final = re.compile(r"(?:贯彻|落实|实施|执行)(?:好|了)?$")
_PLAN: Final = re.compile(r"预案(?:[（(].*)?$")


def suggested(
    *, name: str, is_plan: bool, is_basis: bool, of_response: bool, before: str, after: str
) -> RelationKind | None:
    """`name` stands between `before` and `after` in the text of a clause, `is_basis` among the
    grounds of the document. None: it is only mentioned."""
    if _ENDS_OTHERS.search(after):
        return RelationKind.REPLACES
    if is_basis:
        under = is_plan and of_response and _PLAN.search(name)
        return RelationKind.PARENT if under else RelationKind.BASED_ON
    sentence = _SENTENCE.split(before)[-1].rstrip("《 ")
    if is_plan and _CARRIES_OUT.search(sentence):
        return RelationKind.IMPLEMENTS
    return None
