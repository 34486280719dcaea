from django.db import transaction

from content.pages import anchors
from content.pages.links.enums import LinkKind
from content.pages.links.models import Link
from portal.foundation.audit import services as audit
from portal.people.models import User


class LinkToSelf(ValueError):
    """A thing cannot be linked to itself; carries its key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} linked to itself")
        self.key = key


def connect(*, kind: LinkKind, source_key: str, target_key: str, actor: User | None = None) -> Link:
    """Record the link; a second call returns the first link.

    Raises `anchors.MalformedKey` and `LinkToSelf`.
    """
    for key in (source_key, target_key):
        anchors.parse(key)
    if source_key == target_key:
        raise LinkToSelf(source_key)
    with transaction.atomic():
        link, created = Link.objects.get_or_create(
            kind=LinkKind(kind), source_key=source_key, target_key=target_key
        )
        if created:
            _record("content.link.connected", link, actor)
    return link


def disconnect(
    *, kind: LinkKind, source_key: str, target_key: str, actor: User | None = None
) -> bool:
    """Remove the link; False if there was none."""
    with transaction.atomic():
        link = Link.objects.filter(
            kind=LinkKind(kind), source_key=source_key, target_key=target_key
        ).first()
        if link is None or not Link.objects.filter(pk=link.pk).delete()[0]:
            return False
        _record("content.link.disconnected", link, actor)
    return True


def _record(action: str, link: Link, actor: User | None) -> None:
    audit.record(
        actor=actor,
        action=action,
        target_key=link.source_key,
        data={"kind": link.kind, "target": link.target_key},
    )
