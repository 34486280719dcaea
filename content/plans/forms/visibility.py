"""Who may read a clause."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.enums import Visibility
from content.plans.models import ClauseVisibility
from content.plans.models.review import WORDS_LENGTH
from portal.foundation.fields import OneOf, no_personal_number
from portal.foundation.seen import SeenForm
from portal.people.forms.unseen import no_unseen_in_lines


def who_reads(visibility: str) -> str:
    """In words, of a grade."""
    return {
        Visibility.PUBLIC.value: _("公开：谁都能看"),
        Visibility.INTERNAL.value: _("内部：本单位能看内部文件的工作人员能看"),
        Visibility.RESTRICTED.value: _("限制：只有本单位的编辑和审核员能看"),
    }[visibility]


def why_field() -> forms.CharField:
    """Of a form by which more people may be let to read what is in force."""
    field = forms.CharField(
        label=_("为什么让更多人看（放宽时要写）"), max_length=WORDS_LENGTH, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        validators=[no_unseen_in_lines, no_personal_number],
        help_text=_("收紧或者不改，空着。由另一位能发布的人照这句话确认，确认以前不变；收紧马上算数。"),
    )  # fmt: skip
    asked: Any = field
    asked.is_asked_for = True
    return field


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("不同意的原因"), max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        validators=[no_unseen_in_lines, no_personal_number],
        error_messages={"required": gettext_lazy("写一句原因，提出的人读得到。")},
    )  # fmt: skip


class VisibilityForm(SeenForm):
    visibility = OneOf(
        label=gettext_lazy("谁能看这一条"), widget=forms.RadioSelect,
        help_text=gettext_lazy("连同它下面的条文。各个版本、以后导入的新版本都照这样。"),
        error_messages={"required": gettext_lazy("选一种。")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, said: ClauseVisibility | None, needs_another: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if needs_another:
            self.fields["why"] = why_field()
        field: Any = self.fields["visibility"]
        field.choices = [(one.value, who_reads(one.value)) for one in Visibility]
        self.initial["visibility"] = said.visibility if said else Visibility.PUBLIC.value
        self.draw_from_initial()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.refuse_older_page()
        return data


class JudgeForm(forms.Form):
    """What one press says of a proposal of the import."""

    visibility = OneOf(choices=Visibility.choices)
