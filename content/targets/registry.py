"""Where the figures of indicators come from.

An app that keeps a register (certificates, drills, attendance …) names a function that
counts it for a day. Indicators store the name, so nothing here imports to the right.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure counted from a register on one day.

    value: in the indicator's measure (a rate in per cent, 0–100, one decimal);
    numerator, denominator: the counts behind a rate, denominator None for a plain count;
    n: number of register rows looked at; inputs: what else fixes the figure (ids of
    schemes, rules, the day), JSON-serialisable and without personal data.
    """

    value: Decimal
    numerator: int
    denominator: int | None
    n: int
    inputs: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def rate(cls, numerator: int, denominator: int, **inputs: Any) -> "Measurement":
        """A share in per cent, cut to one decimal so that 59.95 never reads as 60;
        0 of 0 is 0, the denominator says so."""
        value = Decimal(100 * numerator) / denominator if denominator else Decimal(0)
        shown = value.quantize(Decimal("0.1"), ROUND_DOWN)
        return cls(shown, numerator, denominator, denominator, inputs)

    @classmethod
    def count(cls, number: int, **inputs: Any) -> "Measurement":
        return cls(Decimal(number), number, None, number, inputs)


Compute = Callable[[date], Measurement]
Explain = Callable[[dict[str, Any]], str]
Unregistered = Callable[[dict[str, Any]], int]


@dataclass(frozen=True, slots=True)
class Source:
    """`compute`: counts the whole register of the portal for a day, no stratum and no unit of
    it apart: targets of a part are not answered by its figure (`coverage`). `caveat`: what the
    count leaves out of what plans ask for, short enough to stand beside every figure. While
    there is one, no figure of the source makes a target reached. `explain`: how complete the
    register behind a figure is, one sentence made of the figure's `inputs`; nothing for a figure
    that was counted before they said it. `unregistered`: by the same inputs, of how many the
    register knows nothing, though the figure is about them. `could_count`: how many of those may
    turn out to count once they are registered; without it, all."""

    name: str
    title: str | Promise
    compute: Compute
    caveat: str | Promise = ""
    explain: Explain | None = None
    unregistered: Unregistered | None = None
    could_count: Unregistered | None = None

    def unregistered_in(self, inputs: dict[str, Any]) -> int:
        return self.unregistered(inputs) if self.unregistered else 0

    def could_add(self, inputs: dict[str, Any]) -> int:
        """By how many the figure could grow if the register were complete."""
        return self.could_count(inputs) if self.could_count else self.unregistered_in(inputs)

    @property
    def partial(self) -> bool:
        return bool(str(self.caveat))


class SourceTaken(ValueError):
    """Two functions for one source name."""


_sources: dict[str, Source] = {}


def register(
    name: str,
    compute: Compute,
    *,
    title: str | Promise,
    caveat: str | Promise = "",
    explain: Explain | None = None,
    unregistered: Unregistered | None = None,
    could_count: Unregistered | None = None,
) -> None:
    if name in _sources and _sources[name].compute is not compute:
        raise SourceTaken(name)
    _sources[name] = Source(name, title, compute, caveat, explain, unregistered, could_count)


def get(name: str) -> Source | None:
    return _sources.get(name)


def choices() -> list[tuple[str, str]]:
    return sorted((source.name, str(source.title)) for source in _sources.values())
