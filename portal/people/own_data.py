"""What this app holds about a person: the row itself and the memberships."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.people.models import Membership, User


def export(user: User) -> dict[str, Any]:
    memberships = Membership.objects.filter(user=user).select_related("unit").order_by("valid_from")
    return {
        _("用户名"): user.username,
        _("姓名"): user.full_name,
        _("手机号"): user.phone or "",
        _("手机号已验证"): user.phone_verified,
        _("邮箱"): user.email,
        _("工号"): user.staff_number,
        _("所在单位"): user.home_unit.name if user.home_unit else "",
        _("确认年满 18 周岁的时间"): _iso(user.adult_confirmed_at),
        _("注册时间"): _iso(user.date_joined),
        _("上次登录"): _iso(user.last_login),
        _("编号"): str(user.public_id),
        _("任职"): [
            {
                _("单位"): one.unit.name,
                _("角色"): str(one.get_role_display()),
                _("岗位"): str(one.get_post_display()),
                _("自"): one.valid_from.isoformat(),
                _("至"): one.valid_to.isoformat() if one.valid_to else "",
            }
            for one in memberships
        ],
    }


def erase(user: User) -> None:
    """Leave a row without a name: what was counted stays counted, of nobody.

    Memberships stay as dated facts, ended today; one that had not begun is removed.
    """
    today = timezone.localdate()
    open_ones = Membership.objects.filter(user=user)
    open_ones.filter(valid_from__gte=today).delete()
    open_ones.filter(valid_to__isnull=True).update(valid_to=today)
    open_ones.filter(valid_to__gt=today).update(valid_to=today)
    user.username = f"erased-{user.public_id}"
    user.full_name = user.email = user.staff_number = ""
    user.phone = user.home_unit = user.adult_confirmed_at = user.last_login = None
    user.phone_verified = user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.erased_at = user.erased_at or timezone.now()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()


def _iso(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
