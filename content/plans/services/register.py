"""The entry of a document in the register: name, reach, status, and drafts thrown away."""

from contextlib import AbstractContextManager
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import PROTECT
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans import telling
from content.plans.domain.reach import is_stricter
from content.plans.enums import Family, Level, VersionState, Visibility, family_of
from content.plans.models import PlanDocument, PlanTask, PlanVersion, ProgressNote, RegisterEdit
from content.plans.review_states import VoidFor
from content.plans.selectors.levels import levels_for
from content.plans.selectors.places import level_for, may_stand_for, place_of
from content.plans.services.contradictions import explained
from content.plans.services.originals import release_original
from content.plans.services.storing import clear
from content.plans.services.titles import retitle_drafts
from portal.foundation.audit.services import record
from portal.foundation.locks import hold, only_one
from portal.foundation.pagecache.services import purge
from portal.people.models import Division, Unit, User

CHANGEABLE: Final = frozenset(
    {"title", "family", "kind", "level", "division", "issuer", "sector", "visibility", "status",
     "replaced_by", "period_start", "period_end", "approved_by", "approved_on", "issued_on",
     "regime", "filed_with", "filed_on", "filing_receipt", "receipt_on", "disclosed_on",
     "evaluated_on", "original_for_readers"}
)  # fmt: skip

FALLING_DUE: Final = (
    "approved_by", "approved_on", "issued_on", "regime", "filed_with", "filed_on",
    "filing_receipt", "receipt_on", "disclosed_on", "evaluated_on",
)  # fmt: skip
"""What the register holds of response plans alone."""
PERIOD: Final = ("period_start", "period_end")
"""What it holds of planning documents alone."""

READ_WITH_THE_TEXT: Final = frozenset({"title", "visibility"})
"""What an approval is of, beside the text."""


class PlanRefused(ValueError):
    """`message` says in Chinese what to change, `field` where on the form if at one place;
    nothing was written."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


def check_level(level: str, unit: Unit) -> None:
    """Raises PlanRefused for a level that a document of this unit cannot be of."""
    fitting = levels_for(unit)
    if level not in fitting:
        raise PlanRefused(
            _("%(unit)s的文件不能是“%(level)s”，只能是：%(fitting)s。")
            % {
                "unit": unit,
                "level": dict(Level.choices).get(level, level),
                "fitting": "、".join(str(each.label) for each in fitting),
            }
        )


def check_division(division: Division, unit: Unit) -> None:
    """Raises PlanRefused for a place for which a document of this unit cannot stand."""
    if not may_stand_for(unit, division):
        raise PlanRefused(
            _("%(unit)s的文件只能写%(place)s和它下面的地区。")
            % {"unit": unit, "place": place_of(unit)},
            "division",
        )


def change_document(
    *,
    document: PlanDocument,
    actor: User | None,
    hazards: Any = None,
    confirmed_by: User | None = None,
    **values: Any,
) -> PlanDocument:
    """Change register data; the search follows. A kind of the other family takes the document
    there, as long as it was never published, without what the other does not hold; another
    division takes the level along, where none is said. `confirmed_by`: who agreed that more people
    read what is in force; it happens by their hand. Raises PlanRefused for what the rules
    forbid."""
    unknown = set(values) - CHANGEABLE
    if unknown:
        raise TypeError(f"not changeable: {sorted(unknown)}")
    try:
        with transaction.atomic():
            # What is asked below still holds when it is written: whoever publishes it waits.
            hold(PlanDocument.objects.filter(pk=document.pk), by="kind")
            return _changed(document, actor, hazards, confirmed_by, values)
    except IntegrityError as error:
        document.refresh_from_db()
        raise PlanRefused(explained(str(error))) from error


def _changed(
    document: PlanDocument,
    actor: User | None,
    hazards: Any,
    confirmed_by: User | None,
    values: dict[str, Any],
) -> PlanDocument:
    from content.plans.services.approvals import void_where_changed
    from content.plans.services.publishing import follow_change
    from content.plans.services.widening import (
        refuse_to_offer,
        refuse_to_retitle,
        refuse_to_widen,
        void_widenings,
    )

    hand = confirmed_by or actor
    stored = PlanDocument.objects.filter(pk=document.pk).first()
    if stored is None:
        raise PlanRefused(_("这份文件的登记刚被删掉了，没有保存。"))
    is_level_said = "level" in values
    values = {name: value for name, value in values.items() if getattr(stored, name) != value}
    if "visibility" in values and is_stricter(stored.visibility, values["visibility"]):
        refuse_to_widen(document=stored, actor=actor, confirmed_by=confirmed_by)
    if "title" in values:
        refuse_to_retitle(document=stored, actor=actor)
    if values.get("original_for_readers"):
        refuse_to_offer(document=stored, actor=actor)
    if "visibility" in values:
        values = _disclosed(stored, values["visibility"]) | values
    if (division := values.get("division")) is not None:
        check_division(division, stored.owner_unit)
        level = level_for(stored.owner_unit, division, values.get("kind", stored.kind))
        if not is_level_said and level not in (None, stored.level):
            values["level"] = level
    if "level" in values:
        check_level(values["level"], stored.owner_unit)
    if hazards is not None and set(hazards) == set(stored.hazards.all()):
        hazards = None
    if not values and hazards is None:
        return document
    if "kind" in values and family_of(values["kind"]) != stored.family:
        values |= _to_the_other_family(stored, values)
    if (successor := values.get("replaced_by")) is not None:
        _refuse_circle(stored, successor)
    for name, value in values.items():
        setattr(document, name, value)
    document.save(update_fields=list(values)) if values else None
    if hazards is not None:
        document.hazards.set(hazards)
    if "title" in values:
        retitle_drafts(document, stored.title)
    if values.keys() & READ_WITH_THE_TEXT:
        if actor is not None:
            RegisterEdit.objects.create(document=document, person=actor)
        void_where_changed(document=document, why=VoidFor.REGISTER, by=hand)
    if "visibility" in values:
        void_widenings(document=document, anchors=[None], by=hand)
    follow_change(document=document, hide="visibility" in values)
    purge(reason="plan")
    record(
        actor=hand,
        action="content.plan.changed",
        target=document,
        unit_id=document.owner_unit_id,
        data={"fields": sorted([*values, *(["hazards"] if hazards is not None else [])])},
    )
    return document


def _disclosed(stored: PlanDocument, wanted: str) -> dict[str, Any]:
    """The day of the disclosure, where neither the register nor the text says it: of what was
    published for fewer people the day that everybody may read it; of what everybody read the day
    of its publication, which stays when it is opened again."""
    version = stored.current_version
    if version is None or version.published_on or stored.disclosed_on:
        return {}
    if stored.family != Family.RESPONSE or version.published_at is None:
        return {}
    if wanted == Visibility.PUBLIC:
        return {"disclosed_on": timezone.localdate()}
    was_public = stored.visibility == Visibility.PUBLIC
    return {"disclosed_on": timezone.localdate(version.published_at)} if was_public else {}


def held_in_its_family(document: PlanDocument) -> str:
    """Why the document cannot go to the other family any more; empty where it can."""
    if document.versions.filter(state=VersionState.PUBLISHED).exists():
        return _("发布过的文件不能换类别，只能选这一类里的种类。")
    held = (PlanTask, ProgressNote)
    if any(model.objects.filter(document=document).exists() for model in held):
        return _("这份文件已经登记了任务或进展，不能换类别。")
    return ""


def _to_the_other_family(stored: PlanDocument, values: dict[str, Any]) -> dict[str, Any]:
    """The family of the new kind, and what of the register does not go with it, emptied."""
    if why := held_in_its_family(stored):
        raise PlanRefused(why, "kind")
    family = family_of(values["kind"])
    gone = FALLING_DUE if family == Family.PLANNING else PERIOD
    fields = {name: PlanDocument._meta.get_field(name) for name in gone}
    empty = {name: None if field.null else "" for name, field in fields.items()}
    successor = values.get("replaced_by", stored.replaced_by)
    misfit = successor is not None and successor.family != family
    return {"family": family, **empty, **({"replaced_by": None} if misfit else {})}


def _refuse_circle(document: PlanDocument, successor: PlanDocument) -> None:
    """Raises PlanRefused where one comes from the successor, over any number of documents that
    replace each other, back to this one."""
    # One row stands for the whole library: whoever else names a successor waits, or is seen here.
    hold(Unit.objects.filter(pk__in=Unit.objects.order_by("pk").values("pk")[:1]), by="kind")
    after = dict(
        PlanDocument.objects.filter(replaced_by__isnull=False).values_list("pk", "replaced_by")
    )
    at, seen = after.get(successor.pk), {successor.pk}
    while at is not None and at not in seen:
        if at == document.pk:
            raise PlanRefused(
                _(
                    "照登记，《%(title)s》已经由这份文件代替，不能反过来又代替它。"
                    "选另一份，或者先改《%(title)s》的登记。"
                )
                % {"title": successor},
                "replaced_by",
            )
        seen.add(at)
        at = after.get(at)


def discard_draft(*, version: PlanVersion, actor: User | None) -> None:
    """Throw a draft away with its original; a document without any version goes with it.

    It is hidden first, so that its many rows can go in short transactions.
    """
    document = version.document
    others = document.versions.exclude(pk=version.pk)
    if not others.exists() and document.replaces.exists():
        names = "、".join(f"《{other}》" for other in document.replaces.all())
        raise PlanRefused(
            _("%(names)s写着由这份文件代替。先在它的登记里改掉，再删这份草稿。") % {"names": names}
        )
    _refuse_what_is_kept(version)
    if not others.exists():
        _refuse_what_is_kept(document)
    with discarding(version) as mine:
        if not mine:
            raise PlanRefused(_("这份草稿正在删除，过一会再看。"))
        hidden = PlanVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT)
        if not hidden.update(ready=False):
            raise PlanRefused(_("已发布的版本不能删除，只能发布新版本代替。"))
        clear(version)
        with transaction.atomic():
            telling.thrown_away(version=version)
            version.delete()
            left = document.versions.exists()
            record(
                actor=actor,
                action="content.plan.draft_discarded",
                target=document,
                unit_id=document.owner_unit_id,
                data={"version": version.number, "document_removed": not left},
            )
            if not left:
                document.delete()
            if version.upload is not None:
                release_original(original=version.upload)


def _refuse_what_is_kept(row: PlanVersion | PlanDocument) -> None:
    """Raises PlanRefused where something hangs on it that outlives a draft: progress, or what a
    room above protects, as a drill."""
    for relation in row._meta.related_objects:
        model = relation.related_model
        if model is PlanDocument:
            continue  # what it replaces, and that it is in force, is told otherwise
        stays = relation.on_delete is PROTECT or model is ProgressNote
        rows = model._base_manager.filter(**{relation.field.name: row})
        if stays and rows.exists():
            raise PlanRefused(
                _(
                    "这份文件已经登记了“%(what)s”，那些记录要留着，所以草稿不能删。"
                    "内容要改，重新导入一版。"
                )
                % {"what": model._meta.verbose_name}
            )


def discarding(version: PlanVersion) -> AbstractContextManager[bool]:
    """True inside the block where nobody else throws this draft away."""
    return only_one(f"plan-discard-{version.pk}")
