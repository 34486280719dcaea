"""What a form says, and whether it said the same before."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.db.models import Model


def key_of(token: UUID, said: Mapping[str, object]) -> UUID:
    """The key under which what a form says is kept: the same form sent again has the same, and
    the same form with other words, after the browser's way back, another, so that nothing typed
    is taken for what is there already. RFC 9562, version 5."""
    words = (f"{name}\x1f{_plain(value)}" for name, value in sorted(said.items()))
    return uuid5(token, "\x1e".join(words))


def _plain(value: object) -> str:
    return str(value.pk) if isinstance(value, Model) else str(value)
