"""Relations between documents: confirmed or dismissed as the text suggests them, or added."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content.plans.enums import RelationKind, RelationState, Status
from content.plans.models import PlanDocument, PlanRelation
from content.plans.services.register import PlanRefused, change_document
from portal.foundation.audit.services import record
from portal.foundation.pagecache.services import purge
from portal.people.models import User


def relate(
    *,
    document: PlanDocument,
    kind: str,
    actor: User | None,
    other: PlanDocument | None = None,
    named: str = "",
    state: str = RelationState.CONFIRMED,
    clause_key: str = "",
    since: date | None = None,
    until: date | None = None,
) -> PlanRelation:
    """Say what a document is to another, or to a text the library does not hold. The same said
    twice is said once; what is not given (where the text says so, since when, until when) stays
    as it was. Raises PlanRefused for a document's relation to itself and for parents
    that would stand under their own child."""
    if other is not None and other.pk == document.pk:
        raise PlanRefused(_("文件和自己没有这些关系，换一份。"), "other")
    if (other is None) == (not named):
        raise PlanRefused(_("库里的文件和库外的名称，只填一样。"), "named")
    if (
        other is not None
        and kind == RelationKind.PARENT
        and state == RelationState.CONFIRMED
        and stands_under(other, document)
    ):
        raise PlanRefused(
            _("《%(title)s》已经在这份文件下面，不能又是它的上级。") % {"title": other.title},
            "other",
        )
    end: dict[str, Any] = {"other": other} if other is not None else {"named": named}
    given: dict[str, Any] = {"clause_key": clause_key, "since": since, "until": until}
    said = {"state": state, **{name: value for name, value in given.items() if value}}
    try:
        with transaction.atomic():
            relation, made = PlanRelation.objects.get_or_create(
                document=document, kind=kind, **end, defaults=said
            )
            changed = made or any(getattr(relation, name) != said[name] for name in said)
            if changed:
                if not made:
                    PlanRelation.objects.filter(pk=relation.pk).update(**said)
                    relation.refresh_from_db()
                purge(reason="plan")
                record(
                    actor=actor,
                    action="content.plan.related",
                    target=document,
                    unit_id=document.owner_unit_id,
                    data={"kind": kind, "state": state},
                )
    except IntegrityError as error:
        if "planrelation_validity_order" in str(error):
            raise PlanRefused(_("“至”要晚于“自”。"), "until") from error
        raise PlanRefused(_("这条关系已经有了，或者它的文件刚被删掉。刷新页面再看。")) from error
    return relation


@transaction.atomic
def unrelate(*, relation: PlanRelation, actor: User | None) -> None:
    """Take a relation back; what the text suggests is suggested again."""
    gone, _rows = PlanRelation.objects.filter(pk=relation.pk).delete()
    if gone:
        purge(reason="plan")
        record(
            actor=actor,
            action="content.plan.unrelated",
            target=relation.document,
            unit_id=relation.document.owner_unit_id,
            data={"kind": relation.kind},
        )


def mark_replaced(*, document: PlanDocument, by: PlanDocument, actor: User | None) -> PlanDocument:
    """Register a document as historic, with the published one that replaces it as its successor.
    Twice is once. Raises PlanRefused where `by` is not published or is historic itself."""
    if by.current_version_id is None:
        raise PlanRefused(_("代替它的文件还没发布。先发布，再把旧的标为历史。"))
    if by.status == Status.HISTORIC:
        raise PlanRefused(_("代替它的文件自己已经是历史文件，先核对两份的效力。"))
    return change_document(document=document, actor=actor, status=Status.HISTORIC, replaced_by=by)


def stands_under(low: PlanDocument, high: PlanDocument) -> bool:
    """Whether one comes from `low` upwards to `high`, over any number of parents."""
    edges: dict[int, set[int]] = {}
    for document, other in PlanRelation.objects.filter(
        kind=RelationKind.PARENT, state=RelationState.CONFIRMED, other__isnull=False
    ).values_list("document_id", "other_id"):
        edges.setdefault(document, set()).add(other)
    seen, waiting = {low.pk}, [low.pk]
    while waiting:
        for above in edges.get(waiting.pop(), ()):
            if above == high.pk:
                return True
            if above not in seen:
                seen.add(above)
                waiting.append(above)
    return False
