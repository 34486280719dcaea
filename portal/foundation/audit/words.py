"""What an auditor reads instead of codes. Each app says the words of what it records in its
module `audit_words`; the apps are asked for it once they are all there.

The same key means one thing in one room and another in the next (`factor`, `kind`), so words of
keys and values belong to a part of the codes of actions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise

LISTED: Final = 20
"""So many parts of a list are spelt out."""


@dataclass(slots=True)
class _Vocabulary:
    keys: dict[str, Words] = field(default_factory=dict)
    values: dict[str, dict[str, Words]] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)


_actions: dict[str, Words] = {}
_kinds: dict[str, Words] = {}
_vocabularies: dict[str, _Vocabulary] = defaultdict(_Vocabulary)


def register(
    of: str = "",
    *,
    actions: Mapping[str, Words] | None = None,
    kinds: Mapping[str, Words] | None = None,
    keys: Mapping[str, Words] | None = None,
    values: Mapping[str, Mapping[str, Words]] | None = None,
    units: tuple[str, ...] = (),
) -> None:
    """`actions` by code; `kinds` of targets by what stands before the colon. The rest holds for
    the data of actions whose code begins with `of`, before what a shorter `of` says: `keys`;
    `values` by key, for codes that stand there; `units`, the keys under which the id of a unit
    stands."""
    _actions.update(actions or {})
    _kinds.update(kinds or {})
    told = _vocabularies[of]
    told.keys.update(keys or {})
    for key, codes in (values or {}).items():
        told.values.setdefault(key, {}).update(codes)
    told.units.update(units)


def names_of(model: type[Model], fields: Iterable[str]) -> dict[str, Words]:
    """What the fields of a model are called, as values of the key `fields`."""
    known = (*model._meta.fields, *model._meta.many_to_many)
    called = {one.name: one.verbose_name for one in known}
    return {name: called[name] for name in fields}


def action(code: str) -> str:
    """The words, or the code where nobody said any."""
    return str(_actions.get(code, code))


def actions_called(words: str) -> list[str]:
    """Codes of the actions in whose words these occur."""
    return [code for code, said in _actions.items() if words in str(said)]


def kind_of(target_key: str) -> tuple[str, str]:
    """The kind of thing in words, and which one."""
    label, colon, which = target_key.partition(":")
    if not colon:
        return "", target_key
    if label in _kinds:
        return str(_kinds[label]), which
    try:
        return str(apps.get_model(label)._meta.verbose_name), which
    except (LookupError, ValueError):
        return label, which


def details(
    action: str, data: Mapping[str, Any], units: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    """The data of an event as rows of key and value; `units` are the names that the reader may
    know."""
    told = [
        _vocabularies[of]
        for of in sorted(_vocabularies, key=len, reverse=True)
        if action.startswith(of)
    ]
    for key, value in data.items():
        yield _key(told, key), _value(told, key, value, units)


def _key(told: list[_Vocabulary], key: str) -> str:
    return str(next((one.keys[key] for one in told if key in one.keys), key))


def _value(told: list[_Vocabulary], key: str, value: Any, units: Mapping[int, str]) -> str:
    if value is None or value == "":
        return _("没有")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, int) and any(key in one.units for one in told):
        return units.get(value, str(value))
    if isinstance(value, list):
        said = "、".join(_value(told, key, one, units) for one in value[:LISTED])
        more = len(value) - LISTED
        return _("%(said)s等，另有 %(n)d 项") % {"said": said, "n": more} if more > 0 else said
    if isinstance(value, dict):
        return "；".join(
            f"{_key(told, name)} {_value(told, name, inner, units)}"
            for name, inner in value.items()
        )
    codes = (one.values.get(key, {}) for one in told)
    return str(next((said[str(value)] for said in codes if str(value) in said), value))
