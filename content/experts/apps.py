from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentExpertsConfig(AppConfig):
    name = "content.experts"
    label = "content_experts"
    verbose_name = _("专家库")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.experts import search as offered
        from content.experts.models import ExpertPage
        from content.pages.search import offer
        from search.registry import register_kind

        offer(ExpertPage, publish=offered.publish, withdraw=offered.withdraw, name=self.name)
        register_kind(offered.KIND, label=_("专家"), rebuild=offered.all_documents)
