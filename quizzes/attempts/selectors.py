"""stub"""
from quizzes.attempts.models import Attempt
from quizzes.attempts.domain.replay import Event
def events_of(attempt: Attempt) -> list[Event]:
    """Stored events of an attempt, those that count late ones last in the order accepted."""
    rows = list(attempt.events.select_related("review").order_by("pk"))
    in_time = [Event(row.slot, row.payload) for row in rows if not row.late]
    accepted = sorted(
        (row for row in rows if row.late and hasattr(row, "review") and row.review.decision == "accepted"),
        key=lambda row: row.review.pk,
    )
    return in_time + [Event(row.slot, row.payload) for row in accepted]
