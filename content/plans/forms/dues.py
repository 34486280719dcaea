"""Forms of the rules of what falls due, and of the holidays of a year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.domain.dues import names_in
from content.plans.domain.workdays import UnreadableDay, read_days, written
from content.plans.enums import DUE_KINDS, Confidence, DueSpan, DueWhat, Level, Regime
from content.plans.forms.places import DivisionField, offer_places
from content.plans.models import CalendarYear, DueRule
from content.plans.models.dues import LONGEST
from portal.foundation.fields import DateInput, SomeOf, offer_choices, refuse_odd_years
from portal.foundation.seen import SeenForm
from portal.people.forms.unseen import no_unseen, no_unseen_in_lines
from portal.people.models import Division

FIRST_CALENDAR = 2000


class RuleForm(SeenForm, forms.ModelForm):
    """One rule. Division and kinds are chosen from what the register has."""

    kinds = SomeOf(
        label=gettext_lazy("适用种类"),
        choices=[(kind.value, kind.label) for kind in DUE_KINDS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("至少选一种预案。")},
    )
    division = DivisionField(
        help_text=gettext_lazy("本地另有规定时选；不选就是全国。几条都管到的，按最早的一天。")
    )

    class Meta:
        model = DueRule
        fields = [
            "what", "amount", "span", "kinds", "lowest_level", "regime", "named", "division",
            "source", "article", "confidence", "valid_from", "valid_to",
        ]  # fmt: skip
        widgets = {"valid_from": DateInput(), "valid_to": DateInput()}
        help_texts = {
            "lowest_level": gettext_lazy("这一级和上面各级的预案都算；不选就不分层级。"),
            "regime": gettext_lazy("只管生产安全事故预案的规则才选。"),
            "named": gettext_lazy(
                "条款点了名的，写预案名称里的字，用顿号隔开，例如：地震、防汛抗旱。空着就是上面选的都管。"
            ),
            "source": gettext_lazy("文件名和文号"),
            "article": gettext_lazy("例如：第八条"),
            "valid_to": gettext_lazy("废止或被代替的那一天；还在用就空着。"),
        }

    def __init__(self, *args: Any, asked: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "what", [("", _("选一个")), *DueWhat.choices])
        offer_choices(self, "span", [("", _("选一个")), *DueSpan.choices])
        offer_choices(self, "confidence", [("", _("选一个")), *Confidence.choices])
        offer_choices(self, "lowest_level", [("", _("不分层级")), *Level.choices])
        regimes = [(regime.value, regime.label) for regime in Regime if regime.value]
        offer_choices(self, "regime", [("", _("各类预案")), *regimes])
        used = Division.objects.filter(units__isnull=False).distinct()
        offer_places(self, "division", used, asked=asked, empty=_("全国"))
        if self.instance.pk:
            self.initial["kinds"] = [each.kind for each in self.instance.kinds.all()]
        self.draw_from_initial()

    def clean_named(self) -> str:
        no_unseen(self.cleaned_data["named"])
        return "、".join(names_in(self.cleaned_data["named"]))

    def clean_source(self) -> str:
        no_unseen(self.cleaned_data["source"])
        return str(self.cleaned_data["source"])

    def clean_article(self) -> str:
        no_unseen(self.cleaned_data["article"])
        return str(self.cleaned_data["article"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        amount, span = data.get("amount"), data.get("span")
        if amount and span and amount > LONGEST[span]:
            self.add_error(
                "amount", _("最多 %(most)d，看看单位选对没有。") % {"most": LONGEST[span]}
            )
        refuse_odd_years(self, "valid_from", "valid_to")
        start, end = data.get("valid_from"), data.get("valid_to")
        if start and end and end <= start:
            self.add_error("valid_to", _("“至”要晚于“自”。"))
        self.refuse_older_page()
        return data

    @property
    def rule_was(self) -> dict[str, object]:
        """What was read of the row itself; its kinds are rows of their own."""
        return {name: value for name, value in self.was.items() if name != "kinds"}


class YearForm(SeenForm):
    """The notice of one year, as its lines stand in it."""

    source = forms.CharField(
        label=gettext_lazy("依据"), max_length=160, validators=[no_unseen],
        help_text=gettext_lazy("国务院办公厅当年放假安排的通知和文号"),
    )  # fmt: skip
    off = forms.CharField(
        label=gettext_lazy("放假"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 9, "maxlength": False}),
        help_text=gettext_lazy("一行一段，例如：2月15日至2月23日 春节。周末在里面也照写。"),
    )  # fmt: skip
    worked = forms.CharField(
        label=gettext_lazy("调休上班"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": False}),
        help_text=gettext_lazy("一行一天，例如：2月14日"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, year: int, stored: CalendarYear | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        if stored is not None:
            days = list(stored.days.all())
            self.initial["source"] = stored.source
            for name, worked in (("off", False), ("worked", True)):
                self.initial[name] = written(
                    {one.day: one.name for one in days if one.worked is worked}
                )
        self.draw_from_initial()

    def clean_off(self) -> dict[date, str]:
        return self._days("off")

    def clean_worked(self) -> dict[date, str]:
        return self._days("worked")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data["off"]:
            self.add_error("off", _("把通知里的放假日写进来；没有就不要登记这一年。"))
        if not self.errors:
            self.refuse_older(
                {
                    "source": data["source"],
                    "off": written(data["off"]),
                    "worked": written(data["worked"]),
                }
            )
        return data

    def _days(self, name: str) -> dict[date, str]:
        text = str(self.cleaned_data[name])
        no_unseen_in_lines(text)
        try:
            return read_days(text, self.year)
        except UnreadableDay as refused:
            raise forms.ValidationError(
                {
                    "shape": _("“%(line)s”读不成日期，写成“2月15日至2月23日 春节”这样。"),
                    "date": _("“%(line)s”这一天日历上没有。"),
                    "order": _("“%(line)s”止日在起日前面。跨年的两段，各写在自己的一年里。"),
                    "long": _("“%(line)s”太长，一段最多 15 天。"),
                }[refused.why]
                % {"line": refused.line[:30]}
            ) from None
