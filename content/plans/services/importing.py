"""Taking a document in: once for the same content, whole or not at all.

The parse runs in no transaction, and the rows of a long document go in by short ones. Its
version is `ready` only when all are there; what a killed process left is cleared by the next.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from content.plans.domain.errors import Classified, TitleOnly
from content.plans.domain.parse import NodeKind, Parse
from content.plans.enums import Visibility
from content.plans.marked import is_classified, narrowed
from content.plans.models import Original, PlanDocument, PlanVersion
from content.plans.models.version import heavy
from content.plans.review_states import VoidFor
from content.plans.selectors.corrections import corrections_told
from content.plans.selectors.namesakes import IN_USE
from content.plans.services.alone import PATIENCE, Busy, alone
from content.plans.services.approvals import void_where_changed
from content.plans.services.contacts import propose_contacts
from content.plans.services.entries import (
    Entry,
    SeemsKnown,
    check_entry,
    completed,
    new_document,
    new_version,
    refuse_replaced,
)
from content.plans.services.extracts import read_draft_later
from content.plans.services.leftovers import take_away
from content.plans.services.originals import keep_original, release_original, stored_name
from content.plans.services.reach import carry_over, settle
from content.plans.services.reading import read_parse
from content.plans.services.register import PlanRefused
from content.plans.services.storing import store_clauses
from content.plans.services.visibility import follow_visibility
from content.taxonomy.models import Hazard
from portal.foundation.audit.services import record
from portal.people.models import Division, Unit, User

AT_ONCE: Final = 500
"""Clauses that are written in one transaction; more go in several, each a moment long."""


@dataclass(frozen=True, slots=True)
class Imported:
    """`created` False: this very content was there already, nothing was written."""

    document: PlanDocument
    version: PlanVersion
    created: bool


def import_document(
    *,
    actor: User | None,
    owner_unit: Unit,
    data: bytes | None = None,
    text: str | None = None,
    name: str = "",
    slug: str = "",
    title: str = "",
    family: str = "",
    kind: str = "",
    level: str = "",
    division: Division | None = None,
    issuer: str = "",
    visibility: str = Visibility.PUBLIC,
    hazards: Sequence[Hazard] = (),
    apart: bool = False,
    again: bool = False,
    original: Original | None = None,
    patience: float = PATIENCE,
    read: Callable[[], Parse] | None = None,
) -> Imported:
    """Parse a file (`data`, `name`) or a pasted `text` and keep it as a draft version.

    With the `slug` of a known document it becomes that document's next version, its clauses
    keeping their anchors and what its editors corrected. The same content again returns what is
    there; `again` asks for a new draft of a text that another version has replaced since, to go
    back to it. What has the title or a number of another document of the unit, or a text that one
    of them once had, is not a new one unless `apart` says so. What is not given is taken from the
    document itself. The bytes stay as `original`; without one they are kept here. Raises
    PlanImportError (Classified: nothing of it is kept here), FileRefused, PlanRefused, SeemsKnown,
    and Busy where the same thing is still being imported after `patience` seconds. `read` parses it
    where no editor has said anything of it, for a caller who may have done so before.
    """
    # A folder whose import broke off is asked for again: what is there is not read again.
    unsaid = not (slug or apart or again)
    there = same_file(owner_unit, data, name) if data is not None and unsaid else None
    if there is not None:
        return there
    known = PlanDocument.objects.filter(slug=slug).first() if slug else None
    corrections = corrections_told(known) if known else []
    if read is None or corrections:
        parsed = read_parse(data=data, text=text, name=name, corrections=corrections)
    else:
        parsed = read()
    if is_classified(parsed.original):
        # Of whom to ask stays a trace, of the document none.
        record(actor=actor, action="content.plan.classified_refused", unit_id=owner_unit.pk)
        raise Classified
    if all(node.kind == NodeKind.TITLE for node in parsed.nodes):
        raise TitleOnly
    content_hash = hashlib.sha256(parsed.original.encode("utf-8")).hexdigest()
    entry = Entry(
        owner_unit=owner_unit,
        slug=slug,
        title=title,
        family=family,
        kind=kind,
        level=level,
        division=division,
        issuer=issuer,
        visibility=visibility,
        hazards=hazards,
        apart=apart,
    )
    check_entry(entry, is_new=known is None)
    entry = completed(entry, parsed.metadata, name)
    entry = replace(entry, visibility=narrowed(entry.visibility, parsed.original))
    if again and not slug and not apart:
        refuse_replaced(entry, parsed.metadata, content_hash)
    if known is not None and known.owner_unit_id != owner_unit.pk:
        raise PlanRefused(_("网址名 %(slug)s 已被另一个单位的文件使用，换一个。") % {"slug": slug})
    import_key = _import_key(content_hash, f"{owner_unit.pk}|{slug}", again)
    raw = data if data is not None else (text or "").encode("utf-8")
    kept = original or keep_original(data=raw, name=name, actor=actor)
    adopted = False
    try:
        with alone(str(known.pk) if known else import_key, patience=patience):
            for attempt in (1, 2):
                try:
                    found = _found(known, content_hash, import_key, again)
                    if found is None and not slug and not apart:
                        found = _in_another_file(owner_unit, content_hash, again)
                    if found is not None and found.version.ready:
                        return found
                    if found is not None:
                        take_away(found.version)
                    document, version = _begin(
                        known=known,
                        import_key=import_key,
                        entry=entry,
                        parsed=parsed,
                        content_hash=content_hash,
                        name=name,
                        actor=actor,
                        original=kept,
                    )
                    adopted = True
                    return Imported(document, version, True)
                except (IntegrityError, SeemsKnown):
                    # Had somebody imported the same at the same moment, their work is ours.
                    if attempt == 2:
                        raise
                    if slug and known is None:
                        known = PlanDocument.objects.filter(
                            slug=slug, owner_unit=owner_unit
                        ).first()
        raise Busy
    finally:
        if original is None and not adopted:
            release_original(original=kept)


def begin_version(
    *, document: PlanDocument, version: PlanVersion, parsed: Parse, actor: User | None
) -> PlanVersion:
    """A draft of the text of `version`, as it was parsed anew, from the same bytes. That of the
    one in force has the title that the register gives the document by now."""
    in_force = document.current_version_id == version.pk
    return _begin(
        known=document,
        import_key="",
        entry=Entry(
            owner_unit=document.owner_unit, title=document.title if in_force else version.title
        ),
        parsed=parsed,
        content_hash=version.content_hash,
        name=version.source_name,
        actor=actor,
        original=version.upload,
    )[1]


def _begin(
    *,
    known: PlanDocument | None,
    import_key: str,
    entry: Entry,
    parsed: Parse,
    content_hash: str,
    name: str,
    actor: User | None,
    original: Original | None,
) -> tuple[PlanDocument, PlanVersion]:
    """Write everything: a short document in one transaction, a long one in many."""
    long = len(parsed.nodes) > AT_ONCE
    written: Imported | None = None
    try:
        with nullcontext() if long else transaction.atomic():
            with transaction.atomic():
                document = known or new_document(entry, parsed.metadata, import_key)
                version = new_version(
                    document=document,
                    parsed=parsed,
                    content_hash=content_hash,
                    title=entry.title,
                    name=name,
                    actor=actor,
                    original=original,
                )
            written = Imported(document, version, True)
            store_clauses(version=version, parsed=parsed)
            carry_over(version)
            found = propose_contacts(version)
            settle(version)
            with transaction.atomic():
                PlanVersion.objects.filter(pk=version.pk).update(ready=True)
                version.ready = True
                read_draft_later(version)
                if found and document.current_version_id is not None:
                    follow_visibility(document)
                if known is not None:
                    void_where_changed(document=known, why=VoidFor.IMPORTED, by=actor)
                record(
                    actor=actor,
                    action="content.plan.imported",
                    target=document,
                    unit_id=document.owner_unit_id,
                    data={"version": version.number, "clauses": len(parsed.nodes)},
                )
    except BaseException:
        if long and written is not None:
            take_away(written.version)
        raise
    return document, version


def _import_key(content_hash: str, place: str, again: bool) -> str:
    """One for the same content at the same place. Where the document it once made says something
    else by now, the next: the text may become another document."""
    for turn in count():
        told = f"{content_hash}|{place}" + (f"|{turn}" if turn else "")
        key = hashlib.sha256(told.encode()).hexdigest()
        made = PlanDocument.objects.filter(import_key=key).first()
        if made is None or _same(content_hash, again).filter(document=made).exists():
            break
    return key


def _same(content_hash: str, again: bool) -> QuerySet[PlanVersion]:
    """The versions that are this text, but past ones where somebody may go back to it."""
    versions = PlanVersion.objects.select_related("document").defer(*heavy(but=("notes", "fields")))
    return versions.filter(IN_USE if again else Q(), content_hash=content_hash)


def _found(
    document: PlanDocument | None, content_hash: str, import_key: str, again: bool
) -> Imported | None:
    same = _same(content_hash, again)
    if document is not None:
        version = same.filter(document=document).order_by("-number").first()
    else:
        version = same.filter(document__import_key=import_key).first()
    return Imported(version.document, version, False) if version is not None else None


def same_file(owner_unit: Unit, data: bytes, name: str) -> Imported | None:
    """These very bytes under this name (which says how they are read) as a version that is
    there."""
    versions = PlanVersion.objects.select_related("document").defer(*heavy(but=("notes", "fields")))
    version = versions.filter(
        document__owner_unit=owner_unit,
        ready=True,
        upload__sha256=hashlib.sha256(data).hexdigest(),
        upload__name=stored_name(name),
    ).first()
    return Imported(version.document, version, False) if version is not None else None


def _in_another_file(owner_unit: Unit, content_hash: str, again: bool) -> Imported | None:
    """This very text as a version of a document that was registered with other words."""
    same = _same(content_hash, again)
    version = same.filter(document__owner_unit=owner_unit, ready=True).first()
    return Imported(version.document, version, False) if version is not None else None
