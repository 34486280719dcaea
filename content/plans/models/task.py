from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.plans.domain.assignments import LONGEST_NAME as LONGEST_UNIT
from content.plans.domain.assignments import names_as_line
from content.plans.domain.task_names import LONGEST_NAME
from content.plans.domain.tasks import LONGEST_WORDS
from content.plans.models.document import PlanDocument
from content.plans.task_states import DueRead, TaskKind, TaskState


class PlanTask(models.Model):
    """A task or project of a planning document that an editor confirmed, or words that an editor
    said are none.

    `wording` are the words of the clause, or the cells of its row; `digest` is that of name and
    words as they were read, so that the decision holds for every version in which the clause says
    the same. Names of units stand as they are written, lead units in `leads`, those that take
    part in `helps`. `deadline` is what is written, `due_on` the day that it comes to by
    `due_read`. Where nothing is written, nothing stands here. `corrected` are the names of the
    fields that an editor said otherwise than they were read; `follows`: in a version that is not
    in force the clause says this task in other words, and it becomes this when that is published.
    """

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="tasks")
    anchor = models.UUIDField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    kind = models.CharField(_("种类"), max_length=8, choices=TaskKind)
    state = models.CharField(_("状态"), max_length=10, choices=TaskState)
    name = models.CharField(_("名称"), max_length=LONGEST_NAME)
    wording = models.TextField(_("原文"))
    leads = models.JSONField(_("牵头、责任单位"), default=list, blank=True)
    helps = models.JSONField(_("配合、实施单位"), default=list, blank=True)
    deadline = models.CharField(_("原文写的期限"), max_length=LONGEST_WORDS, blank=True)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    due_read = models.CharField(_("怎么算的"), max_length=16, choices=DueRead, blank=True)
    recurring = models.BooleanField(_("每年、每月或者长期做"), default=False)
    costs = models.CharField(_("投资"), max_length=LONGEST_WORDS, blank=True)
    built = models.CharField(_("建设期"), max_length=LONGEST_WORDS, blank=True)
    corrected = models.JSONField(default=list, blank=True, editable=False)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="followed_by"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("处理时间"), auto_now=True)

    class Meta:
        verbose_name = _("任务和项目")
        verbose_name_plural = _("任务和项目")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "anchor", "digest"], name="plantask_once"),
            models.CheckConstraint(condition=~Q(name=""), name="plantask_has_name"),
            models.CheckConstraint(
                condition=Q(kind__in=TaskKind.values), name="plantask_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TaskState.values), name="plantask_state_known"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, due_read="")
                | (Q(due_on__isnull=False) & ~Q(due_read="")),
                name="plantask_day_has_rule",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Of the clause that sets it."""
        return f"clause:{self.anchor}"

    @property
    def is_project(self) -> bool:
        return self.kind == TaskKind.PROJECT

    @property
    def leads_text(self) -> str:
        return names_as_line(self.leads)

    @property
    def helps_text(self) -> str:
        return names_as_line(self.helps)


class TaskUnit(models.Model):
    """Which unit of the tree a planning document means by a name: 县应急局 is 县应急管理局. A name
    that one unit bears needs no row."""

    document = models.ForeignKey(PlanDocument, models.CASCADE, related_name="task_units")
    written = models.CharField(_("文件里的写法"), max_length=LONGEST_UNIT)
    unit = models.ForeignKey(
        "portal_people.Unit", models.CASCADE, related_name="+", verbose_name=_("对应的单位")
    )

    class Meta:
        verbose_name = _("单位的写法")
        verbose_name_plural = _("单位的写法")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "written"], name="taskunit_name_once"),
            models.CheckConstraint(condition=~Q(written=""), name="taskunit_has_name"),
        ]

    def __str__(self) -> str:
        return self.written
