"""Ending sign-ins."""

from collections.abc import Iterable
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from portal.foundation.audit.services import record
from portal.people.models import User


def end_session(*, user: User, pk: int) -> bool:
    """End one of the person's sessions; False when it is gone or somebody else's."""
    session = UserSession.objects.filter(pk=pk, user=user).first()
    if session is None:
        return False
    with transaction.atomic():
        session.end()
        record(actor=user, action="accounts.session.ended", target=user, data={"count": 1})
    return True


def end_other_sessions(*, user: User, keep: str | None) -> int:
    """End all sessions but the one with the key `keep`; returns how many."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=keep or ""))
    with transaction.atomic():
        for session in others:
            session.end()
        if others:
            record(
                actor=user, action="accounts.session.ended", target=user,
                data={"count": len(others)},
            )  # fmt: skip
    return len(others)


def end_all_sessions(*, user: User, mentions: Iterable[str] = ()) -> int:
    """End every session of the person, and every half-finished sign-in that holds one of
    the strings `mentions` (a code under way keeps phone or mail in an anonymous session).

    Reads all session rows: for rare events, such as deleting an account.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    needles = [text for text in mentions if text]
    ended = 0
    for session in Session.objects.iterator(chunk_size=500):
        data = session.get_decoded()
        text = repr(data)
        if data.get("_auth_user_id") == str(user.pk) or any(word in text for word in needles):
            store(session.session_key).delete()
            ended += 1
    UserSession.objects.filter(user=user).delete()
    return ended
