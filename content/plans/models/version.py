from collections.abc import Collection, Mapping
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.plans.domain.names import KEY_LENGTH, number_key, title_key
from content.plans.enums import RepairKind, Script, VersionState
from content.plans.models.document import PlanDocument

_KEYS: Final = {
    "title": ("title_key", title_key),
    "index_number": ("index_key", number_key),
    "document_number": ("number_key", number_key),
}


def keys_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The columns of the keys of a version, of those of `values` that have one."""
    return {key: made(values[name]) for name, (key, made) in _KEYS.items() if name in values}


_HEAVY: Final = ("original", "spans", "notes", "fields")


def heavy(through: str = "", *, but: Collection[str] = ()) -> list[str]:
    """For `defer`: the columns that hold a whole text or what is noted of each of its lines,
    without those that are needed. `through`: the way from the row to its version."""
    way = f"{through}__" if through else ""
    return [f"{way}{name}" for name in _HEAVY if name not in but]


class PublishedIsFinal(Exception):
    """A published version stays as it was; a correction is the next version."""


class PlanVersion(models.Model):
    """One text of a plan, with all that was read from it. Nobody sees it before it is `ready`.

    `original` is the extracted text, character for character; `spans` say for each stretch of
    it what it became ([start, end, kind, owner], see `domain.spans`). `fields` are the header
    fields as written, `notes` what the import wants an editor to look at. The keys are those of
    `domain.names`; whoever updates what they are of without `save` writes `keys_of` it, too.
    """

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    state = models.CharField(
        _("状态"), max_length=10, choices=VersionState, default=VersionState.DRAFT
    )
    title = models.CharField(_("标题"), max_length=200)
    title_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    notice_title = models.CharField(_("通知标题"), max_length=200, blank=True)
    source = models.CharField(_("来源格式"), max_length=10)
    source_name = models.CharField(_("来源文件"), max_length=255, blank=True)
    upload = models.ForeignKey(
        "content_plans.Original", models.PROTECT, null=True, blank=True,
        related_name="versions", verbose_name=_("原件"),
    )  # fmt: skip
    encoding = models.CharField(_("编码"), max_length=12, blank=True)
    content_hash = models.CharField(_("内容指纹"), max_length=64)
    original = models.TextField(_("原文"))
    spans = models.JSONField(default=list)
    fields = models.JSONField(_("公开信息"), default=list)
    notes = models.JSONField(_("导入提示"), default=list)
    script = models.CharField(_("文字"), max_length=4, choices=Script, default=Script.HANS)
    issuer = models.CharField(_("发布机构"), max_length=120, blank=True)
    index_number = models.CharField(_("索引号"), max_length=80, blank=True)
    index_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    catalogue = models.CharField(_("公开目录"), max_length=120, blank=True)
    subject_words = models.CharField(_("主题词"), max_length=200, blank=True)
    document_number = models.CharField(_("文号"), max_length=80, blank=True)
    number_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    signed_on = models.DateField(_("成文日期"), null=True, blank=True)
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    ready = models.BooleanField(default=True, editable=False)
    page_count = models.PositiveIntegerField(_("页数"), default=1)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    imported_at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("版本")
        verbose_name_plural = _("版本")
        ordering = ["document", "-number"]
        indexes = [
            models.Index(fields=["title_key"], name="planversion_title_key"),
            models.Index(fields=["index_key"], name="planversion_index_key"),
            models.Index(fields=["number_key"], name="planversion_number_key"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="planversion_number_once"),
            # A text that was replaced may come back: one that was published by mistake has to go.
            models.UniqueConstraint(
                fields=["document", "content_hash"],
                condition=Q(state=VersionState.DRAFT),
                name="planversion_draft_once",
            ),
            models.CheckConstraint(condition=~Q(original=""), name="planversion_has_text"),
            models.CheckConstraint(condition=Q(number__gte=1), name="planversion_number_from_one"),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT, published_at__isnull=True)
                | Q(state=VersionState.PUBLISHED, published_at__isnull=False),
                name="planversion_published_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and self._stored_state() == VersionState.PUBLISHED:
            raise PublishedIsFinal(self.pk)
        keys = keys_of(vars(self))
        for name, key in keys.items():
            setattr(self, name, key)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *keys}
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self._stored_state() == VersionState.PUBLISHED:
            raise PublishedIsFinal(self.pk)
        return super().delete(*args, **kwargs)

    def _stored_state(self) -> str | None:
        return PlanVersion.objects.filter(pk=self.pk).values_list("state", flat=True).first()

    @property
    def is_published(self) -> bool:
        return self.state == VersionState.PUBLISHED

    @property
    def language(self) -> str:
        """BCP 47 tag of the text as published."""
        return "zh-Hant" if self.script == Script.HANT else "zh-Hans"


class Repair(models.Model):
    """What the import changed for reading: original [start, end) is shown as `replacement`."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="repairs")
    kind = models.CharField(_("种类"), max_length=16, choices=RepairKind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    original = models.TextField(_("原文"))
    replacement = models.TextField(_("改为"), blank=True)

    class Meta:
        verbose_name = _("修整")
        verbose_name_plural = _("修整")
        ordering = ["version", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="planrepair_order"),
            models.CheckConstraint(
                condition=Q(kind__in=RepairKind.values), name="planrepair_kind_known"
            ),
            models.UniqueConstraint(fields=["version", "start"], name="planrepair_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} [{self.start}, {self.end})"
