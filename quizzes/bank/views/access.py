"""Who asks, and for which question."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest

from portal.people import access, rights
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

OPENS: Final = (Action.QUESTION_EDIT, Action.QUESTION_REVIEW)
"""What lets somebody read questions with their keys."""


def question_of(request: HttpRequest, public_id: UUID, action: Action | None = None) -> Question:
    """The question if this person keeps its unit; another unit's is absent."""
    person = person_of(request)
    if not any(rights.can(person, each) for each in OPENS):
        raise access.RoleLacks(*OPENS)
    found = selectors.visible_to(person).filter(public_id=public_id).first()
    if found is None or (
        action is not None and not rights.can(person, action, found.owner_unit_id)
    ):
        raise Http404
    return found
