from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from content.errata.enums import GIVEN, State
from content.errata.models import REASON_LENGTH, TEXT_LENGTH, ErrorReport
from portal.foundation.fields import OneOf, ShownField, SomeOf, TokenField, offer_choices
from portal.foundation.seen import BesideForm
from portal.people.forms.words import ReasonField, WordsField


class ReportForm(BesideForm):
    text = WordsField(
        label=gettext_lazy("哪里不对"), max_length=TEXT_LENGTH, rows=4,
        help_text=gettext_lazy(
            "写哪几个字不对、应当是什么、你怎么知道的。不要写姓名和电话。"
        ),
    )  # fmt: skip
    token = TokenField()


class AnswerForm(forms.Form):
    """`since` of the report comes back as `shown`."""

    shown = ShownField()
    state = OneOf(
        label=gettext_lazy("处理"),
        choices=[(one.value, one.label) for one in GIVEN], widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一种。")},
    )  # fmt: skip
    answer = WordsField(
        label=gettext_lazy("答复"), max_length=TEXT_LENGTH, rows=4,
        help_text=gettext_lazy(
            "写明改成什么，或者为什么不改。报错的人凭网址看得到，不要写内部的事。"
        ),
    )  # fmt: skip
    also = SomeOf(
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("同一条里还有这些报错，一样的勾上，一起这样答复"), required=False,
        error_messages={
            "invalid_choice": gettext_lazy("勾上的有别人刚处理完的，不列了。看一遍再点一次。")
        },
    )  # fmt: skip

    def __init__(
        self, *args: Any, report: ErrorReport, is_changed: bool, alike: Sequence[ErrorReport],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        stored = {"shown": report.since, "answer": report.answer}
        if report.state != State.OPEN:
            stored["state"] = report.state
        super().__init__(*args, **{**kwargs, "initial": stored})
        if alike:
            offer_choices(self, "also", [(str(one.pk), one.text) for one in alike])
        else:
            del self.fields["also"]
        if not is_changed:
            offer_choices(
                self, "state", [(one.value, one.label) for one in GIVEN if one != State.MENDED]
            )
            self.fields["state"].help_text = gettext(
                "这一条还和报错时一样。选“会改，下一版”的，发布改过的一版以后自动变成“改了”。"
            )

    def show_as(self, report: ErrorReport) -> None:
        """Beside what is stored now; what was typed stays for the next press."""
        drawn = cast(QueryDict, self.data).copy()
        drawn[self.add_prefix("shown")] = report.since
        self.data = drawn


class TakeOutForm(forms.Form):
    reason = ReasonField(max_length=REASON_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("报错的人凭网址读得到这一句。写类别就行，例如“写了姓名”，不要写出是谁。")
        self.fields["reason"].help_text = said
