from datetime import datetime, timedelta
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ContentPlansConfig(AppConfig):
    name = "content.plans"
    label = "content_plans"
    verbose_name = _("预案与规划")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.pages import anchors
        from content.plans import clause_actions, personal_data, role_leads
        from content.plans.search import KIND, rebuild
        from content.plans.selectors import resolve_anchors, titles
        from content.plans.selectors.drafts import waiting_for
        from content.plans.selectors.imported import imported_clauses
        from content.plans.target_links import make_target
        from content.targets import signals, waiting
        from portal.foundation.periodic import registry as periodic
        from portal.people import personal_data as holders
        from search import leads
        from search.registry import register_kind, register_names
        from themes import names

        names.register(titles)
        leads.register(role_leads.lead)
        register_names(role_leads.called)
        waiting.register(waiting_for)
        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
        anchors.register("clause", resolve_anchors)
        signals.undone.connect(_decide_anew, dispatch_uid="content_plans.decide_anew")
        clause_actions.register(make_target)
        periodic.register(
            "content.plans.unfinished",
            every=timedelta(minutes=1),
            run=_tend,
            title=_("接着读、接着发布中断了的预案"),
        )
        periodic.register(
            "content.plans.originals",
            every=timedelta(days=1),
            run=_sweep,
            title=_("清理没有用上的原件和附件"),
        )
        periodic.register(
            "content.plans.leftovers",
            every=timedelta(hours=1),
            run=_sweep_leftovers,
            title=_("清理导入或删除到一半断了的预案"),
        )
        periodic.register(
            "content.plans.extracts",
            every=timedelta(minutes=1),
            run=_extract,
            title=_("把预案里谁做什么、什么情况做什么先摘出来"),
        )
        register_kind(KIND, label=_("预案条文"), rebuild=rebuild, sources=imported_clauses)


def _decide_anew(*, target: Any, **kwargs: Any) -> None:
    from content.plans.services import ask_anew, decide_anew

    decide_anew(target=target)
    ask_anew(target=target)


def _tend(now: datetime) -> str | None:
    from content.plans.services import tend_follow_ups, tend_intakes, tend_rereadings

    asked, forgotten = tend_intakes(now)
    followed, corrected = tend_follow_ups(now), tend_rereadings(now)
    if not (asked or forgotten or followed or corrected):
        return None
    return gettext(
        "重新排队 %(asked)d 份上传、%(followed)d 份发布、%(corrected)d 份改正，"
        "清理 %(forgotten)d 份上传"
    ) % {
        "asked": asked, "followed": followed, "corrected": corrected, "forgotten": forgotten,
    }  # fmt: skip


def _sweep(now: datetime) -> str | None:
    from content.plans.services import sweep_attachments, sweep_originals

    removed = sweep_originals(now) + sweep_attachments(now)
    return gettext("清理 %(removed)d 个文件") % {"removed": removed} if removed else None


def _sweep_leftovers(now: datetime) -> str | None:
    from content.plans.services import sweep_leftovers

    removed = sweep_leftovers(now)
    return gettext("清理 %(removed)d 份没有完成的预案") % {"removed": removed} if removed else None


def _extract(now: datetime) -> str | None:
    from content.plans.services import tend_extracts

    done = tend_extracts()
    return gettext("摘出 %(done)d 份预案") % {"done": done} if done else None
