"""What a guide leads on to: practice made from its own paragraphs."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.pages.anchors import key_of
from content.pages.extras import Extra
from content.pages.models import KnowledgePage, Paragraph
from content.pages.models.paragraph import KIND
from quizzes.papers.enums import Purpose
from quizzes.papers.selectors import published_assessments


def practice_of(page: KnowledgePage) -> list[Extra]:
    """Open practice with a question on a paragraph of this page. What people are certified
    with is not hinted at."""
    paragraphs = Paragraph.objects.filter(page_id=page.pk, withdrawn_at=None)
    keys = [key_of(KIND, key) for key in paragraphs.values_list("key", flat=True)]
    found = published_assessments().filter(
        Q(current_version__window_closes=None)
        | Q(current_version__window_closes__gt=timezone.now()),
        purpose=Purpose.PRACTICE,
        current_version__entries__question_version__source_key__in=keys,
    )
    return [
        Extra(
            url=assessment.get_absolute_url(),
            title=assessment.title,
            icon="exam",
            meta=_("考考自己，%(n)d 题") % {"n": version.question_count},
        )
        for assessment in found.distinct()
        if (version := assessment.current_version) is not None
    ]
