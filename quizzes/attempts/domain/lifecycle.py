"""An attempt only moves forward."""

from typing import Final

STEPS: Final[dict[str, frozenset[str]]] = {
    "prepared": frozenset({"open", "void"}),
    "open": frozenset({"submitted", "void"}),
    "submitted": frozenset({"scored", "void"}),
    "scored": frozenset({"void"}),
    "void": frozenset(),
}
"""Permitted next states. The database trigger is built from this table too."""


class StepRefused(Exception):
    """An attempt cannot go from `before` to `after`."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{before} → {after}")
        self.before = before
        self.after = after


class OwnAttempt(StepRefused):
    """Nobody decides on what he sat himself, nor on the time he is given."""


class AlreadyVoid(StepRefused):
    """Somebody voided it before, for another reason."""


class LateNotDecided(StepRefused):
    """The answer can no longer count: its person had handed in, it came after the limit, or
    another answer to the question came later."""
