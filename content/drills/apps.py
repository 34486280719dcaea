from datetime import datetime, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ContentDrillsConfig(AppConfig):
    name = "content.drills"
    label = "content_drills"
    verbose_name = _("演练")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.drills.plan_notes import note_on
        from content.drills.selectors import counting
        from content.drills.selectors.drilled import changed_since_drilled, last_drilled
        from content.plans import desk_notes, drilled
        from content.targets import registry
        from portal.foundation.periodic import registry as periodic

        drilled.register(last_drilled)
        drilled.register_changed(changed_since_drilled)
        desk_notes.register(note_on)
        registry.register(
            "comprehensive_drills_of_year",
            counting.comprehensive_drills,
            title=_("当年综合演练次数"),
            explain=counting.explain,
        )
        registry.register(
            "drills_of_year",
            counting.drills,
            title=_("当年演练次数"),
            explain=counting.explain,
        )
        registry.register(
            "drill_person_times_of_year",
            counting.person_times,
            title=_("当年参加演练的人次"),
            explain=counting.explain,
        )
        periodic.register(
            "content.drills.evidence",
            every=timedelta(days=1),
            run=_sweep,
            title=_("清理没有用上的演练材料"),
        )


def _sweep(now: datetime) -> str | None:
    from content.drills.services import sweep_evidence

    removed = sweep_evidence(now)
    return gettext("清理 %(removed)d 份材料") % {"removed": removed} if removed else None
