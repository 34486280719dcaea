"""Keeps the server, the task worker and the periodic jobs alive as three child processes.

For one machine without systemd. A child that dies is started again, after a pause that
doubles up to a minute when it keeps dying; a signal to the supervisor reaches every
child by its pid. They start in order, each once the one before it is of use: together they
would share the processor, and the first visitor would wait for all three.
"""

import logging
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

logger = logging.getLogger("anlan.supervisor")

SETPRIV = shutil.which("setpriv")
DIES_WITH_US = [SETPRIV, "--pdeathsig", "TERM"] if SETPRIV else []
"""A supervisor that is killed outright cannot stop its children: the kernel does it."""

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
STEADY_S = 30.0
"""A child that lived this long is taken as healthy: its next death starts from the first pause."""

GRACE_S = 10.0
PATIENCE_S = 30.0
"""So long may a child keep the next from its first start."""


def at_once() -> bool:
    return True


@dataclass(slots=True)
class Child:
    name: str
    command: Sequence[str]
    is_ready: Callable[[], bool] = at_once
    """Asked until it first says yes."""

    when_ready: str = ""
    """Said then."""

    was_ready: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    restart_at: float = 0.0
    pause: float = FIRST_PAUSE_S


@dataclass(slots=True)
class Supervisor:
    children: list[Child]
    say: Callable[[str], None]
    stopping: bool = False
    since: float = field(default_factory=time.monotonic)

    def run(self) -> int:
        """Block until a signal asks to stop. Returns the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        try:
            while not self.stopping:
                self._look_after()
                time.sleep(0.2)
        finally:
            self._stop_all()
        return 0

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _look_after(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.restart_at:
                    child.process = subprocess.Popen(  # noqa: S603
                        [*DIES_WITH_US, *child.command], env=os.environ, start_new_session=True
                    )
                    child.started = now
            elif (status := child.process.poll()) is not None:
                if now - child.started > STEADY_S:
                    child.pause = FIRST_PAUSE_S
                self.say(f"{child.name}停了（{status}），{child.pause:.0f} 秒后重新启动。")
                child.process = None
                child.restart_at = now + child.pause
                child.pause = min(child.pause * 2, LONGEST_PAUSE_S)
            elif not child.was_ready and child.is_ready():
                child.was_ready = True
                if child.when_ready:
                    self.say(child.when_ready)
            if not child.was_ready and now - self.since < PATIENCE_S:
                break

    def _stop_all(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_S
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
