"""An answer that was acknowledged is on disk, whatever becomes of the server."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer
from urllib.parse import urlencode
from uuid import uuid4, uuid5

import pytest
from django.db import connection
from django.urls import reverse

from quizzes.attempts import services
from quizzes.attempts.models import AnswerEvent, Attempt
from tests.samples.sitting import replayed

ROOT = Path(__file__).resolve().parents[4]
ROUNDS = 2
SECONDS_BEFORE_KILL = 1.2


@pytest.fixture
def db(committing_db):
    """The server of this test is another process."""


class Server:
    """`granian` over the test's database file, in a process group of its own."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DATA_DIR": str(data),
            "DATABASE_URL": "",
        }

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).parent / "granian"),
                "--interface=wsgi",
                "--host=127.0.0.1",
                f"--port={self.port}",
                "--workers=1",
                "--blocking-threads=2",
                "portal.wsgi:application",
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("the server did not come up")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.mark.slow
@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="the server of this test opens a SQLite file; run it without DATABASE_URL",
)
def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(world, make_paper, tmp_path):
    make_paper(time_limit_minutes=60)
    attempt = services.start(person=world.volunteer, slug="quake").attempt
    orders = {item.slot: item.option_order for item in attempt.items.filter(slot__lte=3)}
    connection.close()
    server, acknowledged, unknown, count = Server(tmp_path), [], [], 0
    for _round in range(ROUNDS):
        server.start()
        killer = Timer(SECONDS_BEFORE_KILL, server.kill)
        try:
            while True:
                count += 1
                slot = count % 3 + 1
                option = orders[slot][count // 3 % len(orders[slot])]
                form = uuid4()
                event = uuid5(form, f"{slot}:0:{ {'chosen': [option]}!r}:")
                unknown.append((slot, option, event))
                status = _save(server.port, attempt, slot, option, form)
                assert status == 302
                acknowledged.append(unknown.pop())
                if not killer.is_alive() and not killer.finished.is_set():
                    killer.start()
        except (OSError, http.client.HTTPException):
            # Killed in the middle of this one: it may have been stored or not.
            pass
        finally:
            if killer.is_alive():
                killer.join(timeout=10)
            if server.process.poll() is None:
                server.kill()
    assert len(acknowledged) > ROUNDS * 5
    stored = set(AnswerEvent.objects.values_list("client_event_id", flat=True))
    assert [event for _slot, _option, event in acknowledged if event not in stored] == []
    assert stored <= {event for _slot, _option, event in acknowledged + unknown}
    held = {item.slot: item.response for item in Attempt.objects.get().items.exclude(response=None)}
    assert held == replayed(Attempt.objects.get())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)


def _save(port: int, attempt: Attempt, slot: int, option: str, form: object) -> int:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        client.request(
            "POST",
            reverse("attempts:save", args=[attempt.public_id, slot]),
            urlencode(
                {
                    "token": attempt.upload_token,
                    "form": str(form),
                    "seen": "0",
                    "go": "next",
                    "choice": option,
                }
            ),
            {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"},
        )
        return client.getresponse().status
    finally:
        client.close()
