import uuid
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.plans.enums import ClauseKind, ReferenceKind, Visibility
from content.plans.models.version import PlanVersion

KEY_PREFIX: Final = "clause:"


class Clause(models.Model):
    """One clause of one version. `anchor` is the clause through all versions: links, questions
    and targets hold `clause:<anchor>`. `position` is the reading order, `page` the page of the
    reading view, [source_start, source_end) its own characters in the original. `mark` is the
    full stop that closes the heading, which no list of headings repeats. `visibility` is the
    strictest of what was said of it and of the clauses above (`ClauseVisibility`); that of the
    plan comes on top. `told`: what the editors say of it, in the order they said it, each as the
    fields of `domain.actor_told.Told`. Readers get clauses from `selectors.readable` alone."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="clauses")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    anchor = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("种类"), max_length=10, choices=ClauseKind)
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField()
    style = models.CharField(max_length=12, blank=True)
    number = models.CharField(_("编号"), max_length=40, blank=True)
    heading = models.TextField(_("标题"), blank=True)
    mark = models.CharField(max_length=8, blank=True)
    text = models.TextField(_("正文"), blank=True)
    content_hash = models.CharField(max_length=64)
    page = models.PositiveIntegerField(default=1)
    visibility = models.CharField(
        _("公开范围"), max_length=10, choices=Visibility, default=Visibility.PUBLIC, editable=False
    )
    source_start = models.PositiveIntegerField()
    source_end = models.PositiveIntegerField()
    told = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("条文")
        verbose_name_plural = _("条文")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="clause_position_once"),
            models.UniqueConstraint(fields=["version", "anchor"], name="clause_anchor_once"),
            models.CheckConstraint(
                condition=Q(source_end__gte=F("source_start")), name="clause_source_order"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ClauseKind.values), name="clause_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="clause_visibility_known"
            ),
        ]
        indexes = [
            models.Index(fields=["anchor"], name="clause_by_anchor"),
            models.Index(fields=["version", "page"], name="clause_by_page"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.heading}" or self.text[:20]

    @property
    def key(self) -> str:
        """What others hold to point here."""
        return f"{KEY_PREFIX}{self.anchor}"

    @property
    def is_public(self) -> bool:
        """For everybody, as far as the plan is."""
        return self.visibility == Visibility.PUBLIC

    @property
    def fragment(self) -> str:
        return f"c-{self.anchor}"

    @property
    def label(self) -> str:
        """Number and heading as a reader would name it."""
        gap = " " if self.number and self.number[-1:].isalnum() else ""
        return f"{self.number}{gap}{self.heading}".strip()


class ClauseTable(models.Model):
    """A table stands in a clause of kind `table`. `certain` False: its columns were guessed."""

    clause = models.OneToOneField(Clause, models.CASCADE, related_name="table")
    rows = models.PositiveIntegerField()
    columns = models.PositiveIntegerField()
    certain = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("表")
        verbose_name_plural = _("表")
        ordering = ["clause"]
        constraints = [
            models.CheckConstraint(condition=Q(rows__gte=1, columns__gte=1), name="table_not_empty")
        ]

    def __str__(self) -> str:
        return f"{self.rows} × {self.columns}"


class TableCell(models.Model):
    table = models.ForeignKey(ClauseTable, models.CASCADE, related_name="cells")
    row = models.PositiveIntegerField()
    column = models.PositiveIntegerField()
    row_span = models.PositiveIntegerField(default=1)
    column_span = models.PositiveIntegerField(default=1)
    header = models.BooleanField(default=False)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("单元格")
        verbose_name_plural = _("单元格")
        ordering = ["table", "row", "column"]
        constraints = [
            models.UniqueConstraint(fields=["table", "row", "column"], name="tablecell_place_once"),
            models.CheckConstraint(
                condition=Q(row_span__gte=1, column_span__gte=1), name="tablecell_span"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:20]


class Reference(models.Model):
    """A law, plan, standard or place that a clause names, at [start, end) of its text."""

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="references")
    kind = models.CharField(_("种类"), max_length=10, choices=ReferenceKind)
    name = models.CharField(_("名称"), max_length=120)
    basis = models.BooleanField(_("作为依据"), default=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("引用")
        verbose_name_plural = _("引用")
        ordering = ["clause", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="planreference_order"),
            models.CheckConstraint(
                condition=Q(kind__in=ReferenceKind.values), name="planreference_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
