from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.domain.repairs import seen_only
from content.plans.enums import KINDS_OF, Family, Level, Sector, Visibility
from content.plans.forms.places import DivisionField, offer_places
from content.plans.forms.register_days import impossible_days
from content.plans.forms.visibility import why_field
from content.plans.models import PlanDocument
from content.plans.selectors.called import called
from content.plans.selectors.hidden import hides_something
from content.plans.selectors.levels import levels_for
from content.plans.selectors.places import places
from content.plans.services.register import FALLING_DUE, PERIOD, held_in_its_family
from content.plans.services.targets import REASON_LENGTH
from content.taxonomy.forms import HazardsField
from portal.foundation.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    DateInput,
    offer_choices,
)
from portal.foundation.picking import PickField, offer_found
from portal.foundation.seen import SeenForm
from portal.people import rights
from portal.people.models import Division
from portal.people.rights import Action, Person

PARTS: Final = (
    ("entry", gettext_lazy("登记"), (
        "title", "kind", "level", "division", "issuer", "approved_by", "approved_on",
        "sector", "hazards", "status", "replaced_by",
    )),
    ("public", gettext_lazy("公开"), ("visibility", "why", "disclosed_on", "original_for_readers")),
    ("filing", gettext_lazy("备案与评估"), (
        "issued_on", "regime", "filed_with", "filed_on", "filing_receipt", "receipt_on",
        "evaluated_on",
    )),
)  # fmt: skip
"""Key, heading and fields of each part; a field that none names belongs to the first."""


@dataclass(frozen=True, slots=True)
class FormPart:
    key: str
    title: Any
    fields: Sequence[forms.BoundField]


def year_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


class DocumentForm(SeenForm, forms.ModelForm):
    """The entry in the register. Which fields a family has is the family's rule."""

    division = DivisionField(help_text=gettext_lazy("换了地区、没动层级的，层级跟着地区换。"))
    hazards = HazardsField(label=gettext_lazy("灾种"), required=False)
    period_start = year_field(gettext_lazy("规划期起"))
    period_end = year_field(gettext_lazy("规划期止"))
    replaced_by = PickField(
        label=gettext_lazy("由哪个文件代替"), required=False, queryset=PlanDocument.objects.none()
    )

    class Meta:
        model = PlanDocument
        fields = [
            "title", "kind", "level", "division", "issuer", "hazards", "sector", "visibility",
            "status", "replaced_by", "original_for_readers", "period_start", "period_end",
            *FALLING_DUE,
        ]  # fmt: skip
        widgets = {
            **{name: DateInput() for name in FALLING_DUE if name.endswith("_on")},
        }
        help_texts = {
            "title": gettext_lazy(
                "没有发布的草稿跟着改。改了标题的人算作者，不能自己批准；已送审的要再送审一次。"
            ),
            "original_for_readers": gettext_lazy(
                "原件里可能有这里看不到的人名、电话和 Word 的修订痕迹，先打开看一遍再勾。"
                "有条文不公开的时候，原件不给下载。"
            ),
            "approved_on": gettext_lazy("审批单位批准的那天；会议审议通过的写开会那天。"),
            "issued_on": gettext_lazy(
                "备案、评估和演练的期限从这天起算；空着就按文件里的成文日期。"
            ),
            "filed_with": gettext_lazy(
                "总体预案送上一级政府，专项预案送上一级牵头部门，部门预案送本级政府，"
                "乡镇预案送县级政府，村和社区预案送乡镇。"
            ),
            "disclosed_on": gettext_lazy(
                "空着就按文件里写的公开日期。没写、又是先发布后改成公开的，记改的那天。"
            ),
            "evaluated_on": gettext_lazy("没有评估过就空着。"),
        }

    def __init__(
        self, *args: Any, user: Person, asked: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        family = Family(self.instance.family)
        gone = FALLING_DUE if family == Family.PLANNING else PERIOD
        for name in gone:
            del self.fields[name]
        kinds = {each: [(k.value, k.label) for k in held] for each, held in KINDS_OF.items()}
        if held_in_its_family(self.instance):
            offer_choices(self, "kind", kinds[family])
        else:
            offer_choices(self, "kind", [(each.label, kinds[each]) for each in kinds])
            self.fields["kind"].help_text = _(
                "发布以前可以换到另一类。换了以后，只有原来那一类才有的内容清空。"
            )
        fitting = {*levels_for(self.instance.owner_unit), self.instance.level}
        offer_choices(
            self, "level", [(each.value, each.label) for each in Level if each in fitting]
        )
        offer_choices(self, "sector", [("", _("没写")), *Sector.choices])
        own = self.instance.division_id
        rows = places() | Division.objects.filter(pk=own)
        offer_places(self, "division", rows, asked=asked, empty=_("没写"))
        others = PlanDocument.objects.filter(
            family=family, owner_unit__in=rights.units_for(user, Action.PLAN_EDIT)
        ).exclude(pk=self.instance.pk)
        offer_found(self, "replaced_by", others, called, asked=asked, empty=_("没有"))
        in_force = self.instance.current_version_id is not None
        if in_force and not rights.can(user, Action.PLAN_PUBLISH, self.instance.owner_unit_id):
            self.fields["title"].disabled = True
            self.fields["title"].help_text = _("已经发布的，标题要由能编辑也能发布的人来改。")
        if in_force and self.instance.visibility != Visibility.PUBLIC:
            self.fields["why"] = why_field()
        self.draw_from_initial()

    @property
    def parts(self) -> list[FormPart]:
        """The fields that this family has, part by part."""
        named = {name for _key, _title, names in PARTS for name in names}
        others = [one.name for one in self.visible_fields() if one.name not in named]
        order = [(*part, others if at == 0 else []) for at, part in enumerate(PARTS)]
        found = [
            FormPart(key, title, [self[name] for name in (*names, *more) if name in self.fields])
            for key, title, names, more in order
        ]
        return [part for part in found if part.fields]

    @property
    def hazards_said(self) -> str:
        """Names of the hazards that are ticked, for the line that folds them."""
        ticks = [one.data for one in self["hazards"].subwidgets]
        return "、".join(str(one["label"]) for one in ticks if one["selected"])

    def clean_title(self) -> str:
        title = seen_only(self.cleaned_data["title"]).strip()
        if not title:
            raise forms.ValidationError(_("写上文件的全称。"))
        return title

    def changes(self) -> dict[str, Any]:
        """Only what the person changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.now}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("replaced_by") and data.get("status") != "historic":
            self.add_error("status", _("有代替文件的，效力要选“历史”。"))
        start, end = data.get("period_start"), data.get("period_end")
        if "period_start" in self.fields and bool(start) != bool(end):
            self.add_error("period_end", _("规划期的起年和止年要一起填。"))
        elif start and end and end < start:
            self.add_error("period_end", _("规划期的止年不能早于起年。"))
        if data.get("original_for_readers") and "original_for_readers" in self.changed_data:
            self._check_original()
        for name, words in impossible_days(data, self.changed_data, self.instance).items():
            self.add_error(name, words)
        self.refuse_older_page()
        return data

    def _check_original(self) -> None:
        """Why the box would offer nothing today."""
        version = self.instance.current_version
        if version is None or version.upload_id is None:
            self.add_error("original_for_readers", _("现行版本没有原件可下载，去掉这个勾再保存。"))
        elif hides_something(version):
            self.add_error(
                "original_for_readers",
                _(
                    "现行版本有不公开的条文或备注，原件里看得到它们。去掉这个勾，或者先公开那些条文。"
                ),
            )


class DismissForm(forms.Form):
    """Why the ticked numbers are no targets."""

    reason = forms.CharField(
        label=gettext_lazy("不是目标的理由"), max_length=REASON_LENGTH,
        help_text=gettext_lazy("一句话，例如：这是响应时限；这是现状，不是承诺。"),
        error_messages={"required": gettext_lazy("写一句为什么不是目标。")},
    )  # fmt: skip
