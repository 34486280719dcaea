"""Forms of the relations between documents."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.enums import RelationKind, RelationState
from content.plans.models import PlanDocument
from content.plans.models.relation import NAME_LENGTH
from content.plans.selectors.called import called
from content.plans.selectors.register import visible_to
from portal.foundation.fields import OneOf, date_field, no_personal_number, refuse_odd_years
from portal.foundation.picking import PickField, offer_found
from portal.people.forms.unseen import no_unseen
from portal.people.rights import Person


class DecisionForm(forms.Form):
    """One suggestion, named as it was offered, and what the editor says of it."""

    kind = OneOf(choices=RelationKind.choices)
    name = forms.CharField(max_length=NAME_LENGTH)
    state = OneOf(choices=RelationState.choices)


class RelationForm(forms.Form):
    kind = OneOf(
        label=gettext_lazy("关系"),
        choices=[("", gettext_lazy("选一个")), *RelationKind.choices],
        error_messages={"required": gettext_lazy("选一种关系。")},
    )
    other = PickField(
        label=gettext_lazy("库里的文件"), required=False, queryset=PlanDocument.objects.none(),
        empty_label=gettext_lazy("库里没有，写在下面"),
    )  # fmt: skip
    named = forms.CharField(
        label=gettext_lazy("库外文件的名称"), required=False, max_length=NAME_LENGTH,
        help_text=gettext_lazy("不写书名号。以后导入了同名的文件，这里自动连上。"),
        validators=[no_unseen, no_personal_number],
    )  # fmt: skip
    since = date_field(label=gettext_lazy("自"), required=False)
    until = date_field(label=gettext_lazy("至"), required=False)

    def __init__(
        self,
        *args: Any,
        plan: PlanDocument,
        user: Person,
        asked: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        others = visible_to(user).exclude(pk=plan.pk).order_by("title", "pk").only("title")
        offer_found(self, "other", others, called, asked=asked)

    def clean_named(self) -> str:
        return str(self.cleaned_data["named"]).strip("《》 ")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("other")) == bool(data.get("named")):
            self.add_error("named", _("库里的文件和库外的名称，填一样，也只填一样。"))
        refuse_odd_years(self, "since", "until")
        start, end = data.get("since"), data.get("until")
        if start and end and end <= start:
            self.add_error("until", _("“至”要晚于“自”。"))
        return data
