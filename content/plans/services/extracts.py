"""Reading texts out once for all their readers. A worker does it after a publication or a change
of who reads a clause; the clock does it after an update, and where a worker died."""

import logging
from time import monotonic
from typing import Final

from django.db import transaction
from django.db.models import F

from content.plans.domain.kept import dump
from content.plans.domain.situations import situations_of
from content.plans.enums import Visibility
from content.plans.models import Extract, ExtractedRole, PlanDocument, PlanVersion
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
SECONDS: Final = 20
"""How long the clock works on it at a time, so that its other jobs do not wait."""


def extract_later(document: PlanDocument) -> None:
    """In the transaction of a change: what was read out of the text before is gone at once, and a
    worker reads it anew. Until then pages read it themselves."""
    from content.plans.tasks import extract

    Extract.objects.filter(version__document=document).delete()
    transaction.on_commit(lambda: extract.enqueue(document.pk), robust=True)


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
    texts = {text.omits(): text for text in (ReadableText(version, one) for one in _READERS)}
    held = Extract.objects.filter(version=version, code=code_version())
    had = set(held.values_list("omits", flat=True))
    made = sum(_store(text, omits) for omits, text in texts.items() if omits not in had)
    left = Extract.objects.filter(version__document=document)
    left.exclude(pk__in=held.filter(omits__in=texts)).delete()
    return made


def _store(text: ReadableText, omits: str) -> bool:
    """False where who reads a clause changed on the way: what was read may hold for nobody, and
    whoever changed it has asked for another reading."""
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
        if text.omits() != omits:
            return False
        Extract.objects.filter(version=text.version, omits=omits).delete()
        made.save()
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
