"""Sections of the page /me/: a list for each kind of thing that is one's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from portal.people.access import person_of
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is, where it leads, what is to be said about it. `gone`: it no longer
    holds, and its title is struck through."""

    title: str
    url: str
    meta: str = ""
    tag: str = ""
    tag_kind: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A list on /me/. `rows` costs a fixed number of queries; `more_url` leads to the rest.
    `only_if_any`: who has nothing there does not see it."""

    key: str
    title: str | Promise
    rows: Callable[[User], Sequence[Row]]
    empty: str | Promise
    icon: str = "info"
    next_url: str = ""
    next_label: str | Promise = ""
    order: int = 100
    more_url: str = ""
    more_label: str | Promise = ""
    only_if_any: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    section: Section
    rows: Sequence[Row]


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    _sections[section.key] = section


def sections_for(request: HttpRequest) -> list[Shown]:
    user = person_of(request)
    ordered = sorted(_sections.values(), key=lambda one: (one.order, one.key))
    shown = [Shown(one, one.rows(user)) for one in ordered]
    return [one for one in shown if one.rows or not one.section.only_if_any]
