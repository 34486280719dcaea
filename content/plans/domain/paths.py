"""What stands above each clause of a text."""

from __future__ import annotations


class Paths:
    """Told of clauses in reading order, parents first."""

    def __init__(self) -> None:
        self._down_to: dict[int, tuple[str, ...]] = {}

    def above(self, clause: int, parent: int | None, label: str) -> tuple[str, ...]:
        """The labels over a clause, the outermost first, without empty ones and its own `label`.
        A parent that was not told of (the reader may not see it) has none."""
        above = () if parent is None else self._down_to.get(parent, ())
        self._down_to[clause] = (*above, label) if label else above
        return above

    def down_to(self, clause: int, parent: int | None, label: str) -> tuple[str, ...]:
        """The same with its own label."""
        self.above(clause, parent, label)
        return self._down_to[clause]
