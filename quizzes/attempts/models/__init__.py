from quizzes.attempts.models.accommodation import Accommodation
from quizzes.attempts.models.answer import AnswerEvent, LateReview
from quizzes.attempts.models.attempt import Attempt, AttemptItem, new_upload_token
from quizzes.attempts.models.score import ItemScore, ScoreRun

__all__ = [
    "Accommodation",
    "AnswerEvent",
    "Attempt",
    "AttemptItem",
    "ItemScore",
    "LateReview",
    "ScoreRun",
    "new_upload_token",
]
