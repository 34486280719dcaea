"""Look again at the originals that readers may take, and take back what is not for everybody."""

import logging
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from content.plans.models import PlanDocument
from content.plans.services import change_document
from content.plans.services.originals import OriginalLost
from content.plans.services.widening import judge_original
from portal.foundation.files.domain import NOT_JUDGED, FileRefused

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """`manage.py check_offers`. It may be broken off and run again."""

    help = "Stop offering originals that carry other files or say where photos were taken."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        offered = PlanDocument.objects.filter(
            original_for_readers=True, current_version__isnull=False
        ).order_by("pk")
        found = Counter(
            self._look(document) for document in offered.select_related("current_version__upload")
        )
        counts = {"seen": found.total(), "ended": found["ended"], "unread": found["unread"]}
        self.stdout.write(_("看了 %(seen)d 份，去掉勾的 %(ended)d 份") % counts)
        if counts["unread"]:
            self.stdout.write(
                _("没看成的 %(unread)d 份，勾没有动；磁盘和服务器正常以后再运行一次。") % counts
            )

    def _look(self, document: PlanDocument) -> str:
        """Which count it belongs to. What could not be judged today stays offered."""
        try:
            judge_original(document)
        except (OriginalLost, OSError, *NOT_JUDGED) as unread:
            logger.warning("original not judged", exc_info=unread, extra={"plan": document.pk})
            why = getattr(unread, "message", None) or _("服务器的磁盘现在读写不了。")
            self.stdout.write(_("  没看成 %(plan)s：%(why)s") % {"plan": document, "why": why})
            return "unread"
        except FileRefused as refused:
            change_document(document=document, actor=None, original_for_readers=False)
            self.stdout.write(f"  {document}：{refused.message}")
            return "ended"
        return "stays"
