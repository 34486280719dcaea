"""What staff may write about a person in their own words: no phone, id or card number."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LONGEST_RUN: Final = 6
"""Seven digits in a row are a telephone or something longer; six may be a seat or a code."""

NUMERALS: Final = str.maketrans("〇零一幺二三四五六七八九", "001123456789")
DAY: Final = re.compile(r"(?<!\d)(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}(?!\d)日?")
BETWEEN: Final = re.compile(r"(?<=\d)[\s\-–—.·()]+(?=\d)")
RUN: Final = re.compile(rf"\d{{{LONGEST_RUN + 1},}}")


@dataclass(unsafe_hash=True)
class NumberInRemark(ValueError):
    """`digits` is the number that was found, as digits."""

    digits: str


def check(text: str) -> str:
    """The text trimmed. Raises NumberInRemark for a run of seven digits or more, also
    written wide, in Chinese numerals or with gaps. Days (2026-11-24) are no such run."""
    plain = DAY.sub("日", unicodedata.normalize("NFKC", text).translate(NUMERALS))
    found = RUN.search(BETWEEN.sub("", plain))
    if found:
        raise NumberInRemark(found.group())
    return text.strip()
