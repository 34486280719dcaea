"""Which papers in use ask a question, or could draw it."""

from django.db.models import F
from django.urls import reverse

from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from quizzes.bank.models import Question
from quizzes.bank.uses import Use
from quizzes.papers.models import PaperEntry


def papers_asking(question: Question, person: User) -> list[Use]:
    """One query. Composers are led to the paper's own page, others to the one for everybody."""
    composes = rights.units_for(person, Action.PAPER_EDIT)
    rows = (
        PaperEntry.objects.filter(
            question_version__question=question,
            version=F("version__assessment__current_version"),
            version__assessment__withdrawn_at__isnull=True,
        )
        .order_by("version__assessment__title", "version__assessment", "question_version__number")
        .values_list(
            "version__assessment__title",
            "version__assessment__slug",
            "version__assessment__owner_unit",
            "question_version__number",
        )
        .distinct()
    )
    return [
        Use(
            title=title,
            url=reverse("papers:paper" if unit in composes else "exams:lobby", args=[slug]),
            version=number,
        )
        for title, slug, unit, number in rows
    ]
