"""谁做什么 in the search: 村委会 leads to its duties in each plan."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from content.plans.domain.asked_roles import asked_of
from content.plans.selectors.roles_asked import RoleIn, roles_in_plans
from portal.people.rights import Person
from search.leads import Lead, Row

SHOWN: Final = 3
MOST: Final = 60


def lead(text: str, person: Person) -> Lead | None:
    asked = asked_of(text)
    found = roles_in_plans(asked.names, person) if asked.names else None
    if found is None or found.duties < asked.least:
        return None
    if found.has_more:
        said = _("%(who)s在至少 %(count)d 份预案和规划里的职责")
    elif found.only_responses:
        said = _("%(who)s在 %(count)d 份预案里的职责")
    else:
        said = _("%(who)s在 %(count)d 份预案和规划里的职责")
    rows = [_row(one, asked.called) for one in found.rows[:MOST]]
    return Lead(said % {"who": asked.called, "count": found.plans}, rows[:SHOWN], rows[SHOWN:])


def _row(one: RoleIn, called: str) -> Row:
    return Row(
        title=one.document.title,
        url=reverse("plans:role", args=[one.document.slug, one.key]),
        name="" if one.name == called else one.name,
        meta=_("%(number)d 句") % {"number": one.duties},
    )
