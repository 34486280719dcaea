from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentMediaConfig(AppConfig):
    name = "content.media"
    label = "content_media"
    verbose_name = _("媒体")
    default_auto_field = "django.db.models.BigAutoField"
