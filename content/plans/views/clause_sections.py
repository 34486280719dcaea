"""What an editor may say of what was read in a clause, each behind words that say when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from content.plans.forms.actors_told import ActorForm, MissedActorForm
from content.plans.forms.clause_told import LevelForm, SituationForm
from content.plans.forms.corrections import StateForm
from content.plans.forms.offices_told import MissedOfficeForm, OfficeForm
from content.plans.selectors.elements import Reading
from content.plans.selectors.occasions import Occasions

Options = Callable[[str], dict[str, Any]]
"""What the form of a section with this name is made with."""


@dataclass(frozen=True, slots=True)
class Section:
    """One way to correct: its form, behind words that say when it is the right one, among those of
    its `group`."""

    name: str
    title: str
    submit: str
    form: StateForm
    group: str = ""


def of_actors(reading: Reading, options: Options) -> list[Section]:
    found, group = [], _("谁做什么，谁担任什么职务")
    if reading.actors:
        form = ActorForm(actors=reading.actors, points=reading.places, **options("actor"))
        found.append(Section("actor", _("“谁做什么”读错了"), _("照这样改"), form, group))
    if reading.places:
        missed = MissedActorForm(
            points=reading.places, original=reading.original, **options("missed")
        )  # fmt: skip
        found.append(Section("missed", _("“谁做什么”漏了一个"), _("加上"), missed, group))
    return found


def of_offices(reading: Reading, options: Options) -> list[Section]:
    found, group = [], _("谁做什么，谁担任什么职务")
    if reading.offices:
        form = OfficeForm(offices=reading.offices, points=reading.places, **options("office"))
        found.append(Section("office", _("“谁担任什么职务”读错了"), _("去掉"), form, group))
    if reading.places:
        missed = MissedOfficeForm(
            points=reading.places, original=reading.original, **options("holder")
        )  # fmt: skip
        found.append(Section("holder", _("“谁担任什么职务”漏了一个"), _("加上"), missed, group))
    return found


def of_occasions(occasions: Occasions, options: Options) -> list[Section]:
    found, group = [], _("响应级别，什么情况做什么")
    if occasions.of_levels:
        level = LevelForm(points=occasions.of_levels, **options("level"))
        title = _("“响应级别”读错了，或者漏了")
        found.append(Section("level", title, _("照这样改"), level, group))
    if occasions.of_situations:
        case = SituationForm(points=occasions.of_situations, **options("case"))
        title = _("“什么情况做什么”读错了，或者漏了")
        found.append(Section("case", title, _("照这样改"), case, group))
    return found
