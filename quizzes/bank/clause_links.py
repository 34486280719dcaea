"""What the bank puts beside a clause: 据此出题 for editors, the number of questions for all."""

from collections.abc import Collection, Mapping

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content.plans.clause_actions import Link
from content.plans.clause_questions import Questions
from content.plans.models import Clause
from portal.people import rights
from portal.people.rights import Action, Person
from quizzes.bank.enums import Pool, QuestionState
from quizzes.bank.models import Question


def make_question(clause: Clause, person: Person) -> Link | None:
    """The link that opens the form with this clause beside it."""
    if not rights.can(person, Action.QUESTION_EDIT):
        return None
    query = urlencode({"source": clause.key})
    return Link(url=f"{reverse('bank:new')}?{query}", label=_("据此出题"))


def count_questions(keys: Collection[str]) -> Mapping[str, Questions]:
    """Practice questions in use by clause key. What people are certified with is not hinted
    at, not even by a number."""
    rows = (
        Question.objects.filter(published_version__source_key__in=keys, pool=Pool.PRACTICE)
        .exclude(state=QuestionState.RETIRED)
        .values_list("published_version__source_key")
        .annotate(number=Count("pk"))
    )
    return {key: Questions(count=number) for key, number in rows}
