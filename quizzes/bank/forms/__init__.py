"""The editors' forms. They work without JavaScript."""

from quizzes.bank.forms.initial import initial_of
from quizzes.bank.forms.listing import FilterForm, ReadForm, ReasonForm
from quizzes.bank.forms.question import QuestionForm

__all__ = ["FilterForm", "QuestionForm", "ReadForm", "ReasonForm", "initial_of"]
