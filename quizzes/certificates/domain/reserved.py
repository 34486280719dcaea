"""What may not be printed on a certificate: the names of those that the state or others award.

State: 国家职业资格目录 and 职业分类大典 (应急救援员 is occupation 3-02-03-08), cards for special
operations and equipment, grades of 社会应急力量 (YJ/T 1.1-2022). Others: Red Cross, Heartsaver,
Japan's 防災士.
"""

import re
import unicodedata
from typing import Final

from quizzes.bank.domain.text import normalise

RESERVED: Final = re.compile(
    r"职业资格|执业资格|从业资格|职业技能(?:等级|鉴定|证)|职业证书|技能等级|职业等级"
    r"|应急救援员(?!工)|(?:救护|急救)员(?!工)|救护师|红十字|红新月|redcross"
    r"|特种作业(?:操作|人员|证)|特种设备(?:作业|操作)"
    r"|社会应急力量.{0,12}(?:[一二三1-3]级|等级|分级|测评)"
    r"|heartsaver|拯救心脏|美国心脏协会|防灾士"
)
AMERICAN_HEART: Final = re.compile(r"(?<![a-z])aha(?![a-z])")
"""Looked for with the spaces: AHA BLS, but not Ahab."""


def reserved_in(words: str) -> str:
    """The first such name, in whichever script, width and case and however it is spaced; ""
    where there is none. A denial names it too: on paper 不 is easily overlooked."""
    found = RESERVED.search(re.sub(r"[\W_]", "", normalise(words))) or AMERICAN_HEART.search(
        unicodedata.normalize("NFKC", words).casefold()
    )
    return found.group() if found else ""
