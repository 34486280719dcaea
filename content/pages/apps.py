from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentPagesConfig(AppConfig):
    name = "content.pages"
    label = "content_pages"
    verbose_name = _("知识页面")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from content.pages import anchors, personal_data, signals
        from content.pages.models.paragraph import KIND
        from content.pages.policy import RightsPolicy
        from content.pages.selectors import paragraph_anchors
        from portal.people import personal_data as holders

        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
        register_permission_policy(AbstractPage, RightsPolicy())
        anchors.register(KIND, paragraph_anchors)
        signals.connect()
