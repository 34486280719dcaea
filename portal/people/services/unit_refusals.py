"""Why a change of the unit tree is refused, in words for whoever asked for it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from portal.people.enums import UnitKind
from portal.people.models import Unit
from portal.people.services.refusal import Refusal


class UnitError(Refusal):
    """A change of the unit tree."""


@dataclass(eq=False)
class NotYours(UnitError):
    unit: Unit
    field: ClassVar[str] = "parent"

    @property
    def message(self) -> str:
        return _("%(unit)s不归你管。请管它的上级单位来办") % {"unit": self.unit.name}


@dataclass(eq=False)
class NameUnseen(UnitError):
    """It could be taken for the name of another unit."""

    field: ClassVar[str] = "name"

    @property
    def message(self) -> str:
        return _("名称里有换行或看不见的字符，重新打一遍")


@dataclass(eq=False)
class CodeTaken(UnitError):
    code: str
    field: ClassVar[str] = "code"

    @property
    def message(self) -> str:
        return _("编码 %(code)s 已经有单位用了，换一个") % {"code": self.code}


@dataclass(eq=False)
class StandsHigher(UnitError):
    """A county below a town, say: it stands under a prefecture or under nothing."""

    unit: Unit
    below: str
    field: ClassVar[str] = "kind"

    @property
    def message(self) -> str:
        return _("%(unit)s是%(kind)s，下面不能有%(below)s，另选类别或上级") % {
            "unit": self.unit.name,
            "kind": self.unit.get_kind_display(),
            "below": UnitKind(self.below).label,
        }


@dataclass(eq=False)
class HasBelow(UnitError):
    """`unit` stands below and asks for the kind that is to be given up."""

    unit: Unit
    field: ClassVar[str] = "kind"

    @property
    def message(self) -> str:
        return _("下面有%(unit)s，是%(kind)s，只能由市、州、盟管，类别不能这样改") % {
            "unit": self.unit.name,
            "kind": self.unit.get_kind_display(),
        }


@dataclass(eq=False)
class LeadsAll(UnitError):
    unit: Unit
    field: ClassVar[str] = "kind"

    @property
    def message(self) -> str:
        return _("%(unit)s是最上级，类别只能是县或市、州、盟") % {"unit": self.unit.name}


@dataclass(eq=False)
class IsRoot(UnitError):
    unit: Unit

    @property
    def message(self) -> str:
        return _("%(unit)s是最上级，不能移动或撤销") % {"unit": self.unit.name}


@dataclass(eq=False)
class IsClosed(UnitError):
    """`unit` has an end, `ends`: nothing can be put under it or changed about its place."""

    unit: Unit
    ends: date
    field: ClassVar[str] = "parent"

    @property
    def message(self) -> str:
        return _("%(unit)s从 %(day)s 起撤销，不能再放单位或移动") % {
            "unit": self.unit.name,
            "day": self.ends.isoformat(),
        }


@dataclass(eq=False)
class ParentIsYounger(UnitError):
    parent: Unit
    begins: date
    field: ClassVar[str] = "valid_from"

    @property
    def message(self) -> str:
        return _("%(unit)s %(day)s 才设立，日期不能早于这天") % {
            "unit": self.parent.name,
            "day": self.begins.isoformat(),
        }


@dataclass(eq=False)
class StandsThere(UnitError):
    parent: Unit
    field: ClassVar[str] = "parent"

    @property
    def message(self) -> str:
        return _("现在就在%(unit)s下面，不用移动") % {"unit": self.parent.name}


@dataclass(eq=False)
class BelowItself(UnitError):
    unit: Unit
    field: ClassVar[str] = "parent"

    @property
    def message(self) -> str:
        return _("新的上级在%(unit)s自己下面，另选一个") % {"unit": self.unit.name}


@dataclass(eq=False)
class TooEarly(UnitError):
    """It has to be after `since`: on that day what holds now began."""

    since: date
    field: ClassVar[str] = "valid_from"

    @property
    def message(self) -> str:
        return _("日期要晚于 %(day)s，现在的隶属关系从那天开始") % {"day": self.since.isoformat()}


@dataclass(eq=False)
class ClosesTooEarly(TooEarly):
    field: ClassVar[str] = "valid_to"

    @property
    def message(self) -> str:
        return _("撤销日期要晚于 %(day)s，那天才设立或移来") % {"day": self.since.isoformat()}


@dataclass(eq=False)
class StillInUse(UnitError):
    """Units stand under it, or people hold office in it, on the day it is to close."""

    units: int
    memberships: int
    field: ClassVar[str] = "valid_to"

    @property
    def message(self) -> str:
        if self.units:
            return _("那天还有 %(n)d 个下级单位。先移走或撤销它们") % {"n": self.units}
        return _("那天还有 %(n)d 项任职。先结束它们，再撤销") % {"n": self.memberships}


@dataclass(eq=False)
class ChangedMeanwhile(UnitError):
    @property
    def message(self) -> str:
        return _("别人刚改过这个单位。重新打开，看过再改")
