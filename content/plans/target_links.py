"""设为目标: from a clause of a planning document to the form that makes a target of it."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content.plans.clause_actions import Link
from content.plans.enums import Family, Visibility
from content.plans.models import Clause
from portal.people import rights
from portal.people.rights import Action, Person


def make_target(clause: Clause, person: Person) -> Link | None:
    """The link for who may draft targets; response plans promise no quantities by a date, and
    what not everybody may read is no ground for one."""
    document = clause.version.document
    everybody = document.visibility == Visibility.PUBLIC and clause.is_public
    if document.family != Family.PLANNING or not everybody:
        return None
    if not rights.can(person, Action.TARGET_EDIT, document.owner_unit_id):
        return None
    query = urlencode({"clause": clause.key})
    return Link(url=f"{reverse('targets:desk_new')}?{query}", label=_("设为目标"))
