from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentTargetsConfig(AppConfig):
    name = "content.targets"
    label = "content_targets"
    verbose_name = _("目标与指标")
    default_auto_field = "django.db.models.BigAutoField"
