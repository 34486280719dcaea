from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PortalFoundationConfig(AppConfig):
    name = "portal.foundation"
    label = "portal_foundation"
    verbose_name = _("基础设施")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.foundation import (
            checks,  # noqa: F401 - registers itself
            pinyin,
            triggers,
        )
        from portal.foundation.jobs import register_jobs
        from portal.foundation.pagecache.signals import connect

        register_jobs()
        autodiscover_modules("audit_words")
        connection_created.connect(pinyin.teach)
        pre_migrate.connect(triggers.before_migrations, sender=self)
        post_migrate.connect(triggers.after_migrations, sender=self)
        if apps.is_installed("wagtail"):
            connect()
