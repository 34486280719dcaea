from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentPagesConfig(AppConfig):
    name = "content.pages"
    label = "content_pages"
    verbose_name = _("知识页面")
    default_auto_field = "django.db.models.BigAutoField"
