"""The words of these stages are simplified; a text in either script is read through `folded`."""

from __future__ import annotations

from typing import Final

from search.analysis.edits import Rule, apply
from search.analysis.script import mainland_words, simplified

_RULES: Final[tuple[Rule, ...]] = (simplified, mainland_words)


def folded(text: str) -> str:
    """`text` in simplified script, character for character: an offset in one is one in both.

    What would grow or shrink stays as it is. Only for looking: what is kept, shown or counted
    is cut from the text itself.
    """
    for rule in _RULES:
        text = apply(text, [e for e in rule(text) if len(e.text) == e.end - e.start])
    return text
