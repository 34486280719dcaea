"""The life of a question: drafted, reviewed, published, retired; never deleted."""

from collections.abc import Sequence
from typing import Final

STEPS: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"review", "retired"}),
    "review": frozenset({"draft", "published", "retired"}),
    "published": frozenset({"review", "retired"}),
    "retired": frozenset(),
}
"""Permitted next states. A published question with a newer version goes through review
again while papers go on using the published version."""


class QuestionStepRefused(Exception):
    """A question in `before` cannot go to `after`."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{before} → {after}")
        self.before = before
        self.after = after


def step(before: str, after: str) -> str:
    if after not in STEPS[before]:
        raise QuestionStepRefused(before, after)
    return after


class SourceUnknown(Exception):
    """No text stands under this key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class SourceMoved(Exception):
    """The source text has changed or was withdrawn since the version was written."""

    def __init__(self, key: str, *, withdrawn: bool) -> None:
        super().__init__(key)
        self.key = key
        self.withdrawn = withdrawn


class SourceUnread(Exception):
    """The source changed once more between the reading of it and the confirmation."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class VersionUnread(Exception):
    """A newer version (`number`) came between the reading of one and the decision on it."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class FormOutdated(Exception):
    """The question was changed after the form was drawn."""


class PoolBound(Exception):
    """The question cannot leave its pool: `papers` (titles) have shown it or still ask it."""

    def __init__(self, pool: str, papers: Sequence[str]) -> None:
        super().__init__(f"{pool}: {', '.join(papers)}")
        self.pool = pool
        self.papers = tuple(papers)


class ReasonMissing(Exception):
    """A step that other people must understand was asked for without a reason."""
