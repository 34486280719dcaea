"""Where a plan and its clauses are read."""

from django.urls import reverse

from content.plans.models import Clause


def page_url(slug: str, page: int) -> str:
    """Address of a page of the reading view; the first one is the plan's own."""
    if page == 1:
        return reverse("plans:document", args=[slug])
    return reverse("plans:page", args=[slug, page])


def clause_url(slug: str, clause: Clause) -> str:
    """Address of a clause on the reading page."""
    return f"{page_url(slug, clause.page)}#{clause.fragment}"


def proof_url(version: int, clause: Clause) -> str:
    """Address of a clause on the proof of its version, in whose `page` it stands."""
    page = f"?page={clause.page}" if clause.page > 1 else ""
    return f"{reverse('plans_desk:review', args=[version])}{page}#{clause.fragment}"
