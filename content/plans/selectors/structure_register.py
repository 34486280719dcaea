"""What the register holds of a document, as data: its relations, and what falls due of it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from content.pages import anchors
from content.plans.domain.dues import Due, dues_of
from content.plans.drilled import last_drilled
from content.plans.enums import Family, RelationKind, Visibility
from content.plans.models import PlanDocument
from content.plans.selectors.dues import RuleBook, facts_of, rule_book
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.relations import related, replaced
from portal.people.rights import Person


def relations(plan: PlanDocument, user: Person, clauses: Collection[str]) -> list[dict[str, Any]]:
    """What the document is to others, as far as the person reads; `clauses`: the ids of those
    that they read of its text. What it replaces by the register alone stands here, too."""
    found = []
    for one in related(plan, user):
        key = one.relation.clause_key
        clause = str(anchors.parse(key)[1]) if key else ""
        found.append(
            {
                "kind": one.kind.value,
                "name": one.name,
                "id": str(one.other.public_id) if one.other else None,
                "clause": clause if clause in clauses else None,
                "since": _day(one.relation.since),
                "until": _day(one.relation.until),
            }
        )
    told = {row["id"] for row in found if row["kind"] == RelationKind.REPLACES}
    found += [
        {
            "kind": RelationKind.REPLACES.value, "name": other.title, "id": str(other.public_id),
            "clause": None, "since": None, "until": None,
        }
        for other in replaced(plan, user)
        if str(other.public_id) not in told
    ]  # fmt: skip
    return found


def register(plan: PlanDocument, text: ReadableText, *, on: date) -> dict[str, Any] | None:
    """Days and dues, for those who read internal material of its unit; None for others and of
    planning documents, which have none."""
    if plan.family != Family.RESPONSE or Visibility.INTERNAL not in text.grades:
        return None
    drilled = last_drilled([plan.pk])
    book = rule_book()
    [(_pk, _title, facts)] = facts_of(PlanDocument.objects.filter(pk=plan.pk), drilled)
    dues = dues_of(facts, book.rules, book.calendar, on)
    return {
        "filed_with": plan.filed_with,
        "receipt_on": _day(plan.receipt_on),
        "disclosed_on": _day(plan.disclosed_on),
        "evaluated_on": _day(plan.evaluated_on),
        "drilled_on": _day(facts.drilled_on),
        "dues": [_due(due, book) for due in dues],
    }


def _due(due: Due, book: RuleBook) -> dict[str, Any]:
    rule = book.rows[due.rule.key]
    return {
        "what": due.what.value,
        "counted_from": _day(due.counted_from),
        "due_on": _day(due.due_on),
        "done_on": _day(due.done_on),
        "source": rule.source,
        "article": rule.article,
        "confidence": rule.confidence,
        "weekends_only": list(due.weekends_only),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
