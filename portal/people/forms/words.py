"""Several lines that others read."""

from typing import Any, cast

from django import forms

from portal.foundation.fields import no_personal_number
from portal.people.forms.unseen import no_unseen_in_lines


class WordsField(forms.CharField):
    """Nothing unseen and no number of a person; lines end as they are stored, so that the same
    words sent twice are the same."""

    default_validators = [no_unseen_in_lines, no_personal_number]

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return cast(str, super().to_python(value)).replace("\r\n", "\n")
