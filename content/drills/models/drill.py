import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.drills.enums import HELD_STATES, NUMBERS, SHEET_OF, Form, Notice, Scope, State

TITLE_LENGTH, PLACE_LENGTH, WORDS_LENGTH, SUMMARY_LENGTH = 80, 120, 200, 2000
MOST_PEOPLE = 1_000_000


def number_field(label: Any) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=0)


class Drill(models.Model):
    """One drill on one plan from the yearly plan to its evaluation. `token` comes with the form,
    so that sending it twice is once; `version` is the text that was drilled. Who took part is
    counted by group and never named."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("名称"), max_length=TITLE_LENGTH)
    plan = models.ForeignKey(
        "content_plans.PlanDocument", models.PROTECT, related_name="drills",
        verbose_name=_("演练哪件预案"),
    )  # fmt: skip
    owner_unit = models.ForeignKey(
        "portal_people.Unit", models.PROTECT, related_name="drills", verbose_name=_("组织单位")
    )
    form = models.CharField(_("形式"), max_length=12, choices=Form)
    scope = models.CharField(_("内容"), max_length=14, choices=Scope)
    notice = models.CharField(_("事先告知"), max_length=12, choices=Notice, default=Notice.SCRIPTED)
    planned_on = models.DateField(_("计划日期"))
    aim = models.CharField(_("要检验什么"), max_length=WORDS_LENGTH, blank=True)
    partners = models.CharField(_("参加的其他单位"), max_length=WORDS_LENGTH, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.PLANNED)
    cancelled_because = models.CharField(_("取消的原因"), max_length=WORDS_LENGTH, blank=True)
    version = models.ForeignKey(
        "content_plans.PlanVersion", models.PROTECT, null=True, blank=True,
        related_name="drills", verbose_name=_("演练的是哪一版"),
    )  # fmt: skip
    held_on = models.DateField(_("演练日期"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=PLACE_LENGTH, blank=True)
    lead = models.CharField(_("由谁指挥"), max_length=PLACE_LENGTH, blank=True)
    summary = models.TextField(_("经过"), max_length=SUMMARY_LENGTH, blank=True)
    commanders = number_field(_("指挥和工作人员"))
    responders = number_field(_("救援队伍"))
    cadres = number_field(_("机关和村（社区）干部"))
    residents = number_field(_("群众"))
    students = number_field(_("师生"))
    employees = number_field(_("企事业单位职工"))
    volunteers = number_field(_("志愿者"))
    onlookers = number_field(_("观摩人员"))

    class Meta:
        verbose_name = _("演练")
        verbose_name_plural = _("演练")
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="drill_has_title"),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="drill_form_known"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="drill_scope_known"),
            models.CheckConstraint(
                condition=Q(notice__in=Notice.values), name="drill_notice_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.PLANNED,
                    held_on__isnull=True,
                    version__isnull=True,
                    cancelled_because="",
                )
                | (
                    Q(state=State.CANCELLED, held_on__isnull=True, version__isnull=True)
                    & ~Q(cancelled_because="")
                )
                | (
                    Q(
                        state__in=HELD_STATES,
                        held_on__isnull=False,
                        version__isnull=False,
                        cancelled_because="",
                    )
                    & ~Q(place="")
                    & ~Q(lead="")
                ),
                name="drill_log_fits_state",
            ),
            models.CheckConstraint(
                condition=Q(**{f"{name}__lte": MOST_PEOPLE for name in (*NUMBERS, "onlookers")}),
                name="drill_numbers_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("drills:drill", args=[self.pk])

    @property
    def is_held(self) -> bool:
        return self.state in HELD_STATES

    @property
    def person_times(self) -> int:
        """人次: who took part, onlookers left out."""
        return sum(getattr(self, name) for name in NUMBERS)

    @property
    def sheet_kind(self) -> str:
        return SHEET_OF[Form(self.form)]
