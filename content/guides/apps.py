from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentGuidesConfig(AppConfig):
    name = "content.guides"
    label = "content_guides"
    verbose_name = _("避险指南")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.guides import search as offered
        from content.guides.models import GuidePage
        from content.guides.selectors import addresses, search_hazards
        from content.pages.search import offer
        from portal.foundation.pagecache import renewal
        from search.registry import register_hazards, register_kind

        offer(GuidePage, publish=offered.publish, withdraw=offered.withdraw, name=self.name)
        register_kind(
            offered.KIND, label=_("避险指南"), rebuild=offered.all_documents, is_advice=True
        )
        register_hazards(search_hazards)
        renewal.register(addresses)
