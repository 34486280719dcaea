"""Which jobs there are. An app registers its own in AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

Run = Callable[[datetime], str | None]


class AlreadyRegistered(Exception):
    """Two different jobs under one name."""


@dataclass(frozen=True, slots=True)
class Job:
    """`run` gets the time of the run and may answer with one sentence for the health page."""

    name: str
    every: timedelta
    run: Run
    title: str | Promise


_jobs: dict[str, Job] = {}


def register(name: str, *, every: timedelta, run: Run, title: str | Promise) -> None:
    """Run `run` about `every` so often, and once after a stop, however long it was.

    Jobs are idempotent: a run cut off by a crash is repeated. Registering the same
    function twice is harmless; another one under the same name raises AlreadyRegistered.
    """
    known = _jobs.get(name)
    if known is not None and known.run is not run:
        raise AlreadyRegistered(name)
    if every <= timedelta(0):
        raise ValueError(f"{name}: every must be positive")
    _jobs[name] = Job(name=name, every=every, run=run, title=title)


def jobs() -> list[Job]:
    """Every job, by name."""
    return [_jobs[name] for name in sorted(_jobs)]
