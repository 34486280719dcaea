"""A form that draws a target from a clause: a number of the text, or a proxy."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest

from content.plans import services
from content.plans.models import Clause
from content.targets import refusals
from content.targets.enums import Comparator
from content.targets.models import Target
from content.targets.services import TargetRefused
from portal.people import access


def draw_target(
    request: HttpRequest, form: forms.BaseForm, clause: Clause, make: Callable[..., Target]
) -> tuple[Target, bool] | None:
    """What `services.draw_target` says of the form; None with the reason in the form."""
    data = dict(form.cleaned_data)
    data["comparator"] = Comparator(data["comparator"])
    try:
        return services.draw_target(
            make=make, clause=clause, actor=access.person_of(request), **data
        )
    except TargetRefused as refused:
        form.add_error(refused.field, refusals.in_words(refused, request.user))
    except services.PlanRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    return None
