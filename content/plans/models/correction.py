from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from content.plans.domain.corrections.model import (
    ACTORS,
    AROUND,
    CALLED,
    DEEPEST,
    LONGEST_ACTOR,
    NAMED,
    OFFICES,
    Correction,
    Locator,
    Slot,
    slot_of,
)
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.enums import CorrectionKind, HeaderKey
from content.plans.models.document import PlanDocument


class PlanCorrectionQuerySet(models.QuerySet["PlanCorrection"]):
    def standing(self) -> "PlanCorrectionQuerySet":
        """Those that hold for every text of the document, in the order they were made, each with
        the fingerprint of the text that it was made in."""
        made_in = Coalesce(F("made_on__content_hash"), Value(""))
        return self.filter(withdrawn_at__isnull=True).annotate(made_in=made_in).order_by("pk")


class PlanCorrection(models.Model):
    """What an editor said of a place of the text, for this version and all that come. The place
    is named by its words; see `domain.corrections`. One that is withdrawn stays as a record.
    `made_on`, `withdrawn_on`: the draft that was read anew with it and without it, None once it
    was thrown away, and for what was said before this was kept."""

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="corrections")
    kind = models.CharField(gettext_lazy("改正"), max_length=12, choices=CorrectionKind)
    slot = models.CharField(max_length=8, editable=False)
    text = models.CharField(gettext_lazy("原句"), max_length=NAMED)
    before = models.CharField(max_length=AROUND, blank=True)
    after = models.CharField(max_length=AROUND, blank=True)
    nth = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(gettext_lazy("级别"), default=0)
    key = models.CharField(gettext_lazy("公开信息"), max_length=16, choices=HeaderKey, blank=True)
    ends = models.PositiveIntegerField(default=0)
    last = models.CharField(max_length=NAMED, blank=True)
    columns = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(gettext_lazy("谁"), max_length=LONGEST_ACTOR, blank=True)
    called = models.CharField(gettext_lazy("改成"), max_length=LONGEST_ACTOR, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(gettext_lazy("改正时间"), auto_now_add=True)
    made_on = models.ForeignKey(
        "content_plans.PlanVersion", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(gettext_lazy("撤销时间"), null=True, blank=True)
    withdrawn_on = models.ForeignKey(
        "content_plans.PlanVersion", models.SET_NULL, null=True, editable=False, related_name="+"
    )

    made_in: str = ""

    objects = PlanCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("改正")
        verbose_name_plural = gettext_lazy("改正")
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "slot", "text", "before", "after", "nth", "name"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(slot=Slot.OFFICE.value),
                name="plancorrection_place_once",
            ),
            models.UniqueConstraint(
                fields=["document", "text", "before", "after", "nth", "name", "called"],
                condition=Q(withdrawn_at__isnull=True, slot=Slot.OFFICE.value),
                name="plancorrection_office_once",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="plancorrection_has_place"),
            models.CheckConstraint(
                condition=Q(kind__in=CorrectionKind.values), name="plancorrection_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(slot__in=[slot.value for slot in Slot]),
                name="plancorrection_slot_known",
            ),
            models.CheckConstraint(
                condition=Q(kind=Says.HEADING, level__gte=1, level__lte=DEEPEST)
                | (~Q(kind=Says.HEADING) & Q(level=0)),
                name="plancorrection_heading_has_level",
            ),
            models.CheckConstraint(
                condition=Q(kind=Says.FIELD, key__in=HeaderKey.values)
                | (~Q(kind=Says.FIELD) & Q(key="")),
                name="plancorrection_field_has_key",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Says.TABLE) & ~Q(last=""))
                | (~Q(kind=Says.TABLE) & Q(last="", columns=0)),
                name="plancorrection_table_has_end",
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=sorted(ACTORS | OFFICES)) & ~Q(name=""))
                | (~Q(kind__in=sorted(ACTORS | OFFICES)) & Q(name="")),
                name="plancorrection_has_name",
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=sorted(CALLED)) & ~Q(called=""))
                | (~Q(kind__in=sorted(CALLED)) & Q(called=""))
                | Q(kind=Says.NO_OFFICE),
                name="plancorrection_is_called",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.words}"

    @classmethod
    def of(cls, said: Correction, **values: object) -> "PlanCorrection":
        """The row of what was said, not saved."""
        place = said.at
        return cls(
            kind=said.kind.value, slot=slot_of(said.kind).value, text=place.text,
            before=place.before, after=place.after, nth=place.nth, level=said.level,
            key=said.key, ends=said.ends, last=said.last, columns=said.columns, name=said.name,
            called=said.called, **values,
        )  # fmt: skip

    @property
    def said(self) -> Correction:
        """What the import is told."""
        place = Locator(self.text, self.before, self.after, self.nth)
        return Correction(
            Says(self.kind), place, self.level, self.key, self.ends, self.last, self.columns,
            self.name, self.called, self.made_in,
        )  # fmt: skip

    @property
    def words(self) -> str:
        return self.text.strip("\n")

    @property
    def description(self) -> str:
        """What is said of the place, in words."""
        kind = self.get_kind_display()
        if self.kind == Says.HEADING:
            return gettext("第 %(level)d 级标题") % {"level": self.level}
        if self.kind == Says.FIELD:
            return gettext("%(kind)s：%(key)s") % {"kind": kind, "key": self.get_key_display()}
        if self.kind == Says.BOUNDARY:
            return gettext("标题到“%(words)s”为止") % {"words": self.words[: self.ends][-20:]}
        if self.kind == Says.TABLE:
            return gettext("%(kind)s，到“%(last)s”为止") % {"kind": kind, "last": self.last[:20]}
        if self.kind == Says.NO_ACTOR:
            return gettext("谁做什么：去掉“%(name)s”") % {"name": self.name}
        if self.kind == Says.ACTOR_NAMED:
            return gettext("谁做什么：“%(name)s”改为“%(called)s”") % {
                "name": self.name, "called": self.called,
            }  # fmt: skip
        if self.kind == Says.ACTOR:
            return gettext("谁做什么：加上“%(name)s”") % {"name": self.name}
        if self.kind in OFFICES:
            return f"{kind}（{'，'.join(filter(None, [self.name, self.called]))}）"
        return f"{kind}（{self.called}）" if self.called else kind


class Rereading(models.Model):
    """A long draft whose corrections wait to be read into it; `asked_at` is when a worker was
    last asked, `changed_at` when the last correction came, `read_with` the ids of the corrections
    that the draft was read with, where they are known. After TRIES that ended with a `refusal`
    nobody tries again before another correction comes.

    Of a published version: `asked_by` waits for a draft of it, to correct it."""

    TRIES: Final = 3

    version = models.OneToOneField("content_plans.PlanVersion", models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    read_with = models.JSONField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    refusal = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = gettext_lazy("重新读取")
        verbose_name_plural = gettext_lazy("重新读取")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def is_given_up(self) -> bool:
        return self.tries >= self.TRIES and bool(self.refusal)

    @property
    def why_it_waits(self) -> str:
        """Why nobody can review or publish the draft now."""
        if self.is_given_up:
            return gettext("改正没有读进去，不能送审和发布。到校对页看原因，撤销没读进去的改正。")
        return gettext("改正还没读完，等读完再办。过一两分钟再来。")
