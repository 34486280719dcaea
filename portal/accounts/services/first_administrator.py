"""The first person of a county, who gives everybody else their roles."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation.audit.services import record
from portal.people.domain.names import has_unseen, is_a_name
from portal.people.enums import Role
from portal.people.models import Membership, Unit, User
from portal.people.selectors import leading_units


class FirstAdministratorRefused(Exception):
    """`args[0]` says what to do instead."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """`link` leads to choosing a password: once, and for `settings.PASSWORD_RESET_TIMEOUT`."""

    user: User
    unit: Unit
    link: str


def invite_first_administrator(*, username: str, full_name: str) -> Invitation:
    """Make `username` the administrator of the county, without any password, and return the link
    by which the person chooses one. Signing in then asks for a second factor before any page.

    Called again for the same name it returns a new link as long as nobody signed in by the last
    one. Raises FirstAdministratorRefused: afterwards administrators are made in the portal.
    """
    county = _county()
    username = username.strip().lower()
    with transaction.atomic():
        # Two calls at one moment follow one another, and the second sees the first.
        Unit.objects.filter(pk=county.pk).update(kind=county.kind)
        user = _invited_before(county, username)
        if user is None:
            user = _new(county, username, full_name.strip())
        record(
            actor=None,
            action="accounts.first_administrator.invited",
            target=user,
            unit_id=county.pk,
        )
    return Invitation(user, county, _link(user))


def _county() -> Unit:
    county = leading_units().order_by("pk").first()
    if county is None:
        raise FirstAdministratorRefused(_("还没有本县单位。先运行 manage.py set_up。"))
    return county


def _invited_before(county: Unit, username: str) -> User | None:
    held = (
        Membership.objects.filter(unit=county, role=Role.ADMINISTRATOR, user__is_active=True)
        .valid_on(timezone.localdate())
        .select_related("user")
        .order_by("pk")
    )
    for membership in held:
        if membership.user.last_login is not None or membership.user.has_usable_password():
            raise FirstAdministratorRefused(
                _("%(unit)s已经有管理员。请管理员登录后在“人员”里加。") % {"unit": county.name}
            )
        if membership.user.username == username:
            return membership.user
    first = held.first()
    if first is not None:
        raise FirstAdministratorRefused(
            _("已经给 %(name)s 发过链接。用这个用户名再运行，重新发一条。")
            % {"name": first.user.username}
        )
    return None


def _new(county: Unit, username: str, full_name: str) -> User:
    if not 1 <= len(full_name) <= 60 or "\0" in full_name:
        raise FirstAdministratorRefused(_("姓名要 1 到 60 个字。"))
    if has_unseen(full_name):
        raise FirstAdministratorRefused(_("姓名里有换行或看不见的字符，重新打一遍。"))
    if not is_a_name(full_name):
        raise FirstAdministratorRefused(
            _("姓名要以文字开头，只能有文字、“·”、空格、连字符和撇号。")
        )
    try:
        # Refuses a name that is taken, too: nobody is made an administrator unawares.
        username = get_adapter().clean_username(username)
    except ValidationError as error:
        raise FirstAdministratorRefused("".join(f"{text}。" for text in error.messages)) from error
    user = User(username=username, full_name=full_name, home_unit=county)
    user.set_unusable_password()
    user.save()
    Membership.objects.create(
        user=user, unit=county, role=Role.ADMINISTRATOR, valid_from=timezone.localdate()
    )
    return user


def _link(user: User) -> str:
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return f"{settings.BASE_URL}{path}"
