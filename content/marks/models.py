"""What a person marked in the plans for nobody but themselves."""

from typing import Final

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from portal.people.models import User

NOTE_LENGTH: Final = 2000


class ClauseMark(models.Model):
    """One person's mark at one clause, with a note that only they read.

    `clause` is the clause as it stood when it was marked: a published text never changes, so it
    holds the marked words without a copy of them. `anchor` is that clause through all versions.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="clause_marks")
    clause = models.ForeignKey("content_plans.Clause", models.PROTECT, related_name="+")
    anchor = models.UUIDField(editable=False)
    note = models.TextField(_("附注"), blank=True)
    marked_at = models.DateTimeField(_("标记时间"), auto_now_add=True)
    changed_at = models.DateTimeField(_("改动时间"))

    class Meta:
        verbose_name = _("标记的条款")
        verbose_name_plural = _("标记的条款")
        ordering = ["-changed_at", "-pk"]
        # No right to them can be given: not in the admin, not by a group.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "anchor"], name="clausemark_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("note"), NOTE_LENGTH),
                name="clausemark_note_length",
            ),
        ]

    def __str__(self) -> str:
        return str(self.anchor)
