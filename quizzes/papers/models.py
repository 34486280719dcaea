from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.taxonomy.enums import LearningAim
from quizzes.bank.enums import FeedbackPolicy, Pool, QuestionKind
from quizzes.papers.domain import ending
from quizzes.papers.enums import (
    Composition,
    GradePolicy,
    Purpose,
    VersionState,
    WindowMeaning,
)


class PublishedIsFixed(Exception):
    """A published version of a paper, or a row of one, was about to change."""


class Assessment(models.Model):
    """A paper that people sit: its name stays, what it asks is in its versions."""

    slug = models.SlugField(_("网址名"), max_length=60, unique=True)
    title = models.CharField(_("名称"), max_length=80)
    summary = models.CharField(_("一句话说明"), max_length=200, blank=True)
    purpose = models.CharField(_("用途"), max_length=16, choices=Purpose)
    owner_unit = models.ForeignKey(
        "portal_people.Unit", models.PROTECT, related_name="assessments", verbose_name=_("归属单位")
    )
    current_version = models.ForeignKey(
        "AssessmentVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("正在使用的版本"),
    )
    withdrawn_at = models.DateTimeField(_("停止开考时间"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("试卷")
        verbose_name_plural = _("试卷")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="assessment_purpose_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="assessment_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exams:lobby", args=[self.slug])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PublishedIsFixed("an assessment is withdrawn, never deleted")

    @property
    def pool(self) -> Pool:
        """The pool of the bank from which it asks."""
        return Purpose(self.purpose).pool


class AssessmentVersion(models.Model):
    """Blueprint, timing and policies. A draft may change; a published version never does:
    `save`, a conditional update and database triggers all refuse it."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    state = models.CharField(
        _("状态"), max_length=12, choices=VersionState, default=VersionState.DRAFT
    )
    composition = models.CharField(
        _("组卷方式"), max_length=10, choices=Composition, default=Composition.FIXED
    )
    time_limit_minutes = models.PositiveIntegerField(_("时间（分钟）"), null=True, blank=True)
    window_opens = models.DateTimeField(_("开考时间"), null=True, blank=True)
    window_closes = models.DateTimeField(_("截止时间"), null=True, blank=True)
    window_meaning = models.CharField(
        _("到截止时间"), max_length=12, choices=WindowMeaning, default=WindowMeaning.LAST_START
    )
    pass_percent = models.DecimalField(
        _("及格线（%）"), max_digits=5, decimal_places=2, default=Decimal(60)
    )
    attempts_allowed = models.PositiveIntegerField(
        _("可考次数"), null=True, blank=True, help_text=_("不填就不限次数")
    )
    cooldown_days = models.PositiveIntegerField(_("再考间隔（天）"), default=0)
    shuffle_questions = models.BooleanField(_("打乱题目顺序"), default=False)
    shuffle_options = models.BooleanField(_("打乱选项顺序"), default=True)
    feedback = models.CharField(
        _("公布答案"), max_length=14, choices=FeedbackPolicy, default=FeedbackPolicy.AFTER_SUBMIT
    )
    grade_policy = models.CharField(
        _("成绩取法"), max_length=8, choices=GradePolicy, default=GradePolicy.HIGHEST
    )
    question_count = models.PositiveIntegerField(_("题数"), default=0)
    total_mark = models.DecimalField(_("满分"), max_digits=7, decimal_places=2, default=Decimal(0))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("试卷版本")
        verbose_name_plural = _("试卷版本")
        ordering = ["assessment", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number"], name="assessment_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(state=VersionState.DRAFT),
                name="assessment_version_one_draft",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(state=VersionState.PUBLISHED),
                name="assessment_version_one_published",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values)
                & Q(composition__in=Composition.values)
                & Q(window_meaning__in=WindowMeaning.values)
                & Q(feedback__in=FeedbackPolicy.values)
                & Q(grade_policy__in=GradePolicy.values),
                name="assessment_version_words_known",
            ),
            models.CheckConstraint(
                condition=Q(pass_percent__gte=0) & Q(pass_percent__lte=100),
                name="assessment_version_pass_is_share",
            ),
            models.CheckConstraint(
                condition=Q(time_limit_minutes__isnull=True)
                | Q(time_limit_minutes__gte=1, time_limit_minutes__lte=1440),
                name="assessment_version_time_limit",
            ),
            models.CheckConstraint(
                condition=Q(attempts_allowed__isnull=True) | Q(attempts_allowed__gte=1),
                name="assessment_version_attempts",
            ),
            models.CheckConstraint(
                condition=Q(window_opens__isnull=True)
                | Q(window_closes__isnull=True)
                | Q(window_closes__gt=F("window_opens")),
                name="assessment_version_window_order",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT, published_at__isnull=True)
                | (~Q(state=VersionState.DRAFT) & Q(published_at__isnull=False)),
                name="assessment_version_published_at",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT) | Q(question_count__gte=1, total_mark__gt=0),
                name="assessment_version_published_asks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if (
            not self._state.adding
            and not type(self).objects.filter(pk=self.pk, state=VersionState.DRAFT).exists()
        ):
            raise PublishedIsFixed(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PublishedIsFixed(str(self))

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    @property
    def over_at(self) -> datetime | None:
        return ending.over_at(
            closes=self.window_closes,
            hard_stop=self.window_meaning == WindowMeaning.HARD_STOP,
            limit_minutes=self.time_limit_minutes,
        )

    @property
    def keys_open_at(self) -> datetime | None:
        return ending.keys_open_at(
            self.over_at, certifies=self.assessment.purpose == Purpose.CERTIFICATION
        )


class _OfVersion(models.Model):
    """A row that is part of a version and fixed with it."""

    version_id: int

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_when_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_when_published()
        return super().delete(*args, **kwargs)

    def _refuse_when_published(self) -> None:
        version = AssessmentVersion.objects.filter(pk=self.version_id, state=VersionState.DRAFT)
        if not version.exists():
            raise PublishedIsFixed(type(self).__name__)


class BlueprintCell(_OfVersion):
    """`count` questions of one aim, hazard and kind, `mark` each. An empty field takes any."""

    version = models.ForeignKey(AssessmentVersion, models.CASCADE, related_name="cells")
    position = models.PositiveIntegerField(_("顺序"))
    aim = models.CharField(_("考查目标"), max_length=16, choices=LearningAim, blank=True)
    hazard = models.ForeignKey(
        "content_taxonomy.Hazard",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("灾种"),
    )
    kind = models.CharField(_("题型"), max_length=12, choices=QuestionKind, blank=True)
    count = models.PositiveIntegerField(_("题数"))
    mark = models.DecimalField(_("每题分值"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("蓝图的一格")
        verbose_name_plural = _("蓝图")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="cell_position_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="cell_asks_something"),
            models.CheckConstraint(condition=Q(mark__gt=0), name="cell_mark_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_aim_display()} · {self.hazard or ''} · {self.get_kind_display()}"


class PaperEntry(_OfVersion):
    """A question version that the paper asks (fixed) or may draw (pool of a cell, frozen
    when the paper is published). A running attempt never reads the bank."""

    version = models.ForeignKey(AssessmentVersion, models.CASCADE, related_name="entries")
    cell = models.ForeignKey(
        BlueprintCell, models.CASCADE, null=True, blank=True, related_name="pool"
    )
    position = models.PositiveIntegerField(_("题号"))
    question_version = models.ForeignKey(
        "quizzes_bank.QuestionVersion", models.PROTECT, related_name="paper_entries"
    )
    mark = models.DecimalField(_("分值"), max_digits=5, decimal_places=2)
    part = models.CharField(_("所属部分"), max_length=16, choices=LearningAim)

    class Meta:
        verbose_name = _("卷中题目")
        verbose_name_plural = _("卷中题目")
        ordering = ["version", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                condition=Q(cell__isnull=True),
                name="entry_position_once",
            ),
            models.UniqueConstraint(
                fields=["version", "question_version"],
                condition=Q(cell__isnull=True),
                name="entry_question_once",
            ),
            models.UniqueConstraint(fields=["cell", "question_version"], name="entry_once_in_pool"),
            models.CheckConstraint(condition=Q(mark__gt=0), name="entry_mark_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}#{self.position}"
