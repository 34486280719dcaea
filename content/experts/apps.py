from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentExpertsConfig(AppConfig):
    name = "content.experts"
    label = "content_experts"
    verbose_name = _("专家库")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from content.experts import personal_data
        from content.experts import search as offered
        from content.experts.models import ExpertContact, ExpertPage
        from content.experts.policy import ContactPolicy
        from content.experts.selectors import names
        from content.pages.search import offer
        from portal.people import personal_data as holders
        from search.registry import register_kind
        from themes.names import register

        register(names)
        holders.register(self.label, export=personal_data.export, erase=personal_data.erase)
        register_permission_policy(ExpertContact, ContactPolicy(ExpertContact))
        offer(ExpertPage, publish=offered.publish, withdraw=offered.withdraw, name=self.name)
        register_kind(offered.KIND, label=_("专家"), rebuild=offered.all_documents)
