"""Look again at the originals that readers may take, and take back what is not for everybody."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from content.plans.models import PlanDocument
from content.plans.services import PlanRefused, change_document
from content.plans.services.widening import refuse_to_offer


class Command(BaseCommand):
    """`manage.py check_offers`. It may be broken off and run again."""

    help = "Stop offering originals that carry other files or say where photos were taken."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        offered = PlanDocument.objects.filter(original_for_readers=True).order_by("pk")
        seen = ended = 0
        for document in offered.select_related("current_version__upload"):
            seen += 1
            try:
                refuse_to_offer(document=document, actor=None)
            except PlanRefused as refused:
                change_document(document=document, actor=None, original_for_readers=False)
                ended += 1
                self.stdout.write(f"  {document}：{refused.message}")
        self.stdout.write(
            _("看了 %(seen)d 份，去掉勾的 %(ended)d 份") % {"seen": seen, "ended": ended}
        )
