"""Which papers keep a question in its pool."""

from django.db.models import F

from quizzes.bank.enums import Pool
from quizzes.bank.models import Question
from quizzes.papers.enums import Purpose, VersionState
from quizzes.papers.models import Assessment, PaperEntry


def papers_binding(question: Question) -> list[str]:
    """Titles of the papers for which the question cannot change its pool.

    Practice that was published once has shown the question with its key, and it stays shown
    when the paper is withdrawn. A certifying paper binds what it asks as long as it is sat.
    """
    entries = PaperEntry.objects.filter(question_version__question=question)
    if question.pool == Pool.PRACTICE:
        entries = entries.exclude(version__state=VersionState.DRAFT).exclude(
            version__assessment__purpose=Purpose.CERTIFICATION
        )
    else:
        entries = entries.filter(
            version=F("version__assessment__current_version"),
            version__assessment__purpose=Purpose.CERTIFICATION,
            version__assessment__withdrawn_at__isnull=True,
        )
    papers = Assessment.objects.filter(pk__in=entries.values("version__assessment"))
    return list(papers.order_by("title").values_list("title", flat=True))
