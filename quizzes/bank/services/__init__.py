"""Writing the bank. Rights are asked by the views, which know the person and the unit."""

from quizzes.bank.services.review import (
    confirm_source,
    publish,
    retire,
    return_to_author,
    send_to_review_for_source,
    submit_for_review,
)
from quizzes.bank.services.writing import Filing, Wording, create_question, drawn_from, new_version

__all__ = [
    "Filing",
    "Wording",
    "confirm_source",
    "create_question",
    "drawn_from",
    "new_version",
    "publish",
    "retire",
    "return_to_author",
    "send_to_review_for_source",
    "submit_for_review",
]
