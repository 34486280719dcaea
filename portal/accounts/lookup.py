"""Find the person whom a typed name means: user name, e-mail address or phone."""

from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from django.conf import settings

from portal.people.domain.phones import BadPhone, normalise
from portal.people.models import User


def by_any_name(name: str) -> User | None:
    """In the order in which signing in tries them."""
    name = name.strip()
    if not name or "\x00" in name:
        return None
    if "@" in name:
        found = filter_users_by_email(name, prefer_verified=True, for_login=True)
        if found:
            return min(found, key=lambda user: user.pk)
    try:
        holder = by_verified_phone(normalise(name, region=settings.PHONE_DEFAULT_REGION))
    except BadPhone:
        holder = None
    return holder or get_user_by_username(name)


def by_verified_phone(phone: str) -> User | None:
    """`phone` is E.164."""
    return User.objects.filter(phone=phone, phone_verified=True).first()


def folded(name: str) -> str:
    """One spelling for all ways to type a name that nobody has."""
    try:
        return normalise(name, region=settings.PHONE_DEFAULT_REGION)
    except BadPhone:
        return name.strip().casefold()
