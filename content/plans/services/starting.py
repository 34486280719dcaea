"""A draft of the text of a published version, to correct it."""

import logging

from django.db import transaction

from content.plans.enums import VersionState
from content.plans.models import PlanVersion
from content.plans.selectors.corrections import corrections_told
from content.plans.services.alone import PATIENCE, alone
from content.plans.services.corrections import is_long, text_of
from content.plans.services.importing import begin_version
from content.plans.services.originals import OriginalLost, bytes_of
from content.plans.services.register import PlanRefused
from portal.people.models import User

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
    Asked for once more meanwhile, it is still one. Raises PlanRefused, Busy."""
    draft = _draft_of(version)
    if draft is not None or not is_long(version):
        return draft or draft_of_published(version=version, actor=actor)
    if version.upload is not None:
        # The worker could tell the editor nothing.
        try:
            bytes_of(version.upload)
        except OriginalLost as lost:
            raise PlanRefused(str(lost.message)) from lost
    from content.plans.tasks import start_draft

    def ask() -> None:
        start_draft.enqueue(version.pk, actor.pk)

    transaction.on_commit(ask, robust=True)
    return _draft_of(version)


def begin_asked(*, version: PlanVersion, actor: User | None) -> bool:
    """For the worker: False where it is refused, which is kept in its log."""
    try:
        draft_of_published(version=version, actor=actor, patience=PATIENCE)
    except PlanRefused:
        logger.exception("draft not begun", extra={"version": version.pk})
        return False
    return True


def _draft_of(version: PlanVersion) -> PlanVersion | None:
    same = PlanVersion.objects.filter(
        document=version.document_id, content_hash=version.content_hash
    )
    return same.filter(state=VersionState.DRAFT, ready=True).first()
