"""A message template has up to three parts divided by lines of three dashes.

subject, body, and what goes into a text message, which falls back to the body.
"""

import re
from dataclasses import dataclass
from typing import Final

DIVIDER: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
SUBJECT_LIMIT: Final = 200
BLANK_LINES: Final = re.compile(r"\n{3,}")


class BadTemplate(Exception):
    """The rendered template `name` has no subject or no body."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one message."""

    subject: str
    body: str
    short: str


def split(rendered: str, *, name: str) -> Wording:
    """The parts of a rendered template; a subject is one line, whatever was put into it."""
    parts = [part.strip() for part in DIVIDER.split(rendered.replace("\r\n", "\n"), maxsplit=2)]
    subject = " ".join(parts[0].split())[:SUBJECT_LIMIT]
    body = BLANK_LINES.sub("\n\n", parts[1]) if len(parts) > 1 else ""
    if not subject or not body:
        raise BadTemplate(name)
    short = " ".join(parts[2].split()) if len(parts) > 2 else ""
    return Wording(subject=subject, body=body, short=short or " ".join(body.split()))
