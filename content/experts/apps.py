from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentExpertsConfig(AppConfig):
    name = "content.experts"
    label = "content_experts"
    verbose_name = _("专家")
    default_auto_field = "django.db.models.BigAutoField"
