"""Processes that put documents and drain them, for test_indexing. Run as a script.

killed     a child that writes and drains without end is killed with SIGKILL several times.
together   two children write and drain while a third rebuilds.
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

from django.db import connection  # noqa: E402

from portal.foundation.outbox.models import OutboxCursor, OutboxEvent  # noqa: E402
from search import engines  # noqa: E402
from search.documents import Document  # noqa: E402
from search.documents import services as documents  # noqa: E402
from search.indexing import services as indexing  # noqa: E402
from search.models import SearchDocument  # noqa: E402
from search.query import Filters, plan  # noqa: E402

KILLS = 6

connection.settings_dict["OPTIONS"] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


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
            documents.put([document(start)])
            indexing.drain(wait_seconds=1)


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
        child = spawn(lambda start=attempt * 1_000_000: write_without_end(start, acknowledged))
        wait_for_lines(acknowledged, attempt * 4)
        time.sleep(chance.random() * 0.1)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    indexing.drain(wait_seconds=5)
    told = acknowledged.read_text().split()
    hits = found()
    return {
        "kills": KILLS,
        "acknowledged": len(told),
        "missing": sorted(set(told) - set(hits)),
        "doubled": len(hits) - len(set(hits)),
        "rows": SearchDocument.objects.count(),
        "indexed": engines.embedded().size(),
    }


def together() -> dict[str, object]:
    def writer(start: int) -> None:
        for number in range(start, start + 60):
            documents.put([document(number)])
            indexing.drain(wait_seconds=0.1)

    def rebuilder() -> None:
        for _ in range(5):
            indexing.rebuild(wait_seconds=30)
            time.sleep(0.05)

    indexing.drain()
    children = [spawn(lambda: writer(0)), spawn(lambda: writer(1000)), spawn(rebuilder)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    indexing.drain(wait_seconds=5)
    return {
        "exit_codes": codes,
        "rows": SearchDocument.objects.count(),
        "indexed": engines.embedded().size(),
        "found": len(set(found())),
        "verified": engines.embedded().verify(),
    }


def found() -> list[str]:
    asked = plan("应急演练", Filters(grants=frozenset({"public"})))
    return [hit.key for hit in engines.embedded().search(asked, limit=100_000).best]


if __name__ == "__main__":
    with connection.schema_editor() as editor:
        for model in (OutboxEvent, OutboxCursor, SearchDocument):
            editor.create_model(model)
    result = {"killed": killed, "together": together}[sys.argv[1]]()
    connection.close()
    sys.stdout.write(json.dumps(result))
