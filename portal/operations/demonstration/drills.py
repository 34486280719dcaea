"""The drills of 安澜县: one that was held, evaluated and found something, one still to come. Every
weight and limit is the county's own invention."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from content.drills import services
from content.drills.domain.scoring import Limits
from content.drills.domain.sheets import Line
from content.drills.enums import Aspect, Form, Notice, Scope, SheetKind
from content.drills.models import Drill, Sheet
from content.drills.services.evaluating import Given
from content.plans.models import PlanDocument
from portal.foundation import pdf
from portal.people.models import Unit, User

SOURCE: Final = "安澜县应急管理局 2026 年 3 月议定（虚构）"
LIMITS: Final = Limits(Decimal(90), Decimal(80), Decimal(60))
COMMAND, RESPONSE, PLAN = Aspect.COMMAND.label, Aspect.RESPONSE.label, Aspect.PLAN.label
EXECUTION, EQUIPMENT = Aspect.EXECUTION.label, Aspect.EQUIPMENT.label
LIVE: Final = (
    (COMMAND, "接报后 30 分钟内决定启动响应、通知到各成员单位", "20", "每晚 1 分钟扣 10 分", "90"),
    (COMMAND, "响应启动后 1 小时内设立现场指挥部，信息按时续报", "15", "", "85"),
    (RESPONSE, "危险区群众按路线转移，人数清点无误", "25", "每漏 1 人扣 20 分", "80"),
    (PLAN, "职责、流程和实际做的对得上", "20", "", "75"),
    (EQUIPMENT, "应急广播、对讲机、照明可用", "12.5", "每坏一类扣 25 分", "75"),
    (EXECUTION, "航空救援协同", "7.5", "没有安排的勾“不适用”", ""),
)  # fmt: skip
"""Aspect, indicator, weight, how it is scored, what the drill earned ("" does not apply)."""
TABLETOP: Final = (
    (COMMAND, "研判和决策有依据、说得清", "40", ""),
    (PLAN, "按预案找得到职责和措施", "40", ""),
    (EXECUTION, "各单位代表到齐、发言完整", "20", ""),
)  # fmt: skip
HELD_ON: Final = date(2026, 5, 12)


def load() -> str:
    editor = User.objects.get(username="editor-chen")
    county = Unit.objects.get(code="anlan")
    live = _sheets()
    drill = services.plan_drill(
        token=_token("earthquake"), owner_unit=county, actor=editor,
        title="2026 年地震应急综合演练", plan=PlanDocument.objects.get(slug="earthquake-plan"),
        form=Form.LIVE, scope=Scope.COMPREHENSIVE, notice=Notice.UNSCRIPTED,
        planned_on=HELD_ON, aim="灾情速报、避险疏散、人员搜救和群众安置",
        partners="县教育局、县卫生健康局、县消防救援局、青河镇",
    )  # fmt: skip
    _hold(drill, live, editor)
    services.plan_drill(
        token=_token("forest-fire"), owner_unit=county, actor=editor,
        title="森林草原火灾扑救桌面推演",
        plan=PlanDocument.objects.get(slug="forest-fire-plan"), form=Form.TABLETOP,
        scope=Scope.SPECIAL, notice=Notice.SCRIPTED,
        planned_on=timezone.localdate() + timedelta(days=30),
        aim="报警、早期处理、群众转移", partners="县林业和草原局",
    )  # fmt: skip
    return f"{Drill.objects.count()} 次"


def _sheets() -> Sheet:
    admin = User.objects.get(username="admin-zhao")
    services.set_sheet(
        kind=SheetKind.TABLETOP, limits=LIMITS, source=SOURCE, actor=admin,
        lines=[Line(str(a), name, Decimal(weight), how) for a, name, weight, how in TABLETOP],
    )  # fmt: skip
    return services.set_sheet(
        kind=SheetKind.LIVE, limits=LIMITS, source=SOURCE, actor=admin,
        lines=[Line(str(a), name, Decimal(weight), how) for a, name, weight, how, _ in LIVE],
    )  # fmt: skip


def _hold(drill: Drill, sheet: Sheet, editor: User) -> None:
    held_on = min(HELD_ON, timezone.localdate())
    drill = services.log_drill(
        drill=drill, actor=editor, version=drill.plan.current_version, held_on=held_on,
        place="青河镇中心广场、第一小学", lead="县抗震救灾指挥部副指挥长",
        summary="14 时 28 分拉响警报，学校就地避险后疏散，县指挥部接报、研判、启动响应，"
        "救援队伍搜救，镇村清点人数、安置群众，16 时结束。",
        commanders=18, responders=64, cadres=42, residents=310, students=426, employees=0,
        volunteers=25, onlookers=60,
    )  # fmt: skip
    services.add_evidence(
        drill=drill, data=_scheme(drill), name="演练方案.pdf", caption="演练方案", actor=editor
    )
    lines = sheet.lines.all()
    scores = {
        line.pk: Given(Decimal(score)) if score else Given(applies=False, note="没有安排")
        for line, (*_said, score) in zip(lines, LIVE, strict=True)
    }
    saved = services.save_evaluation(
        drill=drill, sheet=sheet, actor=editor, scores=scores,
        goal="看预案管不管用、队伍拉不拉得出", team="县应急管理局和县地震专家组成的评估组",
        basis="安澜县地震应急预案、演练方案", method="现场观察、查记录、访谈",
        analysis="转移快，清点慢：村和学校用的名单格式不同。",
        conclusion="达到演练目标。人员清点和两处广播要改进。",
        evaluated_on=min(held_on + timedelta(days=8), timezone.localdate()),
    )  # fmt: skip
    services.close_evaluation(evaluation=saved, actor=editor)
    _improve(drill, held_on, editor)


def _improve(drill: Drill, held_on: date, editor: User) -> None:
    mended = services.add_improvement(
        drill=drill, token=_token("broadcast"), actor=editor, aspect=Aspect.EQUIPMENT,
        finding="两处应急广播没有响", action="换电源，每月试响一次",
        responsible_unit=Unit.objects.get(code="qinghe"), due_on=held_on + timedelta(days=30),
    )  # fmt: skip
    services.add_evidence(
        drill=drill, improvement=mended, data=_scheme(drill, "广播试响记录"),
        name="试响记录.pdf", actor=editor,
    )  # fmt: skip
    services.finish_improvement(
        improvement=mended, on=min(held_on + timedelta(days=20), timezone.localdate()),
        note="电源已换，三次试响都正常", actor=editor,
    )  # fmt: skip
    found = services.add_improvement(
        drill=drill, token=_token("roll"), actor=editor, aspect=Aspect.PLAN,
        finding="预案没有写谁汇总转移人数，村和学校各报各的",
        action="在预案里写明由镇汇总、统一格式",
        responsible_unit=Unit.objects.get(code="emergency"), due_on=date(2026, 12, 20),
    )  # fmt: skip
    services.propose_revision(improvement=found, actor=editor)


def _scheme(drill: Drill, heading: str = "演练方案") -> bytes:
    html = f"<h1>{heading}</h1><p>{drill.title}</p><p>安澜县是虚构的，这份材料只作示范。</p>"
    return pdf.render(html, title=heading).content


def _token(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"anlan/drills/{name}")
