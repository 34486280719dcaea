"""Answers of an attempt from its raw events alone: the check on what the items hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One stored event in server order; `counts` is false for a late one nobody accepted."""

    slot: int
    payload: dict[str, Any] | None
    counts: bool = True


def replay(events: Iterable[Event]) -> dict[int, dict[str, Any]]:
    """slot → last answer that counts; a slot that was cleared or never answered is absent."""
    answers: dict[int, dict[str, Any]] = {}
    for event in events:
        if not event.counts:
            continue
        if event.payload is None:
            answers.pop(event.slot, None)
        else:
            answers[event.slot] = event.payload
    return answers
