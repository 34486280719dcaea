"""Which chapters of a planning document hold tasks or projects, by their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .targets import REVIEW

_NO_TASKS: Final = re.compile(
    r"指导思想|基本原则|工作原则|编制依据|总体思路|目标$|目标[（(]|指标$|指标体系|愿景|适用范围|名词解释"
)
_ORDER: Final = re.compile(
    r"^(?:全面|切实|进一步|深入|系统|持续|着力|加快)*(?:摸清|掌握|开展|健全|加强|推进|提升|提高|完善|建立"
    r"|强化|落实|编制|做好|防范|化解|解决|排查|整治|破解|补齐|改进|优化|夯实)"
)
_TASKS: Final = re.compile(
    r"任务|重点工作|工作重点|工作安排|主要工作|工作措施|工作内容|主要举措|重点举措"
)
_SAFEGUARDS: Final = re.compile(r"保障措施|组织(?:领导|保障|实施)|实施保障|工作要求")
_OPENING: Final = re.compile(r"总体(?:要求|安排)|思路$")
_PROJECTS: Final = re.compile(
    r"(?:重点|重大|主要)(?:建设)?(?:工程|项目)|工程项目|建设项目|(?:工程|项目)(?:专栏|清单|安排|表)"
)


def is_no_place(heading: str) -> bool:
    """Principles, goals and what was done so far: no task stands below such a heading."""
    if _NO_TASKS.search(heading):
        return True
    return REVIEW.search(heading) is not None and _ORDER.match(heading) is None


def is_of_projects(heading: str) -> bool:
    return _PROJECTS.search(heading) is not None


def is_place(headings: Sequence[str], *, has_own: bool, yearly: bool) -> bool:
    """Where each lowest item is a task. `headings`: the outermost first, at least one; `has_own`:
    the last is that of the item itself; `yearly`: it stands in a plan of work."""
    if any(map(_SAFEGUARDS.search, headings)) or _OPENING.search(headings[-1]):
        return False
    above = headings[:-1] if has_own else headings
    return yearly or any(_TASKS.search(one) or is_of_projects(one) for one in above)
