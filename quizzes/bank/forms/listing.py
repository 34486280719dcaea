"""Finding questions, and saying why one is sent back or retired."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from content.taxonomy.enums import LearningAim
from portal.foundation.fields import OneOf, search_field
from quizzes.bank.enums import Pool, QuestionKind, QuestionState
from quizzes.bank.forms.fields import HazardField

NO_SOURCE: Final = _("没有这个出处。到预案或指南页上重新点进来，或清除筛选。")


class FilterForm(forms.Form):
    """Filters of the list; one that cannot be read finds nothing and is said."""

    q = search_field(label=_("题干里有"))
    state = OneOf(
        label=_("状态"),
        required=False,
        choices=[("", _("全部")), *QuestionState.choices, ("needs_review", _("待复核"))],
    )
    kind = OneOf(label=_("题型"), required=False, choices=[("", _("全部")), *QuestionKind.choices])
    aim = OneOf(
        label=_("考查目标"), required=False, choices=[("", _("全部")), *LearningAim.choices]
    )
    pool = OneOf(label=_("用途"), required=False, choices=[("", _("全部")), *Pool.choices])
    hazard = HazardField(label=_("灾种"), required=False, empty_label=_("全部"))
    source = forms.CharField(
        required=False,
        max_length=80,
        widget=forms.HiddenInput,
        error_messages={"max_length": NO_SOURCE, "null_characters_not_allowed": NO_SOURCE},
    )


class ReadForm(forms.Form):
    """Which version stood on the page where a step was taken."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def number(self) -> int:
        """0, which no version has, where the page did not say."""
        return self.cleaned_data["version"] if self.is_valid() else 0


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("原因"),
        max_length=300,
        error_messages={"required": _("写一句原因，别人才知道怎么办。")},
    )
