"""Recompute the audit chain; exit 1 and say where, if anything was altered."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.foundation.audit.selectors import VERIFIED, verify
from portal.foundation.audit.services import record


class Command(BaseCommand):
    """`manage.py verify_audit [--head DIGEST]`."""

    help = "Recompute the audit chain; exit 1 if an event or a batch was altered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", default="", help="a batch digest kept elsewhere that must occur in the chain"
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        result = verify(expected_head=options["head"])
        # After the check, or it would be counted in it. Auditors read it on their screen.
        record(
            actor=None,
            action=VERIFIED,
            data={"intact": result.is_intact, "batches": result.batches, "events": result.events},
        )
        if not result.is_intact:
            raise CommandError(_("审计链有问题：%(problem)s") % {"problem": result.problem})
        words = {
            "batches": result.batches,
            "events": result.events,
            "unsealed": result.unsealed,
            "head": result.head,
        }
        self.stdout.write(
            _("审计链完整：%(batches)s 批，%(events)s 个事件，另有 %(unsealed)s 个还没封存。")
            % words
        )
        self.stdout.write(_("最新摘要（另存一份，下次用 --head 核对）：%(head)s") % words)
