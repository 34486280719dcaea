"""One row of very many: found by words of its name, then chosen from the few that hold them.

Up to `FEW` rows stand in a plain list. Of more, the list holds what is chosen and what the words
above it find. Without a script the form itself looks: sent with words that fit nothing chosen, it
comes back with what they find and everything else that was typed; `pick.mjs` asks beforehand.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.foundation.fields import ModelOneOf, offer

FEW: Final = 60
SHOWN: Final = 20
LONGEST: Final = 60
Called: TypeAlias = Callable[[str], Q]
"""The rows that go by some words."""
Labels: TypeAlias = Callable[[Sequence[Any]], Mapping[int, str]]
"""By key: what tells each of these rows from the others."""


class PickInput(forms.Select):
    """The list, under the words to look by where there are too many rows for one."""

    words: str | None = None
    options_for: Callable[[Sequence[str]], list[tuple[Any, str]]]

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        self.choices = self.options_for(value)
        return super().optgroups(name, value, attrs)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        row = super().render(name, value, attrs, renderer)
        if self.words is None:
            return row
        context = {"list": row, "name": words_of(name), "words": self.words, "longest": LONGEST}
        return SafeString(renderer.render("components/pick.html", context))


class PickField(ModelOneOf):
    """Needs `offer_found`."""

    widget = PickInput
    called: Called | None = None
    rows: QuerySet[Any]
    words = ""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            # What is no key at all a field of the table would read out.
            words = self.error_messages["invalid_choice"]
            raise forms.ValidationError(words, code="invalid_choice") from None

    def clean(self, value: Any) -> Any:
        if self.words and self.called is not None:
            chosen = super().clean(value) if value not in self.empty_values else None
            found = self.rows.filter(self.called(self.words))
            if chosen is None or not found.filter(pk=chosen.pk).exists():
                raise forms.ValidationError(_said_of(found.count()), code="look")
        return super().clean(value)


def _said_of(count: int) -> str:
    if not count:
        return _("没有找到，换几个字再找；不选就把找的字清空。")
    if count > SHOWN:
        return _("找到 %(count)d 个，列出了前 %(shown)d 个。在里面选，或者多写几个字再找。") % {
            "count": count, "shown": SHOWN,
        }  # fmt: skip
    return _("找到 %(count)d 个，在里面选一个；不选就把找的字清空。") % {"count": count}


def offer_found(
    form: forms.BaseForm, name: str, rows: QuerySet[Any], called: Called, *,
    asked: Mapping[str, str] | None = None, labels: Labels | None = None, empty: str = "",
    few: int = FEW,
) -> None:  # fmt: skip
    """Let a PickField choose from `rows`. `asked` is the query of a page that is only read: a
    script looks with it. At most three queries for the list."""
    field = form.fields[name]
    if not isinstance(field, PickField) or not isinstance(field.widget, PickInput):
        raise TypeError(f"{name} is not picked")
    offer(form, name, rows, empty=empty)
    widget = field.widget
    if len(rows.order_by().values_list("pk")[: few + 1]) > few:
        sent: Any = form.data if form.is_bound else asked or {}
        words = sent.get(words_of(form.add_prefix(name)), "").replace("\0", "")
        field.called, field.rows, field.words = called, rows, words.strip()[:LONGEST]
        widget.words = field.words

    def options_for(value: Sequence[str]) -> list[tuple[Any, str]]:
        listed = [*rows] if widget.words is None else _listed(field, rows, value)
        said = labels(listed) if labels else {}
        first = [] if field.empty_label is None else [("", str(field.empty_label))]
        key = field.to_field_name or "pk"
        return [
            *first, *((str(getattr(row, key)), said.get(row.pk) or str(row)) for row in listed),
        ]  # fmt: skip

    widget.options_for = options_for


def _listed(field: PickField, rows: QuerySet[Any], value: Sequence[str]) -> list[Model]:
    found: list[Model] = []
    if field.words and field.called is not None:
        found += rows.filter(field.called(field.words))[:SHOWN]
    for one in value:
        try:
            chosen = field.to_python(one)
        except forms.ValidationError:
            continue
        if chosen is not None and chosen not in found:
            found.insert(0, chosen)
    return found


def words_of(name: str) -> str:
    """Name of the field with the words beside the list `name`."""
    return f"{name}_words"
