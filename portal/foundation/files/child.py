"""The process a hostile file is parsed in. Started afresh by `services.run_isolated`.

It inherits no settings, no secrets, no open database. It limits itself before it
imports the parser, may not reach the network or start another programme, and answers
with one line of JSON on the pipe it was given.
"""

import errno
import importlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, Final

from portal.foundation.files.domain.errors import FileRefused
from portal.foundation.files.domain.limits import MEGABYTE, Limits

FORBIDDEN_EVENTS: Final = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
)


class ForbiddenInChild(Exception):
    """The parser tried to leave its process."""


def main() -> int:
    request: dict[str, Any] = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    restrict(limits)
    answer = json.dumps(perform(request), ensure_ascii=False).encode()
    if len(answer) > limits.result_mb * MEGABYTE:
        answer = json.dumps({"error": "too_large"}).encode()
    with os.fdopen(request["result_fd"], "wb") as pipe:
        pipe.write(answer)
    return 0


def restrict(limits: Limits) -> None:
    """Lower every limit of this process for good."""
    memory = limits.memory_mb * MEGABYTE
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    written = limits.written_mb * MEGABYTE
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.open_files, limits.open_files))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in FORBIDDEN_EVENTS:
        raise ForbiddenInChild(event)


def perform(request: dict[str, Any]) -> dict[str, Any]:
    """Run the parser; every way it can end becomes an answer."""
    module, name = request["function"].split(":")
    try:
        function = getattr(importlib.import_module(module), name)
        result = function(Path(request["path"]), **request["arguments"])
        # Refuse what JSON cannot carry here, where it still has a name.
        json.dumps(result)
    except FileRefused as refusal:
        data = {key: str(value) for key, value in refusal.data.items()}
        return {
            "error": "refused",
            "kind": type(refusal).__name__,
            "message": refusal.message,
            "data": data,
        }
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return {"error": "wrote_too_much"}
        # The message may quote the file, so only the kind and the place leave the child.
        return {"error": "broken", "kind": type(error).__name__, "place": place_of(error)}
    return {"result": result}


def place_of(error: BaseException) -> str:
    """file:line where the error was raised."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return "" if last is None else f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}"


if __name__ == "__main__":
    sys.exit(main())
