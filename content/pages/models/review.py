"""The step between a draft and its publication, decided by rights."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState
from wagtail.permissions import policy_registry

from content.pages.models.knowledge import KnowledgePage
from portal.people import rights
from portal.people.rights import Action, Person

DECISIONS = [
    ("reject", _("退回修改"), True),
    ("approve", _("批准并发布"), False),
    ("approve", _("附一句话，批准并发布"), True),
]
"""Name, words and whether a comment is asked for, as `Task.get_actions` gives them."""


class ReviewTask(Task):
    """Whoever may publish the page decides on what was submitted.

    The step that Wagtail brings asks who is in a group, and groups grant nothing here: what an
    editor submitted stayed locked, for nobody was ever in that group.
    """

    admin_form_fields: ClassVar[list[str]] = Task.admin_form_fields

    class Meta:
        verbose_name = _("由有发布权的人审核")
        verbose_name_plural = _("由有发布权的人审核")

    @classmethod
    def get_description(cls) -> str:
        return str(_("谁能发布这个页面，谁就能批准或退回"))

    def user_can_access_editor(self, obj: models.Model, user: Person) -> bool:
        return _decides(obj, user)

    def locked_for_user(self, obj: models.Model, user: Person) -> bool:
        return not _decides(obj, user)

    def user_can_lock(self, obj: models.Model, user: Person) -> bool:
        return _decides(obj, user)

    def user_can_unlock(self, obj: models.Model, user: Person) -> bool:
        return _decides(obj, user)

    def get_actions(self, obj: models.Model, user: Person) -> list[tuple[str, Any, bool]]:
        return list(DECISIONS) if _decides(obj, user) else []

    def get_task_states_user_can_moderate(self, user: Person, **kwargs: Any) -> QuerySet[TaskState]:
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        if not rights.covers_root(user, Action.OPERATE):
            # Indexes and the front page are nobody's but the operators'.
            pages = pages.filter(pk__in=KnowledgePage.objects.values("pk"))
        return self.task_states.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"),
        )


def _decides(obj: models.Model, user: Person) -> bool:
    return isinstance(obj, Page) and obj.specific_deferred.permissions_for_user(user).can_publish()
