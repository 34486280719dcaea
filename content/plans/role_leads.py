"""谁做什么 in the search: 村委会 leads to its duties in each plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from content.plans.domain.asked_roles import Asked, asked_of
from content.plans.selectors.roles_asked import RoleIn, RolesIn, roles_in_plans
from portal.people.rights import Person
from search.leads import Lead, Row
from search.query import Called

SHOWN: Final = 3
MOST: Final = 60


def lead(text: str, person: Person) -> Lead | None:
    asked = asked_of(text)
    found = _found(asked, person)
    if not found.rows:
        return None
    is_called_so = any(one.name == asked.called for one in found.rows)
    if found.duties < asked.least and not is_called_so:
        return None
    if found.has_more:
        said = _("%(who)s在至少 %(count)d 份预案和规划里的职责")
    elif found.only_responses:
        said = _("%(who)s在 %(count)d 份预案里的职责")
    else:
        said = _("%(who)s在 %(count)d 份预案和规划里的职责")
    by_plan: dict[int, list[RoleIn]] = {}
    for one in found.rows[:MOST]:
        by_plan.setdefault(one.document.pk, []).append(one)
    rows = [_of_plan(ones, asked.called) for ones in by_plan.values()]
    return Lead(said % {"who": asked.called, "count": found.plans}, rows[:SHOWN], rows[SHOWN:])


def called(text: str) -> Called:
    """What else plans write for whom a query calls. A name that may be the word of a question
    (煤气公司) is nobody's where it is a hazard's."""
    asked = asked_of(text)
    return Called(asked.names, is_sure=asked.least == 1 or bool(asked.office))


def _found(asked: Asked, person: Person) -> RolesIn:
    names = asked.names or ((asked.exact,) if asked.exact else ())
    if not names:
        return RolesIn(())
    return roles_in_plans(names, person, office=asked.office, also=asked.also)


def _of_plan(ones: Sequence[RoleIn], called: str) -> Row:
    """One row a plan; of several roles in it each says how the plan writes it, the one that is
    called so first."""
    first, *others = sorted(ones, key=lambda one: one.name != called)
    if not others:
        return _row(first, called)
    return replace(_row(first), others=[_row(one) for one in others])


def _row(one: RoleIn, called: str = "") -> Row:
    return Row(
        title=one.document.title,
        url=reverse("plans:role", args=[one.document.slug, one.key]),
        name="" if one.name == called else one.name,
        meta=_("%(number)d 句") % {"number": one.duties},
    )
