"""A PostgreSQL cluster of its own for a test run, from Debian's package."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SPEED = "fsync=off\nsynchronous_commit=off\nfull_page_writes=off\nmax_connections=40\njit=off\n"
"""A cluster that is thrown away need not survive a power cut."""


def find() -> "Server | None":
    for folder in (
        Path("/usr/lib/postgresql/15/bin"),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin")),
    ):
        if (folder / "initdb").exists():
            return Server(folder)
    found = shutil.which("initdb")
    return Server(Path(found).parent) if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Server:
    binaries: Path

    @contextmanager
    def running(self, folder: Path) -> Iterator[str]:
        """Yield the URL of a database superuser; the server stops when the block ends."""
        # PostgreSQL refuses to run as root, so root lends the folder to Debian's own user.
        user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        prefix = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []
        folder.chmod(0o755)
        data = folder / "data"
        if prefix:
            shutil.chown(folder, user)
        self._call(prefix, "initdb", "-D", data, "-A", "trust", "-U", "anlan", "-E", "UTF8",
                   "--locale=C.UTF-8")  # fmt: skip
        port = free_port()
        with (data / "postgresql.conf").open("a") as stream:
            stream.write(
                f"listen_addresses='127.0.0.1'\nport={port}\nunix_socket_directories=''\n{SPEED}"
            )
        self._call(prefix, "pg_ctl", "-D", data, "-w", "-l", data / "log", "start")
        try:
            yield f"postgres://anlan@127.0.0.1:{port}/postgres"
        finally:
            self._call(prefix, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")

    def _call(self, prefix: list[str], program: str, *arguments: str | Path) -> None:
        subprocess.run(
            [*prefix, str(self.binaries / program), *map(str, arguments)],
            check=True, stdout=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip
