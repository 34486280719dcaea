import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.plans.domain.names import KEY_LENGTH, title_key
from content.plans.enums import (
    PLANNING_KINDS,
    RESPONSE_KINDS,
    Family,
    Kind,
    Level,
    Regime,
    Sector,
    Status,
    Visibility,
)


class PlanDocument(models.Model):
    """One plan of one issuer through all its versions.

    What is filed, evaluated or falls due belongs to response plans alone, the period to planning
    documents alone. `issued_on` empty: the day of the text counts. `title_key` is that of
    `domain.names`, by which another document of the same name is found.
    """

    slug = models.SlugField(_("网址名"), max_length=80, unique=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("标题"), max_length=200)
    title_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    family = models.CharField(_("类别"), max_length=10, choices=Family)
    kind = models.CharField(_("种类"), max_length=14, choices=Kind)
    level = models.CharField(_("层级"), max_length=12, choices=Level, default=Level.COUNTY)
    division = models.ForeignKey(
        "portal_people.Division", models.PROTECT, null=True, blank=True,
        related_name="plans", verbose_name=_("适用地区"),
    )  # fmt: skip
    issuer = models.CharField(_("发布机构"), max_length=120, blank=True)
    owner_unit = models.ForeignKey(
        "portal_people.Unit", models.PROTECT, related_name="plans", verbose_name=_("负责单位")
    )
    hazards = models.ManyToManyField(
        "content_taxonomy.Hazard", blank=True, related_name="plans", verbose_name=_("灾种")
    )
    sector = models.CharField(
        _("对象和领域"), max_length=16, choices=Sector, blank=True, default=""
    )
    status = models.CharField(_("效力"), max_length=10, choices=Status, default=Status.IN_FORCE)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True,
        related_name="replaces", verbose_name=_("由哪个文件代替"),
    )  # fmt: skip
    visibility = models.CharField(
        _("公开范围"), max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    current_version = models.ForeignKey(
        "content_plans.PlanVersion", models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name=_("现行版本"),
    )  # fmt: skip
    period_start = models.PositiveSmallIntegerField(_("规划期起"), null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(_("规划期止"), null=True, blank=True)
    approved_by = models.CharField(_("审批单位"), max_length=120, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    regime = models.CharField(
        _("生产安全"), max_length=16, choices=Regime, blank=True, default=Regime.NONE
    )
    filed_with = models.CharField(_("备案送达单位"), max_length=120, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    filing_receipt = models.CharField(_("备案回执"), max_length=80, blank=True)
    receipt_on = models.DateField(_("回执日期"), null=True, blank=True)
    disclosed_on = models.DateField(_("主动公开日期"), null=True, blank=True)
    evaluated_on = models.DateField(_("最近评估日期"), null=True, blank=True)
    original_for_readers = models.BooleanField(_("读者可以下载原件"), default=False)
    import_key = models.CharField(max_length=64, unique=True, null=True, editable=False)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("预案与规划")
        verbose_name_plural = _("预案与规划")
        ordering = ["family", "kind", "title"]
        indexes = [models.Index(fields=["title_key"], name="plan_title_key")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="plan_has_title"),
            models.CheckConstraint(
                condition=Q(family=Family.RESPONSE, kind__in=RESPONSE_KINDS)
                | Q(family=Family.PLANNING, kind__in=PLANNING_KINDS),
                name="plan_kind_fits_family",
            ),
            models.CheckConstraint(
                condition=Q(family=Family.RESPONSE)
                | Q(
                    filed_on__isnull=True,
                    filing_receipt="",
                    filed_with="",
                    receipt_on__isnull=True,
                ),
                name="plan_only_response_is_filed",
            ),
            models.CheckConstraint(
                condition=Q(family=Family.RESPONSE)
                | Q(
                    evaluated_on__isnull=True,
                    disclosed_on__isnull=True,
                    approved_on__isnull=True,
                    issued_on__isnull=True,
                    regime="",
                ),
                name="plan_only_response_falls_due",
            ),
            models.CheckConstraint(
                condition=Q(receipt_on__isnull=True)
                | Q(filed_on__isnull=False, receipt_on__gte=F("filed_on")),
                name="plan_receipt_after_filing",
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(issued_on__gte=F("approved_on")),
                name="plan_issued_after_approval",
            ),
            models.CheckConstraint(condition=Q(regime__in=Regime.values), name="plan_regime_known"),
            models.CheckConstraint(
                condition=Q(family=Family.PLANNING)
                | Q(period_start__isnull=True, period_end__isnull=True),
                name="plan_only_planning_has_period",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(
                    period_start__isnull=False,
                    period_end__isnull=False,
                    period_end__gte=F("period_start"),
                ),
                name="plan_period_order",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(status=Status.HISTORIC),
                name="plan_replaced_is_historic",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="plan_not_replaced_by_itself",
            ),
            models.CheckConstraint(
                condition=Q(sector="") | Q(sector__in=Sector.values), name="plan_sector_known"
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="plan_level_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="plan_status_known"),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="plan_visibility_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if "title" in vars(self):
            self.title_key = title_key(self.title)
        if "title" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "title_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("plans:document", args=[self.slug])

    @property
    def is_demonstration(self) -> bool:
        """A document of a place that does not exist: nobody may act on it."""
        return self.division is not None and self.division.fictional

    @property
    def went_out_on(self) -> date | None:
        """The day that readers are told of the text in force: when it was issued, else what the
        text says itself."""
        version = self.current_version
        text = (version.signed_on or version.published_on) if version else None
        return self.issued_on or text

    @property
    def successor(self) -> "PlanDocument | None":
        """What replaces it and everybody may read."""
        new = self.replaced_by
        if new is None or new.visibility != Visibility.PUBLIC or not new.current_version_id:
            return None
        return new

    @property
    def group_key(self) -> str:
        """Key of its search documents."""
        return f"plan:{self.public_id}"

    @property
    def is_historic(self) -> bool:
        return self.status == Status.HISTORIC

    @property
    def has_run_out(self) -> bool:
        """Its period is over. Whether it still holds until a new one is there, the register says,
        not the calendar."""
        return self.period_end is not None and self.period_end < timezone.localdate().year

    @property
    def standing(self) -> str:
        """What readers are told of its force."""
        if self.has_run_out and not self.is_historic:
            return gettext("规划期已过")
        return str(self.get_status_display())
