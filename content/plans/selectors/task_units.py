"""Names of units in the tasks of a document, and units that are called alike."""

from typing import Final

from django.utils import timezone

from content.plans.models import PlanDocument, PlanTask
from content.plans.task_states import TaskState
from portal.people.models import Unit

MOST: Final = 10
_SHORTEST: Final = 2


def names_used(document: PlanDocument) -> list[str]:
    """In the confirmed tasks, each once, in their order; 各乡镇 is no name of one unit."""
    tasks = PlanTask.objects.filter(document=document, state=TaskState.CONFIRMED)
    rows = tasks.order_by("pk").values_list("leads", "helps")
    names = dict.fromkeys(name for leads, helps in rows for name in (*leads, *helps))
    return [name for name in names if name[:1] not in ("等", "各")]


def alike(wanted: str) -> list[Unit]:
    """At most MOST open units with these words in their name, or these letters in their order
    (县应急局 is in 县应急管理局), the shortest names first."""
    wanted = "".join(wanted.split())
    if len(wanted) < _SHORTEST:
        return []
    rows = Unit.objects.open_on(timezone.localdate()).values_list("pk", "name")
    found = [(wanted not in name, len(name), pk) for pk, name in rows if _holds(name, wanted)]
    picked = [pk for *_rank, pk in sorted(found)[:MOST]]
    units = Unit.objects.in_bulk(picked)
    return [units[pk] for pk in picked]


def _holds(name: str, wanted: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in wanted)
