from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalPeopleConfig(AppConfig):
    name = "portal.people"
    label = "portal_people"
    verbose_name = _("人员与单位")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.people import own_data, personal_data

        personal_data.register(self.label, export=own_data.export, erase=own_data.erase)
