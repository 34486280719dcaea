"""A target drawn from a clause: the same step for a number of the text and for a proxy."""

from collections.abc import Callable

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from content.plans import services
from content.plans.models import Clause
from content.plans.selectors.lists import hash_of
from content.targets import refusals
from content.targets.counting import snapshot
from content.targets.enums import Comparator
from content.targets.models import Target
from content.targets.services import TargetRefused, confirm_target
from portal.people import access, rights
from portal.people.rights import Action


def draw_target(
    request: HttpRequest, form: forms.BaseForm, clause: Clause, make: Callable[..., Target]
) -> tuple[Target, bool] | None:
    """What `make` makes of the actor and of the form, binding at once where the person confirms
    targets of its unit; None with the reason in the form."""
    data, actor = dict(form.cleaned_data), access.person_of(request)
    data["comparator"] = Comparator(data["comparator"])
    try:
        # Whoever reads why it was refused must not find half of it done.
        with transaction.atomic():
            target = make(actor=actor, **data)
            binding = rights.can(actor, Action.TARGET_CONFIRM, target.unit_id)
            if binding:
                confirm_target(target=target, actor=actor, read=hash_of(clause))
                snapshot(target.indicator, timezone.localdate())
    except TargetRefused as refused:
        form.add_error(refused.field, refusals.in_words(refused, request.user))
        return None
    except services.PlanRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return None
    return target, binding
