"""Whatever a form of ours refuses, it says in our words, never in those of Django's catalogue."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import django
import polib
import pytest
from django import forms
from django.db import models
from django.utils import translation

OURS = ("portal.", "content.", "quizzes.", "search.", "themes.")
THEIRS = polib.pofile(
    str(Path(django.__file__).parent / "conf/locale/zh_Hans/LC_MESSAGES/django.po")
)


class Sevens(dict[str, int]):
    """A value for every place that a sentence leaves open."""

    def __missing__(self, _place: str) -> int:
        return 7


def filled(message: Any) -> str:
    """The sentence as it is shown; one with a plural knows its words only once it is filled."""
    try:
        return str(message % Sevens())
    except (KeyError, TypeError, ValueError):
        return str(message)


def sentences_of_django() -> set[str]:
    return {
        filled(words)
        for entry in THEIRS
        for words in (entry.msgstr, *entry.msgstr_plural.values())
        if words
    }


def forms_of_ours() -> list[type[forms.BaseForm]]:
    """With the views every form is loaded."""
    import_module("portal.urls")
    found, open_ones = set(), [forms.BaseForm]
    while open_ones:
        for one in open_ones.pop().__subclasses__():
            if one not in found:
                found.add(one)
                open_ones.append(one)
    return sorted((one for one in found if one.__module__.startswith(OURS)), key=str)


OF_MODELS = ("unique", "null", "blank")
"""What a model may still refuse of a value that the field of the form has taken."""


def messages_of(field: forms.Field | models.Field) -> Iterator[Any]:
    own = OF_MODELS if isinstance(field, models.Field) else field.error_messages
    yield from (field.error_messages[key] for key in own)
    for validator in field.validators:
        yield getattr(validator, "message", "")
        yield from getattr(validator, "messages", {}).values()


def fields_of(form: type[forms.BaseForm]) -> Iterator[tuple[str, forms.Field | models.Field]]:
    yield from form.base_fields.items()
    model = getattr(getattr(form, "_meta", None), "model", None)
    for name in form.base_fields if model else ():
        if any(name == field.name for field in model._meta.fields):
            yield name, model._meta.get_field(name)


FORMS = forms_of_ours()


def test_there_are_forms_to_look_at() -> None:
    assert len(FORMS) > 40


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_no_field_of_ours_says_a_sentence_of_django(form: type[forms.BaseForm]) -> None:
    with translation.override("zh-hans"):
        theirs = sentences_of_django()
        said = {
            f"{name}: {words}"
            for name, field in fields_of(form)
            for message in messages_of(field)
            if (words := filled(message)) in theirs
        }
    assert not said


def test_too_much_of_anything_is_said_with_its_measure() -> None:
    with translation.override("zh-hans"):
        name = forms.CharField(max_length=60)
        value = forms.DecimalField(max_digits=12, decimal_places=2)
        for field, typed, sentence in (
            (name, "长" * 5000, "不超过 60 个字，现在是 5000 个"),
            (value, "1" * 13, "不超过 12 位数字"),
            (value, "1.234", "小数不超过 2 位"),
            (value, "12345678901", "小数点前面不超过 10 位"),
        ):
            with pytest.raises(forms.ValidationError) as refused:
                field.clean(typed)
            assert refused.value.messages[-1] == sentence or sentence in refused.value.messages
