"""Drills of a unit as they stand in the middle of their year, and a photo to send with them."""

import io
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content.drills import services
from content.drills.domain.scoring import Limits
from content.drills.domain.sheets import Line
from content.drills.enums import Aspect, Form, Notice, Scope, SheetKind
from content.drills.models import Drill, Sheet
from content.drills.services.evaluating import Given
from content.plans.models import PlanDocument
from portal.people.models import Unit, User

LIMITS: Final = Limits(Decimal(90), Decimal(80), Decimal(60))
LINES: Final = (
    Line("指挥", "接报后及时启动响应", Decimal(40), "每晚 1 分钟扣 10 分"),
    Line("处置", "危险区群众按时转移", Decimal("35.5")),
    Line("装备", "应急广播全部响起", Decimal("24.5")),
)


class SentAgain(SimpleUploadedFile):
    """A chosen file that a browser sends each time anew."""

    def read(self, *arguments: Any) -> bytes:
        self.seek(0)
        return bytes(super().read(*arguments))


def photo_bytes(colour: str = "navy") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(drawn, "PNG")
    return drawn.getvalue()


PHOTO: Final = SentAgain("现场.png", photo_bytes(), "image/png")
OTHER_PHOTO: Final = SentAgain("河堤.png", photo_bytes("teal"), "image/png")


def sheet(kind: str = SheetKind.LIVE, actor: User | None = None) -> Sheet:
    return services.set_sheet(
        kind=kind, lines=LINES, limits=LIMITS, source="县应急办会议定（示范）", actor=actor
    )


def planned(plan: PlanDocument, unit: Unit, actor: User | None = None, **more: Any) -> Drill:
    values = {
        "title": f"{unit.name}防汛演练", "form": Form.LIVE, "scope": Scope.COMPREHENSIVE,
        "notice": Notice.SCRIPTED, "planned_on": date(2026, 5, 10), "aim": "", "partners": "",
    }  # fmt: skip
    return services.plan_drill(
        **{"token": uuid4(), "owner_unit": unit, "actor": actor, "plan": plan, **values, **more}
    )


def log_of(drill: Drill, **more: Any) -> dict[str, Any]:
    return {
        "version": drill.plan.current_version, "held_on": date(2026, 5, 12), "place": "河堤",
        "lead": "镇防汛指挥部指挥长", "summary": "预警、转移、清点。", "commanders": 3,
        "responders": 12, "cadres": 5, "residents": 60, "students": 0, "employees": 0,
        "volunteers": 4, "onlookers": 20,
    } | more  # fmt: skip


def held(plan: PlanDocument, unit: Unit, actor: User | None = None, **more: Any) -> Drill:
    drill = planned(plan, unit, actor, **more)
    return services.log_drill(drill=drill, actor=actor, **log_of(drill))


def evaluated(drill: Drill, actor: User | None = None, score: int = 85) -> Drill:
    kept = Sheet.objects.filter(kind=drill.sheet_kind).first() or sheet(drill.sheet_kind)
    saved = services.save_evaluation(
        drill=drill, sheet=kept, actor=actor,
        scores={line.pk: Given(Decimal(score)) for line in kept.lines.all()},
        team="县应急局评估组", conclusion="转移及时。", evaluated_on=date(2026, 5, 20),
    )  # fmt: skip
    services.close_evaluation(evaluation=saved, actor=actor)
    return Drill.objects.get(pk=drill.pk)


def of_unit(things: Any, office: User) -> None:
    """For `tests.samples.county`: one that is planned, one that was held and found something."""
    sheet(actor=office)
    plan = things.flood_plan
    plan.refresh_from_db()
    things.planned_drill = planned(plan, things.unit, office, title="汛前演练")
    things.held_drill = held(plan, things.unit, office)
    things.evidence = services.add_evidence(
        drill=things.held_drill, data=photo_bytes(), name="现场.png", actor=office
    )
    things.improvement = services.add_improvement(
        drill=things.held_drill, token=uuid4(), actor=office, aspect=Aspect.PLAN,
        finding="转移路线被淹", action="改走北坡", responsible_unit=things.unit,
        due_on=date(2026, 9, 1),
    )  # fmt: skip
