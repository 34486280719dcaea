"""An Elasticsearch of its own for a test run: the stripped server that Maven Central carries."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.postgresql import free_port

VERSION = "8.19.3"
ARCHIVE = Path(__file__).resolve().parents[2] / f".tools/elasticsearch-{VERSION}.zip"
"""Where `deploy/bootstrap test` puts it."""

STARTS_WITHIN_S = 180
"""Twenty seconds alone; other checks may be at work beside it."""

OPTIONS = {
    "discovery.type": "single-node",
    "xpack.security.enabled": "false",
    "http.host": "127.0.0.1",
    "transport.host": "127.0.0.1",
    "cluster.routing.allocation.disk.threshold_enabled": "false",
}


def missing() -> str:
    """What a machine lacks to run it; empty if nothing."""
    if shutil.which("java") is None:
        return "缺少 Java（apt-get install openjdk-17-jre-headless）"
    if not ARCHIVE.exists():
        return f"缺少 {ARCHIVE.name}（deploy/bootstrap test 用 Maven 取，apt-get install maven）"
    return ""


@contextmanager
def starting() -> Iterator[str]:
    """Start one in a folder of its own and do not wait for it: its address. It stops when the
    block ends."""
    with tempfile.TemporaryDirectory(prefix="anlan-elasticsearch-") as folder:
        process, address = _start(Path(folder))
        try:
            yield address
        finally:
            process.terminate()
            process.wait(60)


def _start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    # It refuses to run as root, so root lends the folder to a user without rights.
    user = "nobody" if os.geteuid() == 0 else None
    folder.chmod(0o755)
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(folder)
    home = folder / f"elasticsearch-{VERSION}"
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    (folder / "tmp").mkdir()
    if user:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user)
    port = free_port()
    given = OPTIONS | {
        "http.port": str(port),
        "transport.port": str(free_port()),
        "path.data": str(folder / "data"),
        "path.logs": str(folder / "logs"),
    }
    java = Path(shutil.which("java") or "java").resolve().parents[1]
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [home / "bin/elasticsearch", *(f"-E{name}={value}" for name, value in given.items())],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder, user=user,
            env={
                "PATH": os.environ["PATH"],
                "ES_JAVA_HOME": str(java),
                "ES_JAVA_OPTS": "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1",
                "ES_TMPDIR": str(folder / "tmp"),
            },
        )  # fmt: skip
    return process, f"http://127.0.0.1:{port}"


def wait_for(address: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while not _answers(address):
        if time.monotonic() > deadline:
            raise TimeoutError(f"no Elasticsearch answers at {address}")
        time.sleep(0.3)


def _answers(address: str) -> bool:
    # It has no page at `/`.
    try:
        with urllib.request.urlopen(f"{address}/_cluster/health", timeout=5) as answer:
            return json.load(answer)["status"] in {"green", "yellow"}
    except (OSError, ValueError, KeyError):
        return False
