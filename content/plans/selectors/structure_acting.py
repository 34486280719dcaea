"""What is to be done when and by whom, as data: response levels and actors with their duties."""

from collections.abc import Sequence
from typing import Any

from content.plans.domain.response_parts import Statement
from content.plans.enums import Family
from content.plans.models import PlanDocument
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.responses import ladders
from content.plans.selectors.roles import roles_of


def levels(plan: PlanDocument, text: ReadableText) -> list[dict[str, Any]]:
    """As its page shows them; none of a planning document."""
    if plan.family != Family.RESPONSE:
        return []
    return [
        {
            "about": ladder.about,
            "notes": _said(ladder.notes),
            "responses": [
                {
                    "level": response.level,
                    "name": response.name,
                    "conditions": _said(response.conditions),
                    "deciders": _said(response.deciders),
                    "actions": _said(response.actions),
                }
                for response in ladder.responses
            ],
        }
        for ladder in ladders(text)
    ]


def _said(statements: Sequence[Statement]) -> list[dict[str, str]]:
    return [{"clause": one.anchor, "label": one.label, "text": one.text} for one in statements]


def actors(text: ReadableText) -> list[dict[str, Any]]:
    """As their pages show them: those with the most to do first."""
    return [
        {
            "name": actor.name,
            "names": list(actor.names),
            "duties": [
                {
                    "clause": duty.said.anchor,
                    "text": duty.sentence,
                    "office": duty.office,
                    "points": [
                        {"clause": item.anchor, "label": item.label, "text": item.text}
                        for item in duty.items
                    ],
                }
                for duty in actor.duties
            ],
            "offices": [
                {
                    "clause": office.said.anchor,
                    "holder": office.holder,
                    "title": office.title,
                    "text": office.sentence,
                }
                for office in actor.offices
            ],
        }
        for actor in (role.actor for role in roles_of(text))
        if actor.duties
    ]
