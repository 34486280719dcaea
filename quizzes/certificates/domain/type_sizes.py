"""How large the words of a certificate are set, so that the longest accepted still fit.

Points; an ideograph is one em wide and no letter is wider, so a count of characters bounds the
width of a line.
"""

from dataclasses import dataclass
from typing import Final

MEASURE: Final = 235 / 25.4 * 72
"""Between the margins of the page, in points."""
HEADING, HEADING_SPACED, TITLE = 44, 1 + 10 / 44, 16
"""The usual sizes, and the width of a letter of the heading with the space after it, in em."""


@dataclass(frozen=True, slots=True)
class Step:
    """For texts of up to `most` characters."""

    most: int
    size: float
    leading: float


BODY: Final = (Step(185, 17, 35), Step(250, 15, 28), Step(400, 13, 22))
FRAMING: Final = 50
"""Characters of the body's sentence that are ours: the day, the marks and what passing means."""
ISSUER: Final = (Step(18, 13, 22), Step(44, 10, 14), Step(80, 8, 11))


@dataclass(frozen=True, slots=True)
class Sizes:
    heading: int
    title: int
    body: Step
    issuer: Step


def sizes_for(*, heading: str, title: str, told: str, issuer: str) -> Sizes:
    """Heading and title stay on one line; the body with what it tells (name, paper, what the
    certificate entitles to) and the issuer's name leave the rest of the page free."""
    return Sizes(
        heading=_on_one_line(len(heading), HEADING, HEADING_SPACED),
        title=_on_one_line(len(title), TITLE, 1),
        body=_step(BODY, FRAMING + len(told)),
        issuer=_step(ISSUER, len(issuer)),
    )


def _on_one_line(count: int, usual: int, em: float) -> int:
    return min(usual, int(MEASURE / (max(count, 1) * em)))


def _step(steps: tuple[Step, ...], count: int) -> Step:
    return next((step for step in steps if count <= step.most), steps[-1])
