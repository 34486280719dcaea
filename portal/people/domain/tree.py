"""The tree of units over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """`unit` stands under `parent` from `since` up to and excluding `until`."""

    unit: int
    parent: int
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def would_stand_below_itself(links: Sequence[Link], *, unit: int, parent: int, since: date) -> bool:
    """If `unit` stood under `parent` from `since` on: is there a day on which it stands, by
    however many steps, under itself? Only a link that begins can close a circle, so the days on
    which one begins are looked at."""
    others = [link for link in links if link.unit != unit]
    days = {since, *(link.since for link in others if link.since > since)}
    for day in days:
        parents = {link.unit: link.parent for link in others if link.holds_on(day)}
        above: int | None = parent
        seen: set[int] = set()
        while above is not None and above not in seen:
            if above == unit:
                return True
            seen.add(above)
            above = parents.get(above)
    return False
