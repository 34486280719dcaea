"""Events and the sealed batches over them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.foundation.append_only import AppendOnlyModel


class AuditEvent(AppendOnlyModel):
    """Who did what to which thing, when.

    The actor is the person's opaque public id, not a foreign key: deleting a person
    leaves the event whole and names nobody. `digest` is the SHA-256 of the event's
    canonical form without its id, so that one altered row can be pointed at.
    """

    at = models.DateTimeField(_("时间"), db_index=True)
    actor_public_id = models.UUIDField(_("操作人编号"), null=True, blank=True, db_index=True)
    action = models.CharField(_("动作"), max_length=100, db_index=True)
    target_key = models.CharField(_("对象"), max_length=200, blank=True, db_index=True)
    unit_id = models.BigIntegerField(_("单位编号"), null=True, blank=True)
    request_id = models.CharField(_("请求编号"), max_length=64, blank=True)
    data = models.JSONField(_("细节"), default=dict, blank=True)
    digest = models.CharField(_("摘要"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("审计事件")
        verbose_name_plural = _("审计事件")
        ordering = ("id",)
        # The screen reads one unit's events from the newest on.
        indexes = [models.Index(fields=["unit_id", "id"], name="auditevent_of_a_unit")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(action=""), name="auditevent_names_an_action"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.action}"


class AuditBatch(AppendOnlyModel):
    """Events first..last sealed together; `digest` chains to the batch before."""

    seq = models.PositiveBigIntegerField(_("序号"), unique=True)
    first_event_id = models.BigIntegerField(_("首个事件"))
    last_event_id = models.BigIntegerField(_("末个事件"), unique=True)
    event_count = models.PositiveIntegerField(_("事件数"))
    previous_digest = models.CharField(_("上一批摘要"), max_length=64)
    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("封存时间"))

    class Meta:
        verbose_name = _("审计封存批次")
        verbose_name_plural = _("审计封存批次")
        ordering = ("seq",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_event_id__lte=models.F("last_event_id"))
                & models.Q(event_count__gte=1)
                & models.Q(seq__gte=1),
                name="auditbatch_holds_events",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.seq} {self.first_event_id}–{self.last_event_id}"
