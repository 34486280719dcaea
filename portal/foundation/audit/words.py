"""What an auditor reads instead of codes. Each app says the words of what it records in its
module `audit_words`; the apps are asked for it once they are all there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise

_actions: dict[str, Words] = {}
_keys: dict[str, Words] = {}
_values: dict[str, dict[str, Words]] = {}
_units: set[str] = set()

LISTED: Final = 20
"""So many parts of a list are spelt out."""


def register(
    *,
    actions: Mapping[str, Words] | None = None,
    keys: Mapping[str, Words] | None = None,
    values: Mapping[str, Mapping[str, Words]] | None = None,
    units: tuple[str, ...] = (),
) -> None:
    """`actions` by code; `keys` of the data; `values` by key, for codes that stand there; `units`
    are the keys under which the id of a unit stands."""
    _actions.update(actions or {})
    _keys.update(keys or {})
    for key, codes in (values or {}).items():
        _values.setdefault(key, {}).update(codes)
    _units.update(units)


def known_actions() -> dict[str, str]:
    return {code: str(words) for code, words in _actions.items()}


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
    if label in _keys:
        return str(_keys[label]), which
    try:
        return str(apps.get_model(label)._meta.verbose_name), which
    except (LookupError, ValueError):
        return label, which


def details(data: Mapping[str, Any], units: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """The data as rows of key and value; `units` are the names that the reader may know."""
    for key, value in data.items():
        yield str(_keys.get(key, key)), _value(key, value, units)


def _value(key: str, value: Any, units: Mapping[int, str]) -> str:
    if value is None or value == "":
        return _("没有")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if key in _units and isinstance(value, int):
        return units.get(value, str(value))
    if isinstance(value, list):
        said = "、".join(_value(key, one, units) for one in value[:LISTED])
        more = len(value) - LISTED
        return _("%(said)s等，另有 %(n)d 项") % {"said": said, "n": more} if more > 0 else said
    if isinstance(value, dict):
        return "；".join(f"{name} {inner}" for name, inner in details(value, units))
    return str(_values.get(key, {}).get(str(value), value))
