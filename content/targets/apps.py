from datetime import datetime, timedelta
from typing import Any

from django.apps import AppConfig
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ContentTargetsConfig(AppConfig):
    name = "content.targets"
    label = "content_targets"
    verbose_name = gettext_lazy("目标与指标")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.pages import anchors
        from content.targets import personal_data
        from portal.foundation.periodic import registry as periodic
        from portal.people import personal_data as holders

        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
        anchors.changed.connect(_flag, dispatch_uid="content_targets.flag_changed_clause")
        periodic.register(
            "content.targets.snapshot",
            every=timedelta(hours=6),
            run=_snapshot,
            title=gettext_lazy("计算公开指标"),
        )


def _flag(*, key: str, new_hash: str, withdrawn: bool, **kwargs: Any) -> None:
    from content.targets.changed_clauses import flag_changed_clause

    flag_changed_clause(key=key, new_hash=new_hash, withdrawn=withdrawn)


def _snapshot(now: datetime) -> str:
    from content.targets.counting import snapshot_all

    return _("算了 %(n)d 项") % {"n": snapshot_all(timezone.localdate(now))}
