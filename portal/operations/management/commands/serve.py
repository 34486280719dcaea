import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.operations.supervisor import Child, Supervisor


class Command(BaseCommand):
    help = "启动网站、后台任务和定时任务，直到按 Ctrl+C。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="localhost")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        address = socket.gethostbyname(host)
        self._refuse_taken_port(address, port)
        python = sys.executable
        children = [
            Child(
                "网站",
                [
                    python, "-m", "granian", "--interface", "wsgi",
                    "--host", address, "--port", str(port),
                    "--workers", str(workers), "--blocking-threads", "4",
                    "--respawn-failed-workers", "--no-ws", "--log-level", "warning",
                    "portal.wsgi:application",
                ],
            ),
            Child(
                "后台任务",
                [python, "manage.py", "db_worker", "--queue-name", "*", "--no-reload", "-v", "0"],
            ),
            Child("定时任务", [python, "manage.py", "run_periodic"]),
        ]  # fmt: skip
        os.chdir(settings.BASE_DIR)
        self.stdout.write(f"安澜 · 已启动：http://localhost:{port}（按 Ctrl+C 停止）")
        self.stdout.flush()
        raise SystemExit(Supervisor(children, say=self._say).run())

    def _say(self, text: str) -> None:
        self.stderr.write(f"安澜 · {text}")
        self.stderr.flush()

    def _refuse_taken_port(self, address: str, port: int) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as error:
                raise CommandError(
                    f"端口 {port} 已被占用。换一个端口：make run PORT={port + 1}"
                ) from error
