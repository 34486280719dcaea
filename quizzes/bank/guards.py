"""What the database itself refuses in the bank."""

from typing import Final

from portal.foundation.triggers import Guard

GUARDS: Final = (
    Guard("quizzes_bank_questionversion"),
    Guard("quizzes_bank_answerkey"),
    Guard("quizzes_bank_question", operations=("DELETE",), name="kept"),
)
