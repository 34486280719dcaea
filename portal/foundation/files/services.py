"""Running a parser on an untrusted file, at a safe distance."""

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings

from portal.foundation.files.domain import (
    ArchiveRefused,
    DisguisedFile,
    Limits,
    OutOfMemory,
    ParserBroke,
    ParserFailed,
    TimedOut,
    TooLarge,
)
from portal.foundation.files.domain.limits import MEGABYTE
from portal.foundation.files.left import PREFIX

logger = logging.getLogger(__name__)

BLOCK: Final = 64 * 1024
STDERR_KEPT: Final = 2000
USUAL: Final = Limits()
OUT_OF_MEMORY: Final = ("MemoryError", "bad_alloc", "Cannot allocate memory")


def run_isolated(
    function: str,
    *,
    path: Path,
    arguments: dict[str, Any] | None = None,
    limits: Limits = USUAL,
) -> object:
    """Call `function` ("package.module:callable") with `path` and `arguments` in a child.

    The callable gets the path first, the arguments by keyword, and returns what JSON
    can carry. It is ours; only the file is hostile. Raises TooLarge, TimedOut,
    OutOfMemory or ParserBroke; a `FileRefused` of the parser comes back as
    ParserFailed (or ArchiveRefused, DisguisedFile, TooLarge) with its own sentence.
    """
    if path.stat().st_size > limits.input_mb * MEGABYTE:
        raise TooLarge(limit_mb=limits.input_mb)
    read_end, write_end = os.pipe()
    request = {
        "function": function,
        "path": str(path.resolve()),
        "arguments": arguments or {},
        "limits": asdict(limits),
        "result_fd": write_end,
    }
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX) as folder,
        tempfile.TemporaryFile() as errors,
    ):
        try:
            child = _start(folder, write_end, errors)
        except BaseException:
            os.close(read_end)
            raise
        finally:
            os.close(write_end)
        try:
            answer = _converse(child, read_end, json.dumps(request).encode(), limits)
        finally:
            os.close(read_end)
            _end(child)
        return _outcome(answer, child.returncode, limits, function, _tail(errors))


def _start(folder: str, result: int, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-s", "-B", "-m", "portal.foundation.files.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        pass_fds=(result,),
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )


def _environment(folder: str) -> dict[str, str]:
    """Nothing of ours: no secret key, no database address, no proxy."""
    return {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(settings.BASE_DIR),
        "PYTHONIOENCODING": "utf-8",
        "LANG": "C.UTF-8",
        "TMPDIR": folder,
        "HOME": folder,
        "OPENBLAS_NUM_THREADS": "1",
        # One arena, so that threads of a library do not reserve the address space away.
        "MALLOC_ARENA_MAX": "1",
    }


def _converse(
    child: subprocess.Popen[bytes], read_end: int, request: bytes, limits: Limits
) -> bytes:
    """Send the request, collect the answer, stop at the clock and at the size."""
    deadline = time.monotonic() + limits.wall_seconds
    try:
        with child.stdin as pipe:  # type: ignore[union-attr]  # a pipe: see _start
            pipe.write(request)
    except BrokenPipeError:
        return b""
    most = limits.result_mb * MEGABYTE
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(read_end, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise TimedOut(seconds=limits.wall_seconds)
            block = os.read(read_end, BLOCK)
            if not block:
                break
            answer += block
            if len(answer) > most:
                raise TooLarge(limit_mb=limits.result_mb)
    try:
        child.wait(timeout=max(deadline - time.monotonic(), 1))
    except subprocess.TimeoutExpired:
        raise TimedOut(seconds=limits.wall_seconds) from None
    return bytes(answer)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill whatever the child left behind, then collect it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _tail(errors: Any) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(errors.tell() - STDERR_KEPT, 0))
    return str(errors.read().decode("utf-8", errors="replace"))


def _outcome(answer: bytes, status: int, limits: Limits, function: str, trace: str) -> object:
    try:
        reply = json.loads(answer) if answer else {}
    except ValueError:
        reply = {}
    if "result" in reply:
        return reply["result"]
    error = reply.get("error")
    if error == "refused":
        raise _refusal(reply)
    if error == "too_large":
        raise TooLarge(limit_mb=limits.result_mb)
    if error == "wrote_too_much" or status == -signal.SIGXFSZ:
        raise TooLarge(limit_mb=limits.written_mb)
    if error == "memory" or any(sign in trace for sign in OUT_OF_MEMORY):
        raise OutOfMemory(limit_mb=limits.memory_mb)
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TimedOut(seconds=limits.cpu_seconds)
    kind = reply.get("kind", "") or f"exit {status}"
    fields = {"function": function, "kind": kind, "place": reply.get("place", "")}
    logger.warning("parser failed", extra=fields)
    raise ParserBroke(kind=kind)


def _refusal(reply: dict[str, Any]) -> Exception:
    message, data = reply["message"], reply["data"]
    match reply["kind"]:
        case "ArchiveRefused":
            return ArchiveRefused(message, **data)
        case "DisguisedFile":
            return DisguisedFile(message, **data)
        case "TooLarge":
            return TooLarge(message, limit_mb=int(data["limit_mb"]))
    return ParserFailed(message, **{**data, "kind": reply["kind"]})
