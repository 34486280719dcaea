from django.db.models.signals import pre_delete

from content.comments import telling
from content.comments.models import Invitation


def _on_delete(sender: type, instance: Invitation, **kwargs: object) -> None:
    # A draft that is thrown away takes its invitations along, and knows nothing of them.
    telling.ended(invitation=instance)


def connect() -> None:
    pre_delete.connect(_on_delete, sender=Invitation, dispatch_uid="content.comments.ended")
