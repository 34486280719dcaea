"""Sentences that apps to the right put beside a paper: what passing it gives to whom, and why not.

The door is the lobby (for everybody, then without a person) and the page before the start; the
desk is the paper's page for its composers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from portal.people.models import User
from quizzes.papers.models import Assessment


@dataclass(frozen=True, slots=True)
class Notice:
    """`label` are the words of the link, where there is one. `warns`: something is missing; else
    it is a rule for everybody."""

    text: str
    url: str = ""
    label: str = ""
    warns: bool = True

    @property
    def kind(self) -> str:
        return "amber" if self.warns else ""


Provider: TypeAlias = Callable[[Assessment, User | None], list[Notice]]


@dataclass(slots=True)
class Notices:
    """Providers by name; registering a name again replaces it."""

    providers: dict[str, Provider] = field(default_factory=dict)

    def register(self, name: str, provider: Provider) -> None:
        self.providers[name] = provider

    def of(self, assessment: Assessment, person: User | None = None) -> list[Notice]:
        return [
            notice
            for provider in self.providers.values()
            for notice in provider(assessment, person)
        ]


at_the_door: Final = Notices()
at_the_desk: Final = Notices()
