"""Choosing the division that a document stands for."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from portal.foundation.picking import PickField, offer_found
from portal.people.models import Division


class DivisionField(PickField):
    """Needs `offer_places`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("适用地区"))
        options.setdefault("required", False)
        super().__init__(queryset=Division.objects.none(), **options)


def offer_places(
    form: forms.BaseForm, name: str, rows: QuerySet[Division], *,
    asked: Mapping[str, str] | None = None, empty: str = "",
) -> None:  # fmt: skip
    """By name and code: two towns may share a name, and so do a county and what it was before."""
    offer_found(form, name, rows, _called, asked=asked, labels=_named, empty=empty)


def _called(words: str) -> Q:
    return Q(name__icontains=words) | Q(code__startswith=words)


def _named(divisions: Sequence[Division]) -> dict[int, str]:
    return {one.pk: f"{one.name}（{one.code}）" for one in divisions}
