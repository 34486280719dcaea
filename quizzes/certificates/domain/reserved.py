"""What the heading of a certificate may not say: names that law keeps for others."""

import re
import unicodedata
from typing import Final

RESERVED: Final = ("职业资格", "职业技能等级", "红十字", "救护员")


def reserved_in(heading: str) -> str:
    """The first such name, however it is spaced; "" where there is none."""
    said = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", heading))
    return next((name for name in RESERVED if name in said), "")
