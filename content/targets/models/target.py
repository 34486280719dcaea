from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.targets.domain.verdicts import Goal, beyond
from content.targets.enums import Comparator, Measure, RetireReason, TargetState
from content.targets.models.indicator import Indicator


class TargetQuerySet(models.QuerySet["Target"]):
    def confirmed(self) -> "TargetQuerySet":
        return self.filter(state=TargetState.CONFIRMED)

    def public(self) -> "TargetQuerySet":
        return self.confirmed().filter(public=True)

    def standing(self) -> "TargetQuerySet":
        """Drafts and what is confirmed: what keeps its place at its clause."""
        return self.exclude(state=TargetState.RETIRED)

    def with_page(self) -> "TargetQuerySet":
        """Public, or public until it was retired: whoever kept its address reads what became
        of it."""
        return self.exclude(state=TargetState.DRAFT).filter(public=True)


class Target(models.Model):
    """A number that a clause of a plan promises, by a date, for a stratum."""

    slug = models.SlugField(_("网址名"), max_length=60, unique=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", verbose_name=_("指标")
    )
    name = models.CharField(_("名称"), max_length=80)
    clause_key = models.CharField(_("出处"), max_length=60, help_text="clause:<uuid>")
    clause_hash = models.CharField(_("确认时的条文"), max_length=64)
    clause_changed = models.BooleanField(_("条文已变"), default=False)
    comparator = models.CharField(_("比较"), max_length=2, choices=Comparator)
    value = models.DecimalField(_("目标值"), max_digits=12, decimal_places=2)
    stratum = models.CharField(_("范围"), max_length=40, blank=True)
    starts = models.DateField(_("起"))
    due = models.DateField(_("止"))
    baseline = models.DecimalField(
        _("基期值"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("文件里写的起点，和目标值同一单位；没写就留空"),
    )  # fmt: skip
    baseline_year = models.PositiveSmallIntegerField(
        _("基期年"), null=True, blank=True,
        validators=[MinValueValidator(1949), MaxValueValidator(2100)],
        help_text=_("例如：2025；文件写“比2025年下降”的，也填在这里"),
    )  # fmt: skip
    unit = models.ForeignKey(
        "portal_people.Unit", models.PROTECT, related_name="targets", verbose_name=_("负责单位")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=TargetState, default=TargetState.DRAFT
    )
    public = models.BooleanField(_("向社会公开"), default=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Why it stands for a goal that the plan states without a number; empty: the plan says it.
    proxy_reason = models.CharField(_("替代的理由"), max_length=200, blank=True)
    retired_on = models.DateField(_("停用日期"), null=True, blank=True)
    retired_reason = models.CharField(
        _("停用原因"), max_length=20, choices=RetireReason, blank=True
    )
    retired_note = models.CharField(_("停用说明"), max_length=200, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("目标")
        verbose_name_plural = _("目标")
        ordering = ["due", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gte=F("starts")),
                name="target_period_order",
                violation_error_message=_("截止日期不能早于起始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="target_value_not_negative",
                violation_error_message=_("目标值不能是负数。"),
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(baseline__gte=0),
                name="target_baseline_not_negative",
                violation_error_message=_("基期值不能是负数。"),
            ),
            models.CheckConstraint(
                condition=~Q(state=TargetState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="target_confirmed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=TargetState.RETIRED, retired_on__isnull=False)
                & ~Q(retired_reason="")
                | ~Q(state=TargetState.RETIRED) & Q(retired_on__isnull=True, retired_reason=""),
                name="target_retired_says_when_and_why",
            ),
            models.UniqueConstraint(
                fields=["clause_key", "indicator", "stratum", "due"],
                condition=~Q(state=TargetState.RETIRED),
                name="target_once_a_clause",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def goal(self) -> Goal:
        comparator = Comparator(self.comparator)
        whole = self.indicator.measure != Measure.PERCENT
        # Of whole things more than 200 are at least 201; a share may be over 90% by anything.
        value, strict = self.value, comparator.is_strict
        if whole and strict:
            value = beyond(self.value, up=comparator.is_floor)
        base = self.baseline
        if base is not None:
            # Who was over a floor, or under a ceiling, already has to stay there.
            base = min(base, value) if comparator.is_floor else max(base, value)
        return Goal(
            comparator="ge" if comparator.is_floor else "le",
            value=value,
            starts=self.starts,
            due=self.due,
            whole=whole,
            base=base,
            strict=strict and not whole,
        )
