"""Where personal data lies: each app that holds some says how to show it and how to erase it.

An app registers in `AppConfig.ready`; the account pages call all of them, so that a new
table cannot be forgotten in one place and remembered in another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.utils import timezone

from portal.people.models import User

Export = Callable[[User], dict[str, Any]]
Erase = Callable[[User], None]

LAST: Final = "portal_people"
"""Erased after all others: they may need the name or phone to find their rows."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One app that holds personal data."""

    app_label: str
    export: Export
    erase: Erase

    @property
    def title(self) -> str:
        """What a person reads over these data: the app's name in the person's language."""
        return str(apps.get_app_config(self.app_label).verbose_name)


_holders: dict[str, Holder] = {}


def register(app_label: str, *, export: Export, erase: Erase) -> None:
    """`export` returns what JSON can hold, keyed by words a person understands. `erase`
    removes name, phone, mail and user name of the person from the app's tables, files and
    caches, inside the caller's transaction; it may be called again for the same person."""
    _holders[app_label] = Holder(app_label, export, erase)


def stays_with_the_row(user: User) -> None:
    """For an app whose rows only point to the person: they point to nobody once
    `portal.people` has emptied the row."""


def holders() -> list[Holder]:
    """In a fixed order, the person's own row last."""
    return sorted(_holders.values(), key=lambda one: (one.app_label == LAST, one.app_label))


def export_all(user: User) -> dict[str, dict[str, Any]]:
    """Everything the portal holds about the person, by the title of the app."""
    return {holder.title: holder.export(user) for holder in holders()}


def erase_all(user: User) -> list[str]:
    """Erase in every app; returns their labels. Call inside a transaction. The row is marked
    first: the database lets what is otherwise kept for ever go of nobody who is still there."""
    User.objects.filter(pk=user.pk, erased_at=None).update(erased_at=timezone.now())
    for holder in holders():
        holder.erase(user)
    return [holder.app_label for holder in holders()]
