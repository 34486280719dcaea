"""Whether the name of an indicator speaks of what a target is about."""

import re
from typing import Final

_FORMS: Final = re.compile(
    r"比例|比率|人数|次数|数量|总数|个数|当年|每年|全年|年度|达到|实现|不少于|不低于"
    r"|[^\u3400-\u9fff]|[的率数]"
)
"""How much is counted and when, not what."""


def speaks_of(name: str, subject: str) -> bool:
    """Whether the two share a word of two characters, beside those that only say how it is
    counted. True where the subject has none."""
    about, named = _pairs(subject), _pairs(name)
    return not about or not named or bool(about & named)


def _pairs(text: str) -> set[str]:
    runs = _FORMS.sub(" ", text).split()
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
