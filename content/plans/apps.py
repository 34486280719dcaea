from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentPlansConfig(AppConfig):
    name = "content.plans"
    label = "content_plans"
    verbose_name = _("预案与规划")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.pages import anchors
        from content.plans import clause_actions, personal_data
        from content.plans.search import KIND, rebuild
        from content.plans.selectors import resolve_anchors
        from content.plans.target_links import make_target
        from portal.people import personal_data as holders
        from search.registry import register_kind

        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
        anchors.register("clause", resolve_anchors)
        clause_actions.register(make_target)
        register_kind(KIND, label=_("预案条文"), rebuild=rebuild)
