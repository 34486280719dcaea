from collections.abc import Mapping
from typing import Any, cast

from django import forms
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
from content.experts import selectors as experts
from content.experts.models import ExpertAccount, ExpertPage
from portal.foundation.fields import OneOf, TokenField, date_field
from portal.foundation.picking import PickField, offer_found
from portal.foundation.seen import BesideForm
from portal.people import rights
from portal.people.forms.account import AccountField
from portal.people.forms.words import ReasonField, WordsField
from portal.people.models import User
from portal.people.rights import Action


class CommentForm(forms.Form):
    kind = OneOf(
        label=gettext_lazy("种类"), choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一种。")},
    )  # fmt: skip
    text = WordsField(
        label=gettext_lazy("意见"), max_length=TEXT_LENGTH, rows=5,
        help_text=gettext_lazy(
            "写明哪一句、怎么改、依据什么。写上以后不能改，可以撤回或者再补一条。"
        ),
    )  # fmt: skip
    token = TokenField()


class ClauseForm(BesideForm, CommentForm):
    """Beside a clause; a reply is of the same words as what it replies to."""


class InvitedForm(ClauseForm):
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
    answer = WordsField(
        label=gettext_lazy("答复"), max_length=TEXT_LENGTH, rows=5,
        help_text=gettext_lazy("写明改成了什么，或者为什么不改。答复以后不能改。"),
    )  # fmt: skip


class InviteForm(forms.Form):
    """Whom: an expert of the pool by name, or an account. `wide`: by who may open restricted
    clauses, too."""

    expert = PickField(
        label=gettext_lazy("专家库里的专家"), required=False, queryset=ExpertPage.objects.none(),
        # The key of a page is a relation, which takes numbers too large for the database.
        to_field_name="id",
        empty_label=gettext_lazy("不在专家库里，写在下面"),
        help_text=gettext_lazy("照姓名选。写着“没有连账号”的，先到“专家的账号”里连上。"),
    )  # fmt: skip
    account = AccountField(label=gettext_lazy("不在专家库里的，他的登录名或邮箱"), required=False)
    until = date_field(
        label=gettext_lazy("到哪天为止"), help_text=gettext_lazy("含这一天，最长一年。")
    )
    note = WordsField(
        label=gettext_lazy("请他看什么"), max_length=NOTE_LENGTH, required=False,
        rows=3,
        help_text=gettext_lazy("例如：请看第三章的转移路线。"),
    )  # fmt: skip
    with_restricted = forms.BooleanField(
        label=gettext_lazy("也能看限制的条文"), required=False,
        help_text=gettext_lazy("不勾的，他只看公开和内部的条文。"),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        user: User,
        asked: Mapping[str, str] | None = None,
        wide: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        # What an older page sent is refused in words.
        if not wide and "with_restricted" not in self.data:
            del self.fields["with_restricted"]
        offer_found(
            self, "expert", experts.to_choose(user), experts.called, asked=asked,
            labels=experts.fields_of, empty=gettext("不在专家库里，写在下面"),
        )  # fmt: skip

    def clean_expert(self) -> ExpertAccount | None:
        """By which the expert is reached."""
        expert = self.cleaned_data["expert"]
        if expert is None:
            return None
        link = experts.standing_link(expert)
        if link is None:
            raise forms.ValidationError(self._unreachable(expert))
        return link

    def _unreachable(self, expert: ExpertPage) -> str:
        why = gettext("%(expert)s没有连着账号，现在请不到。") % {"expert": expert}
        if rights.can(self.user, Action.EXPERT_EDIT, expert.owner_unit_id):
            return why + gettext("先到“专家的账号”里请他确认账号，他答应以后再来请。")
        keepers = experts.who_keeps(expert)
        if not keepers:
            return why + gettext("现在没有管他那一页的人，请管理员定一位。")
        return why + gettext("请%(keepers)s先给他连上账号。") % {"keepers": keepers}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        link, account = data.pop("expert", None), data.get("account")
        if not self.errors and bool(link) == bool(account):
            self.add_error("expert", gettext("选一位专家，或者在下面写一个账号，只填一样。"))
        known = experts.reached_by(account, self.user) if account else None
        if known is not None:
            self.add_error(
                "account",
                gettext("这个账号是专家%(expert)s的，在上面照姓名选。") % {"expert": known},
            )
        return {"with_restricted": False, **data, "link": link}

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
    reason = ReasonField(max_length=REASON_LENGTH)

    def __init__(self, *args: Any, replies: CommentQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if replies.exists():
            cast(Replies, self.fields["replies"]).queryset = replies
        else:
            del self.fields["replies"]
