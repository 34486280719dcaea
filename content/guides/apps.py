from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentGuidesConfig(AppConfig):
    name = "content.guides"
    label = "content_guides"
    verbose_name = _("避险指南")
    default_auto_field = "django.db.models.BigAutoField"
