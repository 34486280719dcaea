from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalFoundationConfig(AppConfig):
    name = "portal.foundation"
    label = "portal_foundation"
    verbose_name = _("基础设施")
    default_auto_field = "django.db.models.BigAutoField"
