"""The three processes of one machine: the server, the task worker, the periodic jobs.

Knows nothing of Django, so that whoever starts them need not load it first.
"""

import http.client
import os
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from portal.foundation.files.left import drop_left_folders
from portal.operations.readiness import BASE_DIR
from portal.operations.supervisor import Child, Supervisor

ANSWER_WITHIN_S: Final = 60.0
BETWEEN_TRIES_S: Final = 0.1


@dataclass(unsafe_hash=True)
class PortTaken(Exception):
    port: int

    def __str__(self) -> str:
        return f"端口 {self.port} 已被占用。换一个端口：make run PORT={self.port + 1}"


def threads_of_a_worker() -> int:
    """Requests at the same time in one worker. Most wait for the database; more than two a core
    and one only wait for each other, and the server warns of it."""
    return min(8, 2 * (os.cpu_count() or 1) + 1)


def refuse_taken_port(address: str, port: int) -> None:
    """Raises PortTaken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise PortTaken(port) from error


class FirstAnswer:
    """Has the server at this address answered a request yet? One request waits for it, in
    a thread, so that asking never blocks."""

    def __init__(self, address: str, port: int) -> None:
        self._address, self._port = address, port
        self._came = threading.Event()
        self._thread: threading.Thread | None = None

    def __call__(self) -> bool:
        if self._thread is None:
            self._thread = threading.Thread(target=self._ask, daemon=True)
            self._thread.start()
        return self._came.is_set()

    def _ask(self) -> None:
        while not self._came.wait(BETWEEN_TRIES_S):
            connection = http.client.HTTPConnection(
                self._address, self._port, timeout=ANSWER_WITHIN_S
            )
            try:
                connection.request("GET", "/", headers={"Host": f"localhost:{self._port}"})
                if connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                    self._came.set()
            except (OSError, http.client.HTTPException):
                continue
            finally:
                connection.close()


def serve(*, host: str, port: int, workers: int, say: Callable[[str], None]) -> int:
    """Serve until a signal asks to stop; the exit status. Raises PortTaken."""
    address = socket.gethostbyname(host)
    refuse_taken_port(address, port)
    python = sys.executable
    web = [
        python, "-m", "granian", "--interface", "wsgi",
        "--host", address, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads_of_a_worker()),
        "--respawn-failed-workers", "--no-ws", "--log-level", "warning",
        "portal.wsgi:application",
    ]  # fmt: skip
    worker = [python, "manage.py", "db_worker", "--queue-name", "*", "--no-reload", "-v", "0"]
    children = [
        Child(
            "网站",
            web,
            is_ready=FirstAnswer(address, port),
            when_ready=f"已启动：http://localhost:{port}（按 Ctrl+C 停止）",
        ),
        Child("后台任务", worker),
        Child("定时任务", [python, "manage.py", "run_periodic"]),
    ]
    drop_left_folders()
    os.chdir(BASE_DIR)
    say("启动网站、后台任务和定时任务 …")
    return Supervisor(children, say=say).run()
