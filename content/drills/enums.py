from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """How a drill is held."""

    TABLETOP = "tabletop", _("桌面推演")
    LIVE = "live", _("实战演练")
    COMBINED = "combined", _("远程桌面推演加实战")
    OPERATION = "operation", _("操作演练")
    SAND_TABLE = "sand_table", _("沙盘推演")
    SIMULATION = "simulation", _("模拟演练")


class Scope(models.TextChoices):
    """What a drill tries: several functions together, or one (AQ/T 9007-2019: 综合演练,
    单项演练). Of which plan it is a drill, the plan says."""

    COMPREHENSIVE = "comprehensive", _("综合演练")
    SPECIAL = "special", _("单项演练")


class Notice(models.TextChoices):
    """What those who drill know before."""

    SCRIPTED = "scripted", _("有脚本")
    UNSCRIPTED = "unscripted", _("无脚本")
    DOUBLE_BLIND = "double_blind", _("双盲")


class State(models.TextChoices):
    PLANNED = "planned", _("计划中")
    HELD = "held", _("已演练，待评估")
    CLOSED = "closed", _("已评估")
    CANCELLED = "cancelled", _("已取消")


class SheetKind(models.TextChoices):
    """GB/T 46792-2025 has indicators of live drills (annex A) and of tabletop drills (annex B)."""

    LIVE = "live", _("实战类演练")
    TABLETOP = "tabletop", _("桌面类演练")


SHEET_OF: Final = {
    Form.TABLETOP: SheetKind.TABLETOP,
    Form.SAND_TABLE: SheetKind.TABLETOP,
    Form.SIMULATION: SheetKind.TABLETOP,
    Form.LIVE: SheetKind.LIVE,
    Form.OPERATION: SheetKind.LIVE,
    Form.COMBINED: SheetKind.LIVE,
}
"""Whatever is walked or handled is evaluated as a live drill."""


class GradeWord(models.TextChoices):
    """Words of `domain.scoring.Grade`."""

    EXCELLENT = "excellent", _("优秀")
    GOOD = "good", _("良好")
    PASSED = "passed", _("合格")
    FAIL = "fail", _("不合格")


class Aspect(models.TextChoices):
    """What a finding is about: the content of a drill's evaluation in 国办发〔2013〕101号."""

    PLAN = "plan", _("预案的合理性与可操作性")
    COMMAND = "command", _("指挥协调和应急联动")
    RESPONSE = "response", _("应急人员的处置")
    EQUIPMENT = "equipment", _("设备装备的适用性")
    EXECUTION = "execution", _("演练的执行")


NUMBERS: Final = (
    "commanders", "responders", "cadres", "residents", "students", "employees", "volunteers",
)  # fmt: skip
"""Fields of a drill that count who took part; onlookers are counted apart."""

HELD_STATES: Final = (State.HELD, State.CLOSED)
