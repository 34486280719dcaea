import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.plans.enums import OPEN_INTAKES, IntakeState
from portal.foundation.files.models import PrivateFile
from portal.foundation.shapes import is_sha256


class Original(PrivateFile):
    """The bytes as they were uploaded, and their digest. Never served without a right."""

    folder = "plans"
    photos_are_plain = False

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("原件")
        verbose_name_plural = _("原件")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=is_sha256("sha256"), name="planoriginal_sha256_shape")
        ]


class IntakeQuerySet(models.QuerySet["Intake"]):
    def open(self) -> "IntakeQuerySet":
        """Those that wait or are read."""
        return self.filter(state__in=OPEN_INTAKES)

    def unsettled(self) -> "IntakeQuerySet":
        """Those that wait, are read, or wait for an answer."""
        return self.filter(state__in=(*OPEN_INTAKES, IntakeState.UNDECIDED))

    def unfinished(self) -> "IntakeQuerySet":
        """Those that have not become a draft."""
        return self.exclude(state=IntakeState.DONE)


class Intake(models.Model):
    """One upload on its way to a draft. `token` comes with the form, so that sending it twice
    is once; `options` are the words typed beside the file, and in them what was found out before
    the person was asked: the title (`read_title`), and by their ids what the documents it may be
    a version of have in common with it (`shared`); `asked_at` is when somebody was last asked to
    read it; `unreadable_since` is the first time its file could not be read, where it still
    cannot."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=IntakeState, default=IntakeState.WAITING
    )
    owner_unit = models.ForeignKey(
        "portal_people.Unit", models.CASCADE, related_name="+", verbose_name=_("负责单位")
    )
    original = models.ForeignKey(Original, models.SET_NULL, null=True, related_name="+")
    options: models.JSONField[Any, Any] = models.JSONField(default=dict)
    version = models.ForeignKey(
        "content_plans.PlanVersion", models.CASCADE, null=True, related_name="+"
    )
    created = models.BooleanField(default=True)
    message = models.TextField(_("原因"), blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    received_at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    unreadable_since = models.DateTimeField(null=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        ordering = ["-received_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=IntakeState.REFUSED) | ~Q(message=""),
                name="planintake_refused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.original or self.title or _("原件不在的上传"))

    @property
    def title(self) -> str:
        """As typed, else as read; empty before it was read."""
        return str(self.options.get("title") or self.options.get("read_title") or "")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_INTAKES

    @property
    def waits_for_file(self) -> bool:
        return self.is_open and self.unreadable_since is not None
