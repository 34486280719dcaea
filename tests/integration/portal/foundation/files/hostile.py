"""Parsers that misbehave in every way a real one can on a hostile file."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from portal.foundation.files.domain import ArchiveRefused, FileRefused


def words(path: Path, *, prefix: str = "") -> dict:
    return {"text": prefix + path.read_text("utf-8"), "length": path.stat().st_size}


def refuses(path: Path) -> None:
    raise FileRefused("这份预案没有标题。补上标题再传。")


def refuses_archive(path: Path) -> None:
    raise ArchiveRefused(reason="里面有宏")


def breaks(path: Path) -> None:
    raise KeyError(path.read_text("utf-8"))


def spins(path: Path) -> None:
    while True:
        pass


def sleeps(path: Path) -> None:
    time.sleep(600)


def ignores_signals(path: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGXCPU):
        signal.signal(number, signal.SIG_IGN)
    spins(path)


def eats_memory(path: Path) -> None:
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def writes(path: Path) -> None:
    with Path("out").open("wb") as stream:
        while True:
            stream.write(b"x" * 1_000_000)
            stream.flush()


def opens_files(path: Path) -> None:
    kept = []
    while True:
        kept.append(path.open())


def answers_too_much(path: Path) -> str:
    return "x" * 3_000_000


def answers_what_json_cannot(path: Path) -> object:
    return object()


def recurses(path: Path) -> None:
    recurses(path)


def dies(path: Path) -> None:
    os.abort()


def leaves_quietly(path: Path) -> None:
    os._exit(0)


def tries_network(path: Path) -> None:
    socket.create_connection(("localhost", 9), timeout=1)


def tries_programme(path: Path) -> None:
    subprocess.run([sys.executable, "-c", "1"])


def tries_fork(path: Path) -> None:
    os.fork()


def environment(path: Path) -> dict:
    return dict(os.environ)


def open_descriptors(path: Path) -> list:
    return sorted(int(name) for name in os.listdir("/proc/self/fd"))


def modules(path: Path) -> list:
    return sorted(name for name in sys.modules if name.startswith(("django", "wagtail")))


def prints(path: Path) -> str:
    sys.stdout.write("x" * 1_000_000)
    sys.stderr.write("y" * 1_000_000)
    return "done"


def starts_a_thread(path: Path) -> str:
    threading.Thread(target=time.sleep, args=(600,), daemon=False).start()
    return "done"
