"""What one value of a table becomes in a spreadsheet.

Spreadsheets run a text cell as a formula when it starts with = + - @, a tab or a
carriage return (OWASP, CSV Injection); some also accept the full-width forms, and
some skip blanks in front. Such a text gets a leading apostrophe, which tells the
programme "this is text".
"""

import re
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

TRIGGERS: Final = frozenset("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")
# Blanks a programme may skip before it looks for the trigger; tab and CR are triggers themselves.
SKIPPED: Final = " \u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\x00\x0b\x0c"
HARMLESS: Final = re.compile(r"-(?:\d+(?:\.\d+)?%?)?", re.ASCII)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could run `text` as a formula; "-3.5" and "-" are not."""
    if HARMLESS.fullmatch(text):
        return False
    rest = text.lstrip(SKIPPED)
    return bool(rest) and rest[0] in TRIGGERS


def neutralise(text: str) -> str:
    """`text` with an apostrophe in front if a spreadsheet could run it."""
    return f"'{text}" if is_risky(text) else text


def to_text(value: object) -> str:
    """The words for one value: dates as ISO, times local, yes and no in Chinese."""
    if value is None:
        return ""
    if value is True:
        return _("是")
    if value is False:
        return _("否")
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
