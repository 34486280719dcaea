"""A process that has read the parsers already and divides itself for every file of a test.

The child that the portal starts for a file spends nearly all its time on becoming a Python and
compiling expressions, some thousand times in a run of the suite. Here it is born of a process
that has done this: one file is still one process, under the limits and with the environment of
`portal.foundation.files.child`. The tests of the distance itself start it as the portal does.
"""

import gc
import hashlib
import json
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import traceback
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

PARSERS = (
    "portal.foundation.files.child",
    "portal.foundation.files.domain.keepable",
    "content.plans.domain.pipeline",
)
NUMBER = 8
"""Bytes of a number on the wire: the child's id, then how it ended."""


class Born:
    """What `run_isolated` needs of a `Popen`."""

    def __init__(self, stdin: Any, news: socket.socket) -> None:
        self.stdin, self._news = stdin, news
        self.returncode: int | None = None
        self.pid = self._number()

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            self._news.settimeout(timeout)
            try:
                self.returncode = self._number()
            except TimeoutError:
                raise subprocess.TimeoutExpired("parser", timeout or 0) from None
            self._news.close()
        return self.returncode

    def _number(self) -> int:
        told = self._news.recv(NUMBER)
        if len(told) != NUMBER:
            raise RuntimeError("the process that divides itself is gone")
        return int.from_bytes(told, "big", signed=True)


SMALL = 64 * 1024


def remembering(read: Callable[..., object]) -> Callable[..., object]:
    """`run_isolated` that reads a small file once with what is asked of it: the tests bring in few
    texts, many hundred times. What it cannot read it reads each time."""
    known: dict[bytes, str] = {}

    def once(function: str, *, path: Path, **asked: object) -> object:
        data = path.read_bytes()
        if len(data) > SMALL:
            return read(function, path=path, **asked)
        key = hashlib.sha256(repr((function, asked)).encode() + data).digest()
        if key not in known:
            known[key] = json.dumps(read(function, path=path, **asked))
        return json.loads(known[key])

    return once


@contextmanager
def ready() -> Iterator[None]:
    """Inside the block every file is read by a child of the one process, a plan once."""
    from content.plans.services import reading
    from portal.foundation.files import services

    with tempfile.TemporaryDirectory(prefix="anlan-parsers-") as folder:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        parent = subprocess.Popen(
            [sys.executable, "-s", "-B", "-m", "tests.servers.parsers", str(theirs.fileno())],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=folder,
            pass_fds=(theirs.fileno(),), env=services._environment(folder),
        )  # fmt: skip
        theirs.close()

        def start(folder: str, result: int, errors: Any) -> Born:
            reads, writes = os.pipe()
            news, teller = socket.socketpair()
            with teller:
                given = array("i", [reads, result, errors.fileno(), teller.fileno()])
                rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, given)]
                ours.sendmsg([f"{result} {folder}".encode()], rights)
            os.close(reads)
            return Born(os.fdopen(writes, "wb"), news)

        try:
            once = remembering(reading.run_isolated)
            with (
                patch.object(services, "_start", start),
                patch.object(reading, "run_isolated", once),
            ):
                yield
        finally:
            ours.close()
            parent.wait()


def serve(orders: socket.socket) -> None:
    """Divide for every order, and tell whoever ordered how the child ended."""
    with selectors.DefaultSelector() as selector:
        selector.register(orders, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not orders:
                    pid, teller = key.data
                    selector.unregister(key.fileobj)
                    os.close(key.fd)
                    tell(teller, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                    teller.close()
                    continue
                order, given, _flags, _address = socket.recv_fds(orders, 4096, 4)
                if not order:
                    return
                *files, last = given
                pid = os.fork()
                if not pid:
                    read(*order.decode().split(" ", 1), *files)
                for each in files:
                    os.close(each)
                teller = socket.socket(fileno=last)
                tell(teller, pid)
                selector.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, teller))


def tell(teller: socket.socket, number: int) -> None:
    try:
        teller.send(number.to_bytes(NUMBER, "big", signed=True), socket.MSG_NOSIGNAL)
    except BrokenPipeError:
        return  # nobody waits for it any more


def read(result: str, folder: str, stdin: int, answer: int, errors: int) -> None:
    """Be the child that `run_isolated` starts: its files, its folder, nothing else open."""
    from portal.foundation.files import child

    os.setsid()
    os.chdir(folder)
    os.environ.update(TMPDIR=folder, HOME=folder)
    os.dup2(stdin, 0)
    os.dup2(answer, 1)
    os.dup2(errors, 2)
    os.closerange(3, 256)
    os.dup2(1, int(result))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    status = 1
    try:
        status = child.main()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    for name in PARSERS:
        __import__(name)
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv[1])))
