"""Who asks, and for which question."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from portal.people import rights
from portal.people.access import person_of
from portal.people.rights import Action
from quizzes.bank import selectors
from quizzes.bank.domain.lifecycle import (
    PoolBound,
    QuestionStepRefused,
    ReasonMissing,
    SourceMoved,
    SourceUnknown,
    SourceUnread,
    VersionUnread,
)
from quizzes.bank.models import Question

REFUSALS = (
    PoolBound,
    QuestionStepRefused,
    ReasonMissing,
    SourceMoved,
    SourceUnknown,
    SourceUnread,
    VersionUnread,
)


def question_of(request: HttpRequest, public_id: UUID, action: Action | None = None) -> Question:
    """The question if this person keeps its unit; another unit's is absent."""
    person = person_of(request)
    if not (rights.can(person, Action.QUESTION_EDIT) or rights.can(person, Action.QUESTION_REVIEW)):
        raise PermissionDenied(_("只有编辑、教官和审核员能看题库。"))
    found = selectors.visible_to(person).filter(public_id=public_id).first()
    if found is None or (
        action is not None and not rights.can(person, action, found.owner_unit_id)
    ):
        raise Http404
    return found
