"""Form fields that every room uses.

They take any bytes a request can carry and answer in words: a choice that is not on the list is
refused without being read out, for it may be a megabyte.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext, gettext_lazy

from portal.foundation import personal

NOT_LISTED: Final = gettext_lazy("只能选这里列出的，重新选一次。")
OUT_OF_DATE: Final = gettext_lazy("这张表单过期了。把写好的复制下来，刷新页面再填。")


class OneOf(forms.ChoiceField):
    default_error_messages = {"invalid_choice": NOT_LISTED}


class SomeOf(forms.MultipleChoiceField):
    default_error_messages = {"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED}


class ModelOneOf(forms.ModelChoiceField):
    default_error_messages = {"invalid_choice": NOT_LISTED}


class TokenField(forms.UUIDField):
    """By it the same form sent twice is one thing. Nobody types it: in the place of one that is
    missing or spoiled comes a new one, so that what was typed is taken and nobody is told of a
    field that they do not see."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(initial=uuid4, required=False)

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value) or uuid4()
        except forms.ValidationError:
            return uuid4()


class ShownField(forms.CharField):
    """Hash of the words that stood on the page beside the form; empty where the page says none.
    Nobody types it: a spoiled one is taken for that of other words."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> str:
        try:
            return str(super().clean(value))
        except forms.ValidationError:
            return "?"


class DateInput(forms.DateInput):
    """The browser's own date field; text 2026-11-24 where it has none. Browsers read no
    other form: with the language's own 2026/11/24 they show an empty field, and saving
    the form then erases the date."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


def date_field(
    *, error_messages: Mapping[str, Any] | None = None, **kwargs: Any
) -> forms.DateField:
    """A date that reads 2026-11-24 and 2026/11/24 and refuses the rest in words."""
    said = {"invalid": gettext_lazy("日期要像 2026-11-24 这样"), **(error_messages or {})}
    return forms.DateField(
        widget=DateInput(),
        input_formats=["%Y-%m-%d", "%Y/%m/%d"],
        error_messages=said,
        **kwargs,
    )


FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2199


def year_in_range(day: date | None) -> date | None:
    """The day itself. Raises ValidationError for a year that is a slip of the finger."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(
            gettext("年份要在 %(first)d 到 %(last)d 之间。")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day


def refuse_odd_years(form: forms.BaseForm, *names: str) -> None:
    """In `clean`: `year_in_range` of each of these days, said at its field."""
    for name in names:
        try:
            year_in_range(form.cleaned_data.get(name))
        except forms.ValidationError as error:
            form.add_error(name, error)


def search_field(**kwargs: Any) -> forms.CharField:
    """Words above a list; those that cannot be looked for are refused in words."""
    return forms.CharField(
        required=False,
        max_length=60,
        error_messages={
            "max_length": gettext_lazy("不超过 %(limit_value)s 个字，现在是 %(show_value)s 个。"),
            "null_characters_not_allowed": gettext_lazy("里面有看不见的空字符，删掉再查。"),
        },
        **kwargs,
    )


def no_personal_number(text: str) -> None:
    """For what many read and for what enters the audit, which takes no such thing."""
    if personal.found_in(text):
        raise forms.ValidationError(
            gettext("里面有像手机号、邮箱或证件号的内容，或者连着 7 位以上的数字，先去掉这些。")
        )


_ASKED_FOR: Final = "is_asked_for"
"""Read by components/field.html."""


def asked_for(form: forms.BaseForm, *names: str) -> None:
    """Fields that may be empty each for itself, and not for the whole: one of two, or needed at
    the end. They do not say 选填; their hint says what holds."""
    for name in names:
        setattr(form.fields[name], _ASKED_FOR, True)


DASHES: Final = BLANK_CHOICE_DASH[0][1]


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any], *, empty: str = "") -> None:
    """Let a field of this form choose from `rows`; for what depends on who asks. `empty` is
    what stands there before anything is chosen, where the field does not say it itself: never
    Django's row of dashes, which a screen reader reads as such."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} does not choose from rows")
    field.queryset = rows
    if empty or field.empty_label == DASHES:
        field.empty_label = empty or gettext("选一个")


def offer_choices(form: forms.BaseForm, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Let a field that a model made choose from these instead of all that the model knows."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} does not choose from a list")
    field.choices = choices
