"""Duties as a Chinese text has them, 每年组织应急演练: with a number of times or without one, which
is once.

One grammar for who drafts a target from a plan and for who checks it against the clause: what one
of them reads as once must not be refused by the other.
"""

import re
from typing import Final

from .figures import HAN

PERIODIC: Final = re.compile(
    r"每(?:(?P<n>[一二两三四五六七八九十\d]{1,2})?(?:个)?)(?P<every>年度?|半年|季度?|月|旬|周|学期|学年|日|天|小时|分钟|班|次)(?:内)?|(?P<avg>年均|月均|全年)"
)
DUTY_UNITS: Final = frozenset({"次", "场", "期", "场次", "学时", "课时", "讲"})
ONCE: Final = re.compile(r"^(?:1|一)次")
LONGEST_PART: Final = 300
_DUTY: Final = re.compile(
    r"(?:组织|开展|举办|召开|进行|参加)[^。；;，,]{0,30}?(?:演练|培训|讲座|检查|宣传|拉练|活动)"
)
_NUMBERS: Final = re.compile(
    rf"(?<![第\d.{HAN}])[\d.,{HAN}几数多余]+\s*(?:{'|'.join(sorted(DUTY_UNITS))})"
)


def duty_without_number(part: str) -> str:
    """The duty of a part of a sentence, or nothing where it has a number of times, also one that
    cannot be read (3000余场, 2至3次): that is not once."""
    if len(part) > LONGEST_PART or not (duty := _DUTY.search(part)):
        return ""
    numbers = _NUMBERS.finditer(PERIODIC.sub("", part))
    return duty[0] if all(ONCE.match(found[0]) for found in numbers) else ""
