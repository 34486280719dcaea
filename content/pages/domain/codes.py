"""Codes that an editor gives the sources of a page, and a line that names some of them."""

import re
from typing import Final

CODE: Final = r"^[\w.\-]+$"
_between: Final = re.compile(r"[\s,，、;；]+")


def codes_in(line: str) -> list[str]:
    """Each code of the line once, in the order in which it names them."""
    return [code for code in dict.fromkeys(_between.split(line)) if code]
