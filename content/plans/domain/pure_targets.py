"""Words that state a target and nothing to do: 到2030年，公众应急知识知晓率达到95%以上.

A sentence that says what is done so that a number is reached is a task and a target, and so is
one under a heading that says it: what is left out as a task nobody would ever be given.
"""

from __future__ import annotations

import re
from typing import Final

from content.targets.domain.figures import COMMA

from .goals import says_how_things_stand
from .quantities import LONGEST_SENTENCE, joined, quantities
from .script import folded
from .target_names import RATE, clip, subject_of
from .targets import DEADLINE, SENTENCE

_DOING: Final = (
    r"(?:组织|开展|召开|举办|建设|建立|建成|组建|新建|改建|扩建|新增|增设|设立|配备|配齐|配置|完成|推进|推动|实施"
    r"|加强|完善|健全|培训|轮训|印发|出台|制定|编制|修订|落实|储备|采购|购置|安排|创建|打造|检查|排查"
    r"|整治|治理|改造|加固|发放|发展|招募|聘请|培育|培养|选拔|宣传|推广|普及|强化|深化|抓好|做好|争取"
    r"|开发|安装|更新|升级|联合|督促|指导|鼓励|支持|引导|扩大|拓展|巩固)"
)
_BEGINS: Final = re.compile(rf"^(?:要|应当?|将|继续|进一步|全面|积极|大力|切实)*{_DOING}")
_HOLDS: Final = re.compile(_DOING)
_SHORT: Final = 12
"""Characters: 培训覆盖率 is one name, 加强基层应急队伍建设提高持证率 are two things."""
_COMPARED: Final = re.compile(r"^\s*(?:与|同|较|比)[^，,]{2,20}(?:相比|比较)?$")
_PARTS: Final = re.compile(r"[；;。！？!?\n]")


def is_pure_target(name: str, wording: str) -> bool:
    """Whether the words of a task, called `name`, state nothing but numbers to be reached."""
    plain = folded(wording)
    if any(len(one) > LONGEST_SENTENCE for one in SENTENCE.findall(plain)):
        return False
    if _says_to_do(folded(name)):
        return False
    parts = [part for one in _PARTS.split(plain) for part in COMMA.split(joined(one))]
    stated = [_states(part) for part in parts if part.strip()]
    return None not in stated and any(stated)


def _states(part: str) -> bool | None:
    """True of a number to be reached, False of what only leads to one, None of anything else."""
    found = quantities(part)
    if found:
        heads = [clip(one.head) for one in found]
        return None if any(map(_says_to_do, heads)) else True
    bare = clip(DEADLINE.sub("", part))
    if not bare or _COMPARED.match(part):
        return False
    if _says_to_do(bare):
        return None
    return False if subject_of(part) or says_how_things_stand(part) else None


def _says_to_do(words: str) -> bool:
    """隐患排查整治率 is what is measured; 排查隐患 and 每个社区配备 are what is done."""
    if RATE.search(words):
        return _BEGINS.match(words) is not None and not RATE.search(words[:_SHORT])
    return _HOLDS.search(words) is not None
