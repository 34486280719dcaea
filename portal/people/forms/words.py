"""Words that others read: several lines, or why others were taken out."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

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


class ReasonField(forms.CharField):
    """Why words are taken out for ever, in one line that stays."""

    default_validators = [no_unseen_in_lines, no_personal_number]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("为什么拿掉"),
            help_text=gettext_lazy("写类别就行，例如“写了手机号”，不要写出被拿掉的内容。"),
            **kwargs,
        )
