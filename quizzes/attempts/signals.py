from django.dispatch import Signal

attempt_scored = Signal()
"""Sent inside the transaction that scores (submit, sweep, re-score), and inside the one that
voids, for the attempt whose result counts instead.

Sender is `Attempt`; keyword arguments: `attempt: Attempt`, `score_run: ScoreRun`.
A receiver that raises rolls the scoring back, so it writes rows and does nothing slow.
"""
