"""What the register of 安澜县 knows of its plans: who was told of them, when, what they rest on and
why they have to be revised. Some of it is late or missing, as it is in a county."""

from datetime import date
from typing import Any, Final

from content.plans.enums import RelationKind, Sector, Trigger
from content.plans.models import PlanDocument
from content.plans.selectors.relations import suggestions
from content.plans.services import change_document, judge_hazards, relate, set_trigger
from content.taxonomy.models import Hazard
from portal.people.models import User

REGISTERED: Final[dict[str, dict[str, Any]]] = {
    "general-plan": {
        "approved_by": "安澜县人民政府常务会议", "approved_on": date(2026, 1, 12),
        "filed_with": "市人民政府",
        "filed_on": date(2026, 2, 4), "filing_receipt": "备〔2026〕11号",
        "receipt_on": date(2026, 2, 9),
    },
    "earthquake-plan": {
        "approved_by": "安澜县人民政府", "filed_with": "上级抗震救灾指挥机构牵头部门",
        "filed_on": date(2026, 2, 10), "filing_receipt": "应急备〔2026〕6号",
        "receipt_on": date(2026, 2, 13),
    },
    "flood-drought-plan": {
        "approved_by": "安澜县人民政府", "filed_with": "上级防汛抗旱指挥机构牵头部门",
        "filed_on": date(2026, 3, 10),
    },
    "forest-fire-plan": {"approved_by": "安澜县人民政府"},
    "public-health-plan": {
        "approved_by": "安澜县人民政府", "filed_with": "市级卫生健康部门",
        "filed_on": date(2026, 2, 11), "filing_receipt": "卫备〔2026〕3号",
        "receipt_on": date(2026, 2, 24), "sector": Sector.MEDICINE,
    },
    "town-plan": {
        "filed_with": "安澜县人民政府", "filed_on": date(2026, 3, 20),
        "filing_receipt": "安备〔2026〕4号", "receipt_on": date(2026, 3, 25),
    },
    "school-plan": {"sector": Sector.SCHOOL},
}  # fmt: skip
"""By slug. Nobody has filed the plan against forest fires, and no receipt came for that against
floods: the screens show what that looks like."""

TRIGGERS: Final = (
    (
        "flood-drought-plan", Trigger.EXPERIENCE, date(2026, 7, 20),
        "汛期实际转移时，上坝村的路线被淹，要改走北坡",
    ),
    (
        "public-health-plan", Trigger.COMMAND, date(2026, 9, 1),
        "县疾病预防控制机构的职责在 9 月调整",
    ),
)  # fmt: skip
FREQUENT: Final = ("flood", "forest-fire")
DANGEROUS: Final = ("flood", "earthquake")


def load() -> str:
    actor = User.objects.get(username="editor-chen")
    related = 0
    for slug, known in REGISTERED.items():
        plan = PlanDocument.objects.get(slug=slug)
        change_document(document=plan, actor=actor, **known)
    # 青河镇 and the school are left to the editor, who finds what their texts suggest.
    for slug in ("earthquake-plan", "flood-drought-plan", "forest-fire-plan"):
        related += _confirm_parents(PlanDocument.objects.get(slug=slug), actor)
    for slug, what, noticed_on, reason in TRIGGERS:
        set_trigger(
            document=PlanDocument.objects.get(slug=slug), what=what, noticed_on=noticed_on,
            reason=reason, actor=actor,
        )  # fmt: skip
    judge_hazards(
        frequent=Hazard.objects.filter(slug__in=FREQUENT),
        dangerous=Hazard.objects.filter(slug__in=DANGEROUS),
        source="安澜县自然灾害综合风险普查（虚构）",
        actor=User.objects.get(username="admin-zhao"),
    )
    return f"{len(REGISTERED)} 件，{related} 条关系"


def _confirm_parents(plan: PlanDocument, actor: User) -> int:
    version = plan.current_version
    if version is None:
        return 0
    found = [
        one for one in suggestions(plan, version, actor) if one.kind == RelationKind.PARENT
    ]  # fmt: skip
    for one in found:
        relate(
            document=plan, kind=one.kind, other=one.other,
            named="" if one.other else one.name, clause_key=one.clause.key,
            since=version.signed_on, actor=actor,
        )  # fmt: skip
    return len(found)
