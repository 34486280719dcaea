"""What of a plan in force needs the right to publish, too, beside that to edit: letting more people
read it (whoever writes it may narrow, at once), and calling it otherwise."""

from django.utils.translation import gettext as _

from content.plans.marked import is_classified
from content.plans.models import PlanDocument
from content.plans.services.originals import OriginalLost, bytes_of
from content.plans.services.register import PlanRefused
from portal.foundation.files.domain import FileRefused
from portal.foundation.files.keeping import refuse_offer
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action

_NAMED = 5


def refuse_to_widen(*, document: PlanDocument, actor: User | None, field: str = "") -> None:
    """Raises PlanRefused, at `field`, which says who can, unless the person may publish in its
    unit too. Before the first version is published a review comes between. What is marked as a
    state secret, and was let in before that was refused, nobody widens."""
    unit, in_force = document.owner_unit_id, document.current_version
    if actor is None or in_force is None:
        return
    if is_classified(in_force.original):
        raise PlanRefused(
            _("现行的一版上有密级标志，不能让更多人看。照保密规定处理，去掉标志的另导入一版。"),
            field,
        )
    _refuse_without_publishing(
        actor, unit, _("已经发布的，让更多人看到要由能编辑也能发布的人来改，收紧不用。"), field
    )


def refuse_to_offer(document: PlanDocument) -> None:
    """Raises PlanRefused where the original of the version in force, as it came, is not for
    everybody: it runs or fetches something, carries other files, says where photos were taken, or
    cannot be read."""
    version = document.current_version
    if version is None or version.upload is None:
        return
    try:
        refuse_offer(data=bytes_of(version.upload), name=version.upload.name)
    except (FileRefused, OriginalLost) as refused:
        raise PlanRefused(
            _("原件不能给读者下载。%(why)s") % {"why": refused.message}, "original_for_readers"
        ) from refused


def refuse_to_retitle(*, document: PlanDocument, actor: User | None) -> None:
    """Raises PlanRefused, likewise: everybody reads the new title at once."""
    if actor is None or document.current_version_id is None:
        return
    why = _("已经发布的，标题要由能编辑也能发布的人来改。")
    _refuse_without_publishing(actor, document.owner_unit_id, why, "title")


def _refuse_without_publishing(actor: User, unit: int, why: str, field: str) -> None:
    if rights.can(actor, Action.PLAN_PUBLISH, unit):
        return
    editors = rights.people_who_can(Action.PLAN_EDIT, unit)
    able = rights.people_who_can(Action.PLAN_PUBLISH, unit).filter(pk__in=editors.values("pk"))
    names = "、".join(str(person) for person in able[:_NAMED])
    if names:
        raise PlanRefused(why + _("请找%(names)s。") % {"names": names}, field)
    raise PlanRefused(why + _("现在没有这样的人，请管理员定一位。"), field)
