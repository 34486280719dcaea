from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalOperationsConfig(AppConfig):
    name = "portal.operations"
    label = "portal_operations"
    verbose_name = _("运行与维护")
    default_auto_field = "django.db.models.BigAutoField"
