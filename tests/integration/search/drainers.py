"""Processes that put documents and drain them, for test_drainers. Run as a script.

killed     a child that writes, drains and rebuilds without end is killed with SIGKILL again and
           again.
together   two children write and drain while a third rebuilds.

With DRAINERS_SERVER they feed the search server there beside the embedded index, and it is the one
that is rebuilt and looked at.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings

django.setup()
settings.DATA_DIR = Path(os.environ["DRAINERS_DATA"])
settings.DATA_DIR.mkdir(parents=True)
settings.ELASTICSEARCH_URL = os.environ.get("DRAINERS_SERVER", "")
settings.ELASTICSEARCH_INDEX = os.environ.get("DRAINERS_PREFIX", "")

from django.db import connection  # noqa: E402

from portal.foundation.outbox.models import OutboxCursor, OutboxEvent  # noqa: E402
from search import engines  # noqa: E402
from search.documents import Document  # noqa: E402
from search.documents import services as documents  # noqa: E402
from search.indexing import services as indexing  # noqa: E402
from search.models import SearchDocument  # noqa: E402
from search.query import Filters, plan  # noqa: E402

KILLS = 25
A_REBUILD_EVERY = 6
EACH = 25

connection.settings_dict["OPTIONS"] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


def engine() -> engines.Engine:
    return engines.elasticsearch() or engines.embedded()


def document(number: int) -> Document:
    return Document(
        key=f"clause:{number}",
        kind="clause",
        group_key="plan:1",
        title="",
        path=("总体预案",),
        text=f"第{number}号：每年组织应急演练。",
        url="/plans/1/",
        grants=frozenset({"public"}),
    )


def spawn(work: Callable[[], None]) -> int:
    connection.close()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            connection.close()
            os._exit(code)
    return child


def write_without_end(start: int, acknowledged: Path) -> None:
    with acknowledged.open("a") as journal:
        for number in range(start, start + 100_000):
            documents.put([document(number)])  # drains after its commit
            journal.write(f"clause:{number}\n")
            journal.flush()
            os.fsync(journal.fileno())
            indexing.drain(engine(), wait_seconds=1)
            if number % A_REBUILD_EVERY == 0:
                indexing.rebuild(engine(), wait_seconds=1)


def wait_for_lines(journal: Path, lines: int) -> None:
    deadline = time.monotonic() + 30
    while not journal.exists() or journal.read_text().count("\n") < lines:
        if time.monotonic() > deadline:
            raise TimeoutError("the child writes nothing")
        time.sleep(0.005)


def killed() -> dict[str, object]:
    acknowledged = settings.DATA_DIR / "acknowledged"
    chance = random.Random(20260601)
    for attempt in range(1, KILLS + 1):
        written = acknowledged.read_text().count("\n") if acknowledged.exists() else 0
        start = attempt * 1_000_000 + chance.randrange(A_REBUILD_EVERY)
        child = spawn(lambda start=start: write_without_end(start, acknowledged))
        wait_for_lines(acknowledged, written + 1)
        time.sleep(chance.random() * 0.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    indexing.drain(engine(), wait_seconds=30)
    told = acknowledged.read_text().split()
    hits = found()
    return {
        "kills": KILLS,
        "acknowledged": len(told),
        "missing": sorted(set(told) - set(hits)),
        "doubled": len(hits) - len(set(hits)),
        "rows": SearchDocument.objects.count(),
        "indexed": engine().size(),
        "left_over": left_over(),
    }


def left_over() -> int:
    """Indexes that a last rebuild does not take away."""
    indexing.rebuild(engine(), wait_seconds=30)
    server = engines.elasticsearch()
    if server is None:
        return 0
    return len(server.client.indices.get(index=f"{server.prefix}-*")) - 1


def together() -> dict[str, object]:
    def writer(start: int) -> None:
        for number in range(start, start + EACH):
            documents.put([document(number)])
            indexing.drain(engine(), wait_seconds=0.1)

    def rebuilder() -> None:
        for _ in range(3):
            indexing.rebuild(engine(), wait_seconds=30)
            time.sleep(0.05)

    indexing.drain(engine())
    children = [spawn(lambda: writer(0)), spawn(lambda: writer(1000)), spawn(rebuilder)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    indexing.drain(engine(), wait_seconds=30)
    return {
        "exit_codes": codes,
        "rows": SearchDocument.objects.count(),
        "indexed": engine().size(),
        "found": len(set(found())),
        "verified": engine().verify(),
    }


def found() -> list[str]:
    asked = plan("应急演练", Filters(grants=frozenset({"public"})))
    return [hit.key for hit in engine().search(asked, limit=9_000).best]


if __name__ == "__main__":
    with connection.schema_editor() as editor:
        for model in (OutboxEvent, OutboxCursor, SearchDocument):
            editor.create_model(model)
    result = {"killed": killed, "together": together}[sys.argv[1]]()
    connection.close()
    sys.stdout.write(json.dumps(result))
