from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalAccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "portal_accounts"
    verbose_name = _("账号")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.accounts import checks, own_data, sections, signals  # noqa: F401 - registers itself
        from portal.people import personal_data

        sections.register_all()
        personal_data.register(self.label, export=own_data.export, erase=own_data.erase)
        # The signal skips apps without models, so it is the foundation's that is heard.
        post_migrate.connect(_publish_first_notice, sender=apps.get_app_config("portal_foundation"))


def _publish_first_notice(using: str = "default", **kwargs: Any) -> None:
    """Signing up needs a notice to agree to. Not a migration: flushing a test database
    removes rows, and this signal brings them back."""
    from portal.accounts import notices
    from portal.foundation.consent.models import ConsentNotice

    if using != "default":
        return
    if ConsentNotice._meta.db_table in connections[using].introspection.table_names():
        notices.ensure()
