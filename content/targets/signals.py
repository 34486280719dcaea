"""What rooms to the right hear of targets."""

from django.dispatch import Signal

undone = Signal()
"""A target is no more, or should never have been one: what its clause says waits for a decision
again. Sent with `target` inside the transaction that ends it."""
