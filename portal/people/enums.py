from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CITIZEN = "citizen", _("市民")
    LEARNER = "learner", _("学员")
    VOLUNTEER = "volunteer", _("志愿者")
    EDITOR = "editor", _("编辑")
    REVIEWER = "reviewer", _("审核员")
    TRAINER = "trainer", _("教官")
    EXAMINER = "examiner", _("考务员")
    ASSESSOR = "assessor", _("考评员")
    ADMINISTRATOR = "administrator", _("管理员")
    AUDITOR = "auditor", _("审计员")


STAFF_ROLES = frozenset(
    {
        Role.EDITOR,
        Role.REVIEWER,
        Role.TRAINER,
        Role.EXAMINER,
        Role.ASSESSOR,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
    }
)
"""Roles that see or change other people's work: a second factor is compulsory."""


class Post(models.TextChoices):
    """Duty that a member holds in a unit beside the role in the portal."""

    NONE = "", _("无")
    INFORMATION_OFFICER = "information_officer", _("灾害信息员")


class UnitKind(models.TextChoices):
    PREFECTURE = "prefecture", _("市、州、盟")
    COUNTY = "county", _("县")
    DEPARTMENT = "department", _("部门")
    TOWN = "town", _("乡镇、街道")
    VILLAGE = "village", _("村")
    COMMUNITY = "community", _("社区")
    SCHOOL = "school", _("学校")


RUNS_A_PORTAL = (UnitKind.PREFECTURE, UnitKind.COUNTY)
"""What the unit at the top of the tree may be."""


def may_stand_under(kind: str, above: str) -> bool:
    """Of what runs a portal only a county stands under another unit, and that is a prefecture."""
    if kind not in RUNS_A_PORTAL:
        return True
    return kind == UnitKind.COUNTY and above == UnitKind.PREFECTURE


class UrbanRural(models.TextChoices):
    """Urban–rural classes of the statistics bureau (国函〔2008〕60号)."""

    MAIN_URBAN = "111", _("主城区")
    URBAN_FRINGE = "112", _("城乡结合区")
    TOWN_CENTRE = "121", _("镇中心区")
    TOWN_FRINGE = "122", _("镇乡结合区")
    SPECIAL = "123", _("特殊区域")
    TOWNSHIP_CENTRE = "210", _("乡中心区")
    VILLAGE = "220", _("村庄")


class DivisionLevel(models.TextChoices):
    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("地级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡级")
    VILLAGE = "village", _("村级")
