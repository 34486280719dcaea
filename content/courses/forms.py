from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.pages.forms import KnowledgePageForm
from content.taxonomy.enums import LearningAim


class CoursePageForm(KnowledgePageForm):
    aims = forms.MultipleChoiceField(
        label=_("学习目的"),
        choices=LearningAim.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("这门课练的是哪几样"),
    )

    def clean_aims(self) -> list[Any]:
        return sorted(self.cleaned_data["aims"], key=LearningAim.values.index)
