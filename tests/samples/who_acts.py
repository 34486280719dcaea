"""A plan in which is read who acts, and what an editor says of that."""

from content.plans import services
from content.plans.models import PlanCorrection, PlanVersion
from content.plans.selectors.readable import readable_text
from content.plans.selectors.roles import roles_of
from portal.people.models import User

ACTING = """安澜县防汛应急预案

1 总则

1.1 目的

为了防汛，制定本预案。

2 应急处置

2.1 先期处置

发现管涌的，县水利局应当立即到场。县公安局负责维持秩序。转移路线由带队的人定。

2.2 监测

县水利局负责汛情监测。县气象局负责预报。
"""
"""Who acts is read in two of its clauses."""


def at(version: PlanVersion, words: str) -> int:
    return version.original.index(words)


def say(
    version: PlanVersion, actor: User, kind, words, name, called="", **values
) -> PlanCorrection:
    """Of the sentence that begins with `words`."""
    return services.correct_draft(
        version=version, actor=actor, kind=kind, at=at(version, words), name=name,
        called=called, **values,
    )  # fmt: skip


def duties_of(version: PlanVersion, person: User) -> dict[str, list[str]]:
    """By actor the sentences that the person gets."""
    roles = roles_of(readable_text(version, person))
    return {role.actor.name: [duty.sentence for duty in role.actor.duties] for role in roles}
