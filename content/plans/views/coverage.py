"""What the library covers: tables whose sums add up, and gaps by name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.plans.domain.events import EVENTS, Pressing
from content.plans.selectors.coverage import Lack
from content.plans.selectors.coverage import coverage as covered
from content.taxonomy.enums import HazardClass
from portal.people import access, rights
from portal.people.rights import Action


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    found = covered(request.user)
    classes = {one.value: one.label for one in HazardClass}
    return render(
        request,
        "content/plans/desk/coverage.html",
        {
            "found": found,
            "every": len(EVENTS),
            "lacks": [
                (
                    title,
                    first,
                    [
                        (one, [_pressing(each) for each in one.pressing], _gaps(one, classes))
                        for one in rows
                    ],
                )
                for title, first, rows in (
                    (_("各级还缺哪些"), _("层级"), found.by_level),
                    (_("各地还缺哪些"), _("地区"), _together(found.by_place)),
                )
                if rows
            ],
            "may_judge": rights.covers_root(request.user, Action.PLAN_RULES),
            "sector_gaps": [one.label for one in found.sector_gaps],
            "texts": found.texts.items(),
        },
    )


def _together(places: Sequence[Lack]) -> list[Lack]:
    """Places without any plan lack the same, and stand in one row behind the others."""
    held = [one for one in places if one.plans]
    bare = [one for one in places if not one.plans]
    return [*held, *([replace(bare[0], name="、".join(one.name for one in bare))] if bare else [])]


def _pressing(one: Pressing) -> tuple[str, str]:
    """Its name, and what the place judged of it."""
    said = [_("多发")] if one.frequent else []
    return one.name, "、".join([*said, *([_("危害大")] if one.dangerous else [])])


def _gaps(lack: Lack, classes: Mapping[str, Any]) -> list[str]:
    if len(lack.gaps) == len(classes) and all(gap.is_whole for gap in lack.gaps):
        return [_("各类突发事件：一种也没有")]
    return [
        _("%(of)s：一种也没有") % {"of": classes[gap.of_class]}
        if gap.is_whole
        else _("%(of)s：%(names)s") % {"of": classes[gap.of_class], "names": "、".join(gap.names)}
        for gap in lack.gaps
    ]
