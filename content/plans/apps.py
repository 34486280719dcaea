from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentPlansConfig(AppConfig):
    name = "content.plans"
    label = "content_plans"
    verbose_name = _("预案与规划")
    default_auto_field = "django.db.models.BigAutoField"
