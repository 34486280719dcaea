"""The terms follow the documents."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.foundation.periodic import registry
from search.terms.services import rebuild_terms


def register() -> None:
    registry.register("search.terms", every=timedelta(minutes=5), run=follow, title=_("更新搜索词"))


def follow(now: datetime) -> str | None:
    count = rebuild_terms()
    return None if count is None else _("搜索词共 %(count)s 个") % {"count": count}
