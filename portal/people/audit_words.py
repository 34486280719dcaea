"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register
from portal.people.enums import Post, Role, UnitKind
from portal.people.reasons import EndReason, StartReason

register(
    actions={
        "people.membership.added": _("给角色"),
        "people.membership.ended": _("结束任职"),
        "people.membership.left": _("本人退出"),
        "people.divisions.imported": _("导入区划"),
        "people.home_unit.left": _("离开所在单位"),
        "people.home_unit.set": _("改所在单位"),
        "people.unit.added": _("加单位"),
        "people.unit.changed": _("改单位"),
        "people.unit.moved": _("移单位"),
        "people.unit.closed": _("撤销单位"),
    },
)
register(
    "people.membership",
    keys={"role": _("角色"), "post": _("岗位")},
    values={
        "role": dict(Role.choices),
        "post": dict(Post.choices),
    },
)
register("people.membership.added", values={"reason": dict(StartReason.choices)})
register("people.membership.ended", values={"reason": dict(EndReason.choices)})
register("people.divisions", keys={"created": _("新增"), "changed": _("改动")})
register(
    "people.home_unit",
    keys={"before": _("原来"), "unit": _("单位")},
    values={"fields": {"home_unit_id": _("所在单位"), "staff_number": _("工号")}},
    units=("before", "unit"),
)
register(
    "people.unit",
    keys={
        "before": _("原来"), "kind": _("类别"), "parent": _("上级单位"), "since": _("从哪天"),
    },
    values={
        "kind": dict(UnitKind.choices),
        "fields": {"name": _("名称"), "kind": _("类别"), "division_id": _("行政区划")},
    },
    units=("before", "parent"),
)  # fmt: skip
