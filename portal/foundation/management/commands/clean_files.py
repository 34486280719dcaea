"""Take out of stored photos, and of photos in stored papers, what cameras wrote into them."""

from collections import Counter
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.foundation.files.cleaning import Became, Cleaning, clean_all, kept_plain

STEP: Final = 100


class Command(BaseCommand):
    """`manage.py clean_files`. It may be broken off and run again."""

    help = "Take out of stored photos what cameras wrote into them; safe to run again."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        for model in kept_plain():
            found: Counter[Became] = Counter()
            total = model._default_manager.count()
            for one in clean_all(model):
                found[one.became] += 1
                self._tell(one)
                if found.total() % STEP == 0:
                    self._progress(model.folder, found, total)
            self._progress(model.folder, found, total)

    def _progress(self, folder: str, found: Counter[Became], total: int) -> None:
        self.stdout.write(
            _("%(folder)s：看了 %(seen)d / %(total)d 个，清理了 %(cleaned)d 个")
            % {
                "folder": folder, "seen": found.total(), "total": total,
                "cleaned": found[Became.CLEANED],
            }
        )  # fmt: skip

    def _tell(self, one: Cleaning) -> None:
        words = {
            Became.REFUSED: _("没有动，按现在的规矩不收：%(why)s"),
            Became.LOST: _("没有动：%(why)s"),
            Became.TWIN: _("没有动：清理以后和旁边的一个一样，删掉其中一个"),
        }.get(one.became)
        if words:
            said = words % {"why": one.why} if "%" in words else words
            self.stdout.write(f"  {one.row.folder} {one.row.pk} {one.row.name}：{said}")
