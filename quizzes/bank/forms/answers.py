"""The fields in which a question is answered, for each kind, and what they say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.foundation.fields import OUT_OF_DATE, OneOf, SomeOf
from quizzes.bank.domain.questions import FALSE_ID, TRUE_ID, Key, Option, new_option_id
from quizzes.bank.enums import QuestionKind
from quizzes.bank.forms.fields import PastedLine, PastedText
from quizzes.bank.forms.rows import OPTION_ID, ROWS, blanks_of


def add_answer_fields(form: forms.Form, kind: QuestionKind) -> None:
    """Those in which a question of this kind is answered, after the fields that all have."""
    if kind == QuestionKind.TRUE_FALSE:
        form.fields["truth"] = OneOf(
            label=_("这句话"),
            choices=[(TRUE_ID, _("对")), (FALSE_ID, _("错"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("选“对”或“错”。")},
        )
    elif kind == QuestionKind.FILL_IN:
        form.fields["stem"].help_text = _("连打三个下划线 ___ 就是一个空。")
        form.fields["blanks"] = PastedText(
            label=_("答案"),
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("一行一个空，几种写法都算对的用竖线 | 隔开：5|五|5厘米"),
            error_messages={"required": _("写出每个空的答案。")},
        )
        form.fields["blank_ids"] = forms.CharField(
            widget=forms.HiddenInput,
            required=False,
            max_length=200,
            error_messages={"max_length": OUT_OF_DATE},
        )
    else:
        for number in range(1, ROWS + 1):
            form.fields[f"id_{number}"] = forms.RegexField(
                rf"^{OPTION_ID.pattern}$",
                widget=forms.HiddenInput,
                required=False,
                error_messages={"invalid": OUT_OF_DATE},
            )
            form.fields[f"text_{number}"] = PastedLine(
                label=_("选项 %(number)s") % {"number": number}, required=False
            )
        choices = [(str(number), str(number)) for number in range(1, ROWS + 1)]
        widget = (
            forms.CheckboxSelectMultiple if kind == QuestionKind.MULTIPLE else forms.RadioSelect
        )
        field = SomeOf if kind == QuestionKind.MULTIPLE else OneOf
        form.fields["right"] = field(
            label=_("正确答案"),
            choices=choices,
            widget=widget,
            error_messages={"required": _("勾出正确答案。")},
        )


def answers_of(kind: QuestionKind, data: dict[str, Any]) -> tuple[tuple[Option, ...], Key]:
    """Options and key that the fields of this kind say; `data`: cleaned."""
    if kind == QuestionKind.TRUE_FALSE:
        truth = (Option(TRUE_ID, str(_("对"))), Option(FALSE_ID, str(_("错"))))
        return truth, Key(correct=frozenset({data["truth"]}))
    if kind == QuestionKind.FILL_IN:
        return blanks_of(data["blanks"], data["blank_ids"])
    right = data["right"] if isinstance(data["right"], list) else [data["right"]]
    options: list[Option] = []
    correct: set[str] = set()
    for number in range(1, ROWS + 1):
        text = data[f"text_{number}"].strip()
        key = data[f"id_{number}"] or new_option_id()
        if text:
            options.append(Option(key, text))
        if str(number) in right:
            correct.add(key)
    return tuple(options), Key(correct=frozenset(correct))
