"""The rows an import begins with: the entry of a new document, and its next version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext as _

from content.plans.domain.contacts import names_contact
from content.plans.domain.events import hazards_named
from content.plans.domain.parse import Metadata, NodeKind, Parse
from content.plans.domain.repairs import seen_only
from content.plans.domain.titled import family_and_kind, regime_of
from content.plans.enums import KINDS_OF, Family, Kind, Level, Regime, family_of
from content.plans.marked import warning_of
from content.plans.models import Original, PlanDocument, PlanVersion
from content.plans.selectors.levels import level_of
from content.plans.selectors.namesakes import Namesake, namesakes, once_said
from content.plans.selectors.places import level_for
from content.plans.services.register import PlanRefused, check_division, check_level
from content.plans.services.slugs import check_slug, free_slug
from content.taxonomy.models import Hazard
from portal.foundation.locks import hold
from portal.people.models import Division, Unit, User

TITLE_LENGTH: Final = 200
ISSUER_LENGTH: Final = 120


class SeemsKnown(PlanRefused):
    """A new document, of this `title` and what else it says of itself, that has the title or a
    number of one the unit has."""

    def __init__(self, title: str, metadata: Metadata, found: Sequence[Namesake]) -> None:
        self.title = title
        self.metadata = metadata
        self.found = found
        names = "；".join(f"《{one.document}》（{one.shared}）" for one in found)
        super().__init__(
            _("本单位已有标题或编号一样的文件：%(names)s。没有导入。") % {"names": names}
        )


class SaidBefore(SeemsKnown):
    """Its very text is one that a document of the unit had before the present one: somebody goes
    back to it, or means another document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the register is told of a document; what is empty the document says itself.

    `apart`: the person has said that it is none of those whose name or number it has.
    """

    owner_unit: Unit
    slug: str = ""
    title: str = ""
    family: str = ""
    kind: str = ""
    level: str = ""
    division: Division | None = None
    issuer: str = ""
    visibility: str = ""
    hazards: Sequence[Hazard] = ()
    apart: bool = False


def check_entry(entry: Entry, *, is_new: bool) -> None:
    """Raises PlanRefused for what cannot stand in a column or an address, and for a level or a
    division that is not the unit's to give."""
    if is_new and entry.level:
        check_level(entry.level, entry.owner_unit)
    if is_new and entry.division:
        check_division(entry.division, entry.owner_unit)
    if is_new and entry.slug:
        check_slug(entry.slug)
    for value, most, words in (
        (entry.issuer, ISSUER_LENGTH, _("发文机关最多 %(most)s 个字。")),
        (entry.title, TITLE_LENGTH, _("标题最多 %(most)s 个字。")),
    ):
        if len(value) > most:
            raise PlanRefused(words % {"most": most})


def completed(entry: Entry, metadata: Metadata, name: str) -> Entry:
    """Title as given, else as the document says, else its file name; family and kind as given,
    else by that title."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    title = (seen_only(entry.title) or metadata.title or stem).strip()[:TITLE_LENGTH]
    if not title:
        raise PlanRefused(_("没有找到标题。请在“标题”里填上文件的全称。"), field="title")
    kind = entry.kind
    judged_family, judged_kind = family_and_kind(title)
    family = entry.family or (judged_family if not kind else family_of(kind))
    if kind and kind not in KINDS_OF.get(Family(family), ()):
        raise PlanRefused(
            _("“%(kind)s”不属于%(family)s，请重新选种类。")
            % {"kind": Kind(kind).label, "family": Family(family).label}
        )
    if not kind:
        fitting = judged_kind in KINDS_OF[Family(family)]
        default = Kind.SPECIAL if family == Family.RESPONSE else Kind.OTHER
        kind = judged_kind if fitting else default
    return replace(entry, title=title, family=family, kind=kind)


def refuse_replaced(entry: Entry, metadata: Metadata, content_hash: str) -> None:
    """Raises SaidBefore, with whatever else has the title or a number of it."""
    unit = entry.owner_unit.pk
    before = once_said(owner_unit_id=unit, content_hash=content_hash)
    if before:
        alike = _namesakes(entry, metadata)
        documents = [one.document for one in before]
        raise SaidBefore(
            entry.title,
            metadata,
            [*before, *(one for one in alike if one.document not in documents)],
        )


def _namesakes(entry: Entry, metadata: Metadata) -> list[Namesake]:
    return namesakes(
        owner_unit_id=entry.owner_unit.pk,
        title=entry.title,
        index_number=metadata.index_number,
        document_number=metadata.document_number,
    )


def new_document(entry: Entry, metadata: Metadata, import_key: str) -> PlanDocument:
    """Raises SeemsKnown. In the transaction of the caller, so that of two imports at one moment
    the second sees what the first has written."""
    unit = entry.owner_unit
    if not entry.apart:
        # Its row is ours until the commit: whoever else adds a document to this unit waits.
        hold(Unit.objects.filter(pk=unit.pk), by="kind")
        found = _namesakes(entry, metadata)
        if found:
            raise SeemsKnown(entry.title, metadata, found)
    planning = entry.family == Family.PLANNING
    has_period = planning and metadata.period_start and metadata.period_end
    document = PlanDocument.objects.create(
        slug=entry.slug or free_slug(entry.title),
        title=entry.title,
        family=entry.family,
        kind=entry.kind,
        level=entry.level or _level(entry) or _level_by_kind(entry) or level_of(unit),
        division=entry.division or unit.division,
        issuer=(entry.issuer or _for_all(metadata.issuer))[:ISSUER_LENGTH],
        owner_unit=unit,
        visibility=entry.visibility,
        regime="" if planning else regime_of(entry.title, entry.kind),
        period_start=metadata.period_start if has_period else None,
        period_end=metadata.period_end if has_period else None,
        import_key=import_key,
    )
    document.hazards.set(entry.hazards or _hazards_named(entry.title))
    return document


def _level(entry: Entry) -> str:
    """That of the division that was given; of a unit's own it says nothing: a station of the
    county serves a town."""
    division = entry.division
    return (level_for(entry.owner_unit, division, entry.kind) or "") if division else ""


def _level_by_kind(entry: Entry) -> str:
    """The plan of a firm or a village is none of the county, though the county keeps it. A town
    may call its own 基层预案, so of that kind only the title is asked."""
    is_of_house = entry.kind == Kind.UNIT or family_and_kind(entry.title)[1] == Kind.GRASSROOTS
    return Level.GRASSROOTS if entry.family == Family.RESPONSE and is_of_house else ""


def _hazards_named(title: str) -> list[Hazard]:
    hazards = {hazard.slug: hazard for hazard in Hazard.objects.all() if hazard.name}
    named = hazards_named(title, {slug: hazard.name for slug, hazard in hazards.items()})
    return [hazards[slug] for slug in named]


def new_version(
    *,
    document: PlanDocument,
    parsed: Parse,
    content_hash: str,
    title: str,
    name: str,
    actor: User | None,
    original: Original | None,
) -> PlanVersion:
    highest = document.versions.aggregate(top=Max("number"))["top"] or 0
    values: dict[str, Any] = {
        "title": title,
        "source": parsed.source,
        "source_name": name.rsplit("/", 1)[-1][:255],
        "encoding": parsed.encoding,
        "content_hash": content_hash,
        "original": parsed.original,
        "imported_by": actor,
        "upload": original,
        "ready": False,
        **values_read(parsed, document),
    }
    return PlanVersion.objects.create(document=document, number=highest + 1, **values)


def _for_all(value: str) -> str:
    """What a column of the header may tell everybody: no telephone number of a person."""
    return "" if names_contact(value) else value


def _held_back() -> dict[str, Any]:
    text = _(
        "公开信息里有联系人或手机号，公开的页面不显示那一行。要公开，把那一行改正为正文，再核定公开。"
    )
    return {"code": "header_contact", "text": text, "node": None}


def _judged_by_title(document: PlanDocument) -> dict[str, Any]:
    text = _(
        "按标题登记成“%(regime)s”，演练等期限照它算。不是的，到登记里的“生产安全”改；"
        "是危险行业或人员密集场所的，也在那里选。"
    ) % {"regime": Regime(document.regime).label}
    return {"code": "regime_by_title", "text": text, "node": None}


def _notes_of(parsed: Parse) -> Iterator[dict[str, Any]]:
    """With the position of the clause that each is said of; a title is none."""
    titles = [at for at, node in enumerate(parsed.nodes) if node.kind == NodeKind.TITLE]
    for note in parsed.notes:
        placed: dict[str, Any] = {}
        if note.node is not None and note.node not in titles:
            placed = {"position": note.node - sum(at < note.node for at in titles)}
        yield {"code": note.code, "text": note.text, "node": note.node, **placed}


def values_read(parsed: Parse, document: PlanDocument) -> dict[str, Any]:
    """Columns of a version that say what was read in its text."""
    metadata = parsed.metadata
    marked = warning_of(parsed.original)
    is_new = document.current_version_id is None
    by_title = is_new and document.regime == regime_of(document.title, document.kind) != ""
    held_back = any(names_contact(field.raw) for field in parsed.fields)
    return {
        "notice_title": metadata.notice_title[:TITLE_LENGTH],
        "spans": [[s.start, s.end, s.kind.value, s.owner] for s in parsed.spans],
        "fields": [
            {"key": f.key.value, "label": f.label, "value": f.value, "raw": f.raw}
            for f in parsed.fields
        ],
        "notes": [
            *([{"code": "marked", "text": marked, "node": None}] if marked else []),
            *([_held_back()] if held_back else []),
            *([_judged_by_title(document)] if by_title else []),
            *_notes_of(parsed),
        ],
        "script": metadata.script,
        "issuer": (_for_all(metadata.issuer) or document.issuer)[:ISSUER_LENGTH],
        "index_number": _for_all(metadata.index_number)[:80],
        "catalogue": _for_all(metadata.catalogue)[:120],
        "subject_words": _for_all(metadata.subject_words)[:200],
        "document_number": _for_all(metadata.document_number)[:80],
        "signed_on": metadata.signed_on,
        "published_on": metadata.published_on,
        "effective_on": metadata.effective_on,
    }
