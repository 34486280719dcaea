"""A clause with a number in it, an indicator that counts what a test says, a draft of a target."""

import uuid
from datetime import date
from decimal import Decimal

from content.pages import anchors
from content.targets import registry, services
from content.targets.enums import Comparator
from content.targets.models import Target

CLAUSE = anchors.key_of("targetclause", uuid.UUID(int=7))
TEXT = "到2026年底，全县持证应急志愿者不少于12人。"
STAND = {"count": 8, "text": TEXT, "status": "current", "public": True}


def resolve(ids):
    for identifier in ids:
        if identifier == uuid.UUID(int=7):
            yield anchors.Anchor(
                key=CLAUSE,
                title="（四）强化队伍",
                path=("安澜县“十五五”规划",),
                text=STAND["text"],
                url="/plans/five-year/#c-7",
                content_hash=str(hash(STAND["text"])),
                status=STAND["status"],
                public=STAND["public"],
            )


def count(on):
    return registry.Measurement.count(STAND["count"], day=on.isoformat())


def draft(world, indicator, **changes) -> Target:
    wanted = {
        "slug": "certified-volunteers",
        "name": "持证应急志愿者",
        "indicator": indicator,
        "clause_key": CLAUSE,
        "comparator": Comparator.AT_LEAST,
        "value": Decimal(12),
        "starts": date(2026, 1, 1),
        "due": date(2099, 12, 31),
        "unit": world.county,
        "actor": world.editor,
    }
    return services.draft_target(**wanted | changes)


def unbound(words: str) -> str:
    """Without what keeps a numeral on one line with its measure word."""
    return words.replace("\u2060", "").replace("\xa0", " ")
