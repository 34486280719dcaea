"""Which expert of the pool an account is, and for whom the person asked."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from content.experts import services
from content.experts.models import ExpertAccount
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    links = ExpertAccount.objects.select_related("expert").order_by("pk")
    return {
        _("你的账号连过的专家"): [_row(one) for one in links.filter(person=user)],
        _("你给专家连过、解除过的账号"): [
            _row(one)
            for one in links.filter(Q(asked_by=user) | Q(ended_by=user)).exclude(person=user)
        ],
    }


def erase(user: User) -> None:
    """Nobody is reached by an account that is gone; the rows point to nobody."""
    services.end_all_of(user)


def _row(one: ExpertAccount) -> dict[str, Any]:
    return {
        _("专家"): str(one.expert or ""),
        _("状态"): one.get_state_display(),
        _("请的时间"): one.asked_at.date().isoformat(),
    }
