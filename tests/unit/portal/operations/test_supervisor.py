"""The order of the three processes, tried with children that only sleep."""

import sys
import threading
import time

import pytest

from portal.operations.serving import FirstAnswer, PortTaken, refuse_taken_port
from portal.operations.supervisor import Child, Supervisor
from tests.servers.postgresql import free_port

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def supervise():
    started = []

    def make(*children):
        said = []
        supervisor = Supervisor(list(children), say=said.append)
        started.append(supervisor)
        return supervisor, said

    yield make
    for supervisor in started:
        supervisor._stop_all()


def test_the_second_child_waits_until_the_first_is_of_use(supervise):
    useful = threading.Event()
    web = Child("网站", SLEEPER, is_ready=useful.is_set, when_ready="已启动")
    worker = Child("后台任务", SLEEPER)
    supervisor, said = supervise(web, worker)
    for _ in range(3):
        supervisor._look_after()
    assert web.process
    assert worker.process is None
    assert said == []
    useful.set()
    for _ in range(3):
        supervisor._look_after()
    assert worker.process
    assert said == ["已启动"]


def test_a_first_child_that_never_gets_ready_holds_the_others_only_for_a_while(
    supervise, monkeypatch
):
    monkeypatch.setattr("portal.operations.supervisor.PATIENCE_S", 0.0)
    worker = Child("后台任务", SLEEPER)
    supervisor, _ = supervise(Child("网站", SLEEPER, is_ready=lambda: False), worker)
    supervisor._look_after()
    assert worker.process


def test_a_child_that_dies_later_does_not_hold_the_others(supervise):
    web, worker = Child("网站", SLEEPER), Child("后台任务", SLEEPER)
    supervisor, said = supervise(web, worker)
    for _ in range(3):
        supervisor._look_after()
    worker.process.kill()
    worker.process.wait()
    web.process.kill()
    web.process.wait()
    supervisor._look_after()
    assert len(said) == 2
    worker.restart_at = 0.0
    supervisor._look_after()
    assert worker.process


def test_a_taken_port_is_named_together_with_a_free_one():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"端口 {port} .*PORT={port + 1}"):
            refuse_taken_port("127.0.0.1", port)


def test_the_first_answer_is_noticed_though_the_server_comes_late():
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    port = free_port()
    answered = FirstAnswer("127.0.0.1", port)
    assert not answered()
    with HTTPServer(("127.0.0.1", port), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        until = time.monotonic() + 20
        while not answered() and time.monotonic() < until:
            time.sleep(0.05)
        server.shutdown()
        thread.join()
    assert answered()
