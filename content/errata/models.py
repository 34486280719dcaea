"""报错: what a reader says is wrong in a clause, and what its editors did about it."""

import uuid
from typing import Final

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from content.errata.enums import ANSWERABLE, GIVEN, State
from portal.people.models import User

TEXT_LENGTH: Final = 500
REASON_LENGTH: Final = 200


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def waiting(self) -> "ErrorReportQuerySet":
        """Those that ask for an answer and have none."""
        return self.filter(state=State.OPEN, taken_out_at=None)

    def answerable(self) -> "ErrorReportQuerySet":
        """Those that wait, and those whose answer says more than a look at the clause may hold."""
        return self.filter(state__in=ANSWERABLE, taken_out_at=None)


class ErrorReport(models.Model):
    """Of nobody: neither an account nor an address is kept. `version` is the text it was said of
    and `anchor` the clause of it; a published text stays, so that the words need no copy.
    `public_id` is the address under which whoever has it reads what became of it; `token` the form
    it came with. `answered_at`: since when it stands as it does. What may not stay is taken out:
    then neither words nor answer are there any more."""

    document = models.ForeignKey("content_plans.PlanDocument", models.CASCADE, related_name="+")
    version = models.ForeignKey("content_plans.PlanVersion", models.CASCADE, related_name="+")
    anchor = models.UUIDField(editable=False)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True, editable=False)
    text = models.TextField(_("哪里不对"))
    received_at = models.DateTimeField(_("收到"), auto_now_add=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("答复的人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    taken_out_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("谁拿掉文字")
    )
    taken_out_at = models.DateTimeField(_("拿掉文字的时间"), null=True)
    taken_out_for = models.CharField(_("拿掉的原因"), max_length=REASON_LENGTH, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("读者报的错")
        verbose_name_plural = _("读者报的错")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="errorreport_state_known"
            ),
            models.CheckConstraint(
                condition=(~Q(text="") | Q(taken_out_at__isnull=False))
                & Q(LessThanOrEqual(Length("text"), TEXT_LENGTH)),
                name="errorreport_text_length",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_at__isnull=True, taken_out_by__isnull=True, taken_out_for="")
                | Q(
                    taken_out_at__isnull=False, taken_out_by__isnull=False, taken_out_for__gt="",
                    text="", answer="",
                ),
                name="errorreport_taken_out_whole",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("answer"), TEXT_LENGTH),
                name="errorreport_answer_length",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=GIVEN, answered_by__isnull=False, answered_at__isnull=False
                )
                & (Q(answer__gt="") | Q(taken_out_at__isnull=False))
                | Q(
                    state=State.OPEN, answer="", answered_by__isnull=True,
                    answered_at__isnull=True,
                ),
                name="errorreport_answered_is_whole",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["document", "state"], name="errorreport_by_state"),
            models.Index(fields=["anchor"], name="errorreport_by_anchor"),
        ]

    def __str__(self) -> str:
        return self.text[:20]

    @property
    def key(self) -> str:
        """What the audit names it by: its clause."""
        return f"clause:{self.anchor}"

    @property
    def is_open(self) -> bool:
        """Does it ask for an answer that nobody has given?"""
        return self.state == State.OPEN and self.taken_out_at is None

    @property
    def is_answerable(self) -> bool:
        return self.state in ANSWERABLE and self.taken_out_at is None

    @property
    def since(self) -> str:
        """Since when it stands as it does, for a form to bring back; "" where nobody answered."""
        return self.answered_at.isoformat() if self.answered_at else ""
