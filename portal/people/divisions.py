"""Looking up administrative divisions."""

from portal.people.models import Division


def current_successor(code: str) -> Division | None:
    """The division that stands for `code` today: itself, or what replaced it.

    None where the code never existed. A retired code without a certain successor is
    returned as it is; its `valid_to` says so.
    """
    division = Division.objects.filter(code=code).select_related("replaced_by").first()
    seen = set()
    while division and division.replaced_by_id and division.pk not in seen:
        seen.add(division.pk)
        division = (
            Division.objects.filter(pk=division.replaced_by_id)
            .select_related("replaced_by")
            .first()
        )
    return division
