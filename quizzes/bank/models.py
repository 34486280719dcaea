import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.taxonomy.enums import LearningAim
from portal.foundation.append_only import AppendOnly, AppendOnlyModel
from quizzes.bank.domain.questions import Content, Key, Option
from quizzes.bank.enums import Pool, QuestionKind, QuestionLanguage, QuestionState


class QuestionQuerySet(models.QuerySet["Question"]):
    def in_units(self, unit_ids: set[int]) -> "QuestionQuerySet":
        return self.filter(owner_unit_id__in=unit_ids)

    def usable_on(self, day: Any) -> "QuestionQuerySet":
        """May be put into a paper that day: it has a published version (a newer one may be
        in review), is valid, and its source says what it said."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
            needs_review=False,
            published_version__isnull=False,
        ).exclude(state=QuestionState.RETIRED)


class Question(models.Model):
    """A question through its life: what it says is in its versions; retired, never deleted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    creation_key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text=_("同一张表单只建一道题")
    )
    kind = models.CharField(_("题型"), max_length=12, choices=QuestionKind)
    hazards = models.ManyToManyField(
        "content_taxonomy.Hazard", blank=True, related_name="questions", verbose_name=_("灾种")
    )
    aim = models.CharField(_("考查目标"), max_length=16, choices=LearningAim)
    pool = models.CharField(
        _("题库分池"),
        max_length=14,
        choices=Pool,
        default=Pool.CERTIFICATION,
        help_text=_("练习题公布答案，不再用于认证考试"),
    )
    jurisdiction = models.ForeignKey(
        "portal_people.Division",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("适用地区"),
    )
    valid_from = models.DateField(_("起用日期"), null=True, blank=True)
    valid_to = models.DateField(_("停用日期"), null=True, blank=True)
    owner_unit = models.ForeignKey(
        "portal_people.Unit", models.PROTECT, related_name="questions", verbose_name=_("归属单位")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=QuestionState, default=QuestionState.DRAFT
    )
    needs_review = models.BooleanField(_("待复核"), default=False)
    review_reason = models.CharField(_("复核原因"), max_length=300, blank=True)
    returned_reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    retired_reason = models.CharField(_("停用原因"), max_length=300, blank=True)
    published_version = models.ForeignKey(
        "QuestionVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("已发布的版本"),
    )
    confirmed_hash = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("复核时确认过的原文校验值")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("出题人")
    )
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("改动时间"), default=timezone.now, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("题目")
        verbose_name_plural = _("题目")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=QuestionKind.values), name="question_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(aim__in=LearningAim.values), name="question_aim_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=QuestionState.values), name="question_state_known"
            ),
            models.CheckConstraint(condition=Q(pool__in=Pool.values), name="question_pool_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="question_validity_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.PUBLISHED) | Q(published_version__isnull=False),
                name="question_published_has_version",
            ),
            models.CheckConstraint(
                condition=Q(needs_review=False) | ~Q(review_reason=""),
                name="question_review_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["owner_unit", "state"], name="question_unit_state"),
            models.Index(fields=["state", "aim", "kind"], name="question_pool"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {str(self.public_id)[:8]}"

    def get_absolute_url(self) -> str:
        return reverse("bank:question", args=[self.public_id])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(type(self))


class QuestionVersion(AppendOnlyModel):
    """What a question said at one time. The key is not here (see AnswerKey)."""

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="versions", verbose_name=_("题目")
    )
    number = models.PositiveIntegerField(_("版本"))
    kind = models.CharField(_("题型"), max_length=12, choices=QuestionKind)
    stem = models.TextField(_("题干"))
    options = models.JSONField(_("选项"), default=list)
    language = models.CharField(
        _("语言"), max_length=12, choices=QuestionLanguage, default=QuestionLanguage.CHINESE
    )
    source_key = models.CharField(_("出处"), max_length=80, blank=True, db_index=True)
    source_hash = models.CharField(_("出处校验值"), max_length=64, blank=True)
    content_hash = models.CharField(_("内容校验值"), max_length=64)
    note = models.CharField(_("改动说明"), max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("时间"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("题目版本")
        verbose_name_plural = _("题目版本")
        ordering = ["question", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="question_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="question_version_number_from_one"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=QuestionKind.values), name="question_version_kind_known"
            ),
            models.CheckConstraint(condition=~Q(stem=""), name="question_version_has_stem"),
            models.CheckConstraint(
                condition=Q(language__in=QuestionLanguage.values),
                name="question_version_language_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.number}"

    @property
    def content(self) -> Content:
        return Content(
            kind=self.kind,  # type: ignore[arg-type]
            stem=self.stem,
            options=tuple(Option.from_json(raw) for raw in self.options),
        )


class AnswerKey(AppendOnlyModel):
    """Key and explanation of one version, in a table of their own: no serialisation of a
    question can carry them. Only `quizzes.bank.release` reads this model."""

    version = models.OneToOneField(
        QuestionVersion, models.PROTECT, primary_key=True, related_name="+"
    )
    payload = models.JSONField(_("答案"))
    explanation = models.TextField(_("解析"), blank=True)

    class Meta:
        verbose_name = _("答案")
        verbose_name_plural = _("答案")

    def __str__(self) -> str:
        return f"key of {self.version_id}"

    def key(self) -> Key:
        return Key.from_json(self.payload)
