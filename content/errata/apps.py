from datetime import datetime, timedelta
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ContentErrataConfig(AppConfig):
    name = "content.errata"
    label = "content_errata"
    verbose_name = _("读者报的错")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.errata import personal_data, plan_notes
        from content.pages import anchors
        from content.plans import clause_actions, desk_notes
        from portal.foundation.periodic import registry as periodic
        from portal.people import personal_data as holders

        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
        clause_actions.register_for_readers(plan_notes.report_links)
        desk_notes.register(plan_notes.note_on)
        desk_notes.register_for_proof(plan_notes.note_on_draft)
        anchors.changed.connect(_follow_clause, dispatch_uid="content_errata.follow_clause")
        periodic.register(
            "content.errata.old",
            every=timedelta(days=1),
            run=_drop_old,
            title=_("删除到期的读者报错"),
        )


def _follow_clause(*, key: str, **kwargs: Any) -> None:
    from content.errata.services import follow_clause
    from content.pages.anchors import parse

    follow_clause(anchor=parse(key)[1])


def _drop_old(now: datetime) -> str | None:
    from content.errata.services import drop_old

    dropped = drop_old(now)
    return gettext("删除 %(dropped)d 条报错") % {"dropped": dropped} if dropped else None
