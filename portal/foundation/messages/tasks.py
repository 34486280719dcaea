"""Sending at once in the background; the periodic job is the safety net."""

from django_tasks import task

from portal.foundation.messages.delivery import deliver_for


@task()
def deliver_message(message_id: int) -> int:
    """Send what one message has waiting; returns how many went out."""
    return deliver_for(message_id)
