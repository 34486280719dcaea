"""Recompute the audit chain; exit 1 and say where, if anything was altered."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.foundation.audit import heads
from portal.foundation.audit.selectors import VERIFIED, verify
from portal.foundation.audit.services import record


class Command(BaseCommand):
    """`manage.py verify_audit [--head DIGEST]`."""

    help = "Recompute the audit chain; exit 1 if an event or a batch was altered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            default="",
            help="a batch digest that must occur in the chain; "
            "the one kept in AUDIT_HEAD_FILE unless given",
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        try:
            head = options["head"] or heads.kept()
        except OSError as error:
            raise CommandError(
                _("读不出另存的摘要 %(file)s：%(error)s")
                % {"file": settings.AUDIT_HEAD_FILE, "error": type(error).__name__}
            ) from error
        result = verify(expected_head=head)
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
        if not head and result.batches:
            self.stdout.write(
                _("没有另存的摘要 %(file)s，最后几批被整段删掉也看不出来。")
                % {"file": settings.AUDIT_HEAD_FILE}
            )
        self.stdout.write(_("最新摘要（另存一份，下次用 --head 核对）：%(head)s") % words)
