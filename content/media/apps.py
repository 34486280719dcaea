from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentMediaConfig(AppConfig):
    name = "content.media"
    label = "content_media"
    verbose_name = _("媒体")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.media import personal_data
        from portal.people import personal_data as holders

        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
