"""What is to be done when and by whom, as data: response levels, actors with their duties, and
situations with what is done in each."""

from collections.abc import Sequence
from typing import Any

from content.plans.domain.actor_items import Item
from content.plans.domain.response_parts import Statement
from content.plans.enums import Family
from content.plans.models import PlanDocument
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.responses import ladders
from content.plans.selectors.roles import cast_of
from content.plans.selectors.situations import situations_by_chapter


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


def actors(text: ReadableText) -> dict[str, Any]:
    """As their pages show them, those with the most to do first, and what was left out."""
    cast = cast_of(text)
    found = [
        {
            "name": actor.name,
            "names": list(actor.names),
            "duties": [
                {
                    "clause": duty.said.anchor,
                    "text": duty.sentence,
                    "office": duty.office,
                    "points": _points(duty.items),
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
        for actor in (role.actor for role in cast.roles)
        if actor.duties
    ]
    left = {"actors": cast.left.actors, "sentences": cast.left.sentences}
    return {"actors": found, "actors_left_out": left}


def situations(text: ReadableText) -> list[dict[str, Any]]:
    """As their page shows them, in the order of the text."""
    return [
        {
            "name": one.name,
            "chapter": chapter.label,
            "under": list(one.where),
            "actions": [
                {
                    "clause": card.said.anchor,
                    "text": card.text,
                    "start": card.begins,
                    "end": card.ends,
                    "actors": list(card.actors),
                    "within": card.limit,
                    "is_open": card.is_open,
                    "points": _points(card.items),
                }
                for card in one.cards
            ],
        }
        for chapter in situations_by_chapter(text)
        for one in chapter.situations
    ]


def _points(items: Sequence[Item]) -> list[dict[str, str]]:
    return [{"clause": one.anchor, "label": one.label, "text": one.text} for one in items]
