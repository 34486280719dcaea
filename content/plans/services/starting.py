"""A draft of the text of a published version, to correct it."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.enums import VersionState
from content.plans.models import PlanVersion, Rereading
from content.plans.selectors.corrections import corrections_told
from content.plans.services.alone import PATIENCE, alone
from content.plans.services.anew import text_of
from content.plans.services.corrections import ask_worker, is_long, rereading
from content.plans.services.importing import begin_version
from content.plans.services.originals import OriginalLost, bytes_of
from content.plans.services.register import PlanRefused
from content.plans.services.tries import may_try, not_read
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action

logger = logging.getLogger(__name__)


def draft_of_published(
    *, version: PlanVersion, actor: User | None, patience: float = 0
) -> PlanVersion:
    """A draft of the same text, to correct what was published: what is published stays. The one
    there is already is given back. Raises PlanRefused, Busy."""
    with alone(str(version.document_id), patience=patience):
        if (draft := _draft_of(version)) is not None:
            return draft
        parsed = text_of(version, corrections_told(version.document))
        return begin_version(document=version.document, version=version, parsed=parsed, actor=actor)


def ask_for_draft(*, version: PlanVersion, actor: User) -> PlanVersion | None:
    """The same, and of a long text, which takes many seconds, None until the worker has made it.
    Asked for once more meanwhile, it is still one; asked for after a refusal, it is tried anew.
    Raises PlanRefused, Busy."""
    draft = _draft_of(version)
    if draft is not None or not is_long(version):
        return draft or draft_of_published(version=version, actor=actor)
    if version.upload is not None:
        # Said at once, not minutes later.
        try:
            bytes_of(version.upload)
        except OriginalLost as lost:
            raise PlanRefused(str(lost.message)) from lost
    now = timezone.now()
    with transaction.atomic():
        waiting, asked = Rereading.objects.get_or_create(
            version=version, defaults={"asked_by": actor}
        )
        if not asked:
            refused = Rereading.objects.filter(pk=waiting.pk).exclude(refusal="")
            asked = bool(
                refused.update(asked_by=actor, asked_at=now, changed_at=now, tries=0, refusal="")
            )
        if asked:
            ask_worker(waiting)
    return _draft_of(version)


def begin_asked(*, waiting: Rereading) -> bool:
    """For the worker: make the draft. False where somebody else is at it, and where it is
    refused, which is kept with its words; the clock asks again as for a long draft."""
    with rereading(waiting) as mine:
        if not mine or not may_try(waiting):
            return False
        version = PlanVersion.objects.select_related("document", "upload").get(
            pk=waiting.version_id
        )
        try:
            _check_right(waiting.asked_by, version)
            draft_of_published(version=version, actor=waiting.asked_by, patience=PATIENCE)
        except PlanRefused as refusal:
            logger.exception("draft not begun", extra={"version": version.pk})
            not_read(waiting, refusal)
            return False
        Rereading.objects.filter(pk=waiting.pk).delete()
    return True


def _check_right(actor: User | None, version: PlanVersion) -> None:
    """Whoever asked may have lost the office since."""
    unit = version.document.owner_unit
    if actor is None or not rights.can(actor, Action.PLAN_EDIT, unit):
        raise PlanRefused(
            _("要这份草稿的人现在不能编辑%(unit)s的预案和规划，没有做。") % {"unit": unit}
        )


def _draft_of(version: PlanVersion) -> PlanVersion | None:
    same = PlanVersion.objects.filter(
        document=version.document_id, content_hash=version.content_hash
    )
    return same.filter(state=VersionState.DRAFT, ready=True).first()
