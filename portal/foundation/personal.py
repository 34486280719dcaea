"""By what a person is reached or known: a telephone, an identity number, a mail address.

For words that many read, that stay, or that enter the audit: notes, reasons, addresses of pages.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Final

from portal.foundation.audit.domain.privacy import MAIL

LONGEST_RUN: Final = 6
"""Seven digits in a row are a telephone or something longer; six may be a seat or a code."""

NEXT_IN_A_LIST: Final = 9
"""How far a list of questions jumps at most from one to the next: 3 5 7 9 11 13."""

NUMERALS: Final = str.maketrans(
    "〇零一幺二三四五六七八九壹贰叁肆伍陆柒捌玖", "001123456789123456789"
)
_GAP: Final = r"[\s\-‐‒–—−_.·()/]"
DAY: Final = re.compile(r"(?<!\d)(?:19|20)\d\d[-./年_]\d{1,2}[-./月_]\d{1,2}(?!\d)日?")
_MONTH, _DAY_OF_MONTH = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
PERIOD: Final = re.compile(
    rf"(?<!\d)(?:19|20)\d\d(?:{_MONTH}{_DAY_OF_MONTH}|[-./_]{_MONTH})?(?!\d)"
)
TIMES: Final = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])\.[0-5]\d-(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d)")
GAPS: Final = re.compile(rf"{_GAP}+")
RUN: Final = re.compile(rf"\d+(?:{_GAP}+\d+)*")
MOBILE: Final = re.compile(r"1[3-9]\d{9}")
TELEPHONE: Final = re.compile(rf"(?:(?:00)?86)?(?:{MOBILE.pattern}|0\d{{9,11}}|[48]00\d{{7}})")
"""Whatever years it holds: 138 2012 1999."""
LANDLINE: Final = re.compile(
    rf"(?i:电话|座机|固话|热线|值班室?|号码|拨打?|致电|联系|打|tel)[^\dA-Za-z]{{0,3}}"
    rf"(\d{{3,4}}{_GAP}+(?:19|20)\d\d)(?!\d|人)"
)
"""Seven or eight digits in two pieces, the second like a year, where it is called a telephone: 电话
655-2012. Elsewhere that is a standard or a year: AQ/T 9007-2019, 500-2000人."""
NATIONAL_ID: Final = re.compile(rf"[1-9]\d{{5}}(?:19|20)\d\d{_MONTH}{_DAY_OF_MONTH}\d{{3}}\d?")


def found_in(text: str) -> str:
    """The first number or mail address in it by which somebody is reached or known, or "".

    A number is a run of seven digits or more, also written wide, in Chinese numerals, with gaps
    or with characters between that nobody sees. Days, years and months are no such run.
    """
    folded = unicodedata.normalize("NFKC", text)
    plain = folded.translate({ord(sign): None for sign in set(folded) if not _seen(sign)})
    if mail := MAIL.search(plain):
        return mail.group()
    digits = plain.translate(NUMERALS)
    for run in RUN.finditer(digits):
        if known := NATIONAL_ID.search(GAPS.sub("", run.group())):
            return known.group()
    if landline := LANDLINE.search(digits):
        return GAPS.sub("", landline[1])
    for run in RUN.finditer(TIMES.sub("时", DAY.sub("日", digits))):
        beside = PERIOD.sub("", run.group())
        pieces = [piece for piece in GAPS.split(beside) if piece]
        number = GAPS.sub("", run.group())
        too_long = sum(map(len, pieces)) > LONGEST_RUN and not _counts_up(pieces)
        if too_long or TELEPHONE.fullmatch(number):
            return number
        if mobile := _mobile_among(GAPS.split(run.group())):
            return mobile
    return ""


def _mobile_among(pieces: list[str]) -> str:
    """A whole mobile from the beginning of a piece to the end of one, whatever stands beside it:
    座位12 138 2012 1999."""
    for first in range(len(pieces)):
        number = ""
        for piece in pieces[first : first + len("13812345678")]:
            number += piece
            if MOBILE.fullmatch(number):
                return number
    return ""


def _counts_up(pieces: list[str]) -> bool:
    """Numbers of questions, as 3 5 7 9 11 13; no telephone written two and two does that."""
    numbers = [int(piece) for piece in pieces if len(piece) <= 2]
    return len(numbers) == len(pieces) and all(
        before < after <= before + NEXT_IN_A_LIST for before, after in pairwise(numbers)
    )


def _seen(character: str) -> bool:
    """Marks and format characters between two digits part them for a machine only."""
    return character.isspace() or unicodedata.category(character) not in {"Cf", "Cc", "Mn", "Me"}
