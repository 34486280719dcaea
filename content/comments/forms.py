import uuid
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy

from content.comments.enums import Kind, Verdict
from content.comments.models import TEXT_LENGTH
from portal.foundation.fields import OneOf, no_personal_number
from portal.people.forms.unseen import no_unseen_in_lines

PLAIN: Final = (no_unseen_in_lines, no_personal_number)


class CommentForm(forms.Form):
    kind = OneOf(
        label=gettext_lazy("种类"), choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一种。")},
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("意见"), max_length=TEXT_LENGTH, validators=PLAIN,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "写明哪一句、怎么改、依据什么。写上以后不能改，可以撤回或者再补一条。"
        ),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean_token(self) -> uuid.UUID:
        return self.cleaned_data["token"] or uuid.uuid4()


class AnswerForm(forms.Form):
    verdict = OneOf(
        label=gettext_lazy("处理"), choices=Verdict.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一种。")},
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("答复"), max_length=TEXT_LENGTH, validators=PLAIN,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("写明改成了什么，或者为什么不改。答复以后不能改。"),
    )  # fmt: skip

    def clean_answer(self) -> str:
        return str(self.cleaned_data["answer"]).replace("\r\n", "\n")
