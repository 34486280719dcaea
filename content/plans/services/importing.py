"""Taking a document in: once for the same content, whole or not at all.

The parse runs in no transaction, and the rows of a long document go in by short ones. Its
version is `ready` only when all are there; what a killed process left is cleared by the next.
"""

import hashlib
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from content.plans.domain.errors import TitleOnly
from content.plans.domain.parse import Metadata, NodeKind, Parse
from content.plans.enums import KINDS_OF, Family, Kind, Visibility
from content.plans.models import Intake, Original, PlanDocument, PlanVersion
from content.plans.services.alone import PATIENCE, Busy, alone
from content.plans.services.levels import level_of
from content.plans.services.originals import keep_original, release_original
from content.plans.services.reading import read_parse
from content.plans.services.register import PlanRefused, check_slug, free_slug
from content.plans.services.storing import clear, store_clauses
from content.taxonomy.models import Hazard
from portal.foundation.audit.services import record
from portal.people.models import Division, Unit, User

TITLE_LENGTH: Final = 200
ISSUER_LENGTH: Final = 120
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
    original: Original | None = None,
    patience: float = PATIENCE,
) -> Imported:
    """Parse a file (`data`, `name`) or a pasted `text` and keep it as a draft version.

    With the `slug` of a known document it becomes that document's next version, its clauses
    keeping their anchors. The same content again returns what is there. What is not given is
    taken from the document itself. The bytes stay as `original`; without one they are kept
    here. Raises PlanImportError, FileRefused, PlanRefused, and Busy where the same thing is
    still being imported after `patience` seconds.
    """
    parsed = read_parse(data=data, text=text, name=name)
    if all(node.kind == NodeKind.TITLE for node in parsed.nodes):
        raise TitleOnly
    content_hash = hashlib.sha256(parsed.original.encode("utf-8")).hexdigest()
    facts = _facts(parsed.metadata, name, title, family, kind)
    known = PlanDocument.objects.filter(slug=slug).first() if slug else None
    if slug and known is None:
        check_slug(slug)
    if len(issuer) > ISSUER_LENGTH:
        raise PlanRefused(_("发文机关最多 %(most)s 个字。") % {"most": ISSUER_LENGTH})
    if known is not None and known.owner_unit_id != owner_unit.pk:
        raise PlanRefused(_("网址名 %(slug)s 已被另一个单位的文件使用，换一个。") % {"slug": slug})
    import_key = hashlib.sha256(f"{content_hash}|{owner_unit.pk}|{slug}".encode()).hexdigest()
    raw = data if data is not None else (text or "").encode("utf-8")
    kept = original or keep_original(data=raw, name=name, actor=actor)
    adopted = False
    try:
        with alone(str(known.pk) if known else import_key, patience=patience):
            for attempt in (1, 2):
                try:
                    found = _found(known, content_hash, import_key)
                    if found is not None and found.version.ready:
                        return found
                    if found is not None:
                        _sweep(found)
                    document, version = _begin(
                        known=known,
                        import_key=import_key,
                        slug=slug,
                        facts=facts,
                        parsed=parsed,
                        owner_unit=owner_unit,
                        level=level,
                        division=division,
                        issuer=issuer,
                        visibility=visibility,
                        hazards=hazards,
                        content_hash=content_hash,
                        name=name,
                        actor=actor,
                        original=kept,
                    )
                    adopted = True
                    return Imported(document, version, True)
                except IntegrityError:
                    # Somebody imported the same at the same moment; their work is ours.
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


def _begin(
    *,
    known: PlanDocument | None,
    import_key: str,
    slug: str,
    facts: dict[str, str],
    parsed: Parse,
    owner_unit: Unit,
    level: str,
    division: Division | None,
    issuer: str,
    visibility: str,
    hazards: Sequence[Hazard],
    content_hash: str,
    name: str,
    actor: User | None,
    original: Original,
) -> tuple[PlanDocument, PlanVersion]:
    """Write everything: a short document in one transaction, a long one in many."""
    long = len(parsed.nodes) > AT_ONCE
    written: Imported | None = None
    try:
        with nullcontext() if long else transaction.atomic():
            with transaction.atomic():
                document = known or _new_document(
                    import_key, slug, facts, parsed.metadata, owner_unit, level, division,
                    issuer, visibility, hazards,
                )  # fmt: skip
                version = _new_version(
                    document, parsed, content_hash, facts["title"], name, actor, original
                )
            written = Imported(document, version, True)
            store_clauses(version=version, parsed=parsed)
            with transaction.atomic():
                PlanVersion.objects.filter(pk=version.pk).update(ready=True)
                version.ready = True
                record(
                    actor=actor,
                    action="content.plan.imported",
                    target=document,
                    unit_id=owner_unit.pk,
                    data={"version": version.number, "clauses": len(parsed.nodes)},
                )
    except BaseException:
        if long and written is not None:
            _sweep(written)
        raise
    return document, version


def _sweep(left: Imported) -> None:
    """Take away what an import that did not end has written."""
    clear(left.version)
    upload = left.version.upload
    with transaction.atomic():
        left.version.delete()
        if not left.document.versions.exists() and not left.document.replaces.exists():
            left.document.delete()
    if upload is not None and not Intake.objects.filter(original=upload).exists():
        release_original(original=upload)


def _found(document: PlanDocument | None, content_hash: str, import_key: str) -> Imported | None:
    versions = PlanVersion.objects.select_related("document").defer("original", "spans")
    if document is not None:
        version = versions.filter(document=document, content_hash=content_hash).first()
    else:
        version = versions.filter(
            document__import_key=import_key, content_hash=content_hash
        ).first()
    return Imported(version.document, version, False) if version is not None else None


def _facts(metadata: Metadata, name: str, title: str, family: str, kind: str) -> dict[str, str]:
    """Title, family and kind: as given, else as the document says, else by its file name."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if len(title) > TITLE_LENGTH:
        raise PlanRefused(_("标题最多 %(most)s 个字。") % {"most": TITLE_LENGTH})
    title = (title or metadata.title or stem).strip()[:TITLE_LENGTH]
    if not title:
        raise PlanRefused(_("没有找到标题。请在“标题”里填上文件的全称。"))
    family = family or (metadata.family if not kind else _family_of(kind))
    if kind and kind not in KINDS_OF.get(Family(family), ()):
        raise PlanRefused(
            _("“%(kind)s”不属于%(family)s，请重新选种类。")
            % {"kind": Kind(kind).label, "family": Family(family).label}
        )
    if not kind:
        fitting = metadata.kind in KINDS_OF[Family(family)]
        default = Kind.SPECIAL if family == Family.RESPONSE else Kind.OTHER
        kind = metadata.kind if fitting else default
    return {"title": title, "family": family, "kind": kind}


def _family_of(kind: str) -> str:
    return next(family for family, kinds in KINDS_OF.items() if kind in kinds)


def _new_document(
    import_key: str,
    slug: str,
    facts: dict[str, str],
    metadata: Metadata,
    owner_unit: Unit,
    level: str,
    division: Division | None,
    issuer: str,
    visibility: str,
    hazards: Sequence[Hazard],
) -> PlanDocument:
    planning = facts["family"] == Family.PLANNING
    has_period = planning and metadata.period_start and metadata.period_end
    document = PlanDocument.objects.create(
        slug=slug or free_slug(facts["title"]),
        title=facts["title"],
        family=facts["family"],
        kind=facts["kind"],
        level=level or level_of(owner_unit),
        division=division or owner_unit.division,
        issuer=(issuer or metadata.issuer or owner_unit.name)[:ISSUER_LENGTH],
        owner_unit=owner_unit,
        visibility=visibility,
        period_start=metadata.period_start if has_period else None,
        period_end=metadata.period_end if has_period else None,
        import_key=import_key,
    )
    document.hazards.set(hazards or _hazards_named(facts["title"]))
    return document


def _hazards_named(title: str) -> list[Hazard]:
    """Hazards whose name stands in the title."""
    return [hazard for hazard in Hazard.objects.all() if hazard.name and hazard.name in title]


def _new_version(
    document: PlanDocument,
    parsed: Parse,
    content_hash: str,
    title: str,
    name: str,
    actor: User | None,
    original: Original,
) -> PlanVersion:
    metadata = parsed.metadata
    highest = document.versions.aggregate(top=Max("number"))["top"] or 0
    values: dict[str, Any] = {
        "title": title,
        "notice_title": metadata.notice_title[:TITLE_LENGTH],
        "source": parsed.source,
        "source_name": name.rsplit("/", 1)[-1][:255],
        "encoding": parsed.encoding,
        "content_hash": content_hash,
        "original": parsed.original,
        "spans": [[s.start, s.end, s.kind.value, s.owner] for s in parsed.spans],
        "fields": [
            {"key": f.key.value, "label": f.label, "value": f.value, "raw": f.raw}
            for f in parsed.fields
        ],
        "notes": [{"code": n.code, "text": n.text, "node": n.node} for n in parsed.notes],
        "script": metadata.script,
        "issuer": (metadata.issuer or document.issuer)[:ISSUER_LENGTH],
        "index_number": metadata.index_number[:80],
        "catalogue": metadata.catalogue[:120],
        "subject_words": metadata.subject_words[:200],
        "document_number": metadata.document_number[:80],
        "signed_on": metadata.signed_on,
        "published_on": metadata.published_on,
        "effective_on": metadata.effective_on,
        "imported_by": actor,
        "upload": original,
        "ready": False,
    }
    return PlanVersion.objects.create(document=document, number=highest + 1, **values)
