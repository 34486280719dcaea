from django import forms
from django.utils.translation import gettext_lazy

from content.errata.enums import SETTLED
from content.errata.models import TEXT_LENGTH
from portal.foundation.fields import OneOf, TokenField
from portal.foundation.seen import BesideForm
from portal.people.forms.words import WordsField


class ReportForm(BesideForm):
    text = WordsField(
        label=gettext_lazy("哪里不对"), max_length=TEXT_LENGTH, rows=4,
        help_text=gettext_lazy(
            "写哪几个字不对、应当是什么、你怎么知道的。不要写姓名和电话。"
        ),
    )  # fmt: skip
    token = TokenField()


class AnswerForm(forms.Form):
    state = OneOf(
        label=gettext_lazy("处理"),
        choices=[(one.value, one.label) for one in SETTLED], widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一种。")},
    )  # fmt: skip
    answer = WordsField(
        label=gettext_lazy("答复"), max_length=TEXT_LENGTH, rows=4,
        help_text=gettext_lazy(
            "写明改成了什么，或者为什么不改。报错的人凭网址看得到，不要写内部的事。"
        ),
    )  # fmt: skip
