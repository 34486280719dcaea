from datetime import datetime, timedelta
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
        from portal.foundation.periodic import registry
        from portal.people import personal_data

        sections.register_all()
        personal_data.register(self.label, export=own_data.export, erase=own_data.erase)
        registry.register(
            "accounts.keep_the_promise",
            every=timedelta(hours=6),
            run=_keep_the_promise,
            title=_("删除过了保存期的登录记录和消息副本"),
        )
        # The signal skips apps without models, so it is the foundation's that is heard.
        post_migrate.connect(_publish_notice, sender=apps.get_app_config("portal_foundation"))


def _keep_the_promise(now: datetime) -> str | None:
    """Remove what the notice allows no longer; one sentence for the health page."""
    from django.utils.translation import gettext

    from portal.accounts.services.retention import keep_the_promise

    removed = keep_the_promise(now=now)
    words = gettext(
        "删了 %(sign_ins)s 条登录记录、%(copies)s 条消息副本、%(sign_ups)s 个没验证的账号"
    )
    counts = {
        "sign_ins": removed.sign_ins,
        "copies": removed.copies,
        "sign_ups": removed.sign_ups,
    }
    return words % counts if removed else None


def _publish_notice(using: str = "default", **kwargs: Any) -> None:
    """Signing up needs a notice to agree to, and a release that collects more needs a new one. Not
    a migration: flushing a test database removes rows, and this signal brings them back."""
    from portal.accounts import notices
    from portal.foundation.consent.models import ConsentNotice

    if using != "default":
        return
    if ConsentNotice._meta.db_table in connections[using].introspection.table_names():
        notices.ensure()
