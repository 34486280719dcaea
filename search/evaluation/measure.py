"""Asking every judged query of every system."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from search.documents.models import SearchDocument
from search.engines import Engine
from search.evaluation import metrics, systems
from search.evaluation.metrics import Figures
from search.evaluation.places import Asked
from search.evaluation.systems import System


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one system: one row for each query, in their order."""

    name: str
    rows: tuple[tuple[Asked, Figures], ...]

    @property
    def all(self) -> Figures | None:
        return metrics.mean(figures for _asked, figures in self.rows)

    def of(self, kind: str) -> Figures | None:
        return metrics.mean(figures for asked, figures in self.rows if asked.kind == kind)


def measure(asked: Iterable[Asked], system: System) -> Measured:
    """Raises IndexUnavailable."""
    return Measured(
        system.name,
        tuple((one, metrics.figures(system.ask(one.text), one.grades)) for one in asked),
    )


def side_by_side(
    asked: Sequence[Asked],
    rows: Sequence[SearchDocument],
    engines: Iterable[Engine],
    grants: frozenset[str],
) -> list[Measured]:
    """The portal's search on each of the engines, Wagtail's as it comes, and `icontains`.

    Raises IndexUnavailable.
    """
    with ExitStack() as stack:
        asks = [System(engine.name, systems.ours(engine, rows, grants)) for engine in engines]
        asks.append(System("wagtail", stack.enter_context(systems.wagtail(rows))))
        asks.append(System("icontains", systems.icontains(rows)))
        return [measure(asked, system) for system in asks]
