"""What stands above the lists of documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from content.plans.enums import KINDS_OF
from content.plans.selectors.desk import DeskState
from content.plans.selectors.figures import DueState
from portal.foundation.fields import OneOf, search_field

EVERY: Any = ("", gettext_lazy("全部"))


class WordsForm(forms.Form):
    q = search_field(label=gettext_lazy("标题、文号或负责单位"))


class DueFilterForm(WordsForm):
    due = OneOf(
        label=gettext_lazy("期限"), required=False, choices=[EVERY, *DueState.choices]
    )  # fmt: skip
    whose = OneOf(
        label=gettext_lazy("哪些文件"), required=False,
        choices=[EVERY, ("own", gettext_lazy("我能改、能发布的"))],
    )  # fmt: skip


class DeskFilterForm(WordsForm):
    kind = OneOf(
        label=gettext_lazy("种类"), required=False,
        choices=[
            EVERY,
            *(
                (family.label, [(kind.value, kind.label) for kind in kinds])
                for family, kinds in KINDS_OF.items()
            ),
        ],
    )  # fmt: skip
    state = OneOf(
        label=gettext_lazy("状态"), required=False, choices=[EVERY, *DeskState.choices]
    )  # fmt: skip
