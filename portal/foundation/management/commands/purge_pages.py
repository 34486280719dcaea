"""Make every stored page old; run after a deployment."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.foundation.pagecache.services import purge_now


class Command(BaseCommand):
    """`manage.py purge_pages`."""

    help = "Make every page in the page cache old, so that it is rendered again."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        purge_now()
        self.stdout.write(_("页面缓存已清空，下次打开时重新生成。"))
