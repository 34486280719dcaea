"""Reading texts out once for all their readers. A worker does it after a publication or a change
of who reads a clause; the clock does it after an update, and where a worker died."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from content.plans.domain.kept import dump
from content.plans.domain.situations import situations_of
from content.plans.enums import VersionState, Visibility
from content.plans.models import (
    Extract,
    ExtractedRole,
    PlanCorrection,
    PlanDocument,
    PlanVersion,
    Rereading,
)
from content.plans.models.version import heavy
from content.plans.selectors.acting import beside_of
from content.plans.selectors.extracts import code_version
from content.plans.selectors.readable import PUBLIC, ReadableText, omits_of
from content.plans.selectors.responses import read_ladders
from content.plans.selectors.roles import Role, cast_in
from content.plans.selectors.spoken import said_in
from portal.foundation.locks import hold, only_one
from portal.foundation.pagecache.services import purge

logger = logging.getLogger(__name__)

_READERS: Final = (PUBLIC, (*PUBLIC, Visibility.INTERNAL), tuple(Visibility))
_LONG: Final = 20_000
"""Characters of a draft that a request reads out as fast as an extract is found."""
SECONDS: Final = 20
"""How long the clock works on it at a time, so that its other jobs do not wait."""


def extract_later(document: PlanDocument) -> None:
    """In the transaction of a change: what was read out of the text before is gone at once, and a
    worker reads it anew. Until then pages read it themselves."""
    from content.plans.tasks import extract

    _of_published(document).delete()
    transaction.on_commit(lambda: extract.enqueue(document.pk), robust=True)


def read_draft_later(version: PlanVersion) -> None:
    """In the transaction that stores a draft or reads it anew: what was read out of it before is
    gone, and a worker reads a long one out for who makes and reviews it."""
    from content.plans.tasks import extract_draft

    Extract.objects.filter(version=version).delete()
    if len(version.original) > _LONG:
        transaction.on_commit(lambda: extract_draft.enqueue(version.pk), robust=True)


def read_draft(version: PlanVersion) -> int:
    """Returns how many extracts of the draft were made; none while corrections wait to be read
    into it, and none where another process does it."""
    made = 0
    with only_one(f"plan-draft-extract-{version.pk}") as mine:
        while mine and (state := _state_of(version)) is not None:
            held = Extract.objects.filter(version=version, code=code_version())
            had = set(held.values_list("omits", flat=True))
            texts = {text.omits(): text for text in _texts_of(version)[1:]}
            lacking = [omits for omits in texts if omits not in had]
            if not lacking:
                break
            for omits in lacking:
                made += _store(texts[omits], omits, lambda: _state_of(version) == state)
    return made


def _state_of(version: PlanVersion) -> frozenset[int] | None:
    """Which corrections are read into a draft; None where some wait, and where it is none."""
    draft = PlanVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT, ready=True)
    if not draft.exists() or Rereading.objects.filter(version=version.pk).exists():
        return None
    standing = PlanCorrection.objects.filter(document=version.document_id).standing()
    return frozenset(standing.values_list("pk", flat=True))


def _texts_of(version: PlanVersion) -> list[ReadableText]:
    return [ReadableText(version, one) for one in _READERS]


def _of_published(document: PlanDocument) -> QuerySet[Extract]:
    held = Extract.objects.filter(version__document=document)
    return held.exclude(version__state=VersionState.DRAFT)


def make_extracts(document: PlanDocument) -> int:
    """Read the version in force out for each kind of reader; returns how many extracts were made.
    Doing it again makes none. Nothing while another process does it."""
    made = _make_alone(document)
    if made:
        purge(reason="plan")
    return made


def _make_alone(document: PlanDocument) -> int:
    """Stored pages do not know of them yet."""
    made = 0
    with only_one(f"plan-extract-{document.pk}") as mine:
        while mine and (more := _make(document)):
            made += more
    return made


def _make(document: PlanDocument) -> int:
    """Once for all as it stands now. Whoever changes something meanwhile may have found us at it,
    and gone away: it is called until nothing is left to do."""
    in_force = PlanVersion.objects.filter(document=document, pk=F("document__current_version"))
    version = in_force.defer(*heavy()).first()
    if version is None:
        return 0
    texts = {text.omits(): text for text in _texts_of(version)}
    held = Extract.objects.filter(version=version, code=code_version())
    had = set(held.values_list("omits", flat=True))
    made = sum(_store(text, omits) for omits, text in texts.items() if omits not in had)
    _of_published(document).exclude(pk__in=held.filter(omits__in=texts)).delete()
    return made


def _store(text: ReadableText, omits: str, stands: Callable[[], bool] | None = None) -> bool:
    """Of a draft `stands` says whether it is still what was read: the search across plans finds
    nobody in it. False where it is not, and where who reads a clause changed on the way: what was
    read may hold for nobody, and whoever changed it has asked for another reading."""
    said = said_in(text)
    cast = cast_in(said)
    roles = cast.roles
    made = Extract(
        version=text.version,
        omits=omits,
        code=code_version(),
        actors=dump([*(role.actor for role in roles), cast.left]),
        situations=dump(situations_of(said)),
        levels=dump(read_ladders(text)),
        beside=beside_of(roles),
    )
    with transaction.atomic():
        # Whoever changes a grade holds the row of the document too.
        hold(PlanDocument.objects.filter(pk=text.version.document_id), by="title")
        if text.omits() != omits or (stands is not None and not stands()):
            return False
        Extract.objects.filter(version=text.version, omits=omits).delete()
        made.save()
        if stands is None:
            ExtractedRole.objects.bulk_create(_rows(made, roles), batch_size=500)
    return True


def _rows(extract: Extract, roles: list[Role]) -> list[ExtractedRole]:
    longest = ExtractedRole._meta.get_field("name").max_length
    return [
        ExtractedRole(
            extract=extract, written=written[:longest], name=role.actor.name[:longest],
            key=role.key, duties=len(role.actor.duties),
        )
        for role in roles
        if role.actor.duties
        for written in (role.actor.name, *role.actor.names)
    ]  # fmt: skip


def tend_extracts() -> int:
    """Read out what no worker has, for some seconds; returns how many plans. One that cannot be
    read is logged and stops none behind it. Stored pages are made anew once, not for each."""
    ends, done = monotonic() + SECONDS, 0
    try:
        for document in PlanDocument.objects.filter(pk__in=_waiting()).order_by("pk"):
            if monotonic() > ends:
                break
            try:
                done += _make_alone(document) > 0
            except Exception:
                logger.exception("a plan was not read out", extra={"document": document.pk})
    finally:
        if done:
            purge(reason="plan")
    return done


def _waiting() -> list[int]:
    """Documents whose text in force lacks the extract of any kind of reader. Five queries."""
    ready = PlanDocument.objects.filter(current_version__ready=True)
    in_force = dict(ready.values_list("current_version", "pk"))
    held = Extract.objects.filter(version__in=in_force, code=code_version())
    had = set(held.values_list("version", "omits"))
    wanted = {pair for one in _READERS for pair in omits_of(dict.fromkeys(in_force, one)).items()}
    return [in_force[version] for version in {version for version, _omits in wanted - had}]
