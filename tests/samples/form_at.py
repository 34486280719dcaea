"""Where a form stands, who fills it in, and with what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.samples.things import Things


@dataclass(frozen=True, slots=True)
class FormAt:
    """`page` is the path of the page the form stands on. `mine`: about the person's own things,
    not the unit's. `typed`: what a person types where the usual words are no answer.
    `prepared` brings things into the state in which the form is offered. `asks_again`: what is
    right is shown once more before it is done. `guessed`: what is right cannot be known here."""

    page: Callable[[Things], str]
    person: str = "administrator"
    mine: bool = False
    label: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    prepared: Callable[[Things], object] = lambda _things: None
    asks_again: bool = False
    guessed: bool = False


def at(name: str, query: str = "", **named: str) -> Callable[[Things], str]:
    """`named`: parameter of the address → what it is of, as `plan.slug`."""

    def path(things: Things) -> str:
        arguments = {}
        for parameter, wanted in named.items():
            what, attribute = wanted.split(".")
            arguments[parameter] = getattr(getattr(things, what), attribute)
        return reverse(name, kwargs=arguments) + query.format(things=things)

    return path
