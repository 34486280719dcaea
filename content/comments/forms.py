import uuid
from typing import Any, Final, cast

from django import forms
from django.db.models import Q
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext, gettext_lazy

from content.comments.enums import Kind, Verdict
from content.comments.models import (
    NOTE_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    Comment,
    CommentQuerySet,
)
from portal.foundation.fields import OneOf, date_field, no_personal_number
from portal.people.forms.unseen import no_unseen_in_lines
from portal.people.models import User

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


class InvitedForm(CommentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = gettext(
            "写明哪一句、怎么改、依据什么。写上以后不能改，要补充就再写一条。"
        )


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


class InviteForm(forms.Form):
    account = forms.CharField(
        label=gettext_lazy("他的登录名或邮箱"), max_length=254,
        help_text=gettext_lazy("要先有本站的账号。写账号的登录名，或者登记的邮箱。"),
    )  # fmt: skip
    until = date_field(
        label=gettext_lazy("到哪天为止"), help_text=gettext_lazy("含这一天，最长一年。")
    )
    note = forms.CharField(
        label=gettext_lazy("请他看什么"), max_length=NOTE_LENGTH, required=False,
        validators=PLAIN, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("例如：请看第三章的转移路线。"),
    )  # fmt: skip
    with_restricted = forms.BooleanField(
        label=gettext_lazy("也能看限制的条文"), required=False,
        help_text=gettext_lazy("不勾的，他只看公开和内部的条文。能编辑也能发布的人才可以勾。"),
    )  # fmt: skip

    def clean_account(self) -> User:
        """The one active account of this name or verified address."""
        said = str(self.cleaned_data["account"]).strip()
        named = Q(username__iexact=said) | Q(
            emailaddress__email__iexact=said, emailaddress__verified=True
        )
        found = User.objects.filter(named, is_active=True).distinct()[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                gettext("没有这个账号，或者邮箱没有验证过。请他先注册，把登录名告诉你。")
            )
        return found[0]

    def clean_note(self) -> str:
        return " ".join(str(self.cleaned_data["note"]).split())


class Replies(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Comment) -> str:
        return gettext("%(who)s：%(text)s") % {
            "who": obj.author, "text": truncatechars(obj.text, 60),
        }  # fmt: skip


class TakeOutForm(forms.Form):
    """`replies`: those that may go along."""

    replies = Replies(
        label=gettext_lazy("回复里也写了的"), queryset=Comment.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("勾上的回复一起拿掉，不勾的文字留着。"),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("为什么拿掉"), max_length=REASON_LENGTH, validators=PLAIN,
        help_text=gettext_lazy("写类别就行，例如“写了手机号”，不要写出被拿掉的内容。"),
    )  # fmt: skip

    def __init__(self, *args: Any, replies: CommentQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if replies.exists():
            cast(Replies, self.fields["replies"]).queryset = replies
        else:
            del self.fields["replies"]
