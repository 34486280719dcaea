from typing import Any

from django import forms

from content.pages.domain.pasted import listed
from content.pages.legible import legible
from content.taxonomy.models import Hazard
from portal.foundation.fields import ModelOneOf


class HazardField(ModelOneOf):
    """One hazard by its slug."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Hazard.objects.all(), to_field_name="slug", **kwargs)


class PastedText(forms.CharField):
    """Lines that may come from Word, kept in signs that every reader's fonts have."""

    def clean(self, value: Any) -> str:
        return legible(super().clean(value))


class PastedMarkdown(PastedText):
    """The same, with the lists of Word as lists."""

    def clean(self, value: Any) -> str:
        return listed(super().clean(value))


class PastedLine(PastedText):
    """The same on one line."""

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value).splitlines())
