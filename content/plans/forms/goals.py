"""Forms of goals without a number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from content.plans.models.goal import REASON_LENGTH
from content.targets.forms import TargetForm
from portal.foundation.fields import no_personal_number
from portal.people.forms.unseen import no_unseen


def _reason(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=REASON_LENGTH,
        validators=[no_unseen, no_personal_number],
        error_messages={"required": gettext_lazy("写一句理由。")},
    )  # fmt: skip


class ProxyForm(TargetForm):
    """A target that stands for a goal without a number, and why this one."""

    reason = _reason(
        gettext_lazy("为什么用它来代替"),
        gettext_lazy("公开：例如规划只写“体系基本健全”，先看持证人数到没到每村一名。"),
    )
    field_order = ["reason"]


class DeclineForm(forms.Form):
    reason = _reason(
        gettext_lazy("为什么量不了"),
        gettext_lazy("一句话，例如：这是工作方向，没有可以数的东西。"),
    )
