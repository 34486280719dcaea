"""A process for test_rebuild: run as a script with `fill N` or `build ENGINE`, on the database of
DATABASE_URL and the data of BENCH_DATA. `build` is the command and nothing else, and tells what it
took."""

import json
import os
import re
import sys
import time
from io import StringIO
from itertools import islice
from pathlib import Path

import django
from django.conf import settings

django.setup()
settings.DATA_DIR = Path(os.environ["BENCH_DATA"])
settings.ELASTICSEARCH_URL = os.environ.get("BENCH_SERVER", "")
settings.ELASTICSEARCH_INDEX = "bench"

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from portal.foundation.outbox.models import OutboxCursor, OutboxEvent  # noqa: E402
from search import engines  # noqa: E402
from search.documents.services import row_of  # noqa: E402
from search.models import SearchDocument  # noqa: E402
from tests.samples.many_clauses import many_clauses  # noqa: E402

CHUNK = 2_000


def fill(number: int) -> dict[str, float]:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with connection.schema_editor() as editor:
        for model in (OutboxEvent, OutboxCursor, SearchDocument):
            editor.create_model(model)
    characters = 0
    rows = map(row_of, many_clauses(number))
    while chunk := list(islice(rows, CHUNK)):
        characters += sum(len(row.text) for row in chunk)
        SearchDocument.objects.bulk_create(chunk)
    return {"mean": characters / number}


def build(name: str) -> dict[str, float]:
    began, cpu = time.monotonic(), time.process_time()
    call_command("rebuild_search", "--engine", name, stdout=StringIO())
    told = {"seconds": time.monotonic() - began, "cpu": time.process_time() - cpu}
    engine = engines.embedded() if name == "embedded" else engines.elasticsearch()
    assert engine is not None
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert peak is not None
    return told | {"documents": engine.size(), "megabytes": int(peak[1]) / 1024}


if __name__ == "__main__":
    what, value = sys.argv[1:]
    result = fill(int(value)) if what == "fill" else build(value)
    connection.close()
    sys.stdout.write(json.dumps(result))
