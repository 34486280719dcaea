from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.operations import serving
from portal.operations.occupancy import Occupied, occupy


class Command(BaseCommand):
    help = "启动网站、后台任务和定时任务，直到按 Ctrl+C。"
    # Each child checks itself as it starts; doing it here too would only delay them.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="localhost")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        try:
            with occupy(settings.DATA_DIR, port):
                status = serving.serve(host=host, port=port, workers=workers, say=self._say)
        except (Occupied, serving.PortTaken) as taken:
            raise CommandError(str(taken)) from taken
        raise SystemExit(status)

    def _say(self, text: str) -> None:
        self.stdout.write(f"安澜 · {text}")
        self.stdout.flush()
