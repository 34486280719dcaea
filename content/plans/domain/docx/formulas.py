"""Formulas of Word (Office Math, ECMA-376 part 1, 22.1) in one line of text."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from ..errors import CorruptDocument
from .archive import W

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BEFORE: Final = {f"{M}den": "/", f"{M}sup": "^", f"{M}sub": "_", f"{M}rad": "√"}
_GROUPS: Final = {f"{M}num", f"{M}den", f"{M}sup", f"{M}sub"}
_DEPTH_LIMIT: Final = 60


def formula(element: Element, depth: int = 0) -> str:
    """What an m:oMath says: a fraction as a/b, what is raised behind ^, brackets as they stand."""
    if depth > _DEPTH_LIMIT:
        raise CorruptDocument(reason="嵌套太深")
    if element.tag in (f"{M}t", f"{W}t"):
        return element.text or ""
    if element.tag == f"{W}del":
        return ""
    inner = "".join(formula(child, depth + 1) for child in element)
    if element.tag == f"{M}d":
        return _mark(element, "begChr", "(") + inner + _mark(element, "endChr", ")")
    if element.tag == f"{M}nary":
        return _mark(element, "chr", "∫") + inner
    is_root = element.tag == f"{M}rad"
    if len(inner) > 1 and (is_root or (element.tag in _GROUPS and not inner.isalnum())):
        inner = f"({inner})"
    return (_BEFORE.get(element.tag, "") + inner) if inner else ""


def _mark(element: Element, name: str, otherwise: str) -> str:
    properties = element.find(f"{M}dPr" if element.tag == f"{M}d" else f"{M}naryPr")
    found = properties.find(f"{M}{name}") if properties is not None else None
    return otherwise if found is None else found.get(f"{M}val", "")
